#include "bot/chat/counted_claim.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/premise.h"

namespace jauap::chat {
namespace {

using query::Sense;
using understanding::Item;
using understanding::Line;
using understanding::Mention;

bool names(const Item& item, Sense::Type type) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr && query::has_sense(mention->senses, type);
}

bool is_count(const Item& item) {
  const auto* value = std::get_if<text::TypedValue>(&item.meaning);
  constexpr double kLeast = 12;  // "the two heads of state" counts what everybody knows of
  return value != nullptr && value->kind == text::ValueKind::Number && value->number > kLeast;
}

// "170 Finnish firms in Norway", "7,000 Finns": from the number on to the place or owner behind the
// name of what is counted. Nothing where there is no such name.
std::optional<Line> counted_phrase(const Line& line, const text::Words& words) {
  const auto& items = line.items;
  for (std::size_t first = 0; first < items.size(); ++first) {
    if (!is_count(items[first]) || items[first].first == 0) continue;
    // "Why did 100 firms leave?" takes no number of all for granted.
    const std::string& before = line.tokens[items[first].first - 1].text;
    if (words.determiners.count(before) == 0 && words.describing_prepositions.count(before) == 0) {
      continue;
    }
    std::size_t at = first + 1;
    while (at < items.size() && names(items[at], Sense::Type::Entity)) ++at;
    if (at < items.size() && names(items[at], Sense::Type::Property)) ++at;
    if (at == first + 1) continue;
    Line phrase{line.tokens, {}, line.claims};
    phrase.items.assign(items.begin() + static_cast<std::ptrdiff_t>(first),
                        items.begin() + static_cast<std::ptrdiff_t>(at));
    while (at + 1 < items.size() && words.describing_prepositions.count(items[at].text) > 0 &&
           names(items[at + 1], Sense::Type::Entity)) {
      phrase.items.insert(phrase.items.end(), {items[at], items[at + 1]});
      at += 2;
    }
    return phrase;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Understanding> check_counted(const Chatbot::Parts& parts, const Line& line,
                                           base::Trace* trace) {
  const auto phrase = counted_phrase(line, parts.words);
  auto query = phrase ? understanding::assemble(*phrase, parts.words) : std::nullopt;
  if (!query) return std::nullopt;
  query->operation = query::Operation::Verify;
  query->wanted = {{query::Part::Whole, {}}};
  if (!query::evaluate(*query, parts.store).facts.empty()) return std::nullopt;
  const auto premise = understanding::check_premise(*query, parts.store, parts.words);
  if (!premise) return std::nullopt;
  const auto& property = parts.store.property(parts.store.fact(premise->fact).property);
  if (!knowledge::says_how_many(property)) return std::nullopt;
  if (trace != nullptr) {
    trace->add("counted claim", understanding::to_string(*phrase),
               {"fact " + parts.store.fact(premise->fact).key()});
  }
  Understanding result;
  result.outcome = Understanding::Outcome::Corrected;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = {premise->fact};
  result.denotation.truth = false;
  result.query = std::move(query);
  return result;
}

}  // namespace jauap::chat
