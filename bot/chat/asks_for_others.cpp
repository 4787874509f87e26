#include "bot/chat/asks_for_others.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/text/inflect_en.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using understanding::Item;
using understanding::Line;
using understanding::Mention;

bool tells_numbers(const knowledge::FactStore& store, const Denotation& found) {
  return !found.facts.empty() &&
         std::all_of(found.facts.begin(), found.facts.end(), [&](const auto fact) {
           return knowledge::is_amount(store.property(store.fact(fact).property).type);
         });
}

// Whether a word that may stand beside properties does so beside that of a fact.
bool belongs_to_any(const knowledge::FactStore& store, const std::vector<query::Sense>& senses,
                    const Denotation& found) {
  return std::any_of(found.facts.begin(), found.facts.end(), [&](const auto fact) {
    const query::Sense hint{query::Sense::Type::Hint,
                            static_cast<std::uint32_t>(store.fact(fact).property)};
    return std::find(senses.begin(), senses.end(), hint) != senses.end();
  });
}

// The word of an item that only hints at what is asked for; null for any other, and for "level".
const Mention* hint_of(const Chatbot::Parts& parts, const Item& item) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  const bool is_hint = mention != nullptr && query::only_beside_names(mention->senses) &&
                       parts.words.measure_words.count(item.text) == 0;
  return is_hint ? mention : nullptr;
}

// "What does A sell to B?" asks for things, where only is told how much goes from one to the other.
bool asks_for_goods(const Chatbot::Parts& parts, const Line& line, const Denotation& found) {
  const auto goes_over = [&](const auto id) {
    const auto fact = parts.store.fact(id);
    return !fact.counterparts.empty() && parts.store.property(fact.property).inverse.has_value();
  };
  const auto& items = line.items;
  if (!std::all_of(found.facts.begin(), found.facts.end(), goes_over)) return false;
  // "What did A sell to B, in dollars?"
  const bool gives_unit = std::any_of(items.begin(), items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::InUnit>(item.meaning);
  });
  const auto what = std::find_if(items.begin(), items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::Asked>(item.meaning);
  });
  constexpr std::ptrdiff_t kLeast = 4;  // "what does A sell"
  if (gives_unit || items.end() - what < kLeast) return false;
  const auto& words = parts.words;
  if (std::get<understanding::Asked>(what->meaning).wanted.part != query::Part::Whole) return false;
  if (words.asking_words.count(what->text) == 0 || words.doing_words.count(what[1].text) == 0) {
    return false;
  }
  // "What did exports come to?" has a noun there, with a verb of its own.
  const bool is_amount =
      std::any_of(line.tokens.begin(), line.tokens.end(),
                  [&](const auto& token) { return words.amount_verbs.count(token.text) > 0; });
  const auto is_verb = [&](const Item& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Property) &&
           !text::may_be_inflected_en(item.text);
  };
  return !is_amount && std::count_if(what + kLeast - 1, items.end(), is_verb) == 1 &&
         std::all_of(what + 2, items.end(), [&](const Item& item) {
           return !std::holds_alternative<understanding::Plain>(item.meaning) ||
                  words.articles.count(item.text) > 0 ||
                  words.referring_words.count(item.text) > 0 ||
                  words.describing_prepositions.count(item.text) > 0;
         });
}

// "Main export goods".
bool names_sort(const Chatbot::Parts& parts, const Line& line) {
  const auto asks = [](const Item& item) {
    return std::holds_alternative<understanding::Asked>(item.meaning) ||
           std::holds_alternative<understanding::Verified>(item.meaning);
  };
  return !line.claims && std::none_of(line.items.begin(), line.items.end(), asks) &&
         std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
           return parts.words.sort_nouns.count(token.text) > 0;
         });
}

// "Names of the heads of A", "give me a quote from A": whether the word that leads belongs to
// nothing that was found.
bool leads_elsewhere(const Chatbot::Parts& parts, const Line& line, const Denotation& found) {
  const auto head = std::find_if(line.items.begin(), line.items.end(), [&](const Item& item) {
    const bool requests = std::holds_alternative<understanding::Asked>(item.meaning) &&
                          parts.words.asking_words.count(item.text) == 0;  // "give me"
    return !requests && parts.words.articles.count(item.text) == 0;
  });
  if (head == line.items.end()) return false;
  const std::size_t behind = head->first + head->count;
  const Mention* hint = hint_of(parts, *head);
  return hint != nullptr && behind < line.tokens.size() &&
         parts.words.describing_prepositions.count(line.tokens[behind].text) > 0 &&
         !belongs_to_any(parts.store, hint->senses, found);
}

}  // namespace

bool asks_for_others(const Chatbot::Parts& parts, const Line& line, const Denotation& found) {
  const bool has_numbers = tells_numbers(parts.store, found);
  if (has_numbers && (asks_for_goods(parts, line, found) || names_sort(parts, line))) return true;
  if (leads_elsewhere(parts, line, found)) return true;
  for (std::size_t i = 0; i + 1 < line.items.size(); ++i) {
    const auto* asked = std::get_if<understanding::Asked>(&line.items[i].meaning);
    if (asked == nullptr) continue;
    const Item& named = line.items[i + 1];
    const Mention* hint = hint_of(parts, named);
    // "How many jobs": told only by what that word belongs to. "How much stuff" may be any amount.
    if (asked->wanted.part == query::Part::Quantity) {
      if (hint != nullptr && !belongs_to_any(parts.store, hint->senses, found)) return true;
      continue;
    }
    // "What goods drove it?", "which sector is largest?"
    const bool asks_which = asked->wanted.part == query::Part::Whole && hint != nullptr &&
                            parts.words.asking_words.count(line.items[i].text) > 0;
    if (has_numbers && (asks_which || parts.words.sort_nouns.count(named.text) > 0)) return true;
  }
  return false;
}

}  // namespace jauap::chat
