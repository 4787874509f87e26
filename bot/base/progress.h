#pragma once

#include <functional>

namespace jauap::base {

// Told from time to time which share of a long piece of work is done, from 0 to 1. May be empty.
using Progress = std::function<void(double share)>;

}  // namespace jauap::base
