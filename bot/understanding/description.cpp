#include "bot/understanding/description.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "bot/knowledge/fact_things.h"

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using knowledge::FactStore;
using query::Sense;

const Mention* mention_at(const Line& line, std::size_t index) {
  return index < line.items.size() ? std::get_if<Mention>(&line.items[index].meaning) : nullptr;
}

bool is_plain(const Line& line, std::size_t index, const std::unordered_set<std::string>& among) {
  return index < line.items.size() && std::holds_alternative<Plain>(line.items[index].meaning) &&
         among.count(line.items[index].text) > 0;
}

// The one thing that a stretch names; nothing where it may name several or none.
std::optional<EntityId> thing_named(const Line& line, std::size_t index) {
  const Mention* mention = mention_at(line, index);
  if (mention == nullptr) return std::nullopt;
  std::optional<EntityId> thing;
  for (const Sense& sense : mention->senses) {
    if (sense.type != Sense::Type::Entity) continue;
    if (thing) return std::nullopt;
    thing = EntityId{sense.id};
  }
  return thing;
}

// "The Riga treaty", but not "the treaty, Riga": a place is told apart by no thing that is none,
// and nothing by another of its kind.
bool may_stand_in_front(const FactStore& store, std::optional<EntityId> name, EntityId thing) {
  if (!name) return true;
  const auto kind = store.entity(thing).kind;
  const auto other = store.entity(*name).kind;
  return other != kind && (store.kind(other).is_place || !store.kind(kind).is_place);
}

class Describer {
 public:
  Describer(const FactStore& store, const text::Words& words, EntityId thing)
      : store_{store}, words_{words}, thing_{thing} {
    for (const auto row : store.rows_with(thing)) facts_.insert(store.row(row).fact);
  }

  // Whether the name at a place is part of the thing's, or stands in a fact about it.
  bool describes(const Line& line, std::size_t index) const {
    const Mention* mention = mention_at(line, index);
    // What may be a part of some name only describes nothing.
    if (mention == nullptr || !query::has_sense(mention->senses, Sense::Type::Entity)) return false;
    return std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
      if (sense.type == Sense::Type::NamePart) return EntityId{sense.id} == thing_;
      if (sense.type != Sense::Type::Entity || EntityId{sense.id} == thing_) return false;
      const EntityId name{sense.id};
      const auto rows = store_.rows_with(name);
      const bool is_joined = std::any_of(rows.begin(), rows.end(), [&](const auto row) {
        return facts_.count(store_.row(row).fact) > 0;
      });
      if (!is_joined || !is_only_place(name)) return is_joined && !is_elsewhere(line, index);
      // "The Kazakh diaspora" is none of others that lives there.
      return !mention->adjective || !has_party_like(name);
    });
  }

 private:
  // Whether a name stands in facts about the thing only as where it is.
  bool is_only_place(EntityId name) const {
    return std::all_of(facts_.begin(), facts_.end(), [&](FactId id) {
      const auto fact = store_.fact(id);
      return !knowledge::has_thing(fact, name) ||
             (fact.place == name && fact.subject != name &&
              std::find(fact.counterparts.begin(), fact.counterparts.end(), name) ==
                  fact.counterparts.end());
    });
  }

  // "In B", where the thing is said to be in A.
  bool is_elsewhere(const Line& line, std::size_t index) const {
    if (index == 0 || line.items[index - 1].text != words_.place_preposition) return false;
    return std::any_of(facts_.begin(), facts_.end(),
                       [&](FactId id) { return store_.fact(id).place.has_value(); });
  }

  bool has_party_like(EntityId name) const {
    const auto kind = store_.entity(name).kind;
    return std::any_of(facts_.begin(), facts_.end(), [&](FactId id) {
      const auto fact = store_.fact(id);
      return std::any_of(fact.counterparts.begin(), fact.counterparts.end(),
                         [&](EntityId other) { return store_.entity(other).kind == kind; });
    });
  }

  const FactStore& store_;
  const text::Words& words_;
  EntityId thing_;
  std::unordered_set<FactId> facts_;
};

// Whether what stands at a place is said of a fact: a thing in it, or the year of what happened.
bool is_said_of(const FactStore& store, FactId fact, const Item& item) {
  if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
    const auto when = store.fact(fact).when;
    if (!when) return false;
    // "The 93 treaty".
    constexpr int kCentury = 100;
    if (value->kind == text::ValueKind::Number) return value->number == when->year % kCentury;
    return value->kind == text::ValueKind::Date && text::covers(value->date, *when);
  }
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr &&
         std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
           return sense.type == Sense::Type::Entity &&
                  knowledge::has_thing(store.fact(fact), EntityId{sense.id});
         });
}

// The one thing of a kind that is written of in one fact with all of some items.
std::optional<EntityId> thing_with(const Line& line, std::size_t index,
                                   const std::vector<std::size_t>& items, const FactStore& store) {
  const Mention* mention = mention_at(line, index);
  if (items.empty() || mention == nullptr ||
      query::has_sense(mention->senses, Sense::Type::Entity)) {
    return std::nullopt;
  }
  constexpr std::size_t kMostOfKind = 100;
  std::optional<EntityId> found;
  for (const Sense& sense : mention->senses) {
    if (sense.type != Sense::Type::Kind) continue;
    const auto things = store.entities_of(knowledge::KindId{sense.id});
    if (things.size() > kMostOfKind) return std::nullopt;
    for (const EntityId thing : things) {
      const auto rows = store.rows_with(thing);
      const bool is_described = std::any_of(rows.begin(), rows.end(), [&](const auto row) {
        const FactId fact = store.row(row).fact;
        const bool is_written = static_cast<std::size_t>(fact) >= store.tables().cells.size();
        return is_written && std::all_of(items.begin(), items.end(), [&](std::size_t item) {
                 return is_said_of(store, fact, line.items[item]);
               });
      });
      if (!is_described) continue;
      if (found && *found != thing) return std::nullopt;
      found = thing;
    }
  }
  return found;
}

// The names behind a kind that tell which is meant: "between A and B", "of A with B"; two or more.
std::vector<std::size_t> names_behind(const Line& line, std::size_t index,
                                      const text::Words& words) {
  std::vector<std::size_t> names;
  for (std::size_t at = index + 1; at < line.items.size(); ++at) {
    if (is_plain(line, at, words.articles) || is_plain(line, at, words.describing_prepositions)) {
      continue;
    }
    if (!names.empty() && is_plain(line, at, words.joiners)) continue;
    const bool is_led = is_plain(line, at - 1, words.articles) ||
                        is_plain(line, at - 1, words.describing_prepositions) ||
                        is_plain(line, at - 1, words.joiners);
    const Mention* mention = mention_at(line, at);
    const bool is_name =
        mention != nullptr && query::has_sense(mention->senses, Sense::Type::Entity);
    if (!is_led || !is_name) break;
    names.push_back(at);
  }
  // Of one name, "the treaty of Riga" tells which, "treaties with Riga" asks for more.
  const bool is_told = index > 0 && is_plain(line, index - 1, words.articles);
  return names.size() > (is_told ? 0 : 1) ? names : std::vector<std::size_t>{};
}

// The two names in front of a kind that tell which is meant: "A B treaty", "A and B treaty".
std::vector<std::size_t> names_in_front(const Line& line, std::size_t index,
                                        const text::Words& words) {
  const auto is_name = [&](std::size_t at) {
    const Mention* mention = mention_at(line, at);
    return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Entity);
  };
  if (index < 2 || !is_name(index - 1)) return {};
  const std::size_t first =
      is_plain(line, index - 2, words.joiners) && index > 2 ? index - 3 : index - 2;
  return is_name(first) ? std::vector{first, index - 1} : std::vector<std::size_t>{};
}

}  // namespace

std::optional<Line> without_descriptions(const Line& line, const FactStore& store,
                                         const text::Words& words) {
  std::vector<bool> is_left_out(line.items.size(), false);
  const auto skip_articles = [&](std::size_t at) {
    while (is_plain(line, at, words.articles)) ++at;
    return at;
  };
  Line named = line;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    // "The Paris treaty", "the A-B treaty", "the treaty of A with B".
    const std::vector<std::size_t> in_front =
        i == 0 ? std::vector<std::size_t>{} : std::vector{i - 1};
    const auto two_in_front = names_in_front(line, i, words);
    const auto behind = names_behind(line, i, words);
    bool is_described = false;
    for (const auto& items : {behind, two_in_front, in_front}) {
      const auto described = thing_with(line, i, items, store);
      if (!described) continue;
      is_described = true;
      const Sense sense{Sense::Type::Entity, static_cast<std::uint32_t>(*described)};
      named.items[i].meaning = Mention{{sense}, false, false};
      const std::size_t from = items.front() < i ? items.front() : i + 1;
      const std::size_t to = items.front() < i ? i : items.back() + 1;
      for (std::size_t at = from; at < to; ++at) is_left_out[at] = true;
      break;
    }
    if (is_described) continue;
    const auto thing = thing_named(line, i);
    if (!thing || is_left_out[i]) continue;
    const Describer describer{store, words, *thing};
    const auto leave_out = [&](std::size_t from, std::size_t to) {
      std::fill(is_left_out.begin() + static_cast<std::ptrdiff_t>(from),
                is_left_out.begin() + static_cast<std::ptrdiff_t>(to), true);
    };
    // Behind it: "between A and B", "with A".
    if (is_plain(line, i + 1, words.describing_prepositions)) {
      std::size_t at = skip_articles(i + 2);
      // "The place of A among B's partners": what has something does not tell A apart.
      const bool has = at + 1 < line.items.size() && line.items[at + 1].text == "'s";
      if (!has && describer.describes(line, at)) {
        leave_out(i + 1, at + 1);
        const std::size_t second = skip_articles(at + 2);
        if (is_plain(line, at + 1, words.joiners) && describer.describes(line, second)) {
          leave_out(at + 1, second + 1);
        }
      }
    }
    // In front of it, with nothing between but a mark of possession: "A-B agreement", "A's deal".
    for (std::size_t at = i; at > 0;) {
      std::size_t before = at - 1;
      if (before > 0 && line.items[before].text == "'s") --before;
      if (is_left_out[before] || !describer.describes(line, before)) break;
      if (!may_stand_in_front(store, thing_named(line, before), *thing)) break;
      leave_out(before, at);
      at = before;
    }
  }
  if (std::find(is_left_out.begin(), is_left_out.end(), true) == is_left_out.end()) {
    return std::nullopt;
  }
  Line rest{line.tokens, {}, line.claims};
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    if (!is_left_out[i]) rest.items.push_back(std::move(named.items[i]));
  }
  return rest;
}

}  // namespace jauap::understanding
