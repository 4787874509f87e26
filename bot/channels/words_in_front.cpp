#include "bot/channels/words_in_front.h"

#include <algorithm>

namespace jauap::channels {

std::string without_front(std::string_view text, std::string_view word) {
  constexpr std::string_view kGaps = " \t\r\n,:";
  const std::size_t begin = word.empty() ? 0 : text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text.substr(begin, word.size()) != word) {
    return std::string{text};
  }
  text.remove_prefix(begin + word.size());
  text.remove_prefix(std::min(text.find_first_not_of(kGaps), text.size()));
  return std::string{text};
}

std::string without_between(std::string_view text, std::string_view open, std::string_view close) {
  std::string rest;
  while (!text.empty()) {
    const std::size_t begin = text.find(open);
    const std::size_t end =
        begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
    rest += text.substr(0, end == std::string_view::npos ? text.size() : begin);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + close.size());
  }
  return rest;
}

}  // namespace jauap::channels
