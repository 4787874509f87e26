#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bot/intents/intent.h"

namespace jauap::intents {

// Example sentences of a template, slots as "{name}": at most `limit` different ones, chosen by
// `seed` alone, so that the same call always gives the same sentences.
std::vector<std::string> sample_sentences(const Template& sentence, std::size_t limit,
                                          std::uint64_t seed);

}  // namespace jauap::intents
