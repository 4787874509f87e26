#include "bot/knowledge/kind_links.h"

#include <algorithm>
#include <set>
#include <utility>

namespace jauap::knowledge {

KindLinks::KindLinks(const std::vector<Fact>& facts, const std::vector<Entity>& entities) {
  std::set<KindLink> links;
  std::set<std::pair<PropertyId, KindId>> subjects;
  const auto kind_of = [&](EntityId id) { return entities[static_cast<std::size_t>(id)].kind; };
  for (const Fact& fact : facts) {
    const KindId subject = kind_of(fact.subject);
    subjects.emplace(fact.property, subject);
    for (const Scalar& value : fact.value) {
      const auto* entity = std::get_if<EntityId>(&value);
      if (entity != nullptr) links.insert({fact.property, subject, kind_of(*entity)});
    }
    for (const EntityId counterpart : fact.counterparts) {
      links.insert({fact.property, subject, kind_of(counterpart)});
    }
  }
  links_.assign(links.begin(), links.end());
  subjects_.assign(subjects.begin(), subjects.end());
}

bool KindLinks::has_any(KindId subject) const {
  return std::any_of(subjects_.begin(), subjects_.end(),
                     [&](const auto& entry) { return entry.second == subject; });
}

bool KindLinks::has(KindId subject, PropertyId property) const {
  return std::binary_search(subjects_.begin(), subjects_.end(), std::pair{property, subject});
}

}  // namespace jauap::knowledge
