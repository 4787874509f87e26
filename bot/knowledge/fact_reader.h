#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/knowledge/fact.h"
#include "bot/knowledge/key_table.h"

namespace jauap::knowledge {

// Reads the facts of one facts.json, each by the type of its property. Keeps references to all that
// it is given. Not for sharing between threads.
class FactReader {
 public:
  // `typed` says for each property whether its type could be read; without, values are not checked.
  FactReader(KeyTable& entities, KeyTable& properties, KeyTable& periods,
             const std::vector<Property>& property_list, const std::vector<bool>& typed,
             const std::vector<Source>& sources);

  // Everything wrong is reported through `object`; what is wrong is left out of the fact.
  WrittenFact read(const std::string& key, base::JsonObject& object);

 private:
  std::optional<EntityId> entity(const base::JsonValue& reference, base::JsonObject& object);
  void read_property_and_value(base::JsonObject& object, WrittenFact& fact);
  void read_value(base::JsonObject& object, ValueType type, WrittenFact& fact);
  std::optional<Scalar> scalar(const base::JsonValue& value, ValueType type,
                               base::JsonObject& object);
  void read_time(base::JsonObject& object, WrittenFact& fact);
  void read_counterparts(base::JsonObject& object, WrittenFact& fact);
  void read_source(base::JsonObject& object, WrittenFact& fact);

  KeyTable& entities_;
  KeyTable& properties_;
  KeyTable& periods_;
  const std::vector<Property>& property_list_;
  const std::vector<bool>& typed_;
  const std::vector<Source>& sources_;
  KeyTable source_titles_;
};

}  // namespace jauap::knowledge
