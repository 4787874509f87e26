#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace jauap {

// Bytes of one connection, and what a server that frames requests strictly makes of them.
struct FramingCase {
  std::string name;
  std::string rule;  // what it follows from: "RFC 9112 6.3"
  std::string bytes;
  std::size_t requests = 0;   // that reach a handler
  std::vector<int> statuses;  // of the answers, in their order
  bool closes = false;        // the server ends the connection
};

// Those of tests/web/framing_cases.json. The bytes there are texts of characters up to U+00FF, one
// a byte, or a list of such texts and of pairs [text, times]. They ask for "/echo" at "localhost".
std::vector<FramingCase> framing_cases();

}  // namespace jauap
