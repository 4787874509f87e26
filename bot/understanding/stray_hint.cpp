#include "bot/understanding/stray_hint.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace jauap::understanding {
namespace {

using query::Condition;
using query::Named;
using query::Query;
using query::Sense;

bool names_property(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [](const Condition& condition) {
                       return query::has_sense(condition, Sense::Type::Property);
                     });
}

// Whether other words beside a property still say which one is meant.
bool is_hinted(const Query& query) {
  constexpr std::ptrdiff_t kEnough = 2;
  return std::count_if(query.conditions.begin(), query.conditions.end(),
                       [](const Condition& condition) {
                         const auto* named = std::get_if<Named>(&condition);
                         return named != nullptr && query::only_beside_names(named->senses);
                       }) >= kEnough;
}

// Whether another word beside names belongs to the same property as this one, where no thing is
// named: "good conditions for trade" are told by no number of the trade.
bool is_seconded(const Query& query, std::size_t index) {
  const auto hints_of = [&](std::size_t i) {
    std::vector<std::uint32_t> properties;
    const auto* named = std::get_if<Named>(&query.conditions[i]);
    if (named == nullptr || !query::only_beside_names(named->senses)) return properties;
    for (const Sense& sense : named->senses) {
      if (sense.type == Sense::Type::Hint) properties.push_back(sense.id);
    }
    return properties;
  };
  const auto own = hints_of(index);
  const bool names_thing = std::any_of(
      query.conditions.begin(), query.conditions.end(),
      [](const Condition& condition) { return query::has_sense(condition, Sense::Type::Entity); });
  if (own.size() != 1 || names_thing) return false;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (i == index) continue;
    const auto others = hints_of(i);
    if (std::find(others.begin(), others.end(), own.front()) != others.end()) return true;
  }
  return false;
}

// Whether the words carry the question: what picks, what stands right behind what asks, and one of
// two that are joined.
bool carries(const Line& line, const std::string& words, const Vocabulary& vocabulary,
             const text::Words& grammar) {
  if (vocabulary.adjectives.count(words) > 0) return true;
  const auto joins = [&](std::size_t i) {
    return i < line.items.size() && grammar.joiners.count(line.items[i].text) > 0;
  };
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    if (line.items[i].text != words) continue;
    const bool leads = i == 0;
    std::size_t before = i;  // "the names of the heads", "who are the two heads"
    const auto is_light = [&](const Item& item) {
      return grammar.articles.count(item.text) > 0 || grammar.being_words.count(item.text) > 0 ||
             std::holds_alternative<text::TypedValue>(item.meaning);
    };
    while (before > 0 && is_light(line.items[before - 1])) --before;
    if (before > 0 && std::holds_alternative<Asked>(line.items[before - 1].meaning)) return true;
    if ((!leads && joins(i - 1)) || joins(i + 1)) return true;
    // "The very first" is a rank; "when did A first …" is not.
    const bool is_rank =
        std::any_of(line.items.begin() + static_cast<std::ptrdiff_t>(i < 2 ? 0 : i - 2),
                    line.items.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const Item& item) { return grammar.articles.count(item.text) > 0; });
    if (is_rank && grammar.ordinal_words.count(words) > 0) return true;
  }
  return false;
}

// Whether the words stand in what marks a calculation.
bool marks(const Line& marked, const std::string& words) {
  return std::any_of(marked.items.begin(), marked.items.end(), [&](const Item& item) {
    return std::holds_alternative<Calculated>(item.meaning) &&
           (" " + item.text + " ").find(" " + words + " ") != std::string::npos;
  });
}

}  // namespace

std::vector<Query> without_stray_hint(const Line& line, const Line& marked, const Query& query,
                                      const Vocabulary& vocabulary, const text::Words& words) {
  std::vector<Query> rests;
  std::vector<std::size_t> strays;
  // That something is so must hold word for word.
  if (query.operation == query::Operation::Verify) return rests;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    const auto* named = std::get_if<Named>(&query.conditions[i]);
    if (named == nullptr || !query::only_beside_names(named->senses)) continue;
    if (carries(line, named->words, vocabulary, words)) continue;
    if (marks(marked, named->words) || is_seconded(query, i)) continue;
    strays.push_back(i);
    Query rest = query;
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(i));
    // "How can I reach the author?" is not who the author is.
    const bool says_more = rest.conditions.size() > 1;
    if ((says_more && names_property(rest)) || is_hinted(rest)) rests.push_back(std::move(rest));
  }
  // "When did A and B first take up relations?": two, where a property and two more are named.
  constexpr std::size_t kNamed = 3;
  if (strays.size() == 2 && query.conditions.size() >= strays.size() + kNamed) {
    Query rest = query;
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(strays[1]));
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(strays[0]));
    if (names_property(rest)) rests.push_back(std::move(rest));
  }
  return rests;
}

}  // namespace jauap::understanding
