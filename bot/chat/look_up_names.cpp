#include "bot/chat/look_up_names.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"
#include "bot/query/select.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;

std::vector<knowledge::EntityId> things_named(const query::Condition& condition) {
  std::vector<knowledge::EntityId> things;
  const auto* named = std::get_if<query::Named>(&condition);
  if (named == nullptr) return things;
  for (const query::Sense& sense : named->senses) {
    if (sense.type == query::Sense::Type::Entity) things.push_back(knowledge::EntityId{sense.id});
  }
  return things;
}

// Whether something is told of a thing in which another has a part: the parties of a treaty.
bool is_party_of(const knowledge::FactStore& store, knowledge::EntityId party,
                 knowledge::EntityId thing) {
  const auto rows = knowledge::few_rows_with(store, thing);
  return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
    const auto fact = store.fact(store.row(row).fact);
    return fact.subject == thing && knowledge::has_thing(fact, party);
  });
}

}  // namespace

std::optional<Denotation> look_up_each(const Chatbot::Parts& parts, const Line& line,
                                       const Query& query) {
  const auto asks_plainly = [](const query::Wanted& wanted) {
    return wanted.part == query::Part::Whole || wanted.part == query::Part::Quantity;
  };
  const auto names_number = [&](const query::Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && !query::has_sense(condition, query::Sense::Type::Entity) &&
           std::any_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
             if (sense.type != query::Sense::Type::Property) return false;
             const auto type = parts.store.property(knowledge::PropertyId{sense.id}).type;
             return type == knowledge::ValueType::Number || type == knowledge::ValueType::Money;
           });
  };
  // Not what the question before named.
  const bool says_more =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return token.span.begin == token.span.end ||
               parts.words.being_words.count(token.text) > 0 ||
               parts.words.possession_verbs.count(token.text) > 0;
      });
  if (says_more || query.operation != query::Operation::Select ||
      !std::all_of(query.wanted.begin(), query.wanted.end(), asks_plainly) ||
      std::count_if(query.conditions.begin(), query.conditions.end(), names_number) < 2) {
    return std::nullopt;
  }
  // "Total exports imports" asks for the total as well.
  const bool asks_total = std::any_of(
      line.tokens.begin(), line.tokens.end(),
      [&](const text::Token& token) { return parts.words.total_words.count(token.text) > 0; });
  const bool names_whole =
      std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
        const auto* named = std::get_if<query::Named>(&condition);
        return named != nullptr &&
               std::any_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
                 return sense.type == query::Sense::Type::Property &&
                        parts.store.property(knowledge::PropertyId{sense.id}).sum.has_value();
               });
      });
  if (asks_total && !names_whole) return std::nullopt;
  Denotation all;
  all.kind = Denotation::Kind::Values;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (!names_number(query.conditions[i])) continue;
    Query one = query;
    one.conditions.clear();
    for (std::size_t j = 0; j < query.conditions.size(); ++j) {
      if (j == i || !names_number(query.conditions[j])) {
        one.conditions.push_back(query.conditions[j]);
      }
    }
    const Denotation found = query::evaluate(one, parts.store);
    if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
    if (std::find(all.facts.begin(), all.facts.end(), found.facts.front()) != all.facts.end()) {
      return std::nullopt;
    }
    all.facts.push_back(found.facts.front());
    all.values.insert(all.values.end(), found.values.begin(), found.values.end());
  }
  return all;
}

std::optional<Denotation> look_up_representative(const Chatbot::Parts& parts, const Query& query) {
  using Type = query::Sense::Type;
  const bool asks_who = query.wanted.size() == 1 && query.wanted.front().part == query::Part::Who;
  if (!asks_who || query.conditions.size() < 3) return std::nullopt;
  std::vector<knowledge::EntityId> things;
  std::vector<knowledge::PropertyId> offices;
  std::size_t names = 0;
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return std::nullopt;
    const bool is_hint = !query::has_sense(condition, Type::Entity);
    if (is_hint && query::has_sense(condition, Type::Property)) return std::nullopt;
    if (!is_hint) ++names;
    for (const query::Sense& sense : named->senses) {
      if (!is_hint && sense.type == Type::Entity) things.push_back(knowledge::EntityId{sense.id});
      if (is_hint && sense.type == Type::Hint) offices.push_back(knowledge::PropertyId{sense.id});
    }
  }
  if (names != 2) return std::nullopt;
  const auto says_who = [&](knowledge::PropertyId property) {
    return knowledge::says_who(parts.store.property(property));
  };
  const auto was_there = [&](knowledge::EntityId person, knowledge::EntityId event) {
    const auto rows = knowledge::few_rows_with(parts.store, event);
    return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
      const auto fact = parts.store.fact(parts.store.row(row).fact);
      return fact.subject == event && says_who(fact.property) &&
             std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{person}) !=
                 fact.value.end();
    });
  };
  Denotation found;
  for (const auto office : offices) {
    for (const auto thing : things) {
      if (!says_who(office)) continue;
      for (const auto row : parts.store.rows_with(thing, office)) {
        const auto id = parts.store.row(row).fact;
        const auto fact = parts.store.fact(id);
        const auto* person = fact.value.size() == 1
                                 ? std::get_if<knowledge::EntityId>(&fact.value.front())
                                 : nullptr;
        if (fact.subject != thing || person == nullptr) continue;
        const bool is_there = std::any_of(things.begin(), things.end(), [&](const auto event) {
          return event != thing && was_there(*person, event);
        });
        if (is_there) {
          found.facts.push_back(id);
          found.values.push_back({*person, "", knowledge::ValueType::Entity});
        }
      }
    }
  }
  if (found.facts.size() != 1) return std::nullopt;
  found.kind = Denotation::Kind::Values;
  return found;
}

std::optional<Denotation> look_up_reason(const Chatbot::Parts& parts, const Query& query) {
  if (query.wanted.size() != 1 || query.wanted.front().part != query::Part::Why ||
      query.operation != query::Operation::Select) {
    return std::nullopt;
  }
  Query whole = query;
  whole.wanted = {{query::Part::Whole, {}}};
  const Denotation told = query::evaluate(whole, parts.store);
  if (told.facts.size() != 1) return std::nullopt;
  const auto event = parts.store.fact(told.facts.front()).subject;
  const query::Sense named{query::Sense::Type::Entity, static_cast<std::uint32_t>(event)};
  if (!query::names(query, named)) return std::nullopt;
  std::optional<knowledge::FactId> reason;
  for (const auto row : knowledge::few_rows_with(parts.store, event)) {
    const auto id = parts.store.row(row).fact;
    const auto fact = parts.store.fact(id);
    const auto& asks = parts.store.property(fact.property).asks;
    if (fact.subject != event || asks.count(knowledge::AskWord::Why) == 0 || reason == id) continue;
    if (reason) return std::nullopt;
    reason = id;
  }
  if (!reason) return std::nullopt;
  Denotation found;
  found.kind = Denotation::Kind::Values;
  found.facts = {*reason};
  for (const auto& value : parts.store.fact(*reason).value) {
    found.values.push_back({value, "", knowledge::ValueType::Entity});
  }
  return found;
}

std::optional<Denotation> look_up_keywords(const Chatbot::Parts& parts, const Line& line,
                                           const Query& query) {
  const bool is_sentence = std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::Plain>(item.meaning);
  });
  constexpr std::size_t kFew = 4;  // conditions that say enough of what is left
  if (is_sentence || query.conditions.size() < kFew) return std::nullopt;
  std::vector<knowledge::EntityId> named;
  for (const auto& condition : query.conditions) {
    const auto things = things_named(condition);
    named.insert(named.end(), things.begin(), things.end());
  }
  const auto tells_which = [&](const query::Condition& condition) {
    const auto parties = things_named(condition);
    return std::any_of(parties.begin(), parties.end(), [&](const auto party) {
      return std::any_of(named.begin(), named.end(), [&](const auto thing) {
        return thing != party && is_party_of(parts.store, party, thing) &&
               parts.store.entity(thing).kind != parts.store.entity(party).kind;
      });
    });
  };
  Query rest = query;
  if (std::erase_if(rest.conditions, tells_which) == 0) return std::nullopt;
  Denotation found = query::evaluate(rest, parts.store);
  if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
  const auto subject = parts.store.fact(found.facts.front()).subject;
  if (std::find(named.begin(), named.end(), subject) == named.end()) return std::nullopt;
  return found;
}

}  // namespace jauap::chat
