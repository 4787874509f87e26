#include "bot/chat/membership.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <variant>

#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using query::Sense;
using text::Token;
using understanding::Item;
using understanding::Mention;
using Tokens = std::vector<Token>;

constexpr std::size_t kList = 3;  // things that make a list
constexpr std::size_t kLists = 100;
constexpr std::size_t kWords = 3;  // of what nothing is held: "nuclear energy"

std::vector<EntityId> list_of(const Chatbot::Parts& parts, FactId id) {
  std::vector<EntityId> things;
  const auto fact = parts.store.fact(id);
  for (const auto& value : fact.value) {
    const auto* thing = std::get_if<EntityId>(&value);
    if (thing != nullptr) things.push_back(*thing);
  }
  return things.size() < kList ? std::vector<EntityId>{} : things;
}

// The one fact of a property that a stretch names, where that gives a list.
std::optional<FactId> list_named(const Chatbot::Parts& parts, const Mention& mention) {
  std::optional<FactId> found;
  for (const Sense& sense : mention.senses) {
    if (sense.type != Sense::Type::Property) continue;
    const auto rows = parts.store.rows_of(knowledge::PropertyId{sense.id});
    if (rows.size() > kLists) continue;  // a column of a table
    for (const auto id : rows) {
      const auto row = parts.store.row(id);
      if (row.derived || list_of(parts, row.fact).empty()) continue;
      if (found && *found != row.fact) return std::nullopt;
      found = row.fact;
    }
  }
  return found;
}

bool hints_at_list(const Chatbot::Parts& parts, const Mention& mention) {
  return std::any_of(mention.senses.begin(), mention.senses.end(), [&](const Sense& sense) {
    if (sense.type != Sense::Type::Hint) return false;
    Mention named;
    named.senses = {{Sense::Type::Property, sense.id}};
    return list_named(parts, named).has_value();
  });
}

// The one fact with a list of whose property more of some words are hints than of any other: "an
// area for interaction". Two at least.
std::optional<FactId> list_hinted(const Chatbot::Parts& parts,
                                  const std::vector<const Mention*>& words) {
  constexpr std::size_t kHints = 2;
  std::map<FactId, std::size_t> lists;
  for (const Mention* word : words) {
    for (const Sense& sense : word->senses) {
      if (sense.type != Sense::Type::Hint) continue;
      Mention named;
      named.senses = {{Sense::Type::Property, sense.id}};
      if (const auto list = list_named(parts, named)) ++lists[*list];
    }
  }
  const auto most = std::max_element(
      lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == lists.end() || most->second < kHints) return std::nullopt;
  const bool is_one = std::count_if(lists.begin(), lists.end(), [&](const auto& list) {
                        return list.second == most->second;
                      }) == 1;
  return is_one ? std::optional{most->first} : std::nullopt;
}

// What a message says beside the words that ask for membership.
struct Asked {
  std::optional<FactId> list;
  std::vector<EntityId> things;  // that it names
  std::size_t strange = 0;       // words that name nothing
  bool says_list = false;        // by the name of its property, not by hints alone
  bool asks_whether = false;
  bool says_else = false;  // a name or a value that is no thing
};

Asked read_rest(const Chatbot::Parts& parts, const Tokens& rest) {
  auto line = understanding::find_mentions(rest, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  Asked asked;
  std::vector<const Mention*> hints;
  for (const Item& item : line.items) {
    if (const auto* mention = std::get_if<Mention>(&item.meaning)) {
      if (const auto list = list_named(parts, *mention)) {
        asked.list = list;
        asked.says_list = true;
        continue;
      }
      const std::size_t before = asked.things.size();
      bool is_beside = true;
      for (const Sense& sense : mention->senses) {
        if (sense.type == Sense::Type::Entity) asked.things.push_back(EntityId{sense.id});
        is_beside =
            is_beside && (sense.type == Sense::Type::Hint || sense.type == Sense::Type::NamePart);
      }
      if (asked.things.size() > before) continue;
      // "Area" may hint at a list and be a column of something else.
      if (is_beside || hints_at_list(parts, *mention)) {
        hints.push_back(mention);
      } else {
        asked.says_else = true;
      }
    } else if (!std::holds_alternative<understanding::Plain>(item.meaning) ||
               parts.words.asking_words.count(item.text) > 0) {
      asked.says_else = true;
    } else if (parts.words.being_words.count(item.text) > 0) {
      asked.asks_whether = true;
    } else if (parts.words.function_words.count(item.text) == 0 &&
               parts.words.pronouns.count(item.text) == 0 &&
               parts.words.determiners.count(item.text) == 0 &&
               parts.words.light_phrases.length_at(line.tokens, item.first) == 0 &&
               parts.words.question_openings.length_at(line.tokens, item.first) == 0) {
      ++asked.strange;  // but not "the areas where prospects were outlined"
    }
  }
  if (!asked.list) asked.list = list_hinted(parts, hints);
  const bool explains_hints = asked.list && !asked.says_list;
  if (!explains_hints) asked.strange += hints.size();
  return asked;
}

}  // namespace

std::optional<Understanding> read_membership(const Chatbot::Parts& parts,
                                             const Conversation* conversation,
                                             const Tokens& tokens) {
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < tokens.size() && count == 0) {
    count = parts.words.membership_phrases.length_at(tokens, at);
    if (count == 0) ++at;
  }
  if (count == 0) return std::nullopt;
  Tokens rest = tokens;
  const auto begin = rest.begin() + static_cast<std::ptrdiff_t>(at);
  rest.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  if (rest.empty()) return std::nullopt;
  Asked asked = read_rest(parts, rest);
  if (!asked.list && conversation != nullptr && conversation->last_told.size() == 1) {
    asked.list = conversation->last_told.front();
  }
  const bool names_one = asked.things.size() == 1
                             ? asked.strange == 0
                             : asked.things.empty() && asked.strange > 0 && asked.strange <= kWords;
  if (!asked.list || !names_one || !asked.asks_whether || asked.says_else) return std::nullopt;
  const auto list = list_of(parts, *asked.list);
  if (list.empty()) return std::nullopt;
  const bool is_member = !asked.things.empty() &&
                         std::find(list.begin(), list.end(), asked.things.front()) != list.end();
  Understanding result;
  result.outcome = is_member ? Understanding::Outcome::Answered : Understanding::Outcome::Corrected;
  result.query.emplace();
  result.query->operation = query::Operation::Verify;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = {*asked.list};
  result.denotation.truth = is_member;
  return result;
}

void confirm_listed(const Chatbot::Parts& parts, Understanding& nearest) {
  const bool asks_whether =
      nearest.is_nearest && nearest.query && nearest.query->operation == query::Operation::Verify &&
      nearest.outcome == Understanding::Outcome::Answered && nearest.denotation.facts.size() == 1;
  if (!asks_whether || nearest.unknown_words.empty()) return;
  const auto asks_for_membership = [&](const std::string& words) {
    const auto& phrases = parts.words.membership_phrases.all;
    return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
      return phrase.compare(0, words.size(), words) == 0;  // "one of" of "one of the"
    });
  };
  if (!std::all_of(nearest.unknown_words.begin(), nearest.unknown_words.end(),
                   asks_for_membership)) {
    return;
  }
  const auto things = list_of(parts, nearest.denotation.facts.front());
  const bool names_one = std::any_of(things.begin(), things.end(), [&](const EntityId thing) {
    return query::names(*nearest.query, {Sense::Type::Entity, static_cast<std::uint32_t>(thing)});
  });
  if (!names_one) return;
  nearest.is_nearest = false;
  nearest.unknown_words.clear();
  nearest.denotation.truth = true;
}

}  // namespace jauap::chat
