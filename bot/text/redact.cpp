// Every character is brought to a shape of one byte first, so that the rules need not know of
// scripts; then each rule is asked where a word or a number begins.

#include "bot/text/redact.h"

#include <utf8proc.h>

#include <algorithm>
#include <set>
#include <vector>

#include "bot/text/code_points.h"
#include "bot/text/personal_numbers.h"
#include "bot/text/tokens.h"

namespace jauap::text {
namespace {

constexpr char kLetter = '\1';
constexpr char kOther = '\2';

struct Characters {
  std::string shapes;
  std::vector<std::size_t> begins;  // of each in the text; its length at the end
  std::string text;                 // UTF-8 throughout
};

// 0 for what is not seen.
char shape_of(utf8proc_int32_t code) {
  constexpr utf8proc_int32_t kFullWidth = 0xFEE0;  // "＠" less "@"
  if (code >= 0xFF01 && code <= 0xFF5E) code -= kFullWidth;
  if (code == 0x2212) return '-';
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ND:
      return static_cast<char>(ascii_digit(code));
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC:
      return ' ';
    case UTF8PROC_CATEGORY_PD:
      return '-';
    case UTF8PROC_CATEGORY_CF:
      return 0;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return code < 0x80 ? static_cast<char>(code) : kLetter;
    default:
      return code < 0x80 ? static_cast<char>(code) : kOther;
  }
}

Characters read_characters(std::string_view text) {
  Characters characters;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const char shape = length > 0 ? shape_of(code) : kOther;
    if (shape != 0) {
      characters.shapes += shape;
      characters.begins.push_back(characters.text.size());
    }
    if (length > 0) {
      characters.text += text.substr(at, static_cast<std::size_t>(length));
      at += static_cast<std::size_t>(length);
    } else {
      characters.text += "\xEF\xBF\xBD";
      ++at;
    }
  }
  characters.begins.push_back(characters.text.size());
  return characters;
}

bool is_name_shape(char shape) {
  constexpr std::string_view kMarks = "._%+-'";
  return is_letter_shape(shape) || is_digit_shape(shape) || kMarks.find(shape) != kMarks.npos;
}

bool is_word_shape(char shape) {
  return is_letter_shape(shape) || is_digit_shape(shape);
}

// The end of "@", "(at)" or " at ", of which `word` is "at", that begins at `at`; 0 for none.
std::size_t end_of_mark(std::string_view shapes, std::size_t at, char sign, std::string_view word) {
  std::size_t next = at;
  const bool has_space = next < shapes.size() && shapes[next] == ' ';
  if (has_space) ++next;
  if (next == shapes.size()) return 0;
  constexpr std::string_view kOpen = "([{<";
  const bool has_bracket = kOpen.find(shapes[next]) != kOpen.npos;
  if (shapes[next] == sign) {
    // A full stop before a space ends a sentence.
    if (sign == '.') return has_space ? 0 : next + 1;
    return next + (next + 1 < shapes.size() && shapes[next + 1] == ' ' ? 2 : 1);
  }
  if (!has_space && !has_bracket) return 0;
  if (has_bracket) ++next;
  for (const char c : word) {
    if (next == shapes.size() || (shapes[next] | 0x20) != c) return 0;
    ++next;
  }
  if (next == shapes.size() || is_word_shape(shapes[next])) return 0;
  if (has_bracket) {
    constexpr std::string_view kClose = ")]}>";
    if (kClose.find(shapes[next]) == kClose.npos) return 0;
    ++next;
    return next + (next < shapes.size() && shapes[next] == ' ' ? 1U : 0U);
  }
  return shapes[next] == ' ' ? next + 1 : 0;
}

std::size_t end_of_label(std::string_view shapes, std::size_t at) {
  while (at < shapes.size() && (is_word_shape(shapes[at]) || shapes[at] == '-')) ++at;
  return at;
}

// The domain at `at`: where it ends, and whether it ends as names of the Internet do (".com").
struct Domain {
  std::size_t end = 0;
  bool has_top_level = false;
};

Domain read_domain(std::string_view shapes, std::size_t at) {
  constexpr std::size_t kLongestTopLevel = 8;
  Domain domain{end_of_label(shapes, at)};
  while (domain.end > at) {
    const std::size_t begin = end_of_mark(shapes, domain.end, '.', "dot");
    if (begin == 0) break;
    const std::size_t end = end_of_label(shapes, begin);
    if (end == begin) break;
    const auto label = shapes.substr(begin, end - begin);
    domain = {end, label.size() >= 2 && label.size() <= kLongestTopLevel &&
                       std::all_of(label.begin(), label.end(), is_letter_shape)};
  }
  return domain;
}

// An e-mail address whose name begins at `begin`, or 0. Names with "dot" between are read whole.
std::size_t end_of_email(std::string_view shapes, std::size_t begin) {
  constexpr std::size_t kLongest = 320;  // RFC 3696, errata 1690; what is longer is cut there
  shapes = shapes.substr(0, begin + kLongest);
  std::size_t at = begin;
  while (at < shapes.size() && is_name_shape(shapes[at])) ++at;
  for (std::size_t label = 0; (label = end_of_mark(shapes, at, '.', "dot")) != 0;) {
    std::size_t end = label;
    while (end < shapes.size() && is_name_shape(shapes[end])) ++end;
    if (end == label) break;
    at = end;
  }
  if (at == begin) return 0;
  const std::size_t begin_of_domain = end_of_mark(shapes, at, '@', "at");
  if (begin_of_domain == 0 || begin_of_domain == shapes.size()) return 0;
  const Domain domain = read_domain(shapes, begin_of_domain);
  const bool is_tight = shapes[at] == '@' && shapes[at + 1] != ' ';  // also "name@host"
  return domain.end > begin_of_domain && (domain.has_top_level || is_tight) ? domain.end : 0;
}

// Words that announce a number of somebody, as fold() makes them.
bool announces(const std::string& word) {
  static const std::set<std::string> kWords{
      "phone",    "telephone", "tel",   "mobile",  "cell",     "cellphone", "whatsapp", "viber",
      "telegram", "signal",    "fax",   "sms",     "call",     "dial",      "passport", "ssn",
      "iin",      "inn",       "snils", "pin",     "password", "passcode",  "cvv",      "cvc",
      "account",  "iban",      "card",  "license", "licence",  "id",        "тел",      "телефон",
      "моб",      "паспорт",   "иин",   "инн",     "снилс",    "telefonas", "telefon",  "mob",
      "asmens",   "kodas",     "номер", "счет",    "карта",    "нөмір"};
  return kWords.count(word) > 0;
}

bool is_filler(const std::string& word) {
  static const std::set<std::string> kWords{"is",  "no", "nr", "number", "at",  "on",  "me",
                                            "us",  "my", "n",  "num",    "was", "the", "s",
                                            "мой", "o",  "on", "ends",   "in",  "with"};
  return kWords.count(word) > 0;
}

// Whether one of the last words before that place announces a number.
bool is_announced(std::string_view text) {
  constexpr std::size_t kNear = 64;  // bytes
  const std::string near = fold(text.substr(text.size() - std::min(text.size(), kNear)));
  const auto tokens = tokenize(near);
  constexpr std::size_t kWords = 4;
  for (std::size_t i = 0; i < std::min(kWords, tokens.size()); ++i) {
    const std::string& word = tokens[tokens.size() - 1 - i].text;
    if (announces(word)) return true;
    if (!is_filler(word)) return false;
  }
  return false;
}

std::size_t end_of_handle(std::string_view shapes, std::size_t at) {
  std::size_t end = at + 1;
  while (end < shapes.size() && (is_word_shape(shapes[end]) || shapes[end] == '_')) ++end;
  return end > at + 2 ? end : 0;
}

bool has_sign(std::string_view shapes) {
  return shapes.find('@') != shapes.npos || shapes.find("at") != shapes.npos ||
         shapes.find("AT") != shapes.npos || shapes.find("At") != shapes.npos;
}

// What begins at `at`, where a word or a number may begin.
Personal read(const Characters& characters, std::size_t at, bool may_be_email) {
  const std::string_view shapes = characters.shapes;
  if (may_be_email) {
    if (const std::size_t end = end_of_email(shapes, at)) return {end, "[e-mail]"};
  }
  if (shapes[at] == '@') return {end_of_handle(shapes, at), "[handle]"};
  if (is_word_shape(shapes[at])) {
    const Personal code = read_code(shapes, at);
    const bool is_number = is_digit_shape(shapes[at]);
    if (!code.label.empty() || !is_number) return code;
    const bool has_letters = !std::all_of(shapes.begin() + static_cast<std::ptrdiff_t>(at),
                                          shapes.begin() + static_cast<std::ptrdiff_t>(code.end),
                                          [](char shape) { return is_digit_shape(shape); });
    if (has_letters) return code;
  }
  return read_number(
      shapes, at, is_announced(std::string_view{characters.text}.substr(0, characters.begins[at])));
}

// "(701)", "(8-612)": a few digits that are in brackets by themselves.
bool is_in_brackets(std::string_view shapes, std::size_t at) {
  constexpr std::size_t kMostInside = 6;
  std::size_t end = at + 1;
  while (end < shapes.size() && end - at <= kMostInside &&
         (is_digit_shape(shapes[end]) || shapes[end] == '-')) {
    ++end;
  }
  return end < shapes.size() && shapes[end] == ')' && is_digit_shape(shapes[at + 1]);
}

bool may_begin(std::string_view shapes, std::size_t at) {
  const bool is_inside = at > 0 && (is_word_shape(shapes[at - 1]) || shapes[at - 1] == '_');
  if (is_word_shape(shapes[at]) || shapes[at] == '@') return !is_inside;
  if (at + 1 == shapes.size()) return false;
  const char next = shapes[at + 1];
  return (shapes[at] == '+' && (is_digit_shape(next) || next == '(')) ||
         (shapes[at] == '(' && is_in_brackets(shapes, at));
}

}  // namespace

std::string redact(std::string_view text) {
  const Characters characters = read_characters(text);
  const std::string_view shapes = characters.shapes;
  const bool may_be_email = has_sign(shapes);
  std::string redacted;
  std::size_t kept = 0;  // in characters: what is before it is written
  const auto write_to = [&](std::size_t end) {
    const std::size_t begin = kept == 0 ? 0 : characters.begins[kept];
    redacted.append(characters.text, begin, characters.begins[end] - begin);
  };
  for (std::size_t at = 0; at < shapes.size();) {
    if (!may_begin(shapes, at)) {
      ++at;
      continue;
    }
    const Personal found = read(characters, at, may_be_email);
    const std::size_t end = std::max(found.end, at + 1);
    if (!found.label.empty() && found.end > at) {
      write_to(at);
      redacted += found.label;
      kept = end;
    }
    at = end;
  }
  write_to(shapes.size());
  return redacted;
}

}  // namespace jauap::text
