// Keeps the diagram in ARCHITECTURE.md true.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace {

using Names = std::vector<std::string>;

// Each folder under bot/ and the folders it may include, lowest first.
const std::vector<std::pair<std::string, Names>> kLayers{
    {"base", {}},
    {"text", {"base"}},
    {"intents", {"base", "text"}},
    {"passages", {"base", "text"}},
    {"knowledge", {"base", "text"}},
    {"query", {"base", "text", "knowledge"}},
    {"understanding", {"base", "text", "intents", "knowledge", "query"}},
    {"answers", {"base", "text", "intents", "knowledge", "query"}},
    {"chat",
     {"base", "text", "intents", "passages", "knowledge", "query", "understanding", "answers"}},
    {"sessions", {"base", "text", "chat"}},
    {"web", {"base", "text", "chat", "sessions"}},
    {"channels", {"base", "chat", "sessions", "web"}},
    {"cli", {"base", "text", "intents", "knowledge", "chat", "sessions", "web", "channels"}},
};

// The one folder that may include each library.
const std::vector<std::pair<std::string, std::string>> kHomes{
    {"re2/", "intents"},       {"utf8proc", "text"},
    {"httplib", "web"},        {"CLI/", "cli"},
    {"histedit", "cli"},       {"editline/", "cli"},
    {"csv.h", "knowledge"},    {"udunits2", "text"},
    {"xxhash", "base"},        {"zlib.h", "web"},
    {"openssl/", "base"},      {"toml++/", "base"},
    {"curl/", "channels"},     {"boost/", "web"},
    {"sqlite3.h", "sessions"}, {"SQLiteCpp/", "sessions"},
    {"prometheus/", "web"},    {"hiredis/", "sessions"},
};

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Calls check(folder, included) for every #include line in a folder of bot/; main.cpp is free.
template <class Check>
void for_each_include(Check check) {
  const auto root = std::filesystem::path{JAUAP_SOURCE_DIR} / "bot";
  const std::regex include{R"re(#include [<"]([^>"]+)[>"].*)re"};
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
    const auto path = std::filesystem::relative(entry.path(), root);
    if (!entry.is_regular_file() || !path.has_parent_path()) continue;
    std::ifstream file{entry.path()};
    for (std::string line; std::getline(file, line);) {
      std::smatch found;
      if (!std::regex_match(line, found, include)) continue;
      ++seen;
      INFO("bot/" << path.string() << " has " << line);
      check(path.begin()->string(), found[1].str());
    }
  }
  CHECK(seen > 20);  // the folder was really read
}

}  // namespace

TEST_CASE("a layer names only layers below it", "[layers]") {
  Names below;
  for (const auto& [folder, allowed] : kLayers) {
    for (const auto& name : allowed) CHECK(contains(below, name));
    below.push_back(folder);
  }
}

TEST_CASE("every include follows the layers", "[layers]") {
  for_each_include([](const std::string& folder, const std::string& included) {
    if (included.rfind("bot/", 0) != 0) return;
    const std::string target = included.substr(4, included.find('/', 4) - 4);
    const auto layer = std::find_if(kLayers.begin(), kLayers.end(),
                                    [&](const auto& entry) { return entry.first == folder; });
    REQUIRE(layer != kLayers.end());
    CHECK((target == folder || contains(layer->second, target)));
  });
}

TEST_CASE("each library has one home", "[layers]") {
  for_each_include([](const std::string& folder, const std::string& included) {
    for (const auto& [library, home] : kHomes) {
      if (included.rfind(library, 0) == 0) CHECK(folder == home);
    }
  });
}
