#include "bot/knowledge/kind_links.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "bot/knowledge/fact_store.h"

namespace jauap::knowledge {
namespace {

constexpr KindId kNoKind{std::numeric_limits<std::uint32_t>::max()};

}  // namespace

KindLinks::KindLinks(const FactTables& tables) {
  std::set<KindLink> links;
  std::set<std::pair<PropertyId, KindId>> subjects;
  const auto kind_of = [&](EntityId id) {
    return tables.entities[static_cast<std::size_t>(id)].kind;
  };
  for (const WrittenFact& fact : tables.written) {
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
  // Cells of one property mostly join the same kinds as the one before.
  std::vector<std::optional<KindLink>> latest(tables.properties.size());
  for (CellId cell = 0; cell < tables.cells.size(); ++cell) {
    const PropertyId property = tables.cells.property(cell);
    const KindId subject = kind_of(tables.cells.subject(cell));
    auto& last = latest[static_cast<std::size_t>(property)];
    if (!last || last->subject != subject) {
      subjects.emplace(property, subject);
      last = KindLink{property, subject, kNoKind};
    }
    tables.cells.for_each_thing(cell, [&](EntityId thing) {
      const KindLink link{property, subject, kind_of(thing)};
      if (link != *last) links.insert(link);
      last = link;
    });
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
