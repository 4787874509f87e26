#include "bot/query/evaluate.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "bot/query/select.h"

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;

// A row with what it answers.
struct Reading {
  knowledge::FactRow row;
  Sureness sureness = Sureness::Named;
  std::size_t hints = 0;
  std::vector<Projected> values;
};

std::vector<FactId> facts_of(const std::vector<Reading>& readings) {
  std::vector<FactId> facts;
  for (const Reading& reading : readings) {
    if (std::find(facts.begin(), facts.end(), reading.row.fact) == facts.end()) {
      facts.push_back(reading.row.fact);
    }
  }
  return facts;
}

// Of equally sure rows, those count that names explain better than hints.
void keep_surest(std::vector<Reading>& readings) {
  const auto rank = [](const Reading& reading) {
    return std::pair{reading.sureness, reading.hints};
  };
  const auto surest =
      std::min_element(readings.begin(), readings.end(),
                       [&](const Reading& a, const Reading& b) { return rank(a) < rank(b); });
  if (surest == readings.end()) return;
  const auto least = rank(*surest);
  std::erase_if(readings, [&](const Reading& reading) { return rank(reading) != least; });
}

void prefer_written(std::vector<Reading>& readings) {
  const auto is_derived = [](const Reading& reading) { return reading.row.derived; };
  if (std::all_of(readings.begin(), readings.end(), is_derived)) return;
  std::erase_if(readings, is_derived);
}

// "Imports in 2021", of a pack that holds A's imports in 2020 and exports in 2021: what the words
// take as A's imports at another time they do not take as those of the other end at this one.
void drop_turned(std::vector<Reading>& readings, const Query& query, const FactStore& store) {
  const auto is_derived = [](const Reading& reading) { return reading.row.derived; };
  if (readings.empty() || !std::all_of(readings.begin(), readings.end(), is_derived)) return;
  const Query rest = without_times(query);
  if (rest.conditions.size() == query.conditions.size()) return;
  std::set<knowledge::PropertyId> written;
  for (const FittingRow& fitting : select(store, rest)) {
    const auto row = store.row(fitting.row);
    if (!row.derived && !store.property(row.property).symmetric) written.insert(row.property);
  }
  std::erase_if(readings,
                [&](const Reading& reading) { return written.count(reading.row.property) > 0; });
}

bool names_period(const Condition& condition) {
  return has_sense(condition, Sense::Type::Period);
}

// "Is 40 the imports?": where nobody is named, what a fact says read from its other end is no
// imports, if some are written.
void drop_derived_claims(std::vector<Reading>& readings, const Query& query,
                         const FactStore& store) {
  const bool names_thing = std::any_of(
      query.conditions.begin(), query.conditions.end(),
      [](const Condition& condition) { return has_sense(condition, Sense::Type::Entity); });
  if (names_thing) return;
  std::erase_if(readings, [&](const Reading& reading) {
    if (!reading.row.derived) return false;
    const auto rows = store.rows_of(reading.row.property);
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto row) { return !store.row(row).derived; });
  });
}

// Where a date was given, a fact of that date counts before one of a thing that it singles out, and
// before one of a period that merely lies in it.
void prefer_dated(std::vector<Reading>& readings, const Query& query, const FactStore& store) {
  const auto is_dated = [&](const Reading& reading) {
    return std::all_of(
        query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
          const auto* at = std::get_if<At>(&condition);
          return at == nullptr || fits(store, reading.row, At{at->date, {}, at->years}, query);
        });
  };
  if (std::any_of(readings.begin(), readings.end(), is_dated))
    std::erase_if(readings, std::not_fn(is_dated));
  const bool named = std::any_of(query.conditions.begin(), query.conditions.end(), names_period);
  const auto has_period = [&](const Reading& reading) {
    return store.fact(reading.row.fact).period.has_value();
  };
  if (named || std::all_of(readings.begin(), readings.end(), has_period)) return;
  if (std::none_of(query.conditions.begin(), query.conditions.end(),
                   [](const auto& condition) { return std::holds_alternative<At>(condition); })) {
    return;
  }
  std::erase_if(readings, has_period);
}

// "In which councils": a reading whose value is a thing of such a name, before one that only tells
// of it.
void prefer_things_named(std::vector<Reading>& readings, const Query& query) {
  const bool asks_for_things =
      std::all_of(query.wanted.begin(), query.wanted.end(),
                  [](const Wanted& wanted) { return wanted.part == Part::Things; });
  if (!asks_for_things) return;
  const auto is_named = [&](const Projected& value) {
    const auto* thing = std::get_if<EntityId>(&value.value);
    if (thing == nullptr) return false;
    return names(query, {Sense::Type::NamePart, static_cast<std::uint32_t>(*thing)});
  };
  const auto has_named = [&](const Reading& reading) {
    return std::any_of(reading.values.begin(), reading.values.end(), is_named);
  };
  if (std::any_of(readings.begin(), readings.end(), has_named)) {
    std::erase_if(readings, std::not_fn(has_named));
  }
}

// Where several properties are named equally well, what is wanted tells them apart: "how was it
// marked" from "when was it marked".
void keep_wanted(std::vector<Reading>& readings, const Query& query, const FactStore& store) {
  if (query.operation != Operation::Select || readings.empty()) return;
  const auto best =
      std::min_element(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
        return a.sureness < b.sureness;
      })->sureness;
  if (best != Sureness::Named) return;
  // "Where was it written?", where its author is named by "written" and its place only hinted at.
  // Who did it is none that has to do with it otherwise.
  const bool asks_where =
      std::all_of(query.wanted.begin(), query.wanted.end(), [&](const Wanted& wanted) {
        return wanted.part == Part::Where ||
               (wanted.part == Part::OfKind &&
                std::all_of(wanted.kinds.begin(), wanted.kinds.end(),
                            [&](const auto kind) { return store.kind(kind).is_place; }));
      });
  for (const Sureness sureness : {best, Sureness::AskedFor}) {
    if (sureness != best && !asks_where) return;
    const auto holds = [&](const Reading& reading) {
      return reading.sureness == sureness &&
             std::none_of(query.wanted.begin(), query.wanted.end(), [&](const Wanted& wanted) {
               return project(store, reading.row, wanted, query.conditions).empty();
             });
    };
    if (std::none_of(readings.begin(), readings.end(), holds)) continue;
    std::erase_if(readings, [&](const Reading& reading) { return !holds(reading); });
    return;
  }
}

// "Is Turku in Finland?": a cell of a table that nobody has described says it of its row.
bool joins_named(const knowledge::FactRow& row, const Query& query, const FactStore& store) {
  const auto is_named = [&](EntityId entity) {
    const Sense sense{Sense::Type::Entity, static_cast<std::uint32_t>(entity)};
    return std::any_of(
        query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
          const auto* named = std::get_if<Named>(&condition);
          return named != nullptr && std::find(named->senses.begin(), named->senses.end(), sense) !=
                                         named->senses.end();
        });
  };
  const auto& values = store.fact(row.fact).value;
  return store.kind(store.entity(row.subject).kind).is_inferred && is_named(row.subject) &&
         std::any_of(values.begin(), values.end(), [&](const knowledge::Scalar& value) {
           const auto* entity = std::get_if<EntityId>(&value);
           return entity != nullptr && is_named(*entity);
         });
}

bool asks_for_time(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [](const Condition& condition) {
                       return std::holds_alternative<At>(condition) ||
                              std::holds_alternative<Now>(condition) || names_period(condition);
                     }) ||
         std::any_of(query.wanted.begin(), query.wanted.end(), [](const Wanted& wanted) {
           return wanted.part == Part::When || wanted.part == Part::Month ||
                  wanted.part == Part::Day;
         });
}

// Of rows that say the same of the same things at different times, keeps the one of the pack's
// default period, where there is one.
bool take_default_period(std::vector<Reading>& readings, const FactStore& store) {
  using Same = std::tuple<knowledge::PropertyId, EntityId, std::vector<EntityId>>;
  const auto same = [](const Reading& reading) {
    const auto others = reading.row.counterparts;
    return Same{reading.row.property, reading.row.subject, {others.begin(), others.end()}};
  };
  const auto is_default = [&](const Reading& reading) {
    const Fact& fact = store.fact(reading.row.fact);
    return fact.when && fact.when == store.pack(fact).default_period;
  };
  std::set<Same> decided;
  for (const Reading& reading : readings) {
    if (is_default(reading)) decided.insert(same(reading));
  }
  const auto left_out = std::erase_if(readings, [&](const Reading& reading) {
    return decided.count(same(reading)) > 0 && !is_default(reading);
  });
  return left_out > 0;
}

void add_values(std::vector<Projected>& values, const std::vector<Projected>& more) {
  for (const Projected& value : more) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
}

std::vector<Reading> readings_of(const Query& query, const FactStore& store) {
  std::vector<Reading> readings;
  for (const FittingRow& fitting : select(store, query)) {
    readings.push_back({store.row(fitting.row), fitting.sureness, fitting.hints, {}});
  }
  return readings;
}

// "What is A for B?": of two things, where some facts say what the one is to the other by the very
// preposition, those are meant.
void prefer_related(std::vector<Reading>& readings, const Query& query, const FactStore& store) {
  std::size_t things = 0;
  std::set<std::string> prepositions;
  for (const Condition& condition : query.conditions) {
    if (!has_sense(condition, Sense::Type::Entity)) continue;
    ++things;
    const auto& preposition = std::get<Named>(condition).preposition;
    if (!preposition.empty()) prepositions.insert(preposition);
  }
  if (things < 2 || prepositions.empty()) return;
  const auto relates = [&](const Reading& reading) {
    const auto& roles = store.property(reading.row.property).roles;
    return std::any_of(prepositions.begin(), prepositions.end(),
                       [&](const auto& preposition) { return roles.count(preposition) > 0; });
  };
  if (std::none_of(readings.begin(), readings.end(), relates)) return;
  std::erase_if(readings, std::not_fn(relates));
}

Denotation describe_all(std::vector<Reading> readings, const Query& query, const FactStore& store) {
  if (readings.empty()) return {};
  prefer_related(readings, query, store);
  prefer_written(readings);
  // What a thing is comes before where else it is mentioned.
  const auto is_about = [&](const Reading& reading) {
    const Fact& fact = store.fact(reading.row.fact);
    return std::any_of(
        query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
          const auto* named = std::get_if<Named>(&condition);
          return named != nullptr &&
                 std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
                   if (sense.type == Sense::Type::Property) {
                     return fact.property == knowledge::PropertyId{sense.id};
                   }
                   if (sense.type != Sense::Type::Entity) return false;
                   const EntityId entity{sense.id};
                   return fact.subject == entity ||
                          (fact.value.size() == 1 &&
                           fact.value.front() == knowledge::Scalar{entity});
                 });
        });
  };
  std::stable_partition(readings.begin(), readings.end(), is_about);
  if (is_about(readings.front())) {
    std::erase_if(readings, [&](const Reading& reading) { return !is_about(reading); });
  }
  Denotation denotation;
  denotation.kind = Denotation::Kind::Values;
  denotation.facts = facts_of(readings);
  for (const FactId id : denotation.facts) {
    const Fact& fact = store.fact(id);
    for (const auto& value : fact.value)
      add_values(denotation.values, {{value, fact.unit, store.property(fact.property).type}});
  }
  return denotation;
}

// Whether the words name one of the things that a fact has as its value: "is X one of the …".
bool names_value(const knowledge::FactRow& row, const Query& query, const FactStore& store) {
  const Fact& fact = store.fact(row.fact);
  return std::any_of(
      query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
        const auto* named = std::get_if<Named>(&condition);
        return named != nullptr &&
               std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
                 return sense.type == Sense::Type::Entity &&
                        std::find(fact.value.begin(), fact.value.end(),
                                  knowledge::Scalar{EntityId{sense.id}}) != fact.value.end();
               });
      });
}

// Whether the others that a query names are all concerned in what a fact says of its subject.
bool concerns_named(const knowledge::FactRow& row, const Query& query) {
  return std::all_of(query.conditions.begin(), query.conditions.end(),
                     [&](const Condition& condition) {
                       if (!has_sense(condition, Sense::Type::Entity)) return true;
                       const auto& senses = std::get<Named>(condition).senses;
                       return std::any_of(senses.begin(), senses.end(), [&](const Sense& sense) {
                         if (sense.type != Sense::Type::Entity) return false;
                         const EntityId thing{sense.id};
                         const auto& others = row.counterparts;
                         return thing == row.subject ||
                                std::find(others.begin(), others.end(), thing) != others.end();
                       });
                     });
}

// Whether a query names what another change is one of, beside which this one is only spoken of too.
bool is_change_of_other(PropertyId property, const Query& query, const FactStore& store) {
  if (!store.property(property).of) return false;
  const auto id = static_cast<std::uint32_t>(property);
  return std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<Named>(&condition);
    if (named == nullptr) return false;
    const auto& senses = named->senses;
    const bool is_own = std::any_of(senses.begin(), senses.end(), [&](const Sense& sense) {
      return sense.id == id &&
             (sense.type == Sense::Type::Property || sense.type == Sense::Type::Whole);
    });
    return !is_own && has_sense(senses, Sense::Type::Whole);
  });
}

// "Has the town a harbour?": what is said of the harbour names the town, or concerns it.
bool is_possessed(const knowledge::FactRow& row, const Query& query, const FactStore& store) {
  const bool is_had = std::any_of(
      query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
        const auto* named = std::get_if<Named>(&condition);
        return named != nullptr && named->possessed &&
               std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
                 return sense.type == Sense::Type::Entity && EntityId{sense.id} == row.subject;
               });
      });
  return is_had && (names_value(row, query, store) || concerns_named(row, query));
}

}  // namespace

Denotation evaluate(const Query& query, const FactStore& store) {
  std::vector<Reading> readings = readings_of(query, store);
  if (query.operation == Operation::Describe) {
    return describe_all(std::move(readings), query, store);
  }
  if (query.operation == Operation::Verify) {
    // A yes must not rest on things that merely stand together in some fact, nor on a hint of it
    // without a value or time that the fact must have.
    const auto is_stated = [&](const Reading& reading) {
      return reading.sureness == Sureness::Given &&
             (joins_named(reading.row, query, store) || is_possessed(reading.row, query, store));
    };
    // "Is it the parliament of A?" is not so because it stands beside that in some fact.
    const bool names_entity_property =
        std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
          const auto* named = std::get_if<Named>(&condition);
          return named != nullptr &&
                 std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
                   return sense.type == Sense::Type::Property &&
                          store.property(knowledge::PropertyId{sense.id}).type ==
                              knowledge::ValueType::Entity;
                 });
        });
    // "Did trade grow by 5 %?" is not so because exports did, beside whose growth "trade" may
    // stand.
    const auto is_of_other = [&](const Reading& reading) {
      return is_change_of_other(reading.row.property, query, store);
    };
    std::erase_if(readings, [&](const Reading& reading) {
      return is_of_other(reading) || (reading.sureness == Sureness::Given && !is_stated(reading)) ||
             (reading.sureness == Sureness::Hinted && names_entity_property) ||
             (reading.sureness == Sureness::Hinted && !gives_value(query) &&
              !names_value(reading.row, query, store));
    });
    drop_derived_claims(readings, query, store);
  }
  drop_turned(readings, query, store);
  if (readings.empty()) return {};
  keep_wanted(readings, query, store);
  keep_surest(readings);
  Denotation denotation;
  const std::vector<FactId> all_facts = facts_of(readings);
  for (Reading& reading : readings) {
    for (const Wanted& wanted : query.wanted) {
      const auto values = project(store, reading.row, wanted, query.conditions);
      if (values.empty()) {
        reading.values.clear();
        break;
      }
      add_values(reading.values, values);
    }
  }
  std::erase_if(readings, [](const Reading& reading) { return reading.values.empty(); });
  if (readings.empty()) {
    denotation.kind = Denotation::Kind::Lacking;
    denotation.facts = all_facts;
    return denotation;
  }
  prefer_written(readings);
  prefer_dated(readings, query, store);
  prefer_things_named(readings, query);
  if (!asks_for_time(query)) denotation.default_period = take_default_period(readings, store);
  denotation.facts = facts_of(readings);
  const bool agree = std::all_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return reading.values == readings.front().values;
  });
  // "What happened in 1993?" asks for everything that did. So does what asks for nothing that one
  // fact could have and the other not, as long as both can be told in one breath and do not say
  // the same of different things.
  const bool asks_for_facts =
      denotation.facts.size() == 2 &&
      store.fact(denotation.facts[0]).property != store.fact(denotation.facts[1]).property &&
      std::all_of(query.wanted.begin(), query.wanted.end(),
                  [](const Wanted& wanted) { return wanted.part == Part::Whole; });
  const bool lists_all = readings.front().sureness == Sureness::Given || asks_for_facts;
  denotation.kind = agree || lists_all ? Denotation::Kind::Values : Denotation::Kind::Ambiguous;
  for (const Reading& reading : readings) add_values(denotation.values, reading.values);
  if (query.operation == Operation::Verify) {
    denotation.kind = Denotation::Kind::Values;
    const auto& first = readings.front().values.front();
    const auto* stated = std::get_if<bool>(&first.value);
    denotation.truth = stated == nullptr || *stated;
  }
  return denotation;
}

}  // namespace jauap::query
