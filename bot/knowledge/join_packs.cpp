#include "bot/knowledge/join_packs.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "bot/text/tokens.h"

namespace jauap::knowledge {
namespace {

template <class Id>
void move_by(Id& id, std::size_t offset) {
  id = static_cast<Id>(static_cast<std::size_t>(id) + offset);
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// Adds the names that are not there yet.
void add_names(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& name : from) {
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
  }
}

}  // namespace

std::string PackJoin::canonical(const std::string& name) const {
  return text::join(text::normalize(name, words_));
}

KindId PackJoin::add_kind(Kind kind) {
  const auto [place, is_new] =
      kinds_.try_emplace(canonical(kind.name), static_cast<KindId>(all_.kinds.size()));
  if (is_new) {
    all_.kinds.push_back(std::move(kind));
    return place->second;
  }
  Kind& held = all_.kinds[static_cast<std::size_t>(place->second)];
  add_names(held.words, kind.words);
  add_names(held.everywhere, kind.everywhere);
  held.is_person |= kind.is_person;
  held.is_group |= kind.is_group;
  held.is_place |= kind.is_place;
  held.of_table |= kind.of_table;
  held.is_inferred &= kind.is_inferred;
  return place->second;
}

// `first` is where the things of this part begin.
EntityId PackJoin::add_entity(Entity entity, std::size_t first) {
  const std::string key = std::to_string(static_cast<std::uint32_t>(entity.kind)) + "\n" +
                          canonical(entity.name) + "\n" + entity.qualifier;
  const auto next = static_cast<EntityId>(all_.entities.size());
  const auto [place, is_new] = entities_.try_emplace(key, next);
  if (is_new || static_cast<std::size_t>(place->second) >= first) {
    all_.entities.push_back(std::move(entity));
    return next;
  }
  Entity& held = all_.entities[static_cast<std::size_t>(place->second)];
  add_names(held.aliases, entity.aliases);
  add_names(held.adjectives, entity.adjectives);
  return place->second;
}

void PackJoin::add(FactTables part) {
  const auto number = static_cast<std::uint32_t>(all_.packs.size());
  std::vector<KindId> kinds;
  std::transform(part.kinds.begin(), part.kinds.end(), std::back_inserter(kinds),
                 [&](Kind& kind) { return add_kind(std::move(kind)); });
  std::vector<EntityId> entities;
  const std::size_t first = all_.entities.size();
  for (Entity& entity : part.entities) {
    entity.pack = number;
    entity.kind = kinds[static_cast<std::size_t>(entity.kind)];
    entities.push_back(add_entity(std::move(entity), first));
  }
  const auto move_entity = [&](EntityId& id) { id = entities[static_cast<std::size_t>(id)]; };
  const std::size_t properties = all_.properties.size();
  for (Property& property : part.properties) {
    property.pack = number;
    if (property.inverse) move_by(*property.inverse, properties);
    if (property.of) move_by(*property.of, properties);
    if (property.quotient) {
      move_by(property.quotient->first, properties);
      move_by(property.quotient->second, properties);
    }
  }
  for (Fact& fact : part.facts) {
    fact.pack = number;
    move_entity(fact.subject);
    move_by(fact.property, properties);
    move_by(fact.source, all_.sources.size());
    for (Scalar& scalar : fact.value) {
      if (auto* entity = std::get_if<EntityId>(&scalar)) move_entity(*entity);
    }
    for (EntityId& counterpart : fact.counterparts) move_entity(counterpart);
    if (fact.place) move_entity(*fact.place);
    if (fact.period) move_by(*fact.period, all_.periods.size());
  }
  append(all_.sources, std::move(part.sources));
  append(all_.properties, std::move(part.properties));
  append(all_.periods, std::move(part.periods));
  append(all_.facts, std::move(part.facts));
}

void PackJoin::end_pack(PackInfo info) {
  all_.packs.push_back(std::move(info));
}

}  // namespace jauap::knowledge
