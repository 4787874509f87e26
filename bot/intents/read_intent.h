#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/intents/intent.h"
#include "bot/intents/intent_files.h"
#include "bot/intents/pieces.h"

namespace jauap::intents {

// Where an intent stands: a language's own must say what it is about and what is done with it; a
// pack's has a name in the object and may name facts.
enum class IntentHome : std::uint8_t { Language, Pack };

// Reads one intent. `name` is that of the file; a pack's intent has its own. After a Problem the
// intent is not to be used.
Intent read_intent(const base::JsonValue& value, const std::string& file, std::string name,
                   IntentHome home, ExampleProof proof, Pieces& shared, base::Problems& problems);

// Adds the members of "rules" of an object.
void read_rules(base::JsonObject& object, Pieces& pieces);

// Reports braces of a text for the reply that do not pair up: "{left is", "{}", "{{left}}".
void check_placeholders(const base::JsonValue& text, const std::string& file,
                        base::Problems& problems);

}  // namespace jauap::intents
