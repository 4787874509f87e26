#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bot/intents/intent.h"

namespace jauap::intents {

// Example sentences of a template: at most `limit` different ones, all there are where they are no
// more than that, else chosen by `seed` alone, so that the same call always gives the same
// sentences. A slot stands as its type, "{entity}", a range as its first number, "{number:1}", a
// wildcard as its name, "{person}": example_line() reads them.
std::vector<std::string> sample_sentences(const Template& sentence, std::size_t limit,
                                          std::uint64_t seed);

}  // namespace jauap::intents
