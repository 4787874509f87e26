#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "bot/base/problem.h"
#include "bot/chat/pack_chatbots.h"
#include "bot/cli/options.h"

namespace jauap::cli {

// The chatbot that the options ask for, over the given packs. `proves_examples` as in
// chat::LoadOptions.
base::Loaded<std::shared_ptr<const chat::Chatbot>> load(
    const Options& options, const std::vector<std::filesystem::path>& knowledge,
    bool proves_examples);

// The chatbot that the options ask for. Null after its problems were named on standard error: the
// command then ends with kWrongFile.
std::shared_ptr<const chat::Chatbot> load_or_complain(const Options& options);

// What is read for the chatbots that the options ask for: where they were read from, to look for
// changes, and how they are read again, without a bar; what is wrong is for the caller to say.
std::vector<std::filesystem::path> watched_paths(const Options& options);
base::Loaded<chat::PackChatbots> load_packs_again(const Options& options);

// The same, with a chatbot for each pack by itself. Nothing where load_or_complain gives null.
std::optional<chat::PackChatbots> load_packs_or_complain(const Options& options);

// Names problems on standard error, a line each.
void complain(const base::Problems& problems);

}  // namespace jauap::cli
