#pragma once

#include <string>
#include <unordered_map>

#include "bot/knowledge/fact_store.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// Puts the contents of packs together, so that what two packs know of one thing can be asked of it:
// kinds of one name are one kind, and things of one kind and name one thing, with the words of
// both. Not for sharing between threads.
class PackJoin {
 public:
  explicit PackJoin(const text::Words& words) : words_{words} {}  // keeps the reference

  // Adds what belongs to the pack that end_pack() ends next: its facts, its tables. The positions
  // in it become those of the whole. Two things in it that have one name stay two.
  void add(FactTables part);
  void end_pack(PackInfo info);
  FactTables finish() && { return std::move(all_); }

 private:
  KindId add_kind(Kind kind);
  EntityId add_entity(Entity entity);
  std::string key_of(const Entity& entity) const;
  std::string canonical(const std::string& name) const;

  const text::Words& words_;
  FactTables all_;
  std::unordered_map<std::string, KindId> kinds_;  // by canonical name
  // Those of the parts before, by kind, canonical name and qualifier.
  std::unordered_map<std::string, EntityId> entities_;
  std::size_t named_ = 0;  // how many of the things are in it
};

}  // namespace jauap::knowledge
