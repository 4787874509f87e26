#include "bot/chat/topic.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/query/project.h"
#include "bot/text/words.h"

namespace jauap::chat {
namespace {

using knowledge::FactId;
using Outcome = Understanding::Outcome;

// Whether a fact tells a change or a share of what another says.
bool is_of(const Chatbot::Parts& parts, FactId id, FactId told) {
  const auto of = parts.store.property(parts.store.fact(id).property).of;
  return of && *of == parts.store.fact(told).property;
}

std::vector<query::Projected> values_of(const Chatbot::Parts& parts, FactId id,
                                        const query::Query& query) {
  std::vector<query::Projected> values;
  for (const auto& wanted : query.wanted) {
    const auto more = query::project(parts.store, parts.store.row_of(id), wanted, query.conditions);
    values.insert(values.end(), more.begin(), more.end());
  }
  return values;
}

}  // namespace

bool narrow_to_topic(const Chatbot::Parts& parts, const Conversation& conversation, FilledIn& used,
                     Understanding& answer) {
  const bool is_open = answer.outcome == Outcome::Ambiguous || answer.outcome == Outcome::Answered;
  auto& facts = answer.denotation.facts;
  if (!is_open || answer.set || answer.calculation || !answer.query || facts.size() < 2)
    return false;
  const bool points = std::any_of(
      used.tokens.begin(), used.tokens.end(),
      [&](const text::Token& token) { return parts.words.pronouns.count(token.text) > 0; });
  if (!points) return false;
  std::vector<FactId> kept;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(kept), [&](FactId id) {
    return std::any_of(conversation.last_told.begin(), conversation.last_told.end(),
                       [&](FactId told) { return is_of(parts, id, told); });
  });
  if (kept.size() != 1) return false;
  answer.outcome = Outcome::Answered;
  answer.denotation.kind = query::Denotation::Kind::Values;
  answer.denotation.values = values_of(parts, kept.front(), *answer.query);
  facts = std::move(kept);
  used.tokens = text::normalize(answers::question_for(parts.store, parts.store.fact(facts.front())),
                                parts.words);
  if (!answer.taken) answer.taken.emplace();
  const auto of = parts.store.property(parts.store.fact(facts.front()).property).of;
  answer.taken->about = {parts.store.property(*of).name};
  return true;
}

}  // namespace jauap::chat
