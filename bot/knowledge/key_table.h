#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "bot/base/json_file.h"

namespace jauap::knowledge {

// The keys that other parts of a pack may refer to: of its entities, its properties, ….
// Not for sharing between threads.
class KeyTable {
 public:
  // `noun` is what Problems call one of them: "entity".
  KeyTable(std::string noun, std::vector<std::string> keys);

  // The position of the key that `reference` holds. Anything but a text and a key that does not
  // exist are Problems, reported through `object`, and there is no position then.
  std::optional<std::uint32_t> find(const base::JsonValue& reference, base::JsonObject& object);

  // Whether find() was ever asked for a key that does not exist.
  bool missed() const { return missed_; }

 private:
  std::string noun_;
  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::uint32_t> positions_;
  bool missed_ = false;
  // A search for the nearest key goes through all of them. A file in which nothing fits would
  // otherwise cost the square of its size.
  int suggestions_left_ = 50;
};

}  // namespace jauap::knowledge
