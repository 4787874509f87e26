#include "bot/chat/carry_over.h"

#include <set>
#include <utility>
#include <vector>

#include "bot/chat/parts.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::PropertyId;

std::string key_in(const FactStore& store, std::uint32_t pack, const std::string& key) {
  return store.tables().packs[pack].name + '\0' + key;
}

// A property has no pack: packs that are joined share those of one key.
std::string key_of(const knowledge::Property& property) {
  return property.key + '\0' + property.name;
}

bool is_cell(const FactStore& store, FactId id) {
  return static_cast<std::size_t>(id) < store.tables().cells.size();
}

template <class Id, class Find>
std::vector<Id> found(const std::vector<Id>& ids, const Find& find) {
  std::vector<Id> kept;
  for (const Id id : ids) {
    if (const auto now = find(id)) kept.push_back(*now);
  }
  return kept;
}

}  // namespace

CarryOver::CarryOver(const Chatbot& from, const Chatbot& to)
    : from_{from.parts()}, to_{to.parts()} {
  const FactStore& store = to_.store;
  const auto& tables = store.tables();
  for (std::size_t i = 0; i < tables.entities.size(); ++i) {
    const auto& entity = tables.entities[i];
    entities_.emplace(key_in(store, entity.pack, entity.key), static_cast<EntityId>(i));
  }
  for (std::size_t i = 0; i < tables.properties.size(); ++i) {
    properties_.emplace(key_of(tables.properties[i]), static_cast<PropertyId>(i));
  }
  for (std::size_t i = 0; i < tables.written.size(); ++i) {
    const auto& fact = tables.written[i];
    written_.emplace(key_in(store, fact.pack, fact.key),
                     static_cast<FactId>(tables.cells.size() + i));
  }
}

std::optional<EntityId> CarryOver::entity(EntityId id) const {
  const auto& held = from_.store.entity(id);
  const auto now = entities_.find(key_in(from_.store, held.pack, held.key));
  if (now == entities_.end()) return std::nullopt;
  return now->second;
}

std::optional<FactId> CarryOver::fact(FactId id) const {
  const Fact held = from_.store.fact(id);
  if (!is_cell(from_.store, id)) {
    const auto now = written_.find(key_in(from_.store, held.pack, held.key()));
    if (now == written_.end()) return std::nullopt;
    return now->second;
  }
  const auto subject = entity(held.subject);
  const auto property = properties_.find(key_of(from_.store.property(held.property)));
  if (!subject || property == properties_.end()) return std::nullopt;
  for (const auto row : to_.store.rows_with(*subject, property->second)) {
    const auto found = to_.store.row(row);
    if (found.subject == *subject && !found.derived && is_cell(to_.store, found.fact)) {
      return found.fact;
    }
  }
  return std::nullopt;
}

Conversation CarryOver::operator()(Conversation conversation) const {
  const auto entity_now = [this](EntityId id) { return entity(id); };
  const auto fact_now = [this](FactId id) { return fact(id); };
  for (auto* entities : {&conversation.answered, &conversation.subjects, &conversation.referents,
                         &conversation.named}) {
    *entities = found(*entities, entity_now);
  }
  conversation.last_told = found(conversation.last_told, fact_now);
  // "Which is larger?" is asked of two numbers or of none.
  const std::size_t numbers = conversation.compared.size();
  conversation.compared = found(conversation.compared, fact_now);
  if (conversation.compared.size() != numbers) conversation.compared.clear();
  std::set<FactId> told;
  for (const FactId id : conversation.told) {
    if (const auto now = fact(id)) told.insert(*now);
  }
  conversation.told = std::move(told);
  return conversation;
}

}  // namespace jauap::chat
