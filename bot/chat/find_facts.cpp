// The first stages of the path of a question, without its rules: names and typed values are
// conditions, and every fact with a place for all of them is found.

#include "bot/chat/find_facts.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/chat/cite.h"
#include "bot/chat/correct.h"
#include "bot/query/select.h"
#include "bot/text/typing.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

// The facts of rows, the surest first, each once.
std::vector<knowledge::FactId> facts_of(const knowledge::FactStore& store,
                                        std::vector<query::FittingRow> rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.sureness < b.sureness; });
  std::vector<knowledge::FactId> facts;
  std::unordered_set<knowledge::FactId> seen;
  for (const auto& row : rows) {
    const auto fact = store.row(row.row).fact;
    if (seen.insert(fact).second) facts.push_back(fact);
  }
  return facts;
}

// "Capital" names a column and the kind of the things in it. Kinds narrow nothing, so that as long
// as a name may be one, select() looks nowhere.
void prefer_properties(query::Query& query) {
  using Type = query::Sense::Type;
  for (auto& condition : query.conditions) {
    auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    const auto is_kind = [](const query::Sense& sense) { return sense.type == Type::Kind; };
    if (std::all_of(named->senses.begin(), named->senses.end(), is_kind)) continue;
    std::erase_if(named->senses, is_kind);
  }
}

}  // namespace

FoundFacts find_facts(const Chatbot::Parts& parts, std::string_view words, std::size_t limit) {
  FoundFacts found;
  if (is_too_long(words)) return found;
  auto tokens =
      text::without_held_letters(text::normalize(words, parts.words), parts.spelling, parts.words);
  if (tokens.empty()) return found;
  correct_words(parts, words, tokens);
  const auto lines = understanding::find_mentions(tokens, parts.vocabulary, parts.words);
  found.unmatched = understanding::unexplained_words(lines.front(), parts.words, words);
  std::optional<query::Query> first;
  for (const auto& line : lines) {
    auto query = understanding::assemble(line, parts.words);
    if (!query) continue;
    // Whatever has a place for all of it, not only what would be an answer.
    query->operation = query::Operation::Describe;
    prefer_properties(*query);
    auto facts = facts_of(parts.store, query::select(parts.store, *query));
    if (!first) first = std::move(query);
    if (facts.empty()) continue;
    found.total = facts.size();
    facts.resize(std::min(facts.size(), limit));
    found.facts = cite_all(parts, facts);
    return found;
  }
  if (first) {
    found.suggestions = answers::suggest(parts.store, answers::near(parts.store, first->conditions),
                                         {}, kSuggestions);
  }
  return found;
}

}  // namespace jauap::chat
