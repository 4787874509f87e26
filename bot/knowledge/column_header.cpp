#include "bot/knowledge/column_header.h"

#include <algorithm>
#include <array>

#include "bot/knowledge/cell_values.h"
#include "bot/text/inflect_en.h"

namespace jauap::knowledge {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

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
      {"km2", "km²", {}},         {"sqkm", "km²", {}},        {"m2", "m²", {}},
      {"km", "km", {}},           {"cm", "cm", {}},           {"mm", "mm", {}},
      {"m", "m", kLengths},       {"ft", "ft", {}},           {"kg", "kg", {}},
      {"g", "g", kWeights},       {"t", "t", kWeights},       {"lb", "lb", {}},
      {"lbs", "lb", {}},          {"eur", "EUR", {}},         {"usd", "USD", {}},
      {"gbp", "GBP", {}},         {"pct", "%", {}},           {"percent", "%", {}},
      {"kw", "kW", {}},           {"kwh", "kWh", {}},         {"kmh", "km/h", {}},
      {"mph", "mph", {}},         {"ml", "ml", {}},           {"ha", "ha", {}},
      {"min", "min", kTimes},     {"mins", "min", kTimes},    {"minutes", "min", kTimes},
      {"hours", "hours", kTimes}, {"hrs", "hours", kTimes},   {"h", "hours", kTimes},
      {"days", "days", kTimes},   {"weeks", "weeks", kTimes}, {"months", "months", kTimes},
      {"years", "years", kTimes},
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
  constexpr std::array<std::string_view, 6> kWords{"type", "kind",     "date",
                                                   "year", "quantity", "amount"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool is_participle(const std::string& word, const text::Words& words) {
  constexpr std::string_view kEnd = "ed";
  const bool is_regular = word.size() > 4 && word.compare(word.size() - 2, 2, kEnd) == 0;
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

ColumnHeader read_header(std::string_view header, const text::Words& words) {
  const std::size_t open = header.find_last_of("([");
  const bool has_brackets =
      open != std::string_view::npos && open > 0 && (header.back() == ')' || header.back() == ']');
  if (!has_brackets) return {readable(trim(header), words), ""};
  ColumnHeader read{readable(trim(header.substr(0, open)), words), ""};
  const std::string_view inside = trim(header.substr(open + 1, header.size() - open - 2));
  const bool is_year = std::all_of(inside.begin(), inside.end(), is_digit);
  const std::size_t slash = inside.find('/');
  const bool says_cells =
      slash != std::string_view::npos && read_boolean(trim(inside.substr(0, slash))).has_value();
  if (is_year || says_cells) return read;
  const auto currency = words.currencies.find(text::join(text::normalize(inside, words)));
  read.unit = currency == words.currencies.end() ? std::string{inside} : currency->second;
  return read;
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
