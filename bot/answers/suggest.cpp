#include "bot/answers/suggest.h"

#include <algorithm>
#include <map>
#include <span>

#include "bot/answers/tell.h"
#include "bot/query/select.h"

namespace jauap::answers {
namespace {

using knowledge::FactId;
using knowledge::FactStore;
using knowledge::RowId;
using query::Sense;

// A name that very many rows share says little of what was meant; looking at its first rows keeps
// the cost bounded.
constexpr std::size_t kRowsLookedAt = 200;

}  // namespace

std::vector<std::string> suggest(const FactStore& store,
                                 const std::vector<query::Condition>& conditions,
                                 const std::vector<FactId>& exclude, std::size_t limit) {
  std::map<FactId, std::size_t> near;  // a fact and how many conditions have a place in it
  for (const auto& condition : conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    std::vector<FactId> facts;
    for (const Sense& sense : named->senses) {
      std::span<const RowId> rows;
      std::size_t weight = 1;
      if (sense.type == Sense::Type::Entity) {
        rows = store.rows_with(knowledge::EntityId{sense.id});
      } else if (sense.type == Sense::Type::Property) {
        rows = store.rows_of(knowledge::PropertyId{sense.id});
        weight = 2;
      }
      for (const RowId row : rows.first(std::min(rows.size(), kRowsLookedAt))) {
        const FactId fact = store.row(row).fact;
        for (std::size_t i = 0; i < weight; ++i) facts.push_back(fact);
      }
    }
    std::sort(facts.begin(), facts.end());
    for (auto fact = facts.begin(); fact != facts.end();) {
      const auto next = std::upper_bound(fact, facts.end(), *fact);
      near[*fact] += std::min<std::size_t>(2, static_cast<std::size_t>(next - fact));
      fact = next;
    }
  }
  std::vector<std::pair<FactId, std::size_t>> ranked{near.begin(), near.end()};
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> questions;
  for (const auto& [fact, weight] : ranked) {
    if (questions.size() >= limit) break;
    if (std::find(exclude.begin(), exclude.end(), fact) != exclude.end()) continue;
    std::string question = question_for(store, store.fact(fact));
    if (std::find(questions.begin(), questions.end(), question) == questions.end()) {
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

std::vector<std::string> starters(const FactStore& store, std::size_t limit) {
  std::vector<std::string> questions;
  const std::size_t facts = store.fact_count();
  if (facts == 0 || limit == 0) return questions;
  const std::size_t step = std::max<std::size_t>(1, facts / limit);
  for (std::size_t i = 0; i < facts && questions.size() < limit; i += step) {
    questions.push_back(question_for(store, store.fact(static_cast<FactId>(i))));
  }
  return questions;
}

}  // namespace jauap::answers
