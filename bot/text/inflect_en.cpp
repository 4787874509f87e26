#include "bot/text/inflect_en.h"

#include <algorithm>
#include <array>

namespace jauap::text {
namespace {

bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

bool is_vowel(char c) {
  return std::string_view{"aeiou"}.find(c) != std::string_view::npos;
}

bool is_ascii_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool has_vowel(std::string_view stem) {
  return stem.find_first_of("aeiouy") != std::string_view::npos;
}

bool is_sibilant(std::string_view stem) {
  return ends_with(stem, "s") || ends_with(stem, "x") || ends_with(stem, "z") ||
         ends_with(stem, "ch") || ends_with(stem, "sh");
}

// Shorter stems are words of their own by chance: "used" is no form of "us".
constexpr std::size_t kShortestStem = 3;

void add_stem(std::vector<std::string>& forms, std::string_view stem) {
  if (stem.size() >= kShortestStem) forms.emplace_back(stem);
}

// Of the plural and the third person.
void add_without_s(std::vector<std::string>& forms, std::string_view word) {
  if (ends_with(word, "ss") || ends_with(word, "us") || ends_with(word, "is")) return;
  forms.emplace_back(word.substr(0, word.size() - 1));
  if (!ends_with(word, "es")) return;
  const std::string_view stem = word.substr(0, word.size() - 2);
  if (is_sibilant(stem) || ends_with(stem, "o")) {
    add_stem(forms, stem);
  } else if (ends_with(stem, "i") && stem.size() >= kShortestStem) {
    forms.push_back(std::string{stem.substr(0, stem.size() - 1)} + 'y');
  }
}

// Of the past ("ed") and the "-ing" form, whose ending is cut off already.
void add_verb_stem(std::vector<std::string>& forms, std::string_view stem) {
  if (stem.size() < 2 || !has_vowel(stem)) return;
  forms.push_back(std::string{stem} + 'e');
  add_stem(forms, stem);
  const char last = stem.back();
  if (stem.size() > kShortestStem && last == stem[stem.size() - 2] && !is_vowel(last)) {
    forms.emplace_back(stem.substr(0, stem.size() - 1));
  }
}

// What "er" and "est" are put to: "larg", "bigg", "happi", "high".
std::string compared_stem(std::string_view adjective) {
  std::string stem{adjective};
  const std::size_t size = stem.size();
  if (size < 3) return stem;
  const bool ends_in_consonant = !is_vowel(stem[size - 1]) && stem[size - 1] != 'w' &&
                                 stem[size - 1] != 'y' && stem[size - 1] != 'x';
  if (stem.back() == 'e') {
    stem.pop_back();
  } else if (stem.back() == 'y' && !is_vowel(stem[size - 2])) {
    stem.back() = 'i';
  } else if (ends_in_consonant && is_vowel(stem[size - 2]) && !is_vowel(stem[size - 3])) {
    stem += stem.back();
  }
  return stem;
}

// Adjectives that are compared by other words.
struct Compared {
  std::string_view plain;
  std::string_view more;
  std::string_view most;
};

const Compared* irregular_en(std::string_view adjective) {
  static constexpr std::array<Compared, 2> kIrregular{{
      {"good", "better", "best"},
      {"bad", "worse", "worst"},
  }};
  const auto* const found =
      std::find_if(kIrregular.begin(), kIrregular.end(),
                   [&](const Compared& each) { return each.plain == adjective; });
  return found == kIrregular.end() ? nullptr : found;
}

}  // namespace

std::vector<std::string> base_forms_en(std::string_view word) {
  std::vector<std::string> forms;
  forms.reserve(4);
  forms.emplace_back(word);
  if (!may_be_inflected_en(word) || !is_ascii_word(word)) return forms;
  if (ends_with(word, "s")) {
    add_without_s(forms, word);
  } else if (ends_with(word, "ied")) {
    forms.emplace_back(word.substr(0, word.size() - 1));
    add_stem(forms, std::string{word.substr(0, word.size() - 3)} + 'y');
  } else if (ends_with(word, "ed")) {
    add_verb_stem(forms, word.substr(0, word.size() - 2));
  } else if (ends_with(word, "ing")) {
    add_verb_stem(forms, word.substr(0, word.size() - 3));
  }
  return forms;
}

std::vector<std::string> phrase_base_forms_en(std::string_view phrase) {
  const std::size_t last = phrase.rfind(' ') + 1;  // 0 where there is no space
  std::vector<std::string> forms = base_forms_en(phrase.substr(last));
  for (std::string& form : forms) form.insert(0, phrase.substr(0, last));
  return forms;
}

bool may_be_inflected_en(std::string_view word) {
  return word.size() >= 4 && (word.back() == 's' || word.back() == 'd' || word.back() == 'g');
}

std::string comparative_en(std::string_view adjective) {
  const Compared* irregular = irregular_en(adjective);
  return irregular == nullptr ? compared_stem(adjective) + "er" : std::string{irregular->more};
}

std::string superlative_en(std::string_view adjective) {
  const Compared* irregular = irregular_en(adjective);
  return irregular == nullptr ? compared_stem(adjective) + "est" : std::string{irregular->most};
}

std::string plural_en(std::string_view noun) {
  std::string plural{noun};
  if (noun.empty()) return plural;
  const bool ends_in_consonant_y =
      noun.size() > 1 && noun.back() == 'y' && !is_vowel(noun[noun.size() - 2]);
  if (ends_in_consonant_y) {
    plural.back() = 'i';
    plural += "es";
  } else if (is_sibilant(noun)) {
    plural += "es";
  } else {
    plural += 's';
  }
  return plural;
}

}  // namespace jauap::text
