#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "bot/knowledge/fact_store.h"

namespace jauap::chat {

// A thing or a property by what its author calls it, whatever place it has in a store: the checksum
// of its pack and its key. The same in every process and in every version of the packs.
using LastingKey = std::uint64_t;

// A fact: one that is written by its own key; a cell of a table by its row and column.
struct LastingFact {
  LastingKey subject = 0;  // the fact itself where it is written
  std::optional<LastingKey> property = {};

  bool operator==(const LastingFact&) const = default;
};

LastingKey lasting_key(const knowledge::FactStore& store, knowledge::EntityId id);
LastingFact lasting_key(const knowledge::FactStore& store, knowledge::FactId id);

// What the keys stand for in one store; of several things of one key the first. Refers to the
// store. Made in time linear in what it holds, 16 bytes for each thing; never changes after that.
class LastingKeys {
 public:
  explicit LastingKeys(const knowledge::FactStore& store);

  // Nothing where the store does not hold it.
  std::optional<knowledge::EntityId> entity(LastingKey key) const;
  std::optional<knowledge::FactId> fact(const LastingFact& fact) const;

 private:
  using Places = std::vector<std::pair<LastingKey, std::uint32_t>>;  // ascending

  const knowledge::FactStore& store_;
  Places entities_;
  Places properties_;
  Places written_;
};

}  // namespace jauap::chat
