#include "bot/text/spelling.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/base/lists.h"
#include "bot/text/inflect_en.h"
#include "bot/text/text_table.h"
#include "bot/text/tokens.h"

// Two words that are one mistake apart become equal when a letter or none is deleted from each:
//   trade → rade tade trde trae trad      trde → rde tde tre trd trde
// So each vocabulary word is filed under what remains when letters are deleted from it, and a
// misspelt word looks under what remains of itself. Only the first letters are filed (words that
// differ by k have beginnings that differ by no more than k), the rest is left to edit_distance.

namespace jauap::text {
namespace {

constexpr std::size_t kFiledLetters = 7;

// Short words of the rules are too near to too much to be a target: "live" is no "give".
constexpr std::size_t kRuleWordLetters = 6;

std::size_t mistakes_allowed(std::size_t letters) {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

// Where each letter of valid UTF-8 begins, and the end.
std::vector<std::size_t> letter_begins(std::string_view word) {
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((static_cast<unsigned char>(word[i]) & 0xC0U) != 0x80U) begins.push_back(i);
  }
  begins.push_back(word.size());
  return begins;
}

std::size_t letters_in(std::string_view word) {
  return letter_begins(word).size() - 1;
}

bool has_figure(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos;
}

// Calls use(hash) for what remains of the word's first letters without any `deletions` or fewer.
template <class Use>
void for_each_remainder(std::string_view word, std::size_t deletions, Use use) {
  std::vector<std::size_t> begins = letter_begins(word);
  if (begins.size() > kFiledLetters + 1) begins.resize(kFiledLetters + 1);
  const std::size_t letters = begins.size() - 1;
  std::string remainder;
  // Letters that are left out; `letters` for none.
  const auto without = [&](std::size_t first, std::size_t second) {
    remainder.clear();
    for (std::size_t i = 0; i < letters; ++i) {
      if (i != first && i != second) remainder += word.substr(begins[i], begins[i + 1] - begins[i]);
    }
    use(hash_of(remainder));
  };
  without(letters, letters);
  for (std::size_t first = 0; deletions > 0 && first < letters; ++first) {
    without(first, letters);
    for (std::size_t second = first + 1; deletions > 1 && second < letters; ++second) {
      without(first, second);
    }
  }
}

// All that one letter more, one less, another one or two exchanged make of a word of ASCII letters;
// nothing of any other.
std::vector<std::string> one_mistake_from(std::string_view word) {
  std::vector<std::string> made;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (!std::all_of(word.begin(), word.end(), is_letter)) return made;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const std::string front{word.substr(0, i)};
    const std::string_view back = word.substr(i);
    for (char c = 'a'; c <= 'z'; ++c) {
      made.push_back(front + c + std::string{back});
      if (!back.empty()) made.push_back(front + c + std::string{back.substr(1)});
    }
    if (!back.empty()) made.push_back(front + std::string{back.substr(1)});
    if (back.size() > 1) made.push_back(front + back[1] + back[0] + std::string{back.substr(2)});
  }
  return made;
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// The lines of a word list as a set, without copying them: a one-shot question may pay for building
// this, so it must not sort or allocate for each of 100,000 words.
class CommonWords {
 public:
  explicit CommonWords(std::string_view text) : text_{text} {
    const auto lines = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1;
    std::size_t slots = 16;
    while (slots < 2 * lines) slots *= 2;
    slots_.resize(slots);
    for (std::size_t begin = 0; begin < text_.size();) begin = add_line(begin) + 1;
  }

  bool contains(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_of(word) & mask; slots_[slot].length != 0;
         slot = (slot + 1) & mask) {
      const std::string_view line = text_.substr(
          slots_[slot].begin, std::min<std::size_t>(slots_[slot].length, word.size() + 1));
      if (std::equal(line.begin(), line.end(), word.begin(), word.end(),
                     [](char left, char right) { return small(left) == right; })) {
        return true;
      }
    }
    return accented_.count(std::string{word}) > 0;
  }

  // Whether it is listed in small letters, and so is no name alone.
  bool contains_small(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_of(word) & mask; slots_[slot].length != 0;
         slot = (slot + 1) & mask) {
      if (text_.substr(slots_[slot].begin, slots_[slot].length) == word) return true;
    }
    return accented_.count(std::string{word}) > 0;
  }

 private:
  struct Slot {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;  // 0 for a free slot
  };

  // The end of the line that begins at `begin`.
  std::size_t add_line(std::size_t begin) {
    std::uint64_t hash = kHashOfNothing;
    bool is_ascii = true;
    bool has_apostrophe = false;
    std::size_t end = begin;
    for (; end < text_.size() && text_[end] != '\n' && text_[end] != '\r'; ++end) {
      const char c = text_[end];
      hash = hash_with(hash, small(c));
      is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
      has_apostrophe = has_apostrophe || c == '\'';
    }
    if (end == begin || has_apostrophe) return end;
    if (!is_ascii) {
      accented_.insert(fold(text_.substr(begin, end - begin)));
      return end;
    }
    std::size_t slot = mixed(hash) & (slots_.size() - 1);
    while (slots_[slot].length != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
    return end;
  }

  std::string_view text_;
  std::vector<Slot> slots_;
  std::unordered_set<std::string> accented_;  // folded
};

}  // namespace

struct Spelling::Index {
  mutable Targets targets;  // filed when a word is first not known
  mutable std::once_flag targets_filed;
  std::unordered_set<std::string> rule_words;
  std::string_view common_text;
  mutable std::once_flag common_read;
  mutable std::optional<CommonWords> common;  // read when first needed
  bool is_rule_word(std::string_view word) const { return rule_words.count(std::string{word}) > 0; }

  bool holds(std::string_view word) const {
    return targets.words.find(word) != TextTable::kNone || is_rule_word(word);
  }

  bool is_near_rule_word(std::string_view word, std::size_t mistakes) const {
    return std::any_of(rule_words.begin(), rule_words.end(), [&](const std::string& rule_word) {
      return base::edit_distance(word, rule_word, mistakes) <= mistakes;
    });
  }

  const CommonWords& common_words() const {
    std::call_once(common_read, [this] { common.emplace(common_text); });
    return *common;
  }

  std::uint32_t bucket(std::uint64_t hash) const {
    return static_cast<std::uint32_t>((hash >> 20U) & targets.mask);
  }

  const Targets& filed_targets() const {
    std::call_once(targets_filed, [this] { file_targets(); });
    return targets;
  }

  void file_targets() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> filed;  // bucket and word
    for (std::uint32_t word = 0; word < targets.words.size(); ++word) {
      const std::string_view text = targets.words.text(word);
      const std::size_t count = letters_in(text);
      targets.letters.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(count, 255)));
      if (count < 3 || has_figure(text)) continue;
      if (count < kRuleWordLetters && is_rule_word(text)) continue;
      // A word of 6 letters may have been typed with 8, which are allowed two mistakes.
      for_each_remainder(text, count < 6 ? 1 : 2, [&](std::uint64_t hash) {
        filed.emplace_back(static_cast<std::uint32_t>(hash >> 20U), word);
      });
    }
    std::size_t buckets = 16;
    while (buckets < filed.size() / 2) buckets *= 2;
    targets.mask = buckets - 1;
    for (auto& entry : filed) entry.first &= static_cast<std::uint32_t>(targets.mask);
    targets.filed = base::Lists<std::uint32_t>{buckets, filed};
  }

  // The vocabulary words that share a remainder with the word, and a few by chance.
  std::vector<std::uint32_t> candidates(std::string_view word, std::size_t mistakes) const {
    std::vector<std::uint32_t> found;
    filed_targets();
    const std::size_t wanted = letters_in(word);
    for_each_remainder(word, mistakes, [&](std::uint64_t hash) {
      for (const std::uint32_t target : targets.filed.list(bucket(hash))) {
        const std::size_t count = targets.letters[target];
        if (count <= wanted + mistakes && count + mistakes >= wanted) found.push_back(target);
      }
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
};

Spelling::Spelling(const std::vector<std::string>& vocabulary,
                   std::unordered_set<std::string> rule_words, std::string_view common_words) {
  auto index = std::make_unique<Index>();
  index->rule_words = std::move(rule_words);
  index->common_text = common_words;
  for (const std::string& word : vocabulary) index->targets.words.add(word);
  for (const std::string& word : index->rule_words) {
    if (letters_in(word) >= kRuleWordLetters) index->targets.words.add(word);
  }
  index_ = std::move(index);
}

Spelling::Spelling(Targets targets, std::unordered_set<std::string> rule_words,
                   std::string_view common_words) {
  auto index = std::make_unique<Index>();
  index->rule_words = std::move(rule_words);
  index->common_text = common_words;
  index->targets = std::move(targets);
  std::call_once(index->targets_filed, [] {});  // they are
  index_ = std::move(index);
}

Spelling::~Spelling() = default;
Spelling::Spelling(Spelling&&) noexcept = default;
Spelling& Spelling::operator=(Spelling&&) noexcept = default;

const Spelling::Targets& Spelling::targets() const {
  return index_->filed_targets();
}

bool Spelling::holds(std::string_view word) const {
  return index_->holds(word);
}

bool Spelling::is_rule_word(std::string_view word) const {
  return index_->is_rule_word(word);
}

bool Spelling::knows(std::string_view word) const {
  if (index_->holds(word)) return true;
  const std::vector<std::string> bases = base_forms_en(word);  // the word itself comes first
  return std::any_of(bases.begin(), bases.end(),
                     [&](const std::string& base) { return index_->holds(base); }) ||
         std::any_of(bases.begin(), bases.end(), [&](const std::string& base) {
           return index_->common_words().contains(base);
         });
}

bool Spelling::knows_no_name(std::string_view word) const {
  if (index_->holds(word)) return true;
  const std::vector<std::string> bases = base_forms_en(word);
  return std::any_of(bases.begin(), bases.end(), [&](const std::string& base) {
    return index_->holds(base) || index_->common_words().contains_small(base);
  });
}

// What a word is an inflection of, where that is typed wrong: "estalished" → "establish".
std::string Spelling::correct_base(std::string_view word) const {
  const std::vector<std::string> bases = base_forms_en(word);
  for (std::size_t i = bases.size(); i-- > 1;) {
    std::string corrected = correct(bases[i]);
    if (!corrected.empty()) return corrected;
  }
  return "";
}

std::string Spelling::correct(std::string_view word) const {
  const std::vector<std::size_t> begins = letter_begins(word);
  const std::size_t letters = begins.size() - 1;
  std::size_t nearest = mistakes_allowed(letters);
  if (nearest == 0 || has_figure(word) || knows(word)) return "";
  const std::string_view first_letter = word.substr(0, begins[1]);
  std::vector<std::string> best;
  for (const std::uint32_t target : index_->candidates(word, nearest)) {
    const std::string_view text = index_->targets.words.text(target);
    if (letters < 6 && text.substr(0, first_letter.size()) != first_letter) continue;
    const std::size_t distance = base::edit_distance(word, text, nearest);
    if (distance > nearest || (distance > 1 && index_->is_rule_word(text))) continue;
    if (distance < nearest) best.clear();
    nearest = distance;
    best.emplace_back(text);
  }
  if (best.empty()) return correct_base(word);
  // "wfen" is rather "when" than "Wien", but who knows.
  if (letters < kRuleWordLetters && index_->is_near_rule_word(word, nearest)) return "";
  const auto shortest = std::min_element(
      best.begin(), best.end(),
      [](const std::string& left, const std::string& right) { return left.size() < right.size(); });
  const bool is_one_word = std::all_of(best.begin(), best.end(), [&](const std::string& other) {
    const std::vector<std::string> bases = base_forms_en(other);
    return std::find(bases.begin(), bases.end(), *shortest) != bases.end();
  });
  return is_one_word ? *shortest : "";
}

// Whether it is another form of a word of the vocabulary: "flowing".
bool Spelling::is_form_of_held(std::string_view word) const {
  if (index_->holds(word)) return false;
  const std::vector<std::string> bases = base_forms_en(word);
  return std::any_of(bases.begin(), bases.end(), [&](const std::string& base) {
    return index_->targets.words.find(base) != TextTable::kNone;
  });
}

std::vector<std::string> Spelling::readings(std::string_view word) const {
  constexpr std::size_t kMost = 48;
  constexpr std::size_t kShortest = 3;  // letters of a word of the vocabulary that is mistyped
  std::vector<std::string> found;
  if (has_figure(word)) return found;
  const std::size_t letters = letters_in(word);
  const auto add_near = [&](std::string_view text) {
    // Of a single letter nothing would be left.
    const bool keeps_none = word.size() == 1 && text.size() == 1;
    if (text != word && !keeps_none && base::edit_distance(word, text, 1) <= 1)
      found.emplace_back(text);
  };
  for (const std::string& rule_word : index_->rule_words) add_near(rule_word);
  if (letters >= kShortest) {
    const auto add_candidates = [&](std::string_view typed) {
      for (const std::uint32_t target : index_->candidates(typed, 1)) {
        const std::string_view text = index_->targets.words.text(target);
        if (text != word && base::edit_distance(typed, text, 1) <= 1) found.emplace_back(text);
      }
    };
    add_candidates(word);
    if (word.back() == 's') add_candidates(word.substr(0, word.size() - 1));  // "bordrs"
    for (std::string& form : one_mistake_from(word)) {
      if (form != word && letters_in(form) > kShortest && is_form_of_held(form)) {
        found.push_back(std::move(form));
      }
    }
  }
  // "lithunain" is as near to "lithuania" as to "lithuanian".
  const std::size_t allowed = mistakes_allowed(letters);
  if (found.empty() && allowed > 1) {
    for (const std::uint32_t target : index_->candidates(word, allowed)) {
      const std::string_view text = index_->targets.words.text(target);
      if (base::edit_distance(word, text, allowed) <= allowed) found.emplace_back(text);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > kMost) found.clear();  // too little is left of the word
  return found;
}

std::string Spelling::completed(std::string_view word) const {
  constexpr std::size_t kShortest = 5;   // letters
  constexpr std::size_t kLeftOut = 3;    // letters
  constexpr std::size_t kMost = 20'000;  // words that are looked at
  const TextTable& words = index_->targets.words;
  if (word.size() < kShortest || words.size() > kMost || has_figure(word) || knows(word)) return "";
  std::string_view found;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const std::string_view text = words.text(i);
    if (text.substr(0, word.size()) != word) continue;
    if (text.size() < word.size() + kLeftOut) return "";
    if (found.empty()) {
      found = text;
      continue;
    }
    const std::string_view longer = text.size() > found.size() ? text : found;
    const std::string_view shorter = text.size() > found.size() ? found : text;
    const auto bases = base_forms_en(longer);
    if (std::find(bases.begin(), bases.end(), shorter) == bases.end()) return "";
    found = shorter;
  }
  return std::string{found};
}

}  // namespace jauap::text
