#include "bot/text/thesaurus.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/tokens.h"

// Two lines of the files, shortened:
//   index.verb   widen v 4 6 ! @ ~ > $ + 4 3 00303465 00303940 00303661 00540235
//     word, part of speech, senses, p signs of pointers, senses, senses met in texts, places
//   data.verb    00303465 30 v 03 widen 0 broaden 1 extend 2 004 @ 00540235 v 0000 ! 00305109 v 0101
//     place, kind of meaning, part of speech, words (hexadecimal count) each with a number, pointers
//     each with sign, place, part of speech and the words at both its ends (0000: the meanings)
// The lines of the licence at the top begin with a space, and so come before every word.

namespace jauap::text {
namespace {

using Relation = Thesaurus::Relation;

enum Part : std::size_t { kNoun, kVerb, kAdjective, kAdverb, kParts };
constexpr std::array<std::string_view, kParts> kNames{"noun", "verb", "adj", "adv"};

// Frequent senses: "instrument" is a document in its fourth.
constexpr std::size_t kSenses = 4;
// Verbs of a group are near whatever else they mean: "expand" is "extend" in its seventh sense.
constexpr std::size_t kManySenses = 8;
// A name is one in its first sense or most of the first three: "president" is, "commerce" is none.
constexpr std::size_t kNameSenses = 3;

// Kinds of meaning (lexnames(5WN)).
enum Lexical : int {
  kAct = 4,
  kAttribute = 7,
  kCognition = 9,
  kCommunication = 10,
  kEvent = 11,
  kGroup = 14,
  kLocation = 15,
  kPerson = 18,
  kProcess = 22,
  kQuantity = 23,
  kState = 26,
  kTime = 28,
};

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

// The meanings of a word, frequent ones first, and how many of them were met in texts at all.
struct Senses {
  std::vector<std::size_t> places;
  std::size_t tagged = 0;
};

Senses senses_in(std::string_view line) {
  Senses found;
  take(line);
  take(line);
  const std::size_t senses = number(take(line)).value_or(0);
  const std::size_t signs = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < signs && !line.empty(); ++i) take(line);
  take(line);
  found.tagged = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < senses; ++i) {
    const auto place = number(take(line));
    if (!place) break;
    found.places.push_back(*place);
  }
  return found;
}

std::optional<Part> part_of(std::string_view letter) {
  if (letter == "n") return kNoun;
  if (letter == "v") return kVerb;
  if (letter == "a" || letter == "s") return kAdjective;
  if (letter == "r") return kAdverb;
  return std::nullopt;
}

struct Pointer {
  std::string_view sign;
  std::size_t place = 0;
  Part part = kNoun;
  std::size_t from = 0;  // the words at its ends, from 1 on; 0 for all
  std::size_t to = 0;
};

// A meaning with the words for it.
struct Synset {
  int kind = 0;
  std::vector<std::string_view> words;  // as written: "official_document"
  std::vector<Pointer> pointers;
};

Synset read_synset(std::string_view line) {
  Synset synset;
  take(line);
  synset.kind = static_cast<int>(number(take(line)).value_or(0));
  take(line);
  const std::size_t count = number(take(line), 16).value_or(0);
  for (std::size_t i = 0; i < count && !line.empty(); ++i) {
    std::string_view word = take(line);
    synset.words.push_back(word.substr(0, word.find('(')));  // "prime(a)"
    take(line);
  }
  const std::size_t pointers = number(take(line)).value_or(0);
  for (std::size_t i = 0; i < pointers && !line.empty(); ++i) {
    Pointer pointer;
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

bool has_capital(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string key_of(std::string_view word) {
  std::string key{word};
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return key;
}

// Who, or when: nothing that is only near will do. (Of places not even the same will: the provinces
// of one country are no states, whatever they are elsewhere.)
bool is_particular(int kind) {
  return kind == kPerson || kind == kTime || kind == kGroup;
}

// Nouns that say the same as their verb or adjective: "expansion", and not "visitor" of "visit".
bool says_the_same(Part part, int kind) {
  if (part != kNoun) return true;
  return kind == kAct || kind == kAttribute || kind == kEvent || kind == kProcess ||
         kind == kState || kind == kCommunication || kind == kCognition;
}

}  // namespace

// The files as what stands in them.
class Synsets {
 public:
  explicit Synsets(const Thesaurus& thesaurus) : thesaurus_{thesaurus} {}

  Senses senses(Part part, std::string_view word) const {
    return senses_in(find_line(thesaurus_.index_[part].bytes(), word));
  }

  std::optional<Synset> at(Part part, std::size_t place) const {
    const std::string_view bytes = thesaurus_.data_[part].bytes();
    if (place >= bytes.size()) return std::nullopt;
    std::string_view line = line_at(bytes, place);
    if (number(take(line)) != place) return std::nullopt;
    return read_synset(line_at(bytes, place));
  }

  // Whether the word is met as this part of speech, or as none: "a buy" is none.
  bool is_met(Part part, std::string_view word) const {
    if (senses(part, word).tagged > 0) return true;
    for (const Part other : {kNoun, kVerb, kAdjective, kAdverb}) {
      if (senses(other, word).tagged > 0) return false;
    }
    return true;
  }

  // Whether the meaning is among the word's first ones.
  bool is_among(Part part, std::string_view word, std::size_t place, std::size_t most) const {
    const auto places = senses(part, word).places;
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(most, places.size()));
    return std::find(places.begin(), end, place) != end;
  }

  // Whether the meaning is a frequent one of the word.
  bool is_frequent(Part part, std::string_view word, std::size_t place) const {
    // Verbs are told apart more finely than nouns: "start" is "initiate" in its fifth sense.
    const std::size_t most = part == kVerb ? kManySenses : kSenses;
    const std::size_t tagged = std::max<std::size_t>(senses(part, word).tagged, 1);
    return is_met(part, word) && is_among(part, word, place, std::min(most, tagged));
  }

 private:
  const Thesaurus& thesaurus_;
};

namespace {

// What the word may be a form of, itself first.
std::vector<std::string> bases_of(std::string_view word, const Words& words) {
  std::vector<std::string> bases = base_forms_en(word);
  const auto irregular = words.irregular_forms.find(std::string{word});
  if (irregular != words.irregular_forms.end()) bases.push_back(irregular->second);
  return bases;
}

class Collector {
 public:
  Collector(const Synsets& synsets, const Words& words) : synsets_{synsets}, words_{words} {}

  void collect(Part part, const std::string& base) {
    if (!synsets_.is_met(part, base)) return;
    const auto places = synsets_.senses(part, base).places;
    for (std::size_t i = 0; i < std::min(kSenses, places.size()); ++i) {
      const auto synset = synsets_.at(part, places[i]);
      if (!synset || synset->kind == kQuantity || synset->kind == kLocation) continue;
      follow(part, places[i], *synset, base);
    }
  }

  std::vector<Thesaurus::Like> finish(const std::vector<std::string>& own) && {
    std::erase_if(found_, [&](const Thesaurus::Like& like) {
      return opposites_.count(like.words) > 0 ||
             std::find(own.begin(), own.end(), like.words) != own.end() ||
             words_.number_words.count(like.words) > 0 ||
             like.words.find_first_of("0123456789") != std::string::npos;
    });
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& left, const auto& right) { return left.relation < right.relation; });
    // Each word once, by its nearest relation.
    std::vector<Thesaurus::Like> kept;
    std::unordered_set<std::string> seen;
    for (auto& like : found_) {
      if (seen.insert(like.words).second) kept.push_back(std::move(like));
    }
    return kept;
  }

 private:
  void follow(Part part, std::size_t place, const Synset& synset, const std::string& base) {
    add_all(part, place, synset, Relation::Same);
    for (const Pointer& pointer : synset.pointers) {
      const bool is_own = pointer.from == 0 || (pointer.from <= synset.words.size() &&
                                                key_of(synset.words[pointer.from - 1]) == base);
      if (!is_own) continue;
      const auto other = synsets_.at(pointer.part, pointer.place);
      if (!other) continue;
      if (pointer.sign == "!") {
        for (const auto word : other->words) opposites_.insert(written(word));
      }
      if (is_particular(synset.kind) && part == kNoun) continue;
      const bool is_unlike =
          is_particular(other->kind) || other->kind == kQuantity || other->kind == kLocation;
      if (pointer.part == kNoun && is_unlike) continue;
      if (pointer.sign == "&" || pointer.sign == "$") {
        // Words of both meanings are the same or nothing: "betray" is a rare "sell", and no other.
        for (const auto word : other->words) {
          const bool is_shared =
              std::find(synset.words.begin(), synset.words.end(), word) != synset.words.end();
          if (!is_shared) add(pointer.part, pointer.place, word, Relation::Similar);
        }
      }
      // Of adjectives and adverbs "\" is what they are made of: "economic", "quickly".
      const bool is_derived = pointer.sign == "+" || (pointer.sign == "\\" && part != kNoun);
      if (is_derived && pointer.to >= 1 && pointer.to <= other->words.size() &&
          says_the_same(part, synset.kind) && says_the_same(pointer.part, other->kind)) {
        add_all(pointer.part, pointer.place, *other, Relation::Derived);
      }
    }
  }

  void add_all(Part part, std::size_t place, const Synset& synset, Relation relation) {
    for (const auto word : synset.words) add(part, place, word, relation);
  }

  void add(Part part, std::size_t place, std::string_view word, Relation relation) {
    const std::string key = key_of(word);
    const bool is_frequent = relation == Relation::Similar
                                 ? synsets_.is_among(part, key, place, kManySenses)
                                 : synsets_.is_frequent(part, key, place);
    if (has_capital(word) || !is_frequent) return;
    found_.push_back({written(word), relation});
  }

  // In canonical form.
  std::string written(std::string_view word) const {
    std::string spaced{word};
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    return join(normalize(spaced, words_));
  }

  const Synsets& synsets_;
  const Words& words_;
  std::vector<Thesaurus::Like> found_;
  std::unordered_set<std::string> opposites_;
};

}  // namespace

base::Loaded<Thesaurus> Thesaurus::open(const std::filesystem::path& folder) {
  Thesaurus thesaurus;
  base::Problems problems;
  const auto map = [&](const std::string& name, base::MappedFile& file) {
    auto opened = base::MappedFile::open(folder / name);
    std::move(opened.problems.begin(), opened.problems.end(), std::back_inserter(problems));
    if (opened.value) file = std::move(*opened.value);
  };
  for (std::size_t part = 0; part < kParts; ++part) {
    map("index." + std::string{kNames.at(part)}, thesaurus.index_.at(part));
    map("data." + std::string{kNames.at(part)}, thesaurus.data_.at(part));
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(thesaurus), {}};
}

bool Thesaurus::is_name_or_number(std::string_view word, const Words& words) const {
  const Synsets synsets{*this};
  for (const std::string& base : bases_of(word, words)) {
    // "penned" has nothing to do with somebody named Penn.
    if (base != word && word.back() != 's') continue;
    for (const Part part : {kNoun, kAdjective}) {
      const auto places = synsets.senses(part, base).places;
      std::size_t names = 0;
      for (std::size_t i = 0; i < std::min(kNameSenses, places.size()); ++i) {
        const auto synset = synsets.at(part, places[i]);
        if (!synset) continue;
        if (i == 0 && synset->kind == kQuantity && part == kNoun) return true;
        const bool is_name = std::any_of(
            synset->words.begin(), synset->words.end(),
            [&](auto written) { return key_of(written) == base && has_capital(written); });
        if (is_name && (i == 0 || ++names == 2)) return true;
      }
    }
  }
  return false;
}

std::vector<Thesaurus::Like> Thesaurus::like(std::string_view word, const Words& words) const {
  if (is_name_or_number(word, words)) return {};
  const Synsets synsets{*this};
  Collector collector{synsets, words};
  const auto bases = bases_of(word, words);
  for (const std::string& base : bases) {
    for (const Part part : {kNoun, kVerb, kAdjective, kAdverb}) collector.collect(part, base);
  }
  return std::move(collector).finish(bases);
}

}  // namespace jauap::text
