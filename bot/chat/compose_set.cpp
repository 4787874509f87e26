#include "bot/chat/compose_set.h"

#include <algorithm>
#include <string>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/cite.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using query::SetDenotation;
using query::SetQuery;

constexpr std::size_t kNamed = 20;  // names and facts that a person wants to read
constexpr std::size_t kFactsTold = 4;
constexpr std::size_t kSuggestions = 3;

std::string names_of(const Chatbot::Parts& parts, const std::vector<EntityId>& things) {
  std::string names;
  for (std::size_t i = 0; i < things.size() && i < kNamed; ++i) {
    names += (i == 0 ? "" : ", ") + answers::write_name(parts.store, things[i]);
  }
  if (things.size() <= kNamed) return names;
  return say(parts, "more_names",
             {{"names", names}, {"count", std::to_string(things.size() - kNamed)}});
}

void list(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  for (const EntityId thing : set.things) {
    reply.values.push_back(to_reply_value(parts, thing, knowledge::ValueType::Entity));
  }
  if (set.things.empty()) {
    reply.answer = say(parts, "none");
  } else if (set.facts.size() == set.things.size() && set.facts.size() <= kFactsTold) {
    // Few enough to say what is known of each: "The length of the Salt is 9 km."
    reply.answer = say(parts, "named",
                       {{"names", names_of(parts, set.things)},
                        {"facts", tell_all(parts, set.facts, kFactsTold)}});
  } else {
    reply.answer =
        say(parts, "listed",
            {{"names", names_of(parts, set.things)}, {"count", std::to_string(set.things.size())}});
  }
}

void add_up(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  const auto& value = set.values.front();
  const auto& property = parts.store.property(parts.store.fact(set.facts.front()).property);
  const std::string written = answers::write_value(parts.store, property, value.value, value.unit);
  const bool is_total = set.ask == SetQuery::Ask::Total;
  reply.answer =
      say(parts, is_total ? "total" : "average", {{"property", property.name}, {"value", written}});
  reply.steps.push_back(say(parts, is_total ? "total_of" : "average_of",
                            {{"count", std::to_string(set.counted)}, {"value", written}}));
  reply.values.push_back(to_reply_value(parts, value.value, value.type));
}

}  // namespace

void compose_set(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  reply.status = Status::Answered;
  std::vector<FactId> facts = set.facts;
  if (facts.size() > kNamed) facts.resize(kNamed);
  switch (set.ask) {
    case SetQuery::Ask::List:
      list(parts, set, reply);
      break;
    case SetQuery::Ask::Count:
      reply.values.emplace_back(static_cast<double>(set.things.size()));
      reply.answer = say(
          parts, "counted",
          {{"count", std::to_string(set.things.size())}, {"names", names_of(parts, set.things)}});
      if (set.things.empty()) reply.answer = say(parts, "none");
      break;
    case SetQuery::Ask::Value:
      for (const auto& value : set.values) {
        reply.values.push_back(to_reply_value(parts, value.value, value.type));
      }
      reply.answer = tell_all(parts, set.facts, kNamed);
      break;
    case SetQuery::Ask::Total:
    case SetQuery::Ask::Average:
      add_up(parts, set, reply);
      break;
  }
  add_facts(parts, facts, reply);
  reply.suggestions = answers::starters(parts.store, kSuggestions);
}

}  // namespace jauap::chat
