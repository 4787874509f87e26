#pragma once

#include <malloc.h>

#include <fstream>
#include <string>

namespace jauap {

// The memory that this process holds, in KiB.
inline long resident_memory() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::stol(line.substr(6));
  }
  return 0;
}

// The same without what earlier tests have left free, which would hide what the next one takes.
inline long trimmed_memory() {
  ::malloc_trim(0);
  return resident_memory();
}

}  // namespace jauap
