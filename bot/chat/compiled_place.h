#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "bot/base/checksum.h"
#include "bot/chat/load_chatbot.h"

namespace jauap::chat {

// Where something that is worked out of files is kept, and what it is made of: the contents of all
// these files, and this very program.
struct CompiledPlace {
  std::filesystem::path file;
  base::Fingerprint::Value of{};
};

// Of the intents of the language. Nothing where no folder is given for it.
std::optional<CompiledPlace> place_of_intents(const LoadOptions& options);

// Of the packs, which are read in the light of the intents. Nothing for packs so small that reading
// them costs as little.
std::optional<CompiledPlace> place_of_packs(const LoadOptions& options,
                                            const std::vector<std::filesystem::path>& packs,
                                            const CompiledPlace& intents);

}  // namespace jauap::chat
