#include "bot/understanding/assembly.h"

#include <algorithm>

namespace jauap::understanding {
namespace {

using query::Operation;
using query::Part;
using query::Query;
using query::Sense;
using query::Wanted;
using text::ValueKind;

// The word in front of or behind a name that marks its role.
std::string marker_of(const Line& line, std::size_t index, const text::Words& words) {
  const Item& item = line.items[index];
  const std::size_t behind = item.first + item.count;
  if (behind < line.tokens.size() && line.tokens[behind].text == "'s") return "'s";
  std::string marker;
  for (std::size_t i = item.first; i-- > 0;) {
    marker = line.tokens[i].text;
    if (words.articles.count(marker) == 0) break;
  }
  // "A's B": whose it is marks nothing of B.
  if (words.articles.count(marker) > 0 || marker == "'s") marker.clear();
  const bool marks = words.function_words.count(marker) > 0 || words.joiners.count(marker) > 0 ||
                     words.possession_verbs.count(marker) > 0;
  if (marks) return marker;
  return std::get<Mention>(item.meaning).adjective ? "'s" : "";
}

bool joins_next(const Line& line, std::size_t index, const text::Words& words) {
  return index + 1 < line.items.size() && words.joiners.count(line.items[index + 1].text) > 0;
}

// "The place of A among B's partners": A takes it, of whatever else a place may be.
bool is_ranked(const Line& line, std::size_t index, const text::Words& words) {
  const std::size_t behind = line.items[index].first + line.items[index].count;
  return behind < line.tokens.size() && line.tokens[behind].text == words.rank_preposition;
}

// Names one after another: "A B exports" tells as little of who does it as "A and B".
bool touches_another(const Line& line, std::size_t index) {
  const auto names_entity = [&](std::size_t at) {
    if (at >= line.items.size()) return false;
    const auto* mention = std::get_if<Mention>(&line.items[at].meaning);
    return mention != nullptr && !mention->adjective &&
           query::has_sense(mention->senses, Sense::Type::Entity);
  };
  return names_entity(index) && (names_entity(index + 1) || (index > 0 && names_entity(index - 1)));
}

// The things that a date singles out by standing beside them: "the 1993 treaty", "treaty of 1993".
std::vector<Sense> dated_things(const Line& line, std::size_t index, const text::Words& words) {
  std::size_t beside = index + 1;
  const auto tells_which = [&](const std::string& text) {
    return words.describing_prepositions.count(text) > 0 && text != words.place_preposition;
  };
  if (index > 1 && tells_which(line.items[index - 1].text)) {
    beside = index - 2;
  } else if (beside == line.items.size()) {
    return {};
  }
  const auto* mention = std::get_if<Mention>(&line.items[beside].meaning);
  if (mention == nullptr || mention->adjective) return {};
  std::vector<Sense> things;
  for (const Sense& sense : mention->senses) {
    if (sense.type == Sense::Type::Entity || sense.type == Sense::Type::Kind) {
      things.push_back(sense);
    }
  }
  return things;
}

query::Condition condition_of(const text::TypedValue& value, const Line& line, std::size_t index,
                              const text::Words& words) {
  const Item& item = line.items[index];
  if (value.kind == ValueKind::Date) {
    return query::At{value.date, dated_things(line, index, words), value.years};
  }
  query::Amount amount;
  amount.number = value.number;
  amount.tolerance = value.tolerance;
  amount.unit = value.kind == ValueKind::Percent ? "%" : value.unit;
  amount.ordinal = value.kind == ValueKind::Ordinal;
  amount.bare = value.kind == ValueKind::Number && value.unit.empty() && value.count == 1 &&
                line.tokens[item.first].kind == text::TokenKind::Number;
  amount.words = item.text;
  return amount;
}

// Whether the word at an item is a verb of having in front of a thing.
bool has_behind(const Line& line, std::size_t index, const text::Words& words) {
  if (words.possession_verbs.count(line.items[index].text) == 0) return false;
  for (std::size_t i = index + 1; i < line.items.size(); ++i) {
    if (words.articles.count(line.items[i].text) > 0) continue;
    const auto* mention = std::get_if<Mention>(&line.items[i].meaning);
    return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Entity);
  }
  return false;
}

// Names nothing but an entity or a kind.
bool names_thing(const query::Named& named) {
  bool is_thing = false;
  for (const Sense& sense : named.senses) {
    if (sense.type == Sense::Type::NamePart) continue;
    if (sense.type != Sense::Type::Entity && sense.type != Sense::Type::Kind) return false;
    is_thing = true;
  }
  return is_thing;
}

}  // namespace

std::optional<Query> assemble(const Line& line, const text::Words& words) {
  Query query;
  bool property_seen = false;
  bool entity_seen = false;
  bool verified = false;
  bool described = false;
  bool asked = false;
  std::string last_marker;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const Item& item = line.items[i];
    const auto* mention = std::get_if<Mention>(&item.meaning);
    // "Has it got a harbour?": the verb of having, whatever else it may hint at.
    if (mention != nullptr && verified && has_behind(line, i, words)) continue;
    if (mention != nullptr) {
      query::Named named{mention->senses, item.text, "", false};
      if (query::has_sense(mention->senses, Sense::Type::Entity)) {
        std::string marker = marker_of(line, i, words);
        // "between A and B", "from A and B": the second shares the first one's.
        named.possessed = words.possession_verbs.count(marker) > 0;
        const bool joined_to_last = words.joiners.count(marker) > 0;
        if (joined_to_last) marker = last_marker;
        if (is_ranked(line, i, words)) marker.clear();
        named.preposition = marker;
        // Of two joined names neither leads: "A and B are friends".
        const bool joined =
            joins_next(line, i, words) || joined_to_last || touches_another(line, i);
        named.leads = !property_seen && !entity_seen && !joined;
        entity_seen = true;
        last_marker = named.preposition;
      }
      property_seen = property_seen || query::has_sense(mention->senses, Sense::Type::Property);
      query.conditions.emplace_back(std::move(named));
    } else if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
      query.conditions.push_back(condition_of(*value, line, i, words));
    } else if (const auto* ask = std::get_if<Asked>(&item.meaning)) {
      asked = true;
      if (ask->wanted.part != Part::Whole) query.wanted.push_back(ask->wanted);
    } else if (const auto* these = std::get_if<Referents>(&item.meaning)) {
      // "They": what is asked must be of one of them at least.
      query::Named named{{}, item.text, "", false};
      for (const auto thing : these->things) {
        named.senses.push_back({Sense::Type::Entity, static_cast<std::uint32_t>(thing)});
      }
      query.conditions.emplace_back(std::move(named));
      entity_seen = true;
    } else if (const auto* in = std::get_if<InUnit>(&item.meaning)) {
      query.conditions.emplace_back(query::InUnit{in->unit});
    } else if (std::holds_alternative<Present>(item.meaning)) {
      query.conditions.emplace_back(query::Now{});
    } else if (std::holds_alternative<Verified>(item.meaning)) {
      verified = true;
    } else if (std::holds_alternative<Described>(item.meaning)) {
      described = true;
    }
  }
  const bool names_something = std::any_of(
      query.conditions.begin(), query.conditions.end(), [](const query::Condition& condition) {
        return !std::holds_alternative<query::Now>(condition) &&
               !std::holds_alternative<query::InUnit>(condition);
      });
  if (!names_something) return std::nullopt;
  // A name alone, or "what is X": everything held of it.
  const bool only_things = std::all_of(query.conditions.begin(), query.conditions.end(),
                                       [](const query::Condition& condition) {
                                         const auto* named = std::get_if<query::Named>(&condition);
                                         return named != nullptr && names_thing(*named);
                                       });
  if (described || (only_things && query.wanted.empty() && !verified)) {
    query.operation = Operation::Describe;
  } else if (verified && !asked) {
    query.operation = Operation::Verify;
  }
  if (query.wanted.empty()) query.wanted.push_back({Part::Whole});
  return query;
}

}  // namespace jauap::understanding
