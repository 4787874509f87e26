#pragma once

#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/knowledge/fact_store.h"

namespace jauap::knowledge {

// A facts.json as it was read, with the place of each part, for the checks that compare parts.
// Positions are those of this one file. Points into the JSON value that it was read from.
struct FactsFile {
  FactTables tables;  // without packs
  std::vector<const base::JsonValue*> kinds;
  std::vector<const base::JsonValue*> entities;
  std::vector<const base::JsonValue*> properties;
  std::vector<const base::JsonValue*> periods;
  std::vector<const base::JsonValue*> facts;
  // Whether each fact was read without a mistake; the others may hold any positions.
  std::vector<bool> sound;
  // Tables to which a key refers that they do not have. It may be meant for any of theirs.
  bool missed_kind = false;
  bool missed_entity = false;
  bool missed_property = false;
  bool missed_period = false;
};

// Reads a parsed facts.json: types, keys and references, each part for itself; check_facts.h
// compares the parts. Everything wrong is added to `problems`, under the name `file`. `sources` are
// those of the pack; where there are none (its datapackage.json cannot be read), the names of
// sources are not checked.
FactsFile read_facts_file(const base::JsonValue& root, const std::string& file,
                          const std::vector<Source>& sources, base::Problems& problems);

}  // namespace jauap::knowledge
