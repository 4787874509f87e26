#include "tests/support/lighthouse.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "bot/knowledge/load_packs.h"

namespace jauap {
namespace {

template <class T>
T whole(base::Loaded<T> loaded) {
  std::string problems;
  for (const auto& problem : loaded.problems) problems += base::to_string(problem) + "\n";
  INFO(problems);
  REQUIRE(loaded.ok());
  return std::move(*loaded.value);
}

template <class T>
std::size_t position(const std::vector<T>& all, std::string_view key) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].key == key) return i;
  }
  FAIL("the lighthouse has no " << key);
  return 0;
}

}  // namespace

const text::Words& english_words() {
  static const text::Words words =
      whole(text::load_words(std::filesystem::path{JAUAP_SOURCE_DIR} / "intents/en/_words.json"));
  return words;
}

const knowledge::FactStore& lighthouse() {
  static const knowledge::FactStore store{whole(
      knowledge::load_packs({std::filesystem::path{JAUAP_SOURCE_DIR} / "tests/packs/lighthouse"},
                            english_words(), {"count", "when"}))};
  return store;
}

knowledge::EntityId lighthouse_entity(std::string_view key) {
  return static_cast<knowledge::EntityId>(position(lighthouse().tables().entities, key));
}

knowledge::PropertyId lighthouse_property(std::string_view key) {
  return static_cast<knowledge::PropertyId>(position(lighthouse().tables().properties, key));
}

}  // namespace jauap
