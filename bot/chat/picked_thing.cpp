#include "bot/chat/picked_thing.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "bot/chat/antecedents.h"
#include "bot/knowledge/fact_things.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using query::Sense;
using text::Token;
using understanding::Mention;
using Tokens = std::vector<Token>;

class Picking {
 public:
  Picking(const Chatbot::Parts& parts, const Conversation& conversation)
      : parts_{parts}, conversation_{conversation} {}

  bool pick_other(Tokens& tokens) const;
  bool pick_at_position(Tokens& tokens) const;
  bool pick_whose(Tokens& tokens) const;

 private:
  std::optional<EntityId> companion_of(EntityId thing) const;
  std::optional<EntityId> party_beside(EntityId thing) const;
  std::optional<EntityId> other_thing(std::optional<knowledge::KindId> kind) const;
  std::optional<EntityId> other_party() const;
  std::optional<EntityId> other_of_those_asked() const;
  std::optional<EntityId> thing_at_position(const Tokens& tokens, std::size_t at) const;
  bool is_of(EntityId thing, EntityId owner) const;
  void put_name(EntityId thing, std::size_t first, std::size_t count, Tokens& tokens) const;

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
};

// The one that stands beside a thing in what facts say: the other of two participants.
std::optional<EntityId> Picking::companion_of(EntityId thing) const {
  const auto kind = parts_.store.entity(thing).kind;
  std::optional<EntityId> companion;
  for (const auto row : knowledge::few_rows_with(parts_.store, thing)) {
    const auto fact = parts_.store.fact(parts_.store.row(row).fact);
    std::vector<EntityId> others;
    bool is_said = false;
    for (const auto& value : fact.value) {
      const auto* said = std::get_if<EntityId>(&value);
      if (said == nullptr || parts_.store.entity(*said).kind != kind) continue;
      is_said = is_said || *said == thing;
      if (*said != thing) others.push_back(*said);
    }
    if (!is_said || others.size() != 1) continue;
    if (companion && *companion != others.front()) return std::nullopt;
    companion = others.front();
  }
  return companion;
}

// The one of its kind with which a thing has to do in what facts say: the other of two parties.
std::optional<EntityId> Picking::party_beside(EntityId thing) const {
  const auto kind = parts_.store.entity(thing).kind;
  std::optional<EntityId> party;
  for (const auto row : knowledge::few_rows_with(parts_.store, thing)) {
    const auto fact = parts_.store.fact(parts_.store.row(row).fact);
    std::vector<EntityId> parties = fact.counterparts;
    if (!parties.empty()) parties.push_back(fact.subject);
    for (const EntityId other : parties) {
      if (other == thing || parts_.store.entity(other).kind != kind) continue;
      if (party && *party != other) return std::nullopt;
      party = other;
    }
  }
  return party;
}

// Who stands beside a person in what facts say. Else of the kind of what was talked of last, people
// before things: what else was named, else the other party, else what else there is, where that is
// one. Of a `kind`, if one is given.
std::optional<EntityId> Picking::other_thing(std::optional<knowledge::KindId> kind) const {
  const auto is_wanted = [&](EntityId thing) {
    return !kind || parts_.store.entity(thing).kind == *kind;
  };
  const auto is_person = [&](EntityId thing) {
    return parts_.store.kind(parts_.store.entity(thing).kind).is_person && is_wanted(thing);
  };
  for (const auto* things : {&conversation_.subjects, &conversation_.answered}) {
    const auto person = std::find_if(things->rbegin(), things->rend(), is_person);
    if (person == things->rend()) continue;
    const auto companion = companion_of(*person);
    // "The other one" of two who were told together may be either.
    if (companion && std::find(things->begin(), things->end(), *companion) == things->end()) {
      return companion;
    }
  }
  const auto& subjects = conversation_.subjects;
  const auto person = std::find_if(subjects.rbegin(), subjects.rend(), is_person);
  const auto found = person == subjects.rend()
                         ? std::find_if(subjects.rbegin(), subjects.rend(), is_wanted)
                         : person;
  if (found == subjects.rend()) return std::nullopt;
  const EntityId last = *found;
  const auto own = parts_.store.entity(last).kind;
  const auto is_other = [&](EntityId thing) {
    return thing != last && parts_.store.entity(thing).kind == own;
  };
  const auto& named = conversation_.named;
  const auto count = std::count_if(named.begin(), named.end(), is_other);
  if (count == 1) return *std::find_if(named.begin(), named.end(), is_other);
  if (count > 1) return std::nullopt;
  if (const auto party = party_beside(last)) return party;
  const auto& all = parts_.store.entities_of(own);
  if (std::count_if(all.begin(), all.end(), is_other) != 1) return std::nullopt;
  return *std::find_if(all.begin(), all.end(), is_other);
}

// "On the other side" behind "on the Finnish side": whose side that is.
std::optional<EntityId> Picking::other_party() const {
  const auto line =
      understanding::find_mentions(conversation_.question, parts_.vocabulary, parts_.words, 1)
          .front();
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const understanding::Item& item = line.items[i];
    if (parts_.words.party_words.count(line.tokens[item.first + item.count - 1].text) == 0)
      continue;
    // "The Finnish side" may be one name or two.
    const bool is_alone = item.count == 1;
    if (is_alone && i == 0) continue;
    const auto* mention = std::get_if<Mention>(&line.items[is_alone ? i - 1 : i].meaning);
    if (mention == nullptr) continue;
    for (const Sense& sense : mention->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      if (const auto party = party_beside(EntityId{sense.id})) return party;
    }
  }
  return std::nullopt;
}

// "And the other side?" behind "who spoke for Finland?", of which a person was told: the other
// party.
std::optional<EntityId> Picking::other_of_those_asked() const {
  const auto is_person = [&](EntityId thing) {
    return parts_.store.kind(parts_.store.entity(thing).kind).is_person;
  };
  const auto& answered = conversation_.answered;
  if (std::none_of(answered.begin(), answered.end(), is_person)) return std::nullopt;
  const auto line =
      understanding::find_mentions(conversation_.question, parts_.vocabulary, parts_.words, 1)
          .front();
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr) continue;
    for (const Sense& sense : mention->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      const EntityId thing{sense.id};
      if (!parts_.store.kind(parts_.store.entity(thing).kind).is_group) continue;
      if (const auto party = party_beside(thing)) return party;
    }
  }
  return std::nullopt;
}

// "The other", "the other one", "the other side"; "the other country" is a thing of that kind.
bool Picking::pick_other(Tokens& tokens) const {
  const auto at = std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
    return parts_.words.other_words.count(token.text) > 0;
  });
  if (at == tokens.end()) return false;
  const auto first = static_cast<std::size_t>(at - tokens.begin());
  std::size_t count = 1;
  std::optional<knowledge::KindId> kind;
  const bool is_side =
      first + 1 < tokens.size() && parts_.words.party_words.count(tokens[first + 1].text) > 0;
  if (is_side) {
    if (const auto party = other_party()) {
      const auto& entity = parts_.store.entity(*party);
      const auto name = text::without_places(text::tokenize(
          text::fold(entity.adjectives.empty() ? entity.name : entity.adjectives.front())));
      tokens.insert(tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(first)), name.begin(),
                    name.end());
      return true;
    }
  }
  const auto party = is_side ? other_of_those_asked() : std::nullopt;
  if (party) {
    put_name(*party, first, 2, tokens);
    return true;
  }
  const bool is_person =
      first + 1 < tokens.size() && parts_.words.person_nouns.count(tokens[first + 1].text) > 0;
  if (is_one(parts_.words, tokens, first + 1) || is_side || is_person) {
    ++count;
  } else if (first + 1 < tokens.size() && !is_grammar(parts_.words, tokens[first + 1])) {
    const Tokens behind{tokens.begin() + static_cast<std::ptrdiff_t>(first) + 1, tokens.end()};
    const auto line =
        understanding::find_mentions(behind, parts_.vocabulary, parts_.words, 1).front();
    const auto* mention = std::get_if<Mention>(&line.items.front().meaning);
    if (mention == nullptr) return false;
    const auto named =
        std::find_if(mention->senses.begin(), mention->senses.end(),
                     [](const Sense& sense) { return sense.type == Sense::Type::Kind; });
    if (named == mention->senses.end()) return false;
    kind = knowledge::KindId{named->id};
    count += line.items.front().count;
  }
  const auto thing = other_thing(kind);
  if (!thing) return false;
  const bool is_somebody = parts_.store.kind(parts_.store.entity(*thing).kind).is_person;
  if (is_person && !is_somebody) return false;
  put_name(*thing, first, count, tokens);
  return true;
}

bool Picking::pick_at_position(Tokens& tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto thing = thing_at_position(tokens, i);
    if (!thing) continue;
    put_name(*thing, i, is_one(parts_.words, tokens, i + 1) ? 2 : 1, tokens);
    return true;
  }
  return false;
}

// Whether a thing is what a fact says of its owner, or has the owner in its name.
bool Picking::is_of(EntityId thing, EntityId owner) const {
  if (knowledge::is_in_name_of(parts_.store, owner, thing)) return true;
  const auto rows = knowledge::few_rows_with(parts_.store, thing);
  return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
    const auto fact = parts_.store.fact(parts_.store.row(row).fact);
    return fact.subject == owner && fact.value.size() == 1 &&
           fact.value.front() == knowledge::Scalar{thing};
  });
}

// "The Finnish one", "the one from Finland": the one of those told that is of it.
bool Picking::pick_whose(Tokens& tokens) const {
  const auto& told =
      conversation_.answered.size() > 1 ? conversation_.answered : conversation_.named;
  if (told.size() < 2) return false;
  const auto line =
      understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
  const auto stands_for_one = [&](std::size_t at) {
    return is_one(parts_.words, tokens, at) ||
           (at < tokens.size() && parts_.words.person_nouns.count(tokens[at].text) > 0);
  };
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr || query::has_sense(mention->senses, Sense::Type::Property)) continue;
    const std::size_t behind = item.first + item.count;
    const bool is_in_front =
        item.first > 1 && stands_for_one(item.first - 2) &&
        parts_.words.describing_prepositions.count(tokens[item.first - 1].text) > 0;
    if (!stands_for_one(behind) && !is_in_front) continue;
    std::vector<EntityId> meant;
    for (const Sense& sense : mention->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      std::copy_if(told.begin(), told.end(), std::back_inserter(meant),
                   [&](EntityId thing) { return is_of(thing, EntityId{sense.id}); });
    }
    if (meant.size() != 1) continue;
    const std::size_t first = is_in_front ? item.first - 2 : item.first;
    put_name(meant.front(), first, (is_in_front ? behind : behind + 1) - first, tokens);
    return true;
  }
  return false;
}

// A thing's name in the place of so many words.
void Picking::put_name(EntityId thing, std::size_t first, std::size_t count, Tokens& tokens) const {
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(first);
  const auto place = tokens.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  const auto name = text::without_places(text::tokenize(parts_.store.entity(thing).name));
  tokens.insert(place, name.begin(), name.end());
}

std::optional<EntityId> Picking::thing_at_position(const Tokens& tokens, std::size_t at) const {
  const auto position = parts_.words.positions.find(tokens[at].text);
  if (position != parts_.words.positions.end()) {
    const auto& named = conversation_.named;
    const auto back = static_cast<std::size_t>(-position->second);
    if (named.size() < 2 || back > named.size()) return std::nullopt;
    return named[named.size() - back];
  }
  // "the first one", of the things that were told
  const auto rank = parts_.words.ordinal_words.find(tokens[at].text);
  // "The second's title", "of the second", but not "among the first".
  const auto& words = parts_.words;
  const bool is_led = at < 2 || tokens[at - 2].text == words.possession_word ||
                      words.being_words.count(tokens[at - 2].text) > 0 ||
                      words.joiners.count(tokens[at - 2].text) > 0;
  const bool stands_alone = !conversation_.listed.empty() && at > 0 && is_led &&
                            words.articles.count(tokens[at - 1].text) > 0 &&
                            (at + 1 == tokens.size() || tokens[at + 1].text == "'s") &&
                            tokens.size() > 2;
  const bool is_counted = is_one(parts_.words, tokens, at + 1) || stands_alone;
  if (rank == parts_.words.ordinal_words.end() || !is_counted) return std::nullopt;
  const auto& told = conversation_.listed.empty() ? conversation_.named : conversation_.listed;
  if (rank->second < 1 || rank->second > static_cast<double>(told.size())) return std::nullopt;
  return told[static_cast<std::size_t>(rank->second) - 1];
}

}  // namespace

bool pick_thing(const Chatbot::Parts& parts, const Conversation& conversation, Tokens& tokens) {
  const Picking picking{parts, conversation};
  return picking.pick_other(tokens) || picking.pick_at_position(tokens) ||
         picking.pick_whose(tokens);
}

}  // namespace jauap::chat
