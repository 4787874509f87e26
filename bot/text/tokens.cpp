#include "bot/text/tokens.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "bot/text/code_points.h"

// A text becomes a row of pieces, one for each code point of its canonical form, each with the
// bytes that it came from. fold() writes the row down, tokenize() cuts it. "№5 ½é" is the row
//   ' '  5  ' '  ' '  1  ⁄  2  e      (é came from two code points or from one)

namespace jauap::text {
namespace {

using CodePoint = utf8proc_int32_t;

struct Piece {
  CodePoint code = 0;
  Span span;
};

bool is_apostrophe(CodePoint code) {
  return code == '`' || code == 0x00B4 || (code >= 0x02B9 && code <= 0x02BD && code != 0x02BA) ||
         (code >= 0x2018 && code <= 0x201B) || code == 0x2032 || code == 0x2035 || code == 0xFF07 ||
         code == 0xFF40;
}

// Characters whose compatibility form would mislead: an acute accent typed as an apostrophe is a
// space with a mark, the numero sign is the word "no", a trade mark sign grows onto the name.
CodePoint before_decomposition(CodePoint code) {
  if (is_apostrophe(code)) return '\'';
  switch (code) {
    case 0x2116:
    case 0x2120:
    case 0x2122:
      return ' ';
    case 0x066A:
      return '%';
    case 0x066B:
      return '.';
    case 0x066C:
      return ',';
    default:
      return code;
  }
}

// One character in place of its look-alikes of the same meaning; 0 for what is dropped.
CodePoint unified(CodePoint code) {
  if (is_apostrophe(code)) return '\'';
  if (code >= 0x201C && code <= 0x201F) return '"';
  if (code == 0x2212) return '-';
  const utf8proc_property_t* property = utf8proc_get_property(code);
  switch (property->category) {
    case UTF8PROC_CATEGORY_PD:
      return '-';
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return ' ';
    case UTF8PROC_CATEGORY_CF:
      return 0;
    case UTF8PROC_CATEGORY_ND:
      return ascii_digit(code);
    default:
      return property->ignorable != 0 ? 0 : code;
  }
}

class Folder {
 public:
  explicit Folder(std::string_view text) : text_{text} { pieces_.reserve(text.size()); }

  std::vector<Piece> fold() && {
    while (at_ < text_.size()) step();
    return std::move(pieces_);
  }

 private:
  void step() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte < 0x80) {
      ascii(byte);
      ++at_;
      return;
    }
    CodePoint code = 0;
    const auto length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text_.data()) + at_,
                         static_cast<utf8proc_ssize_t>(text_.size() - at_), &code);
    if (length <= 0) {
      add(' ', 1);
      ++at_;
      return;
    }
    decompose(before_decomposition(code), static_cast<std::size_t>(length));
    at_ += static_cast<std::size_t>(length);
  }

  void ascii(unsigned char byte) {
    if (byte >= 'A' && byte <= 'Z') {
      add(byte + ('a' - 'A'), 1);
    } else if (byte == '`') {
      add('\'', 1);
    } else {
      add(byte < 0x20 || byte == 0x7F ? ' ' : byte, 1);
    }
  }

  void decompose(CodePoint code, std::size_t length) {
    // The longest decomposition in Unicode has 18 code points.
    std::array<CodePoint, 32> parts{};
    int last_boundary = 0;
    const auto count = utf8proc_decompose_char(
        code, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                       UTF8PROC_STRIPMARK),
        &last_boundary);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
      add(' ', length);
      return;
    }
    const std::size_t before = pieces_.size();
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
      const CodePoint part = unified(parts.at(static_cast<std::size_t>(i)));
      if (part == 0) continue;
      // "10²" is not 102 and "1½" is not 11⁄2.
      if (pieces_.size() == before && part >= '0' && part <= '9' &&
          utf8proc_category(code) == UTF8PROC_CATEGORY_NO) {
        add(' ', length);
      }
      add(part, length);
    }
    // A mark belongs to the letter before it.
    if (count == 0 && !pieces_.empty() && pieces_.back().span.end == at_) {
      pieces_.back().span.end = at_ + length;
    }
  }

  void add(CodePoint code, std::size_t length) { pieces_.push_back({code, {at_, at_ + length}}); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
};

void append_utf8(std::string& text, CodePoint code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(code, bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

bool is_digit(CodePoint code) {
  return code >= '0' && code <= '9';
}

bool is_letter(CodePoint code) {
  if (code < 0x80) return code >= 'a' && code <= 'z';
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_symbol(CodePoint code) {
  return code == '$' || code == '%' || code == '<' || code == '>' || code == 0x2264 ||
         code == 0x2265 || (code >= 0x80 && utf8proc_category(code) == UTF8PROC_CATEGORY_SC);
}

class Tokenizer {
 public:
  explicit Tokenizer(std::vector<Piece> pieces) : pieces_{std::move(pieces)} {}

  std::vector<Token> tokens() && {
    tokens_.reserve(pieces_.size() / 5 + 1);
    while (at_ < pieces_.size()) step();
    return std::move(tokens_);
  }

 private:
  // 0 outside the text, which is neither letter nor digit.
  CodePoint code(std::size_t index) const {
    return index < pieces_.size() ? pieces_[index].code : 0;
  }
  CodePoint code_before() const { return at_ == 0 ? 0 : pieces_[at_ - 1].code; }
  bool is_inner(std::size_t index) const { return is_letter(code(index)) || is_digit(code(index)); }

  void step() {
    const CodePoint first = code(at_);
    if (is_letter(first)) {
      word();
    } else if (is_digit(first)) {
      number("", at_);
    } else if (first == '-' || first == '.') {
      signed_number();
    } else if (first == '\'') {
      if (!clitic()) ++at_;
    } else if (first == '&') {
      add("and", TokenKind::Word, at_, at_ + 1);
    } else if (const std::size_t end = end_of_tag(); end > 0) {
      at_ = end;
    } else if (is_symbol(first)) {
      // ">=" is one sign; "->" and "=>" are arrows and none.
      const bool is_angle = first == '<' || first == '>';
      const bool is_wide = is_angle && code(at_ + 1) == '=';
      if (is_angle && (code_before() == '-' || code_before() == '=' || code(at_ + 1) == '-')) {
        ++at_;
        return;
      }
      std::string text;
      append_utf8(text, is_wide ? (first == '<' ? 0x2264 : 0x2265) : first);
      add(std::move(text), TokenKind::Symbol, at_, at_ + (is_wide ? 2 : 1));
    } else {
      ++at_;
    }
  }

  // The end of "<b>", "</question>": markup around what is asked. 0 for none here.
  std::size_t end_of_tag() const {
    if (code(at_) != '<') return 0;
    std::size_t at = at_ + (code(at_ + 1) == '/' ? 2 : 1);
    const std::size_t begin = at;
    while (is_letter(code(at)) || is_digit(code(at))) ++at;
    if (at < pieces_.size() && code(at) == '/') ++at;  // "<br/>"
    if (at == begin || !is_letter(code(begin)) || code(at) != '>') return 0;
    // What stands in a script is no text.
    constexpr std::string_view kScript = "script";
    return code(at_ + 1) != '/' && stands(kScript, begin) ? end_of_script(at + 1) : at + 1;
  }

  bool stands(std::string_view text, std::size_t at) const {
    return std::all_of(text.begin(), text.end(), [&](char c) {
      return code(at++) == static_cast<CodePoint>(static_cast<unsigned char>(c));
    });
  }

  // Where "</script" begins, or the end of the text.
  std::size_t end_of_script(std::size_t at) const {
    while (at < pieces_.size() && !(code(at) == '<' && stands("/script", at + 1))) ++at;
    return at;
  }

  // Goes on behind the token.
  void add(std::string text, TokenKind kind, std::size_t begin, std::size_t end) {
    tokens_.push_back(
        {std::move(text), kind, {pieces_[begin].span.begin, pieces_[end - 1].span.end}});
    at_ = end;
  }

  void word() {
    if (abbreviation()) return;
    std::string text;
    std::size_t end = at_;
    while (true) {
      if (is_letter(code(end))) {
        append_utf8(text, code(end));
        ++end;
      } else if (code(end) == '\'' && is_letter(code(end + 1)) && clitic_length(end) == 0) {
        ++end;
      } else {
        break;
      }
    }
    add(std::move(text), TokenKind::Word, at_, end);
  }

  // "U.S.", "p.m": single letters with points between them.
  bool abbreviation() {
    std::string text;
    std::size_t end = at_;
    std::size_t letters = 0;
    while (is_letter(code(end)) && !is_inner(end + 1)) {
      append_utf8(text, code(end));
      ++letters;
      if (code(end + 1) != '.') {
        ++end;
        break;
      }
      end += 2;
    }
    // "U.S.dollar": what follows the last point is a word of its own.
    if (letters < 2) return false;
    add(std::move(text), TokenKind::Word, at_, end);
    return true;
  }

  // The letters behind an apostrophe at `index` that make a token with it; 0 for none.
  std::size_t clitic_length(std::size_t index) const {
    const CodePoint first = code(index + 1);
    const CodePoint second = code(index + 2);
    std::size_t length = 0;
    if ((first == 'r' && second == 'e') || (first == 'v' && second == 'e') ||
        (first == 'l' && second == 'l')) {
      length = 2;
    } else if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      length = 1;
    }
    const std::size_t end = index + 1 + length;
    return length == 0 || is_inner(end) || code(end) == '\'' ? 0 : length;
  }

  bool clitic() {
    const std::size_t length = clitic_length(at_);
    if (length == 0) return false;
    std::string text;
    for (std::size_t i = at_; i <= at_ + length; ++i) append_utf8(text, code(i));
    add(std::move(text), TokenKind::Symbol, at_, at_ + length + 1);
    return true;
  }

  // At a minus sign or a leading point.
  void signed_number() {
    const CodePoint before = code_before();
    const bool is_free = !is_letter(before) && !is_digit(before) && before != '-' && before != '.';
    const bool is_minus = code(at_) == '-';
    const std::size_t figures = at_ + (is_minus ? 1 : 0);
    const bool has_point = code(figures) == '.';
    if (!is_free || !is_digit(code(figures + (has_point ? 1 : 0)))) {
      ++at_;
      return;
    }
    const bool after_number = !tokens_.empty() && tokens_.back().kind == TokenKind::Number;
    const std::string sign = is_minus && !after_number ? "-" : "";
    if (!has_point) {
      number(sign, figures);
    } else {
      const std::size_t end = digits_end(figures + 1);
      add(sign + "0." + digits(figures + 1, end), TokenKind::Number, at_, end);
    }
  }

  std::size_t digits_end(std::size_t begin) const {
    while (is_digit(code(begin))) ++begin;
    return begin;
  }

  std::string digits(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_digit(code(i))) text += static_cast<char>(code(i));
    }
    return text;
  }

  std::string ascii(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += static_cast<char>(code(i));
    return text;
  }

  // "1,2,3" is a list and "1-2-3-1993" no date, although their ends alone would be a number or a
  // date.
  bool continues_row(std::size_t begin, CodePoint mark) const {
    return begin >= 2 && code(begin - 1) == mark && is_digit(code(begin - 2));
  }

  void number(const std::string& sign, std::size_t begin) {
    const std::size_t whole_end = digits_end(begin);
    if (const std::size_t end = date_or_time_end(begin, whole_end); end != 0) {
      add(ascii(begin, end), TokenKind::Number, begin, end);
      return;
    }
    std::size_t end = grouped_end(begin, whole_end, ',', 1);
    if (end == whole_end) end = grouped_end(begin, whole_end, '.', 2);
    std::string text = sign + digits(begin, end);
    const std::size_t fraction_end = digits_end(end + 1);
    const std::size_t places = fraction_end - (end + 1);
    const bool has_point = code(end) == '.' && places > 0;
    const bool has_comma = end == whole_end && code(end) == ',' && places > 0 &&
                           !continues_row(begin, ',') &&
                           (places <= 2 || (whole_end == begin + 1 && code(begin) == '0')) &&
                           !(code(fraction_end) == ',' && is_digit(code(fraction_end + 1)));
    if (has_point || has_comma) {
      text += ".";
      text += digits(end + 1, fraction_end);
      end = fraction_end;
    }
    add(std::move(text), TokenKind::Number, at_, end);
  }

  // The end of a number whose thousands are set apart in at least `groups` groups; `whole_end`
  // where it is none.
  std::size_t grouped_end(std::size_t begin, std::size_t whole_end, CodePoint mark,
                          std::size_t groups) const {
    if (whole_end - begin > 3 || code(begin) == '0' || continues_row(begin, mark)) {
      return whole_end;
    }
    std::size_t end = whole_end;
    std::size_t count = 0;
    while (code(end) == mark && digits_end(end + 1) == end + 4) {
      end += 4;
      ++count;
    }
    return count >= groups ? end : whole_end;
  }

  // The end of 1993-11-07, 7.11.1993 or 20:35 beginning at `begin`; 0 for other numbers.
  std::size_t date_or_time_end(std::size_t begin, std::size_t first_end) const {
    const CodePoint mark = code(first_end);
    if (mark != '-' && mark != '.' && mark != '/' && mark != ':') return 0;
    const std::size_t second_end = digits_end(first_end + 1);
    const std::size_t first = first_end - begin;
    const std::size_t second = second_end - first_end - 1;
    const bool has_third = code(second_end) == mark && is_digit(code(second_end + 1));
    const std::size_t third_end = has_third ? digits_end(second_end + 1) : second_end;
    const std::size_t third = has_third ? third_end - second_end - 1 : 0;
    if (continues_row(begin, mark)) return 0;
    // 1.2.3.4 and the like are no dates.
    if (code(third_end) == mark && is_digit(code(third_end + 1))) return 0;
    if (mark == ':') {
      const bool is_time = first >= 1 && first <= 2 && second == 2 && (third == 0 || third == 2);
      return is_time ? third_end : 0;
    }
    const bool is_year_first = first == 4 && (third == 1 || third == 2);
    const bool is_year_last = first <= 2 && third == 4;
    return (is_year_first || is_year_last) && (second == 1 || second == 2) ? third_end : 0;
  }

  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const Piece& piece : Folder{text}.fold()) append_utf8(folded, piece.code);
  return folded;
}

std::vector<Token> tokenize(std::string_view text) {
  return Tokenizer{Folder{text}.fold()}.tokens();
}

std::vector<Token> without_places(std::vector<Token> tokens) {
  for (Token& token : tokens) token.span = {};
  return tokens;
}

std::string typed(std::string_view text, const Token& token) {
  const auto [begin, end] = token.span;
  if (begin >= end || end > text.size()) return token.text;
  return std::string{text.substr(begin, end - begin)};
}

std::string_view typed_between(std::string_view text, const Token& before, const Token& after) {
  const std::size_t begin = before.span.end;
  const std::size_t end = after.span.begin;
  return begin < end && end <= text.size() ? text.substr(begin, end - begin) : std::string_view{};
}

std::vector<Token> without(const std::vector<Token>& tokens, std::size_t first, std::size_t count) {
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<Token> rest{tokens.begin(), begin};
  rest.insert(rest.end(), begin + static_cast<std::ptrdiff_t>(count), tokens.end());
  return rest;
}

std::string join(const std::vector<Token>& tokens, std::size_t first, std::size_t count) {
  std::string text;
  const std::size_t end = std::min(tokens.size(), first + std::min(count, tokens.size()));
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) text += ' ';
    text += tokens[i].text;
  }
  return text;
}

std::string join(const std::vector<Token>& tokens) {
  return join(tokens, 0, tokens.size());
}

}  // namespace jauap::text
