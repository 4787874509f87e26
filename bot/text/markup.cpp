#include "bot/text/markup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

namespace jauap::text {
namespace {

constexpr std::size_t kLongestTag = 200;  // bytes
constexpr std::size_t kLongestReference = 10;

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_within_line(std::string_view name) {
  static constexpr std::array<std::string_view, 16> kNames{
      "a", "abbr", "b", "big",   "cite", "code",   "em",  "font",
      "i", "mark", "s", "small", "span", "strong", "sub", "u"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// How long the tag at the beginning is; 0 where there is none.
std::size_t tag_length(std::string_view text) {
  std::size_t at = 1;
  if (at < text.size() && (text[at] == '/' || text[at] == '!')) ++at;
  if (at >= text.size() || !is_letter(text[at])) return 0;
  const std::size_t end = text.substr(0, kLongestTag).find_first_of("<>\n", 1);
  return end != std::string_view::npos && text[end] == '>' ? end + 1 : 0;
}

std::string name_of(std::string_view tag) {
  std::string name;
  for (std::size_t at = tag[1] == '/' ? 2 : 1; at < tag.size() && is_letter(tag[at]); ++at) {
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(tag[at])));
  }
  return name;
}

// How long an element is whose text nobody reads, with its tags; 0 where this begins none.
std::size_t unread_length(std::string_view text, std::string_view name) {
  if (name != "script" && name != "style") return 0;
  const std::size_t end = text.find("</" + std::string{name});
  return end == std::string_view::npos ? 0 : end + tag_length(text.substr(end));
}

// The same of a character reference: "&nbsp;", "&#160;".
std::size_t reference_length(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestReference).find(';');
  if (end == std::string_view::npos || end < 3) return 0;
  const auto inner = text.substr(1, end - 1);
  const bool is_number = inner.front() == '#';
  const auto is_part = [&](char c) {
    return is_number ? c == '#' || std::isxdigit(static_cast<unsigned char>(c)) != 0 || c == 'x'
                     : is_letter(c);
  };
  return std::all_of(inner.begin(), inner.end(), is_part) ? end + 1 : 0;
}

}  // namespace

std::string without_markup(std::string_view message) {
  std::string plain{message};
  for (std::size_t at = 0; at < plain.size();) {
    const std::string_view rest = message.substr(at);
    const std::size_t tag = plain[at] == '<' ? tag_length(rest) : 0;
    const std::string name = tag > 0 ? name_of(rest.substr(0, tag)) : "";
    std::size_t length = plain[at] == '&' ? reference_length(rest) : tag;
    if (tag > 0 && rest[1] != '/') length = std::max(length, unread_length(rest, name));
    if (length == 0) {
      ++at;
      continue;
    }
    std::fill_n(plain.begin() + static_cast<std::ptrdiff_t>(at), length, ' ');
    if (tag > 0 && !is_within_line(name)) plain[at] = '\n';
    at += length;
  }
  return plain;
}

}  // namespace jauap::text
