#include "bot/chat/extreme_fact.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"
#include "bot/query/select.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::ValueType;
using query::Query;
using query::Sense;
using understanding::Line;

// What a superlative compares by, and which end of it is meant.
struct Superlative {
  bool of_time = false;
  bool up = true;  // the greatest number, or the latest time
};

// The one superlative of a line, which is taken out of it.
std::optional<Superlative> take_superlative(Line& line, const text::Words& words) {
  const auto degree_of = [&](const understanding::Item& item) {
    const auto degree = words.adjectives.degrees.find(item.text);
    return degree == words.adjectives.degrees.end() ||
                   degree->second.form != text::Degree::Form::Most
               ? nullptr
               : &degree->second;
  };
  const auto at = std::find_if(line.items.begin(), line.items.end(),
                               [&](const auto& item) { return degree_of(item) != nullptr; });
  if (at == line.items.end()) return std::nullopt;
  const text::Degree degree = *degree_of(*at);
  line.items.erase(at);
  if (std::any_of(line.items.begin(), line.items.end(),
                  [&](const auto& item) { return degree_of(item) != nullptr; })) {
    return std::nullopt;
  }
  const auto& dimension = words.adjectives.dimensions[degree.dimension];
  // What is old has an early date.
  const bool is_inverse = dimension.of_time && !dimension.inverse_names.empty();
  return Superlative{dimension.of_time, degree.up != is_inverse};
}

std::vector<knowledge::KindId> kinds_named(const Query& query) {
  std::vector<knowledge::KindId> kinds;
  for (const auto& wanted : query.wanted) {
    kinds.insert(kinds.end(), wanted.kinds.begin(), wanted.kinds.end());
  }
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    for (const Sense& sense : named->senses) {
      if (sense.type == Sense::Type::Kind) kinds.push_back(knowledge::KindId{sense.id});
    }
  }
  return kinds;
}

bool is_written(const FactStore& store, FactId id) {
  return static_cast<std::size_t>(id) >= store.tables().cells.size();
}

// What happened to things of the kinds that a query names, in which all other things that it names
// are concerned.
std::vector<FactId> events_of_kind(const FactStore& store, const Query& query) {
  constexpr std::size_t kMostOfKind = 100;
  const auto concerns_all = [&](FactId id) {
    return std::all_of(query.conditions.begin(), query.conditions.end(),
                       [&](const query::Condition& condition) {
                         if (!query::has_sense(condition, Sense::Type::Entity)) return true;
                         const auto& senses = std::get<query::Named>(condition).senses;
                         return std::any_of(senses.begin(), senses.end(), [&](const Sense& sense) {
                           return sense.type == Sense::Type::Entity &&
                                  knowledge::has_thing(store.fact(id), EntityId{sense.id});
                         });
                       });
  };
  std::vector<FactId> events;
  for (const auto kind : kinds_named(query)) {
    const auto things = store.entities_of(kind);
    if (store.kind(kind).of_table || things.size() > kMostOfKind) continue;
    for (const EntityId thing : things) {
      for (const auto row : store.rows_with(thing)) {
        const FactId id = store.row(row).fact;
        const auto fact = store.fact(id);
        const bool is_event = store.property(fact.property).type == ValueType::Event && fact.when;
        const bool is_known = std::find(events.begin(), events.end(), id) != events.end();
        if (is_event && !is_known && is_written(store, id) && concerns_all(id))
          events.push_back(id);
      }
    }
  }
  return events;
}

// Numbers of one type and unit that facts say; empty where they are not such.
std::vector<double> numbers_of(const FactStore& store, const std::vector<FactId>& facts) {
  std::vector<double> numbers;
  for (const FactId id : facts) {
    const auto fact = store.fact(id);
    const auto first = store.fact(facts.front());
    const auto type = store.property(fact.property).type;
    const bool is_number = knowledge::is_amount(type);
    if (!is_written(store, id) || !is_number || fact.value.size() != 1) return {};
    if (query::unit_said(store, fact) != query::unit_said(store, first)) return {};
    const auto* number = std::get_if<double>(&fact.value.front());
    if (number == nullptr) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

// The one of the facts whose measure is before all others.
template <class Measure>
std::optional<FactId> first_of(const std::vector<FactId>& facts,
                               const std::vector<Measure>& measures, bool up) {
  if (facts.empty() || measures.size() != facts.size()) return std::nullopt;
  const auto before = [&](const Measure& a, const Measure& b) { return up ? b < a : a < b; };
  const auto best = std::min_element(measures.begin(), measures.end(), before);
  const bool leads = std::none_of(measures.begin(), measures.end(), [&](const Measure& other) {
    return &other != &*best && !before(*best, other);
  });
  if (!leads) return std::nullopt;
  return facts[static_cast<std::size_t>(best - measures.begin())];
}

// What is compared where a line names nothing but a measure: "the highest figure", "the biggest
// percentage", "the smallest amount in dollars", "the earliest date".
struct MeasureAlone {
  std::string unit;  // "" where any will do
  bool of_time = false;
};

std::optional<MeasureAlone> measure_alone(const Line& line, const text::Words& words) {
  std::optional<MeasureAlone> measure;
  const auto measured = [&]() -> MeasureAlone& { return measure ? *measure : measure.emplace(); };
  for (const auto& item : line.items) {
    const std::string& text = item.text;
    const bool is_percent = std::any_of(
        words.percent_words.begin(), words.percent_words.end(), [&](const std::string& percent) {
          return text.compare(0, percent.size(), percent) == 0;  // "percentage"
        });
    const auto* unit = std::get_if<understanding::InUnit>(&item.meaning);
    const auto currency = words.currencies.find(text);
    if (is_percent) {
      measured().unit = "%";
    } else if (unit != nullptr || currency != words.currencies.end()) {
      measured().unit = unit != nullptr ? unit->unit : currency->second;
    } else if (words.time_measures.count(text) > 0) {
      measured().of_time = true;
    } else if (words.number_nouns.count(text) > 0) {
      measured();
    } else if (words.articles.count(text) == 0 && words.function_words.count(text) == 0 &&
               words.asking_words.count(text) == 0 && words.frame_words.count(text) == 0 &&
               words.reporting_words.count(text) == 0) {
      return std::nullopt;
    }
  }
  return measure;
}

// All that is written with one number of a unit, or all that happened at some time; empty where
// more than one pack has such.
std::vector<FactId> facts_measured(const FactStore& store, const MeasureAlone& measure) {
  std::vector<FactId> facts;
  constexpr std::size_t kMost = 2'000;  // that are looked at
  const std::size_t first = store.tables().cells.size();
  if (store.fact_count() - first > kMost) return facts;
  for (std::size_t i = first; i < store.fact_count(); ++i) {
    const FactId id{static_cast<std::uint32_t>(i)};
    const auto fact = store.fact(id);
    const auto type = store.property(fact.property).type;
    const bool is_number = knowledge::is_amount(type);
    const bool fits = measure.of_time ? type == ValueType::Event && fact.when
                                      : is_number && fact.value.size() == 1 &&
                                            (measure.unit.empty() ||
                                             query::unit_said(store, fact) == measure.unit);
    if (!fits) continue;
    if (!facts.empty() && &store.pack(store.fact(facts.front())) != &store.pack(fact)) return {};
    facts.push_back(id);
  }
  return facts;
}

std::optional<FactId> extreme_of(const FactStore& store, const std::vector<FactId>& facts,
                                 const Superlative& superlative) {
  if (!superlative.of_time) {
    return facts.size() < 2 ? std::nullopt
                            : first_of(facts, numbers_of(store, facts), superlative.up);
  }
  std::vector<text::Date> dates;
  dates.reserve(facts.size());
  for (const FactId id : facts) dates.push_back(*store.fact(id).when);
  return first_of(facts, dates, superlative.up);
}

// "The highest figure in the text": of all that the text gives in one unit, or else in that which
// the text's greatest number has.
std::optional<FactId> extreme_of_all(const FactStore& store, const MeasureAlone& measure,
                                     const Superlative& superlative) {
  if (measure.of_time != superlative.of_time) return std::nullopt;
  auto facts = facts_measured(store, measure);
  if (measure.unit.empty() && !measure.of_time) {
    if (!superlative.up || facts.empty()) return std::nullopt;
    const auto number = [&](FactId id) {
      const auto value = store.fact(id).value;
      const auto* held = std::get_if<double>(&value.front());
      return held == nullptr ? 0 : *held;
    };
    const auto greatest = *std::max_element(
        facts.begin(), facts.end(), [&](FactId a, FactId b) { return number(a) < number(b); });
    const auto unit = query::unit_said(store, store.fact(greatest));
    std::erase_if(facts,
                  [&](FactId id) { return query::unit_said(store, store.fact(id)) != unit; });
  }
  return extreme_of(store, facts, superlative);
}

}  // namespace

std::optional<Understanding> extreme_fact(const Chatbot::Parts& parts, const Line& line,
                                          base::Trace* trace) {
  Line rest = line;
  const auto superlative = take_superlative(rest, parts.words);
  if (!superlative) return std::nullopt;
  const auto measure = measure_alone(rest, parts.words);
  std::optional<FactId> found;
  std::optional<Query> query;
  if (measure) {
    found = extreme_of_all(parts.store, *measure, *superlative);
  } else {
    understanding::run_cascade(rest, parts.phrases, parts.words);
    if (!understanding::unexplained_items(rest, parts.words).empty()) return std::nullopt;
    query = understanding::assemble(rest, parts.words);
    if (!query || query->operation == query::Operation::Verify) return std::nullopt;
    std::vector<FactId> facts;
    if (superlative->of_time) {
      facts = events_of_kind(parts.store, *query);
    } else {
      Query whole = *query;
      whole.wanted = {{query::Part::Whole, {}}};
      facts = query::evaluate(whole, parts.store).facts;
    }
    found = extreme_of(parts.store, facts, *superlative);
  }
  if (!found) return std::nullopt;
  if (trace != nullptr) trace->add("extreme", "fact " + parts.store.fact(*found).key());
  Understanding result;
  result.outcome = Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = {*found};
  const auto fact = parts.store.fact(*found);
  const auto type = parts.store.property(fact.property).type;
  if (superlative->of_time) {
    result.denotation.values = {{*fact.when, "", ValueType::Date}};
  } else {
    result.denotation.values = {{fact.value.front(), fact.unit, type}};
  }
  if (!query) {
    const auto& property = parts.store.property(fact.property);
    const Sense sense{Sense::Type::Property, static_cast<std::uint32_t>(fact.property)};
    query.emplace().conditions.emplace_back(query::Named{{sense}, property.name, "", false});
    query->wanted = {{query::Part::Whole, {}}};
  }
  result.query = std::move(*query);
  return result;
}

}  // namespace jauap::chat
