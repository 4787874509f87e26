#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/base/progress.h"
#include "bot/chat/chatbot.h"

namespace jauap::chat {

struct LoadOptions {
  std::vector<std::filesystem::path> knowledge;  // pack folders, or folders of packs
  std::filesystem::path intents;                 // the folder that holds <language>/
  std::string language = "en";
  std::filesystem::path thesaurus = {};  // the folder of WordNet's files; empty for none
  // Where what is worked out of files is kept for the next start; empty for nowhere.
  std::filesystem::path cache = {};
  base::Progress progress = {};
  // Whether the examples of all intents are proved, as whoever writes them wants.
  bool proves_examples = false;
};

// The folders to a ready Chatbot, or every Problem of every file.
base::Loaded<std::shared_ptr<const Chatbot>> load_chatbot(const LoadOptions& options);

}  // namespace jauap::chat
