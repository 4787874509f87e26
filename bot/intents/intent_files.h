#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/intents/intent.h"
#include "bot/text/words.h"

namespace jauap::intents {

// What the bot says when it does not answer and wherever no intent words it, by name; placeholders
// in braces. From intents/<lang>/_messages.json.
using Messages = std::map<std::string, std::string>;

// A language's folder: all its intents, its messages.
struct IntentFiles {
  std::vector<Intent> intents;  // sorted by name
  Messages messages;
};

// Whether each example is held against the sentences. Whoever writes intents wants to know; a start
// that only answers has no time for it.
enum class ExampleProof : std::uint8_t { None, Each };

// Reads every *.json of a folder but those with a leading underscore as intents; `_rules.json`
// holds the pieces that all of them share, `_messages.json` the texts. Every fault of every file
// becomes a Problem with file, line and column: syntax of templates, unknown rules, lists, slot
// types, keys; recursion; templates that are too large, match anything or can never match; a slot
// given twice; where they are proved, an example that does not match or a counter-example that
// does. `slot_types` are the types that typed tokens can have ("entity", "number", …).
base::Loaded<IntentFiles> load_intent_files(const std::filesystem::path& folder,
                                            const std::vector<std::string>& slot_types,
                                            const text::Words& words, ExampleProof proof);

// The same for a pack's own intents.json: {"intents": [ … ]}, each with a "name".
base::Loaded<std::vector<Intent>> load_pack_intents(const std::filesystem::path& file,
                                                    const std::vector<std::string>& slot_types,
                                                    const text::Words& words, ExampleProof proof);

}  // namespace jauap::intents
