#include "bot/text/wordnet.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <utility>

// Two lines of the files, shortened:
//   index.verb   widen v 4 6 ! @ ~ > $ + 4 3 00303465 00303940 00303661 00540235
//     word, part of speech, senses, p signs of pointers, senses, senses met in texts, places
//   data.verb    00303465 30 v 01 widen 0 002 @ 00156601 v 0000 ! 00305109 v 0101
//     place, kind of meaning, part of speech, words (their count in hexadecimal) each with a
//     number, pointers each with sign, place, part of speech and the words at both its ends
// The lines of the licence at the top begin with a space, and so come before every word.

namespace jauap::text {
namespace {

using Part = WordNet::Part;

constexpr std::array<std::string_view, WordNet::kParts.size()> kNames{"noun", "verb", "adj", "adv"};

// The next stretch without a space; "" at the end.
std::string_view take(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t end = std::min(line.find(' ', begin), line.size());
  const std::string_view field = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return field;
}

std::optional<std::size_t> number(std::string_view field, int base = 10) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value, base);
  if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
  return value;
}

std::string_view line_at(std::string_view bytes, std::size_t begin) {
  return bytes.substr(begin, bytes.find('\n', begin) - begin);
}

// The line of a sorted file that begins with the word; "" where there is none.
std::string_view find_line(std::string_view bytes, std::string_view word) {
  std::size_t low = 0;  // where a line begins
  std::size_t high = bytes.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : bytes.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = line_at(bytes, begin);
    const int order = line.substr(0, line.find(' ')).compare(word);
    if (order == 0) return line;
    if (order < 0) {
      low = std::min(begin + line.size() + 1, bytes.size());
    } else {
      high = begin;
    }
  }
  return {};
}

WordNet::Senses senses_in(std::string_view line) {
  WordNet::Senses found;
  take(line);
  take(line);
  const std::size_t senses = number(take(line)).value_or(0);
  const std::size_t signs = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < signs && !line.empty(); ++i) take(line);
  take(line);
  found.met = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < senses; ++i) {
    const auto place = number(take(line));
    if (!place) break;
    found.places.push_back(*place);
  }
  return found;
}

std::optional<Part> part_of(std::string_view letter) {
  if (letter == "n") return WordNet::Noun;
  if (letter == "v") return WordNet::Verb;
  if (letter == "a" || letter == "s") return WordNet::Adjective;
  if (letter == "r") return WordNet::Adverb;
  return std::nullopt;
}

WordNet::Synset read_synset(std::string_view line) {
  WordNet::Synset synset;
  take(line);
  synset.kind = number(take(line)).value_or(0);
  take(line);
  const std::size_t count = number(take(line), 16).value_or(0);
  for (std::size_t i = 0; i < count && !line.empty(); ++i) {
    std::string_view word = take(line);
    synset.words.push_back(word.substr(0, word.find('(')));  // "prime(a)"
    take(line);
  }
  const std::size_t pointers = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < pointers && !line.empty(); ++i) {
    WordNet::Pointer pointer;
    pointer.sign = take(line);
    pointer.place = number(take(line)).value_or(0);
    const auto part = part_of(take(line));
    const std::string_view ends = take(line);
    if (!part || ends.size() != 4) break;
    pointer.part = *part;
    pointer.from = number(ends.substr(0, 2), 16).value_or(0);
    pointer.to = number(ends.substr(2), 16).value_or(0);
    synset.pointers.push_back(pointer);
  }
  return synset;
}

}  // namespace

base::Loaded<WordNet> WordNet::open(const std::filesystem::path& folder) {
  WordNet wordnet;
  base::Problems problems;
  const auto map = [&](const std::string& name, base::MappedFile& file) {
    auto opened = base::MappedFile::open(folder / name);
    std::move(opened.problems.begin(), opened.problems.end(), std::back_inserter(problems));
    if (opened.value) file = std::move(*opened.value);
  };
  for (const Part part : kParts) {
    map("index." + std::string{kNames.at(part)}, wordnet.index_.at(part));
    map("data." + std::string{kNames.at(part)}, wordnet.data_.at(part));
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(wordnet), {}};
}

WordNet::Senses WordNet::senses(Part part, std::string_view word) const {
  return senses_in(find_line(index_.at(part).bytes(), word));
}

std::optional<WordNet::Synset> WordNet::at(Part part, std::size_t place) const {
  const std::string_view bytes = data_.at(part).bytes();
  if (place >= bytes.size()) return std::nullopt;
  std::string_view line = line_at(bytes, place);
  if (number(take(line)) != place) return std::nullopt;
  return read_synset(line_at(bytes, place));
}

}  // namespace jauap::text
