#pragma once

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/intents/pieces.h"

namespace jauap::intents {

// Adds the members of "lists" of an intent: what its sentences may name besides typed tokens. Each
// is one of
//   {"wildcard": {"min_words": 1, "max_words": 4, "verify": "entity"}}
//   {"values": ["rail", {"in": "(road|motor) transport", "out": "road"}]}
//   {"range": {"from": 0, "to": 100, "step": 5}}
void read_lists(base::JsonObject& object, Pieces& pieces, base::Problems& problems);

}  // namespace jauap::intents
