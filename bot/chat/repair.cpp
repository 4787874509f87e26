#include "bot/chat/repair.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/chat/read_question.h"
#include "bot/chat/word_readings.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using text::Token;

// Of all readings of a question together; a question must not cost what it likes.
constexpr std::size_t kMostStrange = 3;
constexpr std::size_t kMostReadings = 64;

bool agree(const Understanding& left, const Understanding& right) {
  if (left.outcome != right.outcome || left.set.has_value() != right.set.has_value()) return false;
  return left.set ? left.set->agrees_with(*right.set)
                  : left.denotation.facts == right.denotation.facts &&
                        left.denotation.values == right.denotation.values;
}

// A strange word and what it may be.
struct Gap {
  std::size_t at = 0;
  std::vector<WordReading> readings;
};

// Whether a word asks for what the one behind it names: "which".
bool asks_which(const text::Words& words, const std::vector<Token>& tokens, std::size_t at) {
  return words.asking_words.count(tokens[at].text) > 0 &&
         words.question_openings.length_at(tokens, at) == 1;
}

std::vector<Gap> find_gaps(const Chatbot::Parts& parts, std::string_view message,
                           const std::vector<Token>& tokens) {
  std::vector<Gap> gaps;
  const auto strange = strange_words(parts, tokens);
  if (strange.size() > kMostStrange) return gaps;
  for (const std::size_t at : strange) {
    if (tokens[at].span.begin == tokens[at].span.end) return {};
    if (is_written_as_code(message, tokens, at)) return {};
    gaps.push_back({at, readings_of(parts, tokens, at, is_written_as_name(message, tokens, at))});
    // "In which building": what is asked for is not what was built.
    if (at > 0 && asks_which(parts.words, tokens, at - 1)) {
      std::erase_if(gaps.back().readings,
                    [](const WordReading& reading) { return reading.distance > 0; });
    }
    if (gaps.back().readings.empty()) return {};
  }
  return gaps;
}

void trace_gaps(const std::vector<Token>& tokens, const std::vector<Gap>& gaps,
                base::Trace& trace) {
  std::vector<std::string> details;
  for (const Gap& gap : gaps) {
    std::string text = tokens[gap.at].text + ":";
    for (const WordReading& reading : gap.readings) {
      for (const auto& word : reading.words) text += " " + word;
      text += "(" + std::to_string(reading.distance) + ")";
    }
    details.push_back(std::move(text));
  }
  trace.add("strange words", std::to_string(gaps.size()), std::move(details));
}

// One reading of each gap.
class Choice {
 public:
  explicit Choice(const std::vector<Gap>& gaps) : gaps_{gaps}, chosen_(gaps.size(), 0) {}

  // The next one; false after the last.
  bool next() {
    for (std::size_t i = chosen_.size(); i-- > 0;) {
      if (++chosen_[i] < gaps_[i].readings.size()) return true;
      chosen_[i] = 0;
    }
    return false;
  }

  std::size_t distance() const {
    std::size_t farthest = 0;
    for (std::size_t i = 0; i < gaps_.size(); ++i) farthest = std::max(farthest, of(i).distance);
    return farthest;
  }

  // The least likely of those by typing.
  std::size_t rank() const {
    std::size_t farthest = 0;
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      if (of(i).distance == 0) farthest = std::max(farthest, of(i).rank);
    }
    return farthest;
  }

  bool is_of_known_word() const {
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      if (of(i).is_of_known_word) return true;
    }
    return false;
  }

  // "Otto" read as "onto": whether a word of its own comes to one of grammar by other letters.
  bool loses_word(const text::Words& words, const std::vector<Token>& tokens) const {
    constexpr std::size_t kShortest = 4;  // "tha" is "the"
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      const std::string& typed = tokens[gaps_[i].at].text;
      const std::string& read = of(i).words.front();
      if (of(i).words.size() > 1 || words.function_words.count(read) == 0) continue;
      const bool is_replaced = read.size() == typed.size() &&
                               !std::is_permutation(read.begin(), read.end(), typed.begin());
      if (is_replaced && read.size() >= kShortest) return true;
    }
    return false;
  }

  std::vector<Token> put_into(const std::vector<Token>& tokens) const {
    std::vector<Token> changed;
    std::size_t gap = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (gap == gaps_.size() || gaps_[gap].at != i) {
        changed.push_back(tokens[i]);
        continue;
      }
      for (const auto& word : of(gap).words)
        changed.push_back({word, tokens[i].kind, tokens[i].span});
      ++gap;
    }
    return changed;
  }

  // Where, once they are put in, words of this distance stand.
  std::vector<std::size_t> places_of(std::size_t distance) const {
    std::vector<std::size_t> places;
    std::size_t more = 0;  // words that were put in for one before
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      if (of(i).distance == distance) places.push_back(gaps_[i].at + more);
      more += of(i).words.size() - 1;
    }
    return places;
  }

  std::vector<Correction> corrections(std::string_view message,
                                      const std::vector<Token>& tokens) const {
    std::vector<Correction> all;
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      std::string read;
      for (const auto& word : of(i).words) read += (read.empty() ? "" : " ") + word;
      all.push_back({text::typed(message, tokens[gaps_[i].at]), std::move(read)});
    }
    return all;
  }

 private:
  const WordReading& of(std::size_t gap) const { return gaps_[gap].readings[chosen_[gap]]; }

  const std::vector<Gap>& gaps_;
  std::vector<std::size_t> chosen_;
};

// Whether an answer may rest on another word than the one typed. What is asked back, and that
// something is not so or not there, may be owed to that word alone.
bool is_sure(const Understanding& result, bool is_slip_alone) {
  const bool is_empty = result.set && result.set->facts.empty() && result.set->things.empty() &&
                        result.set->values.empty();
  if (is_empty) return false;
  if (is_slip_alone) return is_certain(result);
  if (result.outcome != Understanding::Outcome::Answered) return false;
  if (result.set) {
    // A count of nothing is no reason to take a word for another.
    const bool is_nothing = result.set->facts.empty() && result.set->things.empty();
    return result.set->truth.value_or(true) && !is_nothing;
  }
  return result.denotation.truth.value_or(true);
}

// "Presdent" may be "present" or "president": whether a word has several likely readings. What is
// so or not so rests on each of its words.
bool is_ambiguous(const std::vector<Gap>& gaps) {
  constexpr std::size_t kShortest = 5;  // of shorter words most readings are chance
  return std::any_of(gaps.begin(), gaps.end(), [](const Gap& gap) {
    return std::count_if(gap.readings.begin(), gap.readings.end(), [](const WordReading& reading) {
             return reading.distance == 0 && reading.words.size() == 1 &&
                    reading.words.front().size() >= kShortest;
           }) > 1;
  });
}

std::string to_string(const std::vector<Correction>& corrections) {
  std::string text;
  for (const auto& [typed, read] : corrections) {
    text += (text.empty() ? "" : ", ") + std::string{typed}.append(" → ").append(read);
  }
  return text;
}

}  // namespace

std::optional<Understanding> repair(const Chatbot::Parts& parts, std::string_view message,
                                    const FilledIn& question, base::Trace* trace) {
  const std::vector<Token>& tokens = question.tokens;
  const std::vector<Gap> gaps = find_gaps(parts, message, tokens);
  if (gaps.empty()) return std::nullopt;
  if (trace != nullptr) trace_gaps(tokens, gaps, *trace);
  std::size_t lookups = understanding::kSetLookups;  // of all readings together
  std::size_t readings = 0;
  // What was typed wrong by likeliness, then what means the same.
  for (std::size_t step = 0; step <= kFarthestRank + kFarthestReading; ++step) {
    const std::size_t distance = step <= kFarthestRank ? 0 : step - kFarthestRank;
    // "Sanctions?": nothing says in which of its meanings a word alone is meant.
    if (distance > 0 && tokens.size() == 1) return std::nullopt;
    std::optional<Understanding> repaired;
    std::vector<std::string> details;
    Choice choice{gaps};
    do {
      if (choice.distance() != distance || (distance == 0 && choice.rank() != step)) continue;
      if (++readings > kMostReadings) return std::nullopt;
      const std::vector<Token> changed = choice.put_into(tokens);
      const auto far = choice.places_of(distance);
      const bool fits =
          distance <= kSameMeaning || std::all_of(far.begin(), far.end(), [&](std::size_t at) {
            return fits_the_rest(parts, changed, at);
          });
      if (!fits) continue;
      Understanding result = read_question(
          parts, message, {changed, question.referents, question.follows}, lookups, nullptr);
      if (lookups == 0) return std::nullopt;
      if (!is_sure(result, distance == 0 && !choice.is_of_known_word())) continue;
      const bool is_truth =
          result.denotation.truth.has_value() || (result.set && result.set->truth.has_value());
      if (distance == 0 && is_truth && is_ambiguous(gaps)) return std::nullopt;
      if (is_truth && choice.loses_word(parts.words, tokens)) continue;
      result.corrections = choice.corrections(message, tokens);
      result.repaired = changed;
      details.push_back(to_string(result.corrections));
      if (repaired && !agree(*repaired, result)) {
        if (trace != nullptr) trace->add("repair", "readings that differ", std::move(details));
        return std::nullopt;
      }
      if (!repaired) repaired = std::move(result);
    } while (choice.next());
    if (!repaired) continue;
    if (trace != nullptr) {
      const std::string count = std::to_string(details.size());
      trace->add("repair", count + " readings agree", std::move(details));
    }
    return repaired;
  }
  return std::nullopt;
}

}  // namespace jauap::chat
