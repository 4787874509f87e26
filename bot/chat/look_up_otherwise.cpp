#include "bot/chat/look_up_otherwise.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "bot/query/evaluate.h"
#include "bot/query/select.h"
#include "bot/query/sum_parts.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;

// "Trade 2021 usd": a year and the unit of what is asked for, where nothing is that much.
std::optional<Denotation> look_up_year_and_unit(const Chatbot::Parts& parts, const Query& query) {
  constexpr double kFirst = 1900;
  constexpr double kLast = 2100;
  Query read = query;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    const auto* amount = std::get_if<query::Amount>(&query.conditions[i]);
    if (amount == nullptr || amount->unit.empty() || amount->ordinal) continue;
    const bool is_year = amount->number >= kFirst && amount->number <= kLast &&
                         amount->number == std::floor(amount->number);
    if (!is_year) continue;
    read.conditions[i] = query::At{{static_cast<int>(amount->number), 0, 0}};
    read.conditions.emplace_back(query::InUnit{amount->unit});
    Denotation found = query::evaluate(read, parts.store);
    if (found.kind != Denotation::Kind::Values) return std::nullopt;
    return found;
  }
  return std::nullopt;
}

// "Trade 2021, how much usd": a currency that is named, of which something is to be told in it.
std::optional<Denotation> look_up_in_currency(const Chatbot::Parts& parts, const Query& query) {
  Query read = query;
  bool is_any = false;
  for (query::Condition& condition : read.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    const auto currency =
        named == nullptr ? parts.words.currencies.end() : parts.words.currencies.find(named->words);
    if (currency == parts.words.currencies.end()) continue;
    condition = query::InUnit{currency->second};
    is_any = true;
  }
  if (!is_any || !names_property(read)) return std::nullopt;
  Denotation found = query::evaluate(read, parts.store);
  if (found.kind != Denotation::Kind::Values) return std::nullopt;
  return found;
}

bool is_possessed(const query::Condition& condition) {
  const auto* named = std::get_if<query::Named>(&condition);
  return named != nullptr && named->possessed;
}

// Whether a fact places its subject in all that a query says it is in: that it concerns them too
// does not.
bool places_all(const Chatbot::Parts& parts, const Query& query, knowledge::FactId id) {
  const auto fact = parts.store.fact(id);
  const auto name = text::tokenize(text::fold(parts.store.entity(fact.subject).name));
  const auto is_in_name = [&](knowledge::EntityId thing) {
    const auto words = text::tokenize(text::fold(parts.store.entity(thing).name));
    return std::search(name.begin(), name.end(), words.begin(), words.end(),
                       [](const auto& a, const auto& b) { return a.text == b.text; }) != name.end();
  };
  return std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || named->preposition != parts.words.place_preposition) return true;
    return std::all_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
      if (sense.type != query::Sense::Type::Entity) return true;
      const knowledge::EntityId thing{sense.id};
      return fact.place == thing ||
             std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{thing}) !=
                 fact.value.end() ||
             is_in_name(thing);
    });
  });
}

// "Are there groups in the councils?", "do the councils have groups?": of what stands in front or
// is had, the one fact that says where it is, or else what it has to do with all that is named.
std::optional<Denotation> look_up_existence(const Chatbot::Parts& parts, const Line& line,
                                            const Query& query) {
  const bool is_had = std::any_of(query.conditions.begin(), query.conditions.end(), is_possessed);
  const bool is_asked =
      is_had || std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return token.text == parts.words.place_pronoun;
      });
  if (!is_asked || query.operation != query::Operation::Verify || query::gives_value(query)) {
    return std::nullopt;
  }
  // "A diaspora in A": where it is said to be is no mere description of it.
  const auto is_place = [&](const auto& word) {
    return word.text == parts.words.place_preposition;
  };
  if (std::count_if(line.tokens.begin(), line.tokens.end(), is_place) !=
      std::count_if(line.items.begin(), line.items.end(), is_place)) {
    return std::nullopt;
  }
  Query asked = query;
  asked.operation = query::Operation::Describe;
  Denotation found = query::evaluate(asked, parts.store);
  std::erase_if(found.facts, [&](const auto id) { return !places_all(parts, query, id); });
  if (found.facts.empty()) return std::nullopt;
  // Where it is comes before what it does there.
  const auto tells_place = [&](const auto id) {
    const auto fact = parts.store.fact(id);
    return fact.place || parts.store.property(fact.property).type == knowledge::ValueType::Entity;
  };
  const auto told = std::find_if(found.facts.begin(), found.facts.end(), tells_place);
  found.facts = {told == found.facts.end() ? found.facts.front() : *told};
  found.kind = Denotation::Kind::Values;
  // Whether it is that which the question begins with, as what the fact is of or what it says.
  const auto fact = parts.store.fact(found.facts.front());
  const auto leads = [&](const query::Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || !(is_had ? named->possessed : named->leads)) return false;
    return std::any_of(named->senses.begin(), named->senses.end(), [&](const query::Sense& sense) {
      if (sense.type != query::Sense::Type::Entity) return false;
      const knowledge::EntityId thing{sense.id};
      return fact.subject == thing || std::find(fact.value.begin(), fact.value.end(),
                                                knowledge::Scalar{thing}) != fact.value.end();
    });
  };
  if (std::none_of(query.conditions.begin(), query.conditions.end(), leads)) return std::nullopt;
  found.truth = true;
  return found;
}

// Whether a fact says so many things, or concerns so many.
bool counts_to(const knowledge::FactStore& store, knowledge::FactId id, double count) {
  const auto fact = store.fact(id);
  const auto things = static_cast<std::size_t>(
      std::count_if(fact.value.begin(), fact.value.end(), [](const knowledge::Scalar& value) {
        return std::holds_alternative<knowledge::EntityId>(value);
      }));
  const auto is_count = [&](std::size_t number) { return static_cast<double>(number) == count; };
  // Parties of one kind, of which one is what the fact is about: "the two established relations".
  const auto kind = store.entity(fact.subject).kind;
  const bool is_party =
      !fact.counterparts.empty() &&
      std::all_of(fact.counterparts.begin(), fact.counterparts.end(),
                  [&](knowledge::EntityId other) { return store.entity(other).kind == kind; });
  return is_count(things) || is_count(fact.counterparts.size() + (is_party ? 1 : 0));
}

// Whether a line speaks of "the two Xs": of all that there are, rather than of how many.
bool names_by_count(const text::Words& words, const Line& line) {
  for (std::size_t i = 0; i + 1 < line.items.size(); ++i) {
    if (!std::holds_alternative<text::TypedValue>(line.items[i].meaning)) continue;
    const std::size_t first = line.items[i].first;
    if (first > 0 && words.determiners.count(line.tokens[first - 1].text) > 0 &&
        std::holds_alternative<understanding::Mention>(line.items[i + 1].meaning)) {
      return true;
    }
  }
  return false;
}

// "Groups in the two councils": so many are what the fact says, which gives no number itself.
std::optional<Denotation> look_up_counted(const Chatbot::Parts& parts, const Line& line,
                                          const Query& query) {
  if (!names_by_count(parts.words, line)) return std::nullopt;
  constexpr double kMost = 12;
  const auto is_small = [](const query::Condition& condition) {
    const auto* amount = std::get_if<query::Amount>(&condition);
    return amount != nullptr && !amount->ordinal && amount->unit.empty() && amount->number >= 2 &&
           amount->number <= kMost && amount->number == std::floor(amount->number);
  };
  const auto counted = std::find_if(query.conditions.begin(), query.conditions.end(), is_small);
  if (counted == query.conditions.end()) return std::nullopt;
  const double count = std::get<query::Amount>(*counted).number;
  Query read = query;
  read.conditions.erase(read.conditions.begin() + (counted - query.conditions.begin()));
  std::optional<Denotation> found = query::evaluate(read, parts.store);
  if (found->kind != Denotation::Kind::Values) found = look_up_existence(parts, line, read);
  if (!found || !std::all_of(found->facts.begin(), found->facts.end(),
                             [&](const auto id) { return counts_to(parts.store, id, count); })) {
    return std::nullopt;
  }
  return found;
}

// "Exports imports 2021": names of several numbers side by side, with nothing said but what is
// common to all, each of which one fact gives.
std::optional<Denotation> look_up_each(const Chatbot::Parts& parts, const Line& line,
                                       const Query& query) {
  const auto asks_plainly = [](const query::Wanted& wanted) {
    return wanted.part == query::Part::Whole || wanted.part == query::Part::Quantity;
  };
  const auto names_number = [&](const query::Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && !query::has_sense(condition, query::Sense::Type::Entity) &&
           std::any_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
             if (sense.type != query::Sense::Type::Property) return false;
             const auto type = parts.store.property(knowledge::PropertyId{sense.id}).type;
             return type == knowledge::ValueType::Number || type == knowledge::ValueType::Money;
           });
  };
  // Not what the question before named.
  const bool says_more =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return token.span.begin == token.span.end ||
               parts.words.being_words.count(token.text) > 0 ||
               parts.words.possession_verbs.count(token.text) > 0;
      });
  if (says_more || query.operation != query::Operation::Select ||
      !std::all_of(query.wanted.begin(), query.wanted.end(), asks_plainly) ||
      std::count_if(query.conditions.begin(), query.conditions.end(), names_number) < 2) {
    return std::nullopt;
  }
  Denotation all;
  all.kind = Denotation::Kind::Values;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (!names_number(query.conditions[i])) continue;
    Query one = query;
    one.conditions.clear();
    for (std::size_t j = 0; j < query.conditions.size(); ++j) {
      if (j == i || !names_number(query.conditions[j])) {
        one.conditions.push_back(query.conditions[j]);
      }
    }
    const Denotation found = query::evaluate(one, parts.store);
    if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
    if (std::find(all.facts.begin(), all.facts.end(), found.facts.front()) != all.facts.end()) {
      return std::nullopt;
    }
    all.facts.push_back(found.facts.front());
    all.values.insert(all.values.end(), found.values.begin(), found.values.end());
  }
  return all;
}

// "Which fields do A and B want to work on?": where no words but such as stand beside names say
// anything, the one written list of things of that kind.
std::optional<Denotation> look_up_list_of_kind(const Chatbot::Parts& parts, const Line& line,
                                               const Query& query) {
  // "They" may be anybody.
  if (std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return parts.words.referring_words.count(token.text) > 0;
      })) {
    return std::nullopt;
  }
  constexpr std::size_t kList = 3;
  constexpr std::size_t kMostOfKind = 100;
  const bool asks_kind = query.wanted.size() == 1 && query.wanted.front().kinds.size() == 1 &&
                         query.wanted.front().part == query::Part::OfKind;
  if (!asks_kind || query.operation != query::Operation::Select) return std::nullopt;
  const auto kind = query.wanted.front().kinds.front();
  const auto things = parts.store.entities_of(kind);
  if (parts.store.kind(kind).of_table || things.size() < kList || things.size() > kMostOfKind) {
    return std::nullopt;
  }
  std::optional<knowledge::FactId> list;
  for (const auto row : parts.store.rows_with(things.front())) {
    const auto id = parts.store.row(row).fact;
    const auto fact = parts.store.fact(id);
    if (fact.value.size() < kList || list == id) continue;
    if (list) return std::nullopt;
    list = id;
  }
  if (!list) return std::nullopt;
  const auto row = parts.store.row_of(*list);
  // Whose list it is must be said.
  const bool says_whose =
      std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
        const bool is_thing = query::has_sense(condition, query::Sense::Type::Entity) ||
                              query::has_sense(condition, query::Sense::Type::Kind);
        return is_thing && query::fits(parts.store, row, condition, query);
      });
  if (!says_whose) return std::nullopt;
  const bool says_nothing_else =
      std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
        const auto* named = std::get_if<query::Named>(&condition);
        if (named == nullptr || query::has_sense(condition, query::Sense::Type::Property)) {
          return false;
        }
        if (parts.vocabulary.adjectives.count(named->words) > 0) return false;  // "the largest"
        const bool is_thing = query::has_sense(condition, query::Sense::Type::Entity);
        return !is_thing || query::fits(parts.store, row, condition, query);
      });
  if (!says_nothing_else) return std::nullopt;
  Denotation found;
  found.kind = Denotation::Kind::Values;
  found.facts = {*list};
  for (const auto& value : parts.store.fact(*list).value) {
    found.values.push_back({value, "", knowledge::ValueType::Entity});
  }
  return found;
}

// "Who represented A at the feast?": whoever holds an office of A that the word hints at, and is
// told to have been there.
std::optional<Denotation> look_up_representative(const Chatbot::Parts& parts, const Query& query) {
  using Type = query::Sense::Type;
  const bool asks_who = query.wanted.size() == 1 && query.wanted.front().part == query::Part::Who;
  if (!asks_who || query.conditions.size() < 3) return std::nullopt;
  std::vector<knowledge::EntityId> things;
  std::vector<knowledge::PropertyId> offices;
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return std::nullopt;
    const bool is_hint = query::is_only_hint(condition);
    for (const query::Sense& sense : named->senses) {
      if (!is_hint && sense.type == Type::Entity) things.push_back(knowledge::EntityId{sense.id});
      if (is_hint && sense.type == Type::Hint) offices.push_back(knowledge::PropertyId{sense.id});
    }
  }
  const auto says_who = [&](knowledge::PropertyId property) {
    return parts.store.property(property).asks.count(knowledge::AskWord::Who) > 0;
  };
  const auto was_there = [&](knowledge::EntityId person, knowledge::EntityId event) {
    const auto rows = parts.store.rows_with(event);
    return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
      const auto fact = parts.store.fact(parts.store.row(row).fact);
      return fact.subject == event && says_who(fact.property) &&
             std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{person}) !=
                 fact.value.end();
    });
  };
  Denotation found;
  for (const auto office : offices) {
    for (const auto thing : things) {
      if (!says_who(office)) continue;
      for (const auto row : parts.store.rows_with(thing, office)) {
        const auto id = parts.store.row(row).fact;
        const auto fact = parts.store.fact(id);
        const auto* person = fact.value.size() == 1
                                 ? std::get_if<knowledge::EntityId>(&fact.value.front())
                                 : nullptr;
        if (fact.subject != thing || person == nullptr) continue;
        const bool is_there = std::any_of(things.begin(), things.end(), [&](const auto event) {
          return event != thing && was_there(*person, event);
        });
        if (is_there) {
          found.facts.push_back(id);
          found.values.push_back({*person, "", knowledge::ValueType::Entity});
        }
      }
    }
  }
  if (found.facts.size() != 1) return std::nullopt;
  found.kind = Denotation::Kind::Values;
  return found;
}

std::vector<knowledge::EntityId> things_named(const query::Condition& condition) {
  std::vector<knowledge::EntityId> things;
  const auto* named = std::get_if<query::Named>(&condition);
  if (named == nullptr) return things;
  for (const query::Sense& sense : named->senses) {
    if (sense.type == query::Sense::Type::Entity) things.push_back(knowledge::EntityId{sense.id});
  }
  return things;
}

// Whether something is told of a thing in which another has a part: the parties of a treaty.
bool is_party_of(const knowledge::FactStore& store, knowledge::EntityId party,
                 knowledge::EntityId thing) {
  const auto rows = store.rows_with(thing);
  return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
    const auto fact = store.fact(store.row(row).fact);
    const auto& others = fact.counterparts;
    return fact.subject == thing &&
           (std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{party}) !=
                fact.value.end() ||
            std::find(others.begin(), others.end(), party) != others.end());
  });
}

// "Treaty A B ratification C year": keywords, of which some only tell which treaty it is.
std::optional<Denotation> look_up_keywords(const Chatbot::Parts& parts, const Line& line,
                                           const Query& query) {
  const bool is_sentence = std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::Plain>(item.meaning);
  });
  constexpr std::size_t kFew = 4;  // conditions that say enough of what is left
  if (is_sentence || query.conditions.size() < kFew) return std::nullopt;
  std::vector<knowledge::EntityId> named;
  for (const auto& condition : query.conditions) {
    const auto things = things_named(condition);
    named.insert(named.end(), things.begin(), things.end());
  }
  const auto tells_which = [&](const query::Condition& condition) {
    const auto parties = things_named(condition);
    return std::any_of(parties.begin(), parties.end(), [&](const auto party) {
      return std::any_of(named.begin(), named.end(), [&](const auto thing) {
        return thing != party && is_party_of(parts.store, party, thing) &&
               parts.store.entity(thing).kind != parts.store.entity(party).kind;
      });
    });
  };
  Query rest = query;
  if (std::erase_if(rest.conditions, tells_which) == 0) return std::nullopt;
  Denotation found = query::evaluate(rest, parts.store);
  if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
  const auto subject = parts.store.fact(found.facts.front()).subject;
  if (std::find(named.begin(), named.end(), subject) == named.end()) return std::nullopt;
  return found;
}

}  // namespace

bool names_property(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
    return query::has_sense(condition, query::Sense::Type::Property);
  });
}

void look_up_otherwise(const Chatbot::Parts& parts, const Line& line, Understanding& not_held) {
  const Query& query = *not_held.query;
  auto told = look_up_year_and_unit(parts, query);
  if (!told) told = look_up_in_currency(parts, query);
  if (!told) {
    told = look_up_existence(parts, line, query);
    not_held.asks_for_existence = told.has_value();
  }
  if (!told) told = look_up_counted(parts, line, query);
  if (!told) told = look_up_each(parts, line, query);
  if (!told) told = look_up_list_of_kind(parts, line, query);
  if (!told) told = look_up_representative(parts, query);
  if (!told) told = look_up_keywords(parts, line, query);
  if (told) {
    not_held.outcome = Understanding::Outcome::Answered;
    not_held.denotation = std::move(*told);
    return;
  }
  auto found = query::work_out_by_sum(query, parts.store);
  if (!found) return;
  not_held.outcome = Understanding::Outcome::Answered;
  not_held.denotation.kind = Denotation::Kind::Values;
  not_held.denotation.facts = found->facts;
  not_held.denotation.values = {*found->result};
  not_held.calculation = std::move(found);
}

}  // namespace jauap::chat
