#pragma once

#include <cstddef>

namespace jauap::sessions {

// How often something may be done: in the long run, and at once.
struct Rate {
  std::size_t rate = 0;   // a second; 0 for any number
  std::size_t burst = 0;  // 0: twice the rate

  std::size_t at_once() const { return burst > 0 ? burst : 2 * rate; }
};

}  // namespace jauap::sessions
