#include "bot/chat/taken_for_granted.h"

#include <algorithm>
#include <variant>

namespace jauap::chat {

std::optional<understanding::Premise> taken_for_granted(const Chatbot::Parts& parts,
                                                        const query::Query& query) {
  const bool asks_else =
      std::all_of(query.wanted.begin(), query.wanted.end(), [](const query::Wanted& wanted) {
        return wanted.part == query::Part::Whole || wanted.part == query::Part::Who;
      });
  if (query.operation != query::Operation::Select || !asks_else) return std::nullopt;
  query::Query claim = query;
  claim.operation = query::Operation::Verify;
  claim.wanted = {{query::Part::Whole, {}}};
  auto premise = understanding::check_premise(claim, parts.store, parts.words);
  // "Who attended its signing in B?": what nothing is held of makes the place no better.
  const auto is_event = [&](const query::Sense& sense) {
    return sense.type == query::Sense::Type::Property &&
           parts.store.property(knowledge::PropertyId{sense.id}).type ==
               knowledge::ValueType::Event;
  };
  const auto is_beside = [&](const query::Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return false;
    return query::only_beside_names(named->senses) ||
           (query::has_sense(condition, query::Sense::Type::Property) &&
            std::none_of(named->senses.begin(), named->senses.end(), is_event));
  };
  if (!premise && std::erase_if(claim.conditions, is_beside) > 0) {
    premise = understanding::check_premise(claim, parts.store, parts.words);
  }
  if (!premise) return std::nullopt;
  const auto fact = parts.store.fact(premise->fact);
  const auto& kind = parts.store.kind(parts.store.entity(fact.subject).kind);
  const bool happened = parts.store.property(fact.property).type == knowledge::ValueType::Event;
  // "The treaty", where the one of that year is meant.
  const query::Sense subject{query::Sense::Type::Entity, static_cast<std::uint32_t>(fact.subject)};
  const query::Sense sort{query::Sense::Type::Kind,
                          static_cast<std::uint32_t>(parts.store.entity(fact.subject).kind)};
  // "An agreement signed in A" may be another.
  const auto details =
      std::count_if(query.conditions.begin(), query.conditions.end(), [](const auto& one) {
        return std::holds_alternative<query::At>(one) ||
               query::has_sense(one, query::Sense::Type::Entity);
      });
  const bool names_subject =
      query::names(query, subject) || (details > 1 && query::names(query, sort));
  if (!happened || kind.is_place || kind.of_table || !names_subject) return std::nullopt;
  return premise;
}

}  // namespace jauap::chat
