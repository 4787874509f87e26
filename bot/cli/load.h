#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "bot/base/problem.h"
#include "bot/chat/chatbot.h"
#include "bot/cli/options.h"

namespace jauap::cli {

// The chatbot that the options ask for, over the given packs.
base::Loaded<std::shared_ptr<const chat::Chatbot>> load(
    const Options& options, const std::vector<std::filesystem::path>& knowledge);

// The chatbot that the options ask for. Null after its problems were named on standard error: the
// command then ends with kWrongFile.
std::shared_ptr<const chat::Chatbot> load_or_complain(const Options& options);

// The chatbot that the options ask for and, where that has several packs, one over each of them, so
// that people can choose. Without any after its problems were named, as above.
std::vector<std::shared_ptr<const chat::Chatbot>> load_with_choices(const Options& options);

// Names problems on standard error, a line each.
void complain(const base::Problems& problems);

}  // namespace jauap::cli
