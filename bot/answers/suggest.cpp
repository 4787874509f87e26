#include "bot/answers/suggest.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
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

// Facts that stand together: a table, or what a pack has written down.
struct Shelf {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t step = 1;  // has no factor in common with `count`: so many on, all come once
};

Shelf make_shelf(std::size_t first, std::size_t count) {
  constexpr double kGolden = 0.618;  // what comes next is far from all that came before
  Shelf shelf{first, count,
              std::max<std::size_t>(
                  1, static_cast<std::size_t>(std::llround(static_cast<double>(count) * kGolden)))};
  while (std::gcd(shelf.step, count) != 1) ++shelf.step;
  return shelf;
}

// Sorts by the fact and keeps each once, with what `merge` makes of two weights of the same.
template <class Merge>
void merge_facts(std::vector<NearFact>& facts, Merge merge) {
  std::sort(facts.begin(), facts.end(),
            [](const NearFact& a, const NearFact& b) { return a.fact < b.fact; });
  auto last = facts.begin();
  for (auto next = facts.begin(); next != facts.end(); ++next) {
    if (next == last) continue;
    if (next->fact == last->fact) {
      last->weight = merge(last->weight, next->weight);
    } else {
      *++last = *next;
    }
  }
  if (last != facts.end()) facts.erase(last + 1, facts.end());
}

std::vector<Shelf> shelves_of(const FactStore& store) {
  std::vector<Shelf> shelves;
  const auto& written = store.tables().written;
  const auto& cells = store.tables().cells;
  for (std::size_t i = 0; i < written.size();) {
    const std::size_t first = i;
    while (i < written.size() && written[i].pack == written[first].pack) ++i;
    shelves.push_back(make_shelf(cells.size() + first, i - first));
  }
  for (std::size_t i = 0; i < cells.tables().size(); ++i) {
    const std::size_t first = cells.tables()[i].first;
    const std::size_t end =
        i + 1 < cells.tables().size() ? cells.tables()[i + 1].first : cells.size();
    if (end > first) shelves.push_back(make_shelf(first, end - first));
  }
  return shelves;
}

}  // namespace

std::vector<NearFact> near(const FactStore& store,
                           const std::vector<query::Condition>& conditions) {
  std::vector<NearFact> ranked;
  std::vector<NearFact> of_name;
  for (const auto& condition : conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    of_name.clear();
    for (const Sense& sense : named->senses) {
      std::span<const RowId> rows;
      std::size_t weight = 1;
      if (sense.type == Sense::Type::Entity) {
        rows = store.rows_with(knowledge::EntityId{sense.id});
      } else if (sense.type == Sense::Type::Property || sense.type == Sense::Type::Hint) {
        rows = store.rows_of(knowledge::PropertyId{sense.id});
        weight = sense.type == Sense::Type::Property ? 3 : 1;
      }
      for (const RowId row : rows.first(std::min(rows.size(), kRowsLookedAt))) {
        if (store.row(row).derived) continue;  // told of the other side
        of_name.push_back({store.row(row).fact, weight});
      }
    }
    // What a name has several senses for counts once.
    merge_facts(of_name, [](std::size_t a, std::size_t b) { return std::max(a, b); });
    ranked.insert(ranked.end(), of_name.begin(), of_name.end());
  }
  merge_facts(ranked, std::plus<>{});
  // Among equals what was written comes before cells of a table, which are many and alike.
  const auto rank = [&](const NearFact& near) {
    const bool is_cell = static_cast<std::size_t>(near.fact) < store.tables().cells.size();
    return std::pair{near.weight, !is_cell};
  };
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](const NearFact& a, const NearFact& b) { return rank(a) > rank(b); });
  return ranked;
}

std::vector<std::string> suggest(const FactStore& store, const std::vector<NearFact>& near,
                                 const std::vector<FactId>& exclude, std::size_t limit) {
  std::vector<std::string> questions;
  for (const auto& [fact, weight] : near) {
    if (questions.size() >= limit) break;
    if (std::find(exclude.begin(), exclude.end(), fact) != exclude.end()) continue;
    std::string question = question_for(store, store.fact(fact));
    if (std::find(questions.begin(), questions.end(), question) == questions.end()) {
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

std::vector<std::string> starters(const FactStore& store, std::size_t limit, std::size_t skip) {
  const auto shelves = shelves_of(store);
  std::vector<std::string> questions;
  std::set<std::string> seen;
  std::size_t rounds = 0;
  for (const Shelf& shelf : shelves) rounds = std::max(rounds, shelf.count);
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const Shelf& shelf : shelves) {
      if (questions.size() == limit) return questions;
      if (round >= shelf.count) continue;
      const auto at = static_cast<FactId>(shelf.first + round * shelf.step % shelf.count);
      std::string question = question_for(store, store.fact(at));
      if (!seen.insert(question).second || seen.size() <= skip) continue;
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

}  // namespace jauap::answers
