#pragma once

#include <optional>

#include "bot/base/archive.h"
#include "bot/intents/intent_files.h"

namespace jauap::intents {

// What was read of a language's folder, as bytes and back, so that a start need not parse and check
// every file again. Parts that templates share are written once and shared again.
void write(const IntentFiles& files, base::ArchiveWriter& archive);
// Nothing where the bytes are not what write() makes.
std::optional<IntentFiles> read_intent_files(base::ArchiveReader& archive);

}  // namespace jauap::intents
