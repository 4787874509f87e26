#include "bot/chat/last_question.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/chat/antecedents.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using query::Sense;
using text::Token;
using understanding::Item;
using understanding::Line;
using understanding::Mention;
using Tokens = LastQuestion::Tokens;

// Whether a name stands for nothing but changes or shares of something.
bool is_change(const Chatbot::Parts& parts, const Mention& mention) {
  std::size_t changes = 0;
  for (const Sense& sense : mention.senses) {
    if (sense.type != Sense::Type::Property) continue;
    if (!parts.store.property(knowledge::PropertyId{sense.id}).of) return false;
    ++changes;
  }
  return changes > 0;
}

// Of "what about Lithuania?" behind "how much did Kazakhstan export to Lithuania?": what is named
// stands elsewhere in the question, so that the two change places.
bool names_other_party(const Line& last, const std::vector<const Item*>& instead) {
  for (std::size_t i = 0; i < instead.size(); ++i) {
    const auto named = instead[i] == nullptr ? std::nullopt : LastQuestion::thing_of(*instead[i]);
    if (!named) continue;
    for (std::size_t k = 0; k < last.items.size(); ++k) {
      if (k != i && instead[k] == nullptr && LastQuestion::thing_of(last.items[k]) == named)
        return true;
    }
  }
  return false;
}

}  // namespace

// Whether two names are those of a property and of the same read from the other end.
bool LastQuestion::is_inverse(const Item& item, const Item& other) const {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  const auto* other_mention = std::get_if<Mention>(&other.meaning);
  if (mention == nullptr || other_mention == nullptr) return false;
  return std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
    if (sense.type != Sense::Type::Property) return false;
    const auto inverse = parts_.store.property(knowledge::PropertyId{sense.id}).inverse;
    if (!inverse) return false;
    const Sense wanted{Sense::Type::Property, static_cast<std::uint32_t>(*inverse)};
    return std::find(other_mention->senses.begin(), other_mention->senses.end(), wanted) !=
           other_mention->senses.end();
  });
}

bool LastQuestion::is_mutual(const Item& item) const {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr && !mention->adjective &&
         std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
           return sense.type == Sense::Type::Property &&
                  parts_.store.property(knowledge::PropertyId{sense.id}).symmetric;
         });
}

Line LastQuestion::cut(const Tokens& tokens) const {
  return understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
}

void LastQuestion::append(const Line& line, const Item& item, Tokens& tokens) {
  for (std::size_t i = 0; i < item.count; ++i) tokens.push_back(line.tokens[item.first + i]);
}

std::optional<EntityId> LastQuestion::thing_of(const Item& item) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  if (mention == nullptr) return std::nullopt;
  for (const Sense& sense : mention->senses) {
    if (sense.type == Sense::Type::Entity) return EntityId{sense.id};
  }
  return std::nullopt;
}

bool LastQuestion::is_empty_word(const Item& item) const {
  return std::holds_alternative<understanding::Plain>(item.meaning) &&
         (parts_.words.function_words.count(item.text) > 0 ||
          parts_.words.determiners.count(item.text) > 0 || item.text == "'s");
}

// "In the" of "in the EU", but not "is".
bool LastQuestion::leads_name(const std::string& word) const {
  return parts_.words.articles.count(word) > 0 ||
         parts_.words.describing_prepositions.count(word) > 0;
}

bool LastQuestion::names(const Item& item) {
  return std::holds_alternative<Mention>(item.meaning) ||
         std::holds_alternative<text::TypedValue>(item.meaning);
}

bool LastQuestion::only_hints(const Item& item) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr &&
         std::all_of(mention->senses.begin(), mention->senses.end(), [](const Sense& sense) {
           return sense.type == Sense::Type::Hint || sense.type == Sense::Type::NamePart ||
                  sense.type == Sense::Type::Everywhere;
         });
}

bool LastQuestion::is_adjective(const Item& item) const {
  return parts_.vocabulary.adjectives.count(item.text) > 0;
}

std::size_t LastQuestion::content_of(const Line& line) const {
  return static_cast<std::size_t>(
      std::count_if(line.items.begin(), line.items.end(),
                    [&](const Item& item) { return names(item) || is_adjective(item); }));
}

bool LastQuestion::is_only_names(const Line& line) const {
  return std::all_of(line.items.begin(), line.items.end(), [&](const Item& item) {
    return names(item) || is_adjective(item) || is_empty_word(item);
  });
}

bool LastQuestion::is_alike(const Item& left, const Item& right) const {
  const auto& adjectives = parts_.vocabulary.adjectives;
  const auto adjective = adjectives.find(left.text);
  const auto other = adjectives.find(right.text);
  if (adjective != adjectives.end() && other != adjectives.end()) {
    return adjective->second.form == other->second.form;
  }
  if (understanding::is_time(left) && understanding::is_time(right)) return true;
  const auto* value = std::get_if<text::TypedValue>(&left.meaning);
  const auto* other_value = std::get_if<text::TypedValue>(&right.meaning);
  if (value != nullptr && other_value != nullptr) return value->kind == other_value->kind;
  const auto* mention = std::get_if<Mention>(&left.meaning);
  const auto* other_mention = std::get_if<Mention>(&right.meaning);
  if (mention == nullptr || other_mention == nullptr) return false;
  for (const Sense& sense : mention->senses) {
    if (sense.type != Sense::Type::Entity) continue;
    const auto kind = parts_.store.entity(EntityId{sense.id}).kind;
    for (const Sense& same : other_mention->senses) {
      if (same.type == Sense::Type::Entity && parts_.store.entity(EntityId{same.id}).kind == kind) {
        return true;
      }
    }
  }
  if (query::has_sense(mention->senses, Sense::Type::Entity)) return false;
  // "And exports?" behind "how much did trade grow": what grew, not that it did.
  if (is_change(parts_, *mention) != is_change(parts_, *other_mention)) return false;
  for (const auto type : {Sense::Type::Property, Sense::Type::Kind}) {
    if (query::has_sense(mention->senses, type) && query::has_sense(other_mention->senses, type))
      return true;
  }
  return false;
}

// "Imports of B from A in 2021" of a fact about the imports of A from B.
std::optional<Tokens> LastQuestion::reversed_fact() const {
  // Of a part and its whole: the part.
  if (conversation_.last_told.empty() || conversation_.last_told.size() > 2) return std::nullopt;
  const auto fact = parts_.store.fact(conversation_.last_told.front());
  const auto& property = parts_.store.property(fact.property);
  if (property.symmetric || fact.counterparts.size() != 1) return std::nullopt;
  // What was set against its own other direction has no third.
  const auto told = parts_.store.fact(conversation_.last_told.back()).property;
  if (property.inverse == told) return std::nullopt;
  const auto& subject = parts_.store.entity(fact.subject);
  const auto& other = parts_.store.entity(fact.counterparts.front());
  if (subject.kind != other.kind) return std::nullopt;
  const auto marking = [&](knowledge::Role role) {
    const auto marked = std::find_if(
        property.roles.begin(), property.roles.end(),
        [&](const auto& entry) { return entry.second == role && entry.first != "'s"; });
    return marked == property.roles.end() ? std::string{} : marked->first;
  };
  const std::string of = marking(knowledge::Role::Subject);
  const std::string to = marking(knowledge::Role::Counterpart);
  if (of.empty() || to.empty()) return std::nullopt;
  std::string words = property.name + " " + of + " " + other.name + " " + to + " " + subject.name;
  if (fact.when) words += " " + parts_.words.place_preposition + " " + text::to_iso(*fact.when);
  return text::without_places(text::tokenize(words));
}

// The line without what only says where two things of one kind are compared: "within the EU", and
// where `with_hints` is not set, "worldwide".
Line LastQuestion::of_parties(const Line& line, bool with_hints) const {
  const auto is_party = [&](const Item& item) {
    return std::count_if(line.items.begin(), line.items.end(), [&](const Item& other) {
             return thing_of(other) && is_alike(item, other);
           }) > 1;
  };
  Line rest = line;
  rest.items.clear();
  for (const Item& item : line.items) {
    const bool is_left_out = thing_of(item) ? !is_party(item) : !with_hints && only_hints(item);
    if (!is_left_out) {
      rest.items.push_back(item);
      continue;
    }
    while (!rest.items.empty() && leads_name(rest.items.back().text)) rest.items.pop_back();
  }
  return rest;
}

// The line with its two things of one kind exchanged; nothing where there are not two.
std::optional<Tokens> LastQuestion::reverse(const Line& line) const {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    if (thing_of(line.items[i])) places.push_back(i);
  }
  if (places.size() != 2 || !is_alike(line.items[places[0]], line.items[places[1]])) {
    return std::nullopt;
  }
  Tokens tokens;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    if (i != places[0] && i != places[1]) {
      append(line, line.items[i], tokens);
      continue;
    }
    const auto other = *thing_of(line.items[i == places[0] ? places[1] : places[0]]);
    const bool is_adjective = std::get<Mention>(line.items[i].meaning).adjective;
    const auto& entity = parts_.store.entity(other);
    const bool has_adjective = is_adjective && !entity.adjectives.empty();
    for (auto& token :
         text::without_places(text::tokenize(has_adjective ? entity.adjectives[0] : entity.name))) {
      tokens.push_back(std::move(token));
    }
  }
  return tokens;
}

// "And the share of imports?" without what the last question asked for in the same words.
Line LastQuestion::unsaid(const Line& line) const {
  const Line last = cut(conversation_.question);
  const auto is_said = [&](const Item& item) {
    return names(item) && !thing_of(item) &&
           !std::holds_alternative<text::TypedValue>(item.meaning) &&
           std::any_of(last.items.begin(), last.items.end(),
                       [&](const Item& said) { return said.text == item.text; });
  };
  Line rest = line;
  std::erase_if(rest.items, is_said);
  return content_of(rest) > 0 ? rest : line;
}

// The last question with what the message names in the places of what is like it, from the front;
// before that, where the message names one thing, in the last place of the shortest names:
// "growth of exports" may be one name and two.
std::vector<Tokens> LastQuestion::with(const Line& message) const {
  if (conversation_.question.empty()) return {};
  const Line line = unsaid(message);
  const auto cuts =
      understanding::find_mentions(conversation_.question, parts_.vocabulary, parts_.words);
  // A date is not cut in two.
  const auto values_in = [](const Line& one) {
    return std::count_if(one.items.begin(), one.items.end(), [](const Item& item) {
      return std::holds_alternative<text::TypedValue>(item.meaning);
    });
  };
  const auto values = values_in(cuts.front());
  const Line& finest =
      *std::max_element(cuts.begin(), cuts.end(), [&](const Line& a, const Line& b) {
        if ((values_in(a) == values) != (values_in(b) == values)) return values_in(b) == values;
        return a.items.size() < b.items.size();
      });
  std::vector<Tokens> ways;
  if (content_of(line) == 1 && finest.items.size() > cuts.front().items.size()) {
    ways = put_into(line, finest, true);
  }
  for (auto& way : put_into(line, cuts.front(), false)) ways.push_back(std::move(way));
  return ways;
}

// "What share of A was B? And C?": in the last such place.
std::vector<Tokens> LastQuestion::with_behind(const Line& message) const {
  const Line line = unsaid(message);
  if (conversation_.question.empty() || content_of(line) > 1) return {};
  return put_into(line, cut(conversation_.question), true);
}

std::vector<Tokens> LastQuestion::reversed() const {
  std::vector<Tokens> ways;
  const Line question = cut(conversation_.question);
  for (const Line& asked : {question, of_parties(question, true), of_parties(question, false)}) {
    auto way = reverse(asked);
    if (way && std::find(ways.begin(), ways.end(), *way) == ways.end())
      ways.push_back(std::move(*way));
  }
  return ways;
}

// The same for one cut, from behind or from the front. Where another property is put in, once
// more without what marks the roles: "to" of exports is "from" of imports.
std::vector<Tokens> LastQuestion::put_into(const Line& line, const Line& last,
                                           bool is_from_behind) const {
  std::vector<const Item*> instead(last.items.size(), nullptr);
  bool is_any = false;
  for (const Item& item : line.items) {
    if (is_empty_word(item)) continue;
    if (!names(item) && !is_adjective(item)) {
      // "and which is …" asks anew; only words that frame a question say nothing of it.
      if (parts_.words.frame_words.count(item.text) > 0) continue;
      if (has_word(conversation_.question, item.text)) continue;
      return {};
    }
    std::size_t place = last.items.size();
    for (std::size_t i = last.items.size(); i-- > 0;) {
      if (instead[i] != nullptr || !is_alike(item, last.items[i])) continue;
      place = i;
      if (is_from_behind) break;
    }
    if (place == last.items.size()) return {};
    instead[place] = &item;
    is_any = true;
  }
  if (!is_any) return {};
  if (names_other_party(last, instead)) return reversed();
  std::vector<Tokens> ways(1);
  for (std::size_t i = 0; i < last.items.size(); ++i) {
    // "A trade" is as much that of others; "A imports" would be A's.
    const bool is_before = i + 1 < last.items.size() && instead[i] == nullptr &&
                           instead[i + 1] != nullptr && thing_of(last.items[i]) &&
                           is_mutual(last.items[i + 1]);
    if (is_before) append(line, *instead[i + 1], ways[0]);
    const Item& item = instead[i] == nullptr ? last.items[i] : *instead[i];
    append(instead[i] == nullptr ? last : line, item, ways[0]);
    if (is_before) ++i;
  }
  const bool is_other_property = std::any_of(instead.begin(), instead.end(), [](const Item* item) {
    const auto* mention = item == nullptr ? nullptr : std::get_if<Mention>(&item->meaning);
    return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Property);
  });
  if (!is_other_property) {
    // "And A for B?", where only what B is for A has been put into words: "worldwide".
    const auto things = std::count_if(instead.begin(), instead.end(), [](const Item* item) {
      return item != nullptr && thing_of(*item).has_value();
    });
    for (const bool with_hints : {true, false}) {
      Tokens bare;
      for (std::size_t i = 0; i < last.items.size(); ++i) {
        const Item& item = last.items[i];
        const bool is_other = thing_of(item) ? things > 1 : !with_hints && only_hints(item);
        if (instead[i] != nullptr) {
          append(line, *instead[i], bare);
        } else if (!is_other) {
          append(last, item, bare);
        } else {
          while (!bare.empty() && leads_name(bare.back().text)) bare.pop_back();
        }
      }
      if (bare.size() < ways.back().size()) ways.push_back(std::move(bare));
    }
    return ways;
  }
  Tokens unmarked;
  for (std::size_t i = 0; i < last.items.size(); ++i) {
    const Item& item = instead[i] == nullptr ? last.items[i] : *instead[i];
    const bool marks = i + 1 < last.items.size() && instead[i] == nullptr &&
                       std::holds_alternative<understanding::Plain>(item.meaning) &&
                       thing_of(last.items[i + 1]).has_value() &&
                       is_grammar(parts_.words, last.tokens[item.first]);
    if (!marks) append(instead[i] == nullptr ? last : line, item, unmarked);
  }
  ways.push_back(std::move(unmarked));
  // "Exports from A? And imports?" are those of A, not what others have from it.
  for (std::size_t i = 0; i < last.items.size(); ++i) {
    if (instead[i] == nullptr || !is_inverse(last.items[i], *instead[i])) continue;
    // "Imports of A? And exports?" are those of A as they stand.
    if (i + 1 < last.items.size() && last.items[i + 1].text == parts_.words.possession_word) break;
    std::swap(ways.front(), ways.back());
    break;
  }
  return ways;
}

}  // namespace jauap::chat
