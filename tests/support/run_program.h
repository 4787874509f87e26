#pragma once

#include <string>
#include <vector>

namespace jauap {

struct Ended {
  int code = -1;  // -1 where a signal ended it
  std::string output;
  std::string messages;  // standard error
};

// Runs a line of bash in which "$JAUAP" is the program, in an empty folder of its own that is also
// its home, with none of the program's variables set.
Ended run_shell(const std::string& line);

// The same at a terminal of 80 columns, where both outputs are one. Each text of `typed` is typed
// when a prompt "> " waits for it. Throws where nothing happens for a minute.
Ended run_at_terminal(const std::string& line, const std::vector<std::string>& typed = {});

}  // namespace jauap
