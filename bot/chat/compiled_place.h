#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "bot/base/checksum.h"
#include "bot/chat/load_chatbot.h"

namespace jauap::chat {

// Where what is worked out of packs is kept, and what it is made of: the contents of all files of
// the packs and of the intents, and this very program.
struct CompiledPlace {
  std::filesystem::path file;
  base::Fingerprint::Value of{};
};

// Nothing where no folder is given for it, and for packs so small that reading them costs as
// little.
std::optional<CompiledPlace> compiled_place(const LoadOptions& options,
                                            const std::vector<std::filesystem::path>& packs);

}  // namespace jauap::chat
