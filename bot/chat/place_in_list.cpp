#include "bot/chat/place_in_list.h"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/knowledge/fact_things.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;

// Whether a word only asks for a place in a list: "which", "one", "comes", "in that list".
bool only_asks(const text::Words& words, const Token& token) {
  return is_grammar(words, token) || words.asking_words.count(token.text) > 0 ||
         words.pronouns.count(token.text) > 0 || words.articles.count(token.text) > 0 ||
         words.being_words.count(token.text) > 0 || words.list_words.count(token.text) > 0;
}

// The place that a message asks for, counted from 1, or from -1 behind; nothing where it says
// anything else.
std::optional<int> place_asked_for(const Chatbot::Parts& parts, const std::vector<Token>& tokens) {
  const auto& words = parts.words;
  auto line = understanding::find_mentions(tokens, parts.vocabulary, words, 1).front();
  understanding::drop_frames(line, parts.phrases, words);
  std::optional<int> place;
  for (const auto& item : line.items) {
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    const bool is_rank = value != nullptr && value->kind == text::ValueKind::Ordinal;
    if (is_rank || words.last_words.count(item.text) > 0) {
      if (place) return std::nullopt;
      place = is_rank ? static_cast<int>(value->number) : -1;
    } else if (item.count != 1 || !only_asks(words, line.tokens[item.first])) {
      return std::nullopt;
    }
  }
  return place;
}

// What was told of a thing alone, or else of all that were told with it, or what is held of it.
std::optional<knowledge::FactId> fact_about(const knowledge::FactStore& store,
                                            const Conversation& conversation,
                                            knowledge::EntityId thing) {
  const auto& told = conversation.last_told;
  const auto is_about = [&](knowledge::FactId id) { return store.fact(id).subject == thing; };
  const auto own = std::find_if(told.begin(), told.end(), is_about);
  if (own != told.end()) return *own;
  const auto shared = std::find_if(told.begin(), told.end(), [&](knowledge::FactId id) {
    return knowledge::has_thing(store.fact(id), thing);
  });
  if (shared != told.end()) return *shared;
  for (const auto row : knowledge::few_rows_with(store, thing)) {
    if (is_about(store.row(row).fact)) return store.row(row).fact;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Understanding> read_place_in_list(const Chatbot::Parts& parts,
                                                Conversation* conversation,
                                                const std::vector<Token>& tokens) {
  if (conversation == nullptr || conversation->listed.empty()) return std::nullopt;
  const auto place = place_asked_for(parts, tokens);
  const auto& things = conversation->listed;
  const auto count = static_cast<int>(things.size());
  if (!place || *place == 0 || *place > count) return std::nullopt;
  const auto thing = things[static_cast<std::size_t>(*place > 0 ? *place - 1 : count + *place)];
  const auto fact = fact_about(parts.store, *conversation, thing);
  if (!fact) return std::nullopt;
  conversation->subjects = {thing};
  Understanding result;
  result.outcome = Understanding::Outcome::Answered;
  result.query.emplace();
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = {*fact};
  result.named = parts.store.entity(thing).name;
  return result;
}

}  // namespace jauap::chat
