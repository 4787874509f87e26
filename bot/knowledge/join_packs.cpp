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

std::string PackJoin::key_of(const Entity& entity) const {
  return std::to_string(static_cast<std::uint32_t>(entity.kind)) + "\n" + canonical(entity.name) +
         "\n" + entity.qualifier;
}

EntityId PackJoin::add_entity(Entity entity) {
  const auto next = static_cast<EntityId>(all_.entities.size());
  // Nothing is compared as long as there is only one part, which may be a very big table.
  const auto found = entities_.empty() ? entities_.end() : entities_.find(key_of(entity));
  if (found == entities_.end()) {
    all_.entities.push_back(std::move(entity));
    return next;
  }
  Entity& held = all_.entities[static_cast<std::size_t>(found->second)];
  add_names(held.aliases, entity.aliases);
  add_names(held.adjectives, entity.adjectives);
  return found->second;
}

void PackJoin::add(FactTables part) {
  const auto number = static_cast<std::uint32_t>(all_.packs.size());
  std::vector<KindId> kinds;
  std::transform(part.kinds.begin(), part.kinds.end(), std::back_inserter(kinds),
                 [&](Kind& kind) { return add_kind(std::move(kind)); });
  std::vector<EntityId> entities;
  for (; named_ < all_.entities.size(); ++named_) {
    entities_.try_emplace(key_of(all_.entities[named_]), static_cast<EntityId>(named_));
  }
  for (Entity& entity : part.entities) {
    entity.pack = number;
    entity.kind = kinds[static_cast<std::size_t>(entity.kind)];
    entities.push_back(add_entity(std::move(entity)));
  }
  const auto move_entity = [&](EntityId& id) { id = entities[static_cast<std::size_t>(id)]; };
  const std::size_t properties = all_.properties.size();
  for (Property& property : part.properties) {
    property.pack = number;
    if (property.inverse) move_by(*property.inverse, properties);
    if (property.of) move_by(*property.of, properties);
    for (auto* pair : {&property.quotient, &property.difference, &property.sum}) {
      if (!*pair) continue;
      move_by((*pair)->first, properties);
      move_by((*pair)->second, properties);
    }
  }
  for (WrittenFact& fact : part.written) {
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
  all_.cells.append(part.cells, {entities, properties, all_.sources.size(), number});
  append(all_.sources, std::move(part.sources));
  append(all_.properties, std::move(part.properties));
  append(all_.periods, std::move(part.periods));
  append(all_.written, std::move(part.written));
}

void PackJoin::end_pack(PackInfo info) {
  all_.packs.push_back(std::move(info));
}

}  // namespace jauap::knowledge
