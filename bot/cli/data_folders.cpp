#include "bot/cli/data_folders.h"

#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include "bot/cli/output.h"

namespace jauap::cli {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// The folder that the running program is in; "" where the system does not say.
fs::path program_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

// "" where it is not set. Read before any thread is started.
fs::path variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? fs::path{} : fs::path{value};
}

}  // namespace

fs::path shipped_folder(const std::string& name) {
  const fs::path program = program_folder();
  const std::vector<fs::path> places{
      program / "../../" / name,          // <source>/build/<preset>/jauap
      program / "../share/jauap" / name,  // <prefix>/bin/jauap
  };
  std::string tried;
  for (const fs::path& place : places) {
    fs::path folder = place.lexically_normal();
    if (is_folder(folder)) return folder;
    tried += (tried.empty() ? "" : " and ") + folder.string();
  }
  throw std::runtime_error{"cannot find the folder " + name +
                           " that comes with the program; tried " + tried + "; name one with --" +
                           name};
}

std::vector<fs::path> knowledge_paths(const Options& options) {
  if (!options.knowledge.empty()) return options.knowledge;
  return {shipped_folder("knowledge")};
}

fs::path intents_folder(const Options& options) {
  return options.intents.empty() ? shipped_folder("intents") : options.intents;
}

fs::path web_folder(const Options& options) {
  return options.web.empty() ? shipped_folder("web") : options.web;
}

fs::path cache_folder(const Options& options) {
  if (options.no_cache || options.cache == "off") return {};
  if (!options.cache.empty()) return options.cache;
  // A relative path is to be ignored (XDG Base Directory Specification).
  const fs::path cache = variable("XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache / "jauap";
  const fs::path home = variable("HOME");
  return home.is_absolute() ? home / ".cache/jauap" : fs::path{};
}

fs::path thesaurus_folder(const Options& options) {
  if (options.thesaurus == "off") return {};
  if (!options.thesaurus.empty()) return options.thesaurus;
  fs::path folder{JAUAP_WORDNET};
  if (is_folder(folder)) return folder;
  Output::message("no folder " + folder.string() +
                  ": only a pack's own words are understood; install wordnet-base, name its folder "
                  "with --thesaurus, or say --thesaurus off");
  return {};
}

std::vector<fs::path> named_packs(const Options& options) {
  if (options.words.empty()) return knowledge_paths(options);
  std::vector<fs::path> packs;
  for (const std::string& word : options.words) {
    fs::path pack = word;
    const bool is_name = !is_there(pack) && !pack.has_parent_path();
    if (is_name) {
      for (const fs::path& folder : knowledge_paths(options)) {
        if (is_folder(folder / word)) pack = folder / word;
      }
    }
    packs.push_back(std::move(pack));
  }
  return packs;
}

}  // namespace jauap::cli
