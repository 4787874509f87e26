#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::base {

// A mistake in a file that a person wrote: where it is, what is wrong, what was probably meant.
// The author of a file sees all Problems of all files at once; nothing is thrown for them.
struct Problem {
  std::string file;     // as the reader was asked to open it
  int line = 0;         // 1 is the first; 0 where the place is the file as a whole
  int column = 0;       // 1 is the first, in bytes; 0 where only the line is known
  std::string pointer;  // JSON pointer (RFC 6901) of the value, "" for none or for the root
  std::string message;  // what was expected and what was found: "expected a number, found \"many\""
  std::string hint;     // what to write instead, "" for none: "did you mean \"km2\"?"

  bool operator==(const Problem&) const = default;
};

// A key as one step of a JSON pointer: "~0" for "~" and "~1" for "/".
std::string pointer_token(std::string_view key);

using Problems = std::vector<Problem>;

// "knowledge/x/facts.json:12:5: /facts/area/unit: unit "kn2" is unknown; did you mean "km2"?"
// Parts that a Problem does not have are left out. Never contains a line break.
std::string to_string(const Problem& problem);

// Sorts by file, line, column and message, so that the order does not depend on how the checks run.
void sort_problems(Problems& problems);

// What a file became, and what is wrong with it. `value` is set exactly when there are no problems.
template <class T>
struct Loaded {
  std::optional<T> value;
  Problems problems;

  bool ok() const { return value.has_value(); }
};

}  // namespace jauap::base
