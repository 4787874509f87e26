#include "bot/knowledge/fact_things.h"

#include <algorithm>
#include <variant>

namespace jauap::knowledge {

bool has_thing(const Fact& fact, EntityId thing) {
  if (fact.subject == thing || fact.place == thing) return true;
  const auto& others = fact.counterparts;
  if (std::find(others.begin(), others.end(), thing) != others.end()) return true;
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* said = std::get_if<EntityId>(&value);
    return said != nullptr && *said == thing;
  });
}

}  // namespace jauap::knowledge
