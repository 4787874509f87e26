#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bot/cli/options.h"

namespace jauap::cli {

// The folder `name` ("knowledge", "intents", "web") that came with the program: of the source tree
// that it was built in, or of the place that it was installed to. Throws std::runtime_error, naming
// where it was looked for, if there is none.
std::filesystem::path shipped_folder(const std::string& name);

// Where the packs and the intents are read from: as the options say, else as shipped.
std::vector<std::filesystem::path> knowledge_paths(const Options& options);
std::filesystem::path intents_folder(const Options& options);
// Likewise the folder of the page and of what describes the interfaces for programs.
std::filesystem::path web_folder(const Options& options);

// Where what is worked out of files is kept: as the options say, else where the user's other
// programs keep such things; "" for nowhere.
std::filesystem::path cache_folder(const Options& options);

// The folder of words of like meaning: as the options say, else where it was when the program was
// built; "" for none. Where it is not there although nobody asked to do without, that is said on
// standard error.
std::filesystem::path thesaurus_folder(const Options& options);

// knowledge_paths for commands whose words name packs: each a path, or the name of a folder in one
// of knowledge_paths. No words: knowledge_paths.
std::vector<std::filesystem::path> named_packs(const Options& options);

}  // namespace jauap::cli
