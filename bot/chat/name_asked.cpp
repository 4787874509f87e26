#include "bot/chat/name_asked.h"

#include <algorithm>
#include <string>
#include <vector>

#include "bot/answers/tell.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;

// Of what a fact is about and says, the thing that a question names: its subject, if that is.
knowledge::EntityId thing_asked_of(const knowledge::FactStore& store, knowledge::FactId id,
                                   const Query& query) {
  const auto fact = store.fact(id);
  const auto is_named = [&](knowledge::EntityId thing) {
    return query::names(query, {query::Sense::Type::Entity, static_cast<std::uint32_t>(thing)});
  };
  if (is_named(fact.subject)) return fact.subject;
  for (const knowledge::Scalar& value : fact.value) {
    const auto* thing = std::get_if<knowledge::EntityId>(&value);
    if (thing != nullptr && is_named(*thing)) return *thing;
  }
  return fact.subject;
}

}  // namespace

Denotation naming_facts(const Chatbot::Parts& parts, const Denotation& described,
                        const Query& query) {
  Denotation naming;
  std::vector<knowledge::EntityId> things;  // of each fact that was kept
  std::vector<bool> says_name;
  const auto tells_name = [&](knowledge::FactId id, knowledge::EntityId thing) {
    // In front of a sentence its article has a capital letter.
    const std::string name = parts.store.entity(thing).name.substr(1);
    return answers::tell(parts.store, parts.store.fact(id)).find(name) != std::string::npos;
  };
  for (const auto id : described.facts) {
    const auto thing = thing_asked_of(parts.store, id, query);
    const auto known = std::find(things.begin(), things.end(), thing);
    if (known == things.end()) {
      naming.facts.push_back(id);
      things.push_back(thing);
      says_name.push_back(tells_name(id, thing));
      naming.values.push_back({thing, "", knowledge::ValueType::Entity});
      continue;
    }
    const auto at = static_cast<std::size_t>(known - things.begin());
    if (!says_name[at] && tells_name(id, thing)) {
      naming.facts[at] = id;
      says_name[at] = true;
    }
  }
  if (naming.facts.empty()) return naming;
  naming.kind = naming.facts.size() == 1 ? Denotation::Kind::Values : Denotation::Kind::Ambiguous;
  return naming;
}

Query without_roles(Query query) {
  for (query::Condition& condition : query.conditions) {
    auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    named->preposition.clear();
    named->leads = false;
  }
  return query;
}

}  // namespace jauap::chat
