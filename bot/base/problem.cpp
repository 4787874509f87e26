#include "bot/base/problem.h"

#include <algorithm>
#include <tuple>

namespace jauap::base {
namespace {

// A quoted piece of a file must not break the one line that a Problem is.
std::string on_one_line(const std::string& text) {
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  return line;
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) {
    text += ':' + std::to_string(problem.line);
    if (problem.column > 0) text += ':' + std::to_string(problem.column);
  }
  if (!text.empty()) text += ": ";
  if (!problem.pointer.empty()) text += problem.pointer + ": ";
  text += problem.message;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return on_one_line(text);
}

std::string pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

void sort_problems(Problems& problems) {
  const auto key = [](const Problem& problem) {
    return std::tie(problem.file, problem.line, problem.column, problem.pointer, problem.message,
                    problem.hint);
  };
  std::sort(problems.begin(), problems.end(),
            [&](const Problem& left, const Problem& right) { return key(left) < key(right); });
}

}  // namespace jauap::base
