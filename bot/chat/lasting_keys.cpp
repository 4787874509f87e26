#include "bot/chat/lasting_keys.h"

#include <algorithm>
#include <string>

#include "bot/base/checksum.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::PropertyId;

LastingKey key_in(const FactStore& store, std::uint32_t pack, const std::string& key) {
  return base::checksum(store.tables().packs[pack].name + '\0' + key);
}

// A property has no pack: packs that are joined share those of one key.
LastingKey key_of_property(const knowledge::Property& property) {
  return base::checksum(property.key + '\0' + property.name);
}

bool is_cell_of(const FactStore& store, FactId id) {
  return static_cast<std::size_t>(id) < store.tables().cells.size();
}

template <class Places, class Items, class KeyOf>
Places places_of(const Items& items, const KeyOf& key_of) {
  Places places;
  places.reserve(items.size());
  std::uint32_t place = 0;
  for (const auto& item : items) places.emplace_back(key_of(item), place++);
  std::sort(places.begin(), places.end());
  return places;
}

template <class Places>
std::optional<std::uint32_t> place_of(const Places& places, LastingKey key) {
  const auto found = std::lower_bound(places.begin(), places.end(), std::pair{key, 0U});
  if (found == places.end() || found->first != key) return std::nullopt;
  return found->second;
}

}  // namespace

LastingKey lasting_key(const FactStore& store, EntityId id) {
  const auto& entity = store.entity(id);
  return key_in(store, entity.pack, entity.key);
}

LastingFact lasting_key(const FactStore& store, FactId id) {
  const Fact fact = store.fact(id);
  if (!is_cell_of(store, id)) return {key_in(store, fact.pack, fact.key())};
  return {lasting_key(store, fact.subject), key_of_property(store.property(fact.property))};
}

LastingKeys::LastingKeys(const FactStore& store)
    : store_{store},
      entities_{places_of<Places>(
          store.tables().entities,
          [&](const auto& entity) { return key_in(store, entity.pack, entity.key); })},
      properties_{places_of<Places>(store.tables().properties, key_of_property)},
      written_{places_of<Places>(store.tables().written, [&](const auto& fact) {
        return key_in(store, fact.pack, fact.key);
      })} {}

std::optional<EntityId> LastingKeys::entity(LastingKey key) const {
  const auto place = place_of(entities_, key);
  if (!place) return std::nullopt;
  return EntityId{*place};
}

std::optional<FactId> LastingKeys::fact(const LastingFact& fact) const {
  if (!fact.property) {
    const auto place = place_of(written_, fact.subject);
    if (!place) return std::nullopt;
    return static_cast<FactId>(store_.tables().cells.size() + *place);
  }
  const auto subject = entity(fact.subject);
  const auto property = place_of(properties_, *fact.property);
  if (!subject || !property) return std::nullopt;
  for (const auto id : store_.rows_with(*subject, PropertyId{*property})) {
    const auto row = store_.row(id);
    if (row.subject == *subject && !row.derived && is_cell_of(store_, row.fact)) return row.fact;
  }
  return std::nullopt;
}

}  // namespace jauap::chat
