#pragma once

#include <chrono>

namespace jauap::sessions {

// What a Redis that is slow or away may add to one request, all that it is asked for together. Who
// asks it has the rest as `left`, from which what each call took is taken off.
inline constexpr std::chrono::milliseconds kPatience{100};

}  // namespace jauap::sessions
