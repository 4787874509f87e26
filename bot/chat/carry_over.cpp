#include "bot/chat/carry_over.h"

#include <set>
#include <utility>
#include <vector>

#include "bot/chat/parts.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;

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
    : from_{from.parts()}, keys_{to.parts().store} {}

Conversation CarryOver::operator()(Conversation conversation) const {
  const auto entity_now = [this](EntityId id) {
    return keys_.entity(lasting_key(from_.store, id));
  };
  const auto fact_now = [this](FactId id) { return keys_.fact(lasting_key(from_.store, id)); };
  for (auto* entities : {&conversation.answered, &conversation.listed, &conversation.subjects,
                         &conversation.referents, &conversation.named}) {
    *entities = found(*entities, entity_now);
  }
  conversation.last_told = found(conversation.last_told, fact_now);
  // "Which is larger?" is asked of two numbers or of none.
  const std::size_t numbers = conversation.compared.size();
  conversation.compared = found(conversation.compared, fact_now);
  if (conversation.compared.size() != numbers) conversation.compared.clear();
  std::set<FactId> told;
  for (const FactId id : conversation.told) {
    if (const auto now = fact_now(id)) told.insert(*now);
  }
  conversation.told = std::move(told);
  return conversation;
}

}  // namespace jauap::chat
