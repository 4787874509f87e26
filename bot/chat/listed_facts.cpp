#include "bot/chat/listed_facts.h"

#include <string_view>
#include <utility>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/cite.h"
#include "bot/chat/parts.h"

namespace jauap::chat {
namespace {

// Long enough for any question that is asked in one breath; the rest of a longer one is not read.
constexpr std::size_t kMostTyped = 200;

std::vector<ListedFact> list(const Chatbot::Parts& parts,
                             const std::vector<knowledge::FactId>& ids) {
  auto cited = cite_all(parts, ids);
  std::vector<ListedFact> facts;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    facts.push_back(
        {std::move(cited[i]), answers::question_for(parts.store, parts.store.fact(ids[i]))});
  }
  return facts;
}

}  // namespace

std::vector<std::string> Chatbot::completions(std::string_view typed, std::size_t limit) const {
  if (text::tokenize(typed.substr(0, kMostTyped)).empty()) return starters(limit);
  std::vector<std::string> questions;
  for (auto& found : answers::find_questions(parts_->store, typed.substr(0, kMostTyped), limit)) {
    questions.push_back(std::move(found.question));
  }
  return questions;
}

std::vector<FactGroup> Chatbot::fact_groups() const {
  const auto& store = parts_->store;
  std::vector<FactGroup> groups;
  for (const answers::FactGroup& place : answers::groups_of(store)) {
    const auto& kind = store.kind(place.kind);
    const auto& property = store.property(place.property);
    groups.push_back({store.tables().packs[place.pack].name, kind.key, kind.plural, property.key,
                      property.name, place.count,
                      answers::question_for(store, store.fact(place.first)), place});
  }
  return groups;
}

std::vector<ListedFact> Chatbot::facts(const FactGroup& group, std::size_t from,
                                       std::size_t limit) const {
  return list(*parts_, answers::facts_of(parts_->store, group.place, from, limit));
}

std::vector<ListedFact> Chatbot::search_facts(std::string_view text, std::size_t limit) const {
  std::vector<knowledge::FactId> ids;
  for (const auto& found :
       answers::find_questions(parts_->store, text.substr(0, kMostTyped), limit)) {
    ids.push_back(found.fact);
  }
  return list(*parts_, ids);
}

}  // namespace jauap::chat
