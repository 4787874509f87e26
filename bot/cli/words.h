#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jauap::cli {

// The words of a question that the shell took apart.
inline std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

inline bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

}  // namespace jauap::cli
