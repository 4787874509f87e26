#pragma once

#include <string>

namespace jauap {

struct Ended {
  int code = -1;  // -1 where a signal ended it
  std::string output;
  std::string messages;  // standard error
};

// Runs a line of bash in which "$JAUAP" is the program, in an empty folder of its own that is also
// its home, with none of the program's variables set.
Ended run_shell(const std::string& line);

// The same at a terminal of 80 columns, with `typed` as what is typed; both outputs are one there.
Ended run_at_terminal(const std::string& line, const std::string& typed);

}  // namespace jauap
