#include "bot/knowledge/column_header.h"

#include <algorithm>
#include <array>

#include "bot/knowledge/cell_values.h"
#include "bot/text/inflect_en.h"
#include "bot/text/tokens.h"
#include "bot/text/units.h"

namespace jauap::knowledge {
namespace {

constexpr std::size_t kYearFigures = 4;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (end > at) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// A unit at the end of a header, and the words of which one must stand before it: "sales_m" are
// millions, "height_m" metres. None: any.
struct HeaderUnit {
  std::string_view word;
  std::string_view unit;
  std::vector<std::string_view> dimensions;
};

const std::vector<HeaderUnit>& header_units() {
  static const std::vector<std::string_view> kLengths{
      "height", "length",    "depth",  "width",    "size",    "distance", "altitude",
      "ascent", "elevation", "radius", "diameter", "descent", "wingspan"};
  static const std::vector<std::string_view> kWeights{"weight", "mass", "load"};
  static const std::vector<std::string_view> kTimes{"time",  "duration", "length",   "age",
                                                    "delay", "period",   "warranty", "lead"};
  static const std::vector<HeaderUnit> kUnits{
      {"km2", "km²", {}},
      {"sqkm", "km²", {}},
      {"m2", "m²", {}},
      {"km", "km", {}},
      {"cm", "cm", {}},
      {"mm", "mm", {}},
      {"m", "m", kLengths},
      {"ft", "ft", {}},
      {"kg", "kg", {}},
      {"g", "g", kWeights},
      {"t", "t", kWeights},
      {"lb", "lb", {}},
      {"lbs", "lb", {}},
      {"eur", "EUR", {}},
      {"usd", "USD", {}},
      {"gbp", "GBP", {}},
      {"pct", "%", {}},
      {"percent", "%", {}},
      {"kw", "kW", {}},
      {"kwh", "kWh", {}},
      {"kmh", "km/h", {}},
      {"mph", "mph", {}},
      {"ml", "ml", {}},
      {"ha", "ha", {}},
      {"min", "min", kTimes},
      {"mins", "min", kTimes},
      {"minutes", "min", kTimes},
      {"hours", "hours", kTimes},
      {"hrs", "hours", kTimes},
      {"h", "hours", kTimes},
      {"days", "days", kTimes},
      {"weeks", "weeks", kTimes},
      {"months", "months", kTimes},
      {"years", "years", kTimes},
      {"%", "%", {}},
      {"mg", "mg", {}},
      {"mw", "MW", {}},
      {"hp", "hp", {}},
      {"kph", "km/h", {}},
      {"l", "l", {}},
      {"km/h", "km/h", {}},
      {"kcal", "kcal", {}},
  };
  return kUnits;
}

// Words that are in many headers and tell nothing: people leave them out, or mean another thing.
bool tells_nothing(const std::string& word, const text::Words& words) {
  constexpr std::array<std::string_view, 17> kGeneral{
      "name",   "type",  "kind",  "number", "code",  "id",    "date",  "year",    "time",
      "amount", "value", "level", "total",  "count", "class", "group", "quantity"};
  return word.size() < 3 || std::find(kGeneral.begin(), kGeneral.end(), word) != kGeneral.end() ||
         words.function_words.count(word) > 0 || words.number_words.count(word) > 0 ||
         words.ordinal_words.count(word) > 0 || words.adjectives.degrees.count(word) > 0 ||
         words.frame_words.count(word) > 0;
}

// What a name is called as well without them: "machine type", "release date", "stock quantity".
bool is_left_out(const std::string& word) {
  constexpr std::array<std::string_view, 8> kWords{"type",     "kind",   "date", "year",
                                                   "quantity", "amount", "rate", "percentage"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_participle(const std::string& word, const text::Words& words) {
  const bool is_regular = word.size() > 4 && word.ends_with("ed") && !word.ends_with("eed");
  return is_regular || words.irregular_forms.count(word) > 0;
}

}  // namespace

std::string readable(std::string_view text, const text::Words& words) {
  std::string spaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_gap = c == '_' || c == '-' || c == '.' || c == ' ' || c == '?' || c == ':';
    const bool begins_word = i > 0 && is_upper(c) && text[i - 1] >= 'a' && text[i - 1] <= 'z';
    if (is_gap || begins_word) {
      if (!spaced.empty() && spaced.back() != ' ') spaced += ' ';
      if (is_gap) continue;
    }
    spaced += c;
  }
  std::vector<std::string> read;
  for (const std::string& word : words_of(spaced)) {
    const bool is_abbreviation =
        word.size() > 1 &&
        std::all_of(word.begin(), word.end(), [](char c) { return is_upper(c) || is_digit(c); });
    const auto whole = words.header_words.find(lower(word));
    if (whole != words.header_words.end()) {
      read.push_back(whole->second);
    } else {
      read.push_back(is_abbreviation ? word : lower(word));
    }
  }
  return read.empty() ? std::string{text} : joined(read);  // "?" is what it is called
}

namespace {

// A preposition alone is short for what people call by a noun.
std::string column_name(std::string_view header, const text::Words& words) {
  std::string name = readable(header, words);
  if (name == "from") return "origin";
  return name == "to" ? "destination" : name;
}

// "EUR" for "€", "million USD" for "$m" and "USD millions"; any other unit as it is written.
std::string written_unit(std::string_view written, const text::Words& words) {
  const auto tokens = text::normalize(written, words);
  const auto name_of = [&](std::size_t first, std::size_t count) -> std::string {
    if (count == 0) return "";
    const auto found = words.currencies.find(text::join(tokens, first, count));
    return found == words.currencies.end() ? "" : found->second;
  };
  if (std::string whole = name_of(0, tokens.size()); !whole.empty()) return whole;
  for (const bool is_behind : {true, false}) {
    if (tokens.empty()) break;
    const text::Token& scale = is_behind ? tokens.back() : tokens.front();
    const auto found = words.scale_words.find(scale.text);
    const std::string currency = name_of(is_behind ? 0 : 1, tokens.size() - 1);
    if (found == words.scale_words.end() || (currency.empty() && tokens.size() > 1)) continue;
    // "m" alone are metres.
    if (currency.empty() && scale.text.size() < 4) continue;
    return text::scaled_unit(found->second, currency);
  }
  return std::string{written};
}

}  // namespace

ColumnHeader read_header(std::string_view header, const text::Words& words) {
  const std::size_t open = header.find_last_of("([");
  const bool has_brackets =
      open != std::string_view::npos && open > 0 && (header.back() == ')' || header.back() == ']');
  if (!has_brackets) return {column_name(trim(header), words), ""};
  ColumnHeader read{column_name(trim(header.substr(0, open)), words), ""};
  const std::string_view inside = trim(header.substr(open + 1, header.size() - open - 2));
  const bool is_year = std::all_of(inside.begin(), inside.end(), is_digit);
  const std::size_t slash = inside.find('/');
  const bool says_cells =
      slash != std::string_view::npos && read_boolean(trim(inside.substr(0, slash))).has_value();
  if (is_year && inside.size() == kYearFigures) read.year = std::stoi(std::string{inside});
  if (is_year || says_cells) return read;
  read.unit = written_unit(inside, words);
  return read;
}

void take_year(ColumnHeader& header) {
  const auto all = words_of(header.name);
  if (all.size() < 2 || header.year != 0) return;
  const auto is_year = [](const std::string& word) {
    return word.size() == kYearFigures && (word.starts_with("19") || word.starts_with("20")) &&
           std::all_of(word.begin(), word.end(), is_digit);
  };
  for (const bool is_behind : {true, false}) {
    const std::string& word = is_behind ? all.back() : all.front();
    if (!is_year(word)) continue;
    header.year = std::stoi(word);
    header.name =
        is_behind ? joined({all.begin(), all.end() - 1}) : joined({all.begin() + 1, all.end()});
    return;
  }
}

void take_unit(ColumnHeader& header) {
  const std::size_t last = header.name.rfind(' ');
  if (last == std::string::npos) return;
  const std::string word = lower(header.name.substr(last + 1));
  std::string front = header.name.substr(0, last);
  for (const HeaderUnit& each : header_units()) {
    if (each.word != word) continue;
    const bool fits = each.dimensions.empty() ||
                      std::any_of(each.dimensions.begin(), each.dimensions.end(),
                                  [&](std::string_view name) { return has_word(front, name); });
    // "price_eur" with "€14.50" in its cells says it twice.
    if (!fits || (!header.unit.empty() && header.unit != each.unit)) return;
    constexpr std::string_view kJoint = " in";  // "height in m"
    if (front.size() > kJoint.size() && front.ends_with(kJoint)) {
      front.resize(front.size() - kJoint.size());
    }
    header = {std::move(front), std::string{each.unit}};
    return;
  }
}

void take_place(std::string& name, const text::Words& words) {
  const std::size_t last = name.rfind(' ');
  if (last == std::string::npos) return;
  const auto front = words_of(name.substr(0, last));
  if (front.empty() || !is_participle(front.back(), words)) return;
  constexpr std::array<std::string_view, 3> kPlaces{"on", "in", "at"};
  const std::string_view end = std::string_view{name}.substr(last + 1);
  if (std::find(kPlaces.begin(), kPlaces.end(), end) != kPlaces.end()) name.resize(last);
}

bool take_verb(std::string& name) {
  for (const std::string_view verb : {"has ", "have ", "is ", "are "}) {
    if (!name.starts_with(verb)) continue;
    name.erase(0, verb.size());
    return verb.front() == 'h';
  }
  return false;
}

NameForm form_of(const std::string& name, const text::Words& words) {
  const auto all = words_of(lower(name));
  if (all.empty()) return NameForm::Noun;  // "%", or a name that is missing
  if (words.function_words.count(all.front()) > 0) return NameForm::Phrase;
  if (!is_participle(all.back(), words)) return NameForm::Noun;
  // "people" is an irregular form too, and no participle.
  const bool is_irregular = words.irregular_forms.count(all.back()) > 0;
  return is_irregular && !all.back().ends_with("t") && !all.back().ends_with("n")
             ? NameForm::Noun
             : NameForm::Participle;
}

std::string preposition_of(const std::string& name) {
  constexpr std::array<std::string_view, 6> kFrom{
      "origin", "from", "departure city", "departure airport", "origin airport", "origin city"};
  constexpr std::array<std::string_view, 6> kTo{"destination",         "to",
                                                "arrival city",        "arrival airport",
                                                "destination airport", "destination city"};
  if (std::find(kFrom.begin(), kFrom.end(), name) != kFrom.end()) return "from";
  return std::find(kTo.begin(), kTo.end(), name) != kTo.end() ? "to" : "";
}

bool has_word(const std::string& name, std::string_view word) {
  return (" " + lower(name) + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

bool names_identifier(const std::string& name) {
  constexpr std::array<std::string_view, 11> kWords{
      "id", "code", "zip", "isbn", "ean", "phone", "telephone", "number", "postcode", "sku", "ref"};
  // "number of pages" counts them.
  if (has_word(name, "number") && has_word(name, "of")) return false;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return has_word(name, word); });
}

bool names_time(const std::string& name, const text::Words& words) {
  const auto all = words_of(name);
  return has_word(name, "year") || has_word(name, "since") ||
         std::any_of(all.begin(), all.end(),
                     [&](const std::string& word) { return is_participle(word, words); });
}

std::vector<std::string> shorter_names(const std::string& name, ValueType type,
                                       const std::vector<std::string>& others,
                                       const text::Words& words) {
  std::vector<std::string> left = words_of(lower(name));
  if (left.size() < 2) return {};
  // "year published", "added on", "machine type": without what says nothing. A "calling code" is
  // no "calling".
  while (left.size() > 1 &&
         (is_left_out(left.back()) || words.function_words.count(left.back()) > 0)) {
    left.pop_back();
  }
  // The most of something is not what people call so: "max. students".
  constexpr std::array<std::string_view, 5> kBounds{"maximum", "minimum", "average", "mean",
                                                    "median"};
  if (std::find(kBounds.begin(), kBounds.end(), left.front()) != kBounds.end()) return {};
  while (left.size() > 1 && tells_nothing(left.front(), words)) left.erase(left.begin());
  std::vector<std::string> names{joined(left)};
  if (type == ValueType::Boolean && left.size() > 1) {
    names.push_back(left.front());  // "dogs allowed"
  } else if (left.size() > 1) {
    names.push_back(left.back());  // "unit price"
  }
  std::vector<std::string> found;
  for (const std::string& each : names) {
    const bool is_taken = std::any_of(others.begin(), others.end(), [&](const std::string& other) {
      return has_word(other, each) || has_word(other, text::plural_en(each));
    });
    if (is_taken || each == lower(name) || tells_nothing(each, words)) continue;
    if (std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
  }
  return found;
}

}  // namespace jauap::knowledge
