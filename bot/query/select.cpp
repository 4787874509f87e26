#include "bot/query/select.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "bot/query/project.h"

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactRow;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::Property;
using knowledge::PropertyId;
using knowledge::Role;
using knowledge::RowId;
using knowledge::Scalar;
using knowledge::ValueType;

bool contains(std::span<const EntityId> entities, EntityId entity) {
  return std::find(entities.begin(), entities.end(), entity) != entities.end();
}

bool has_value(const Fact& fact, EntityId entity) {
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* held = std::get_if<EntityId>(&value);
    return held != nullptr && *held == entity;
  });
}

bool stands_as(const FactStore& store, const FactRow& row, EntityId entity, Role role) {
  const Fact& fact = store.fact(row.fact);
  switch (role) {
    case Role::Subject:
      return row.subject == entity;
    case Role::Counterpart:
      return contains(row.counterparts, entity);
    case Role::Place:
      return fact.place == entity;
    case Role::Value:
      return has_value(fact, entity);
  }
  return false;
}

bool stands_anywhere(const FactStore& store, const FactRow& row, EntityId entity) {
  return stands_as(store, row, entity, Role::Subject) ||
         stands_as(store, row, entity, Role::Counterpart) ||
         stands_as(store, row, entity, Role::Place) || stands_as(store, row, entity, Role::Value);
}

// "People in the community": only a place can be where something is. "The post of a person": who
// has a post is what the row says of a country, no country itself.
bool can_stand_as(const FactStore& store, const FactRow& row, EntityId entity, Role role) {
  const KindId kind = store.entity(entity).kind;
  if (role == Role::Place) return store.kind(kind).is_place;
  if (role == Role::Subject && has_value(store.fact(row.fact), entity)) {
    return store.entity(row.subject).kind == kind;
  }
  return true;
}

// "A's rank for B", where both would mark B: what a preposition marks is not what "'s" does. Of
// "A's place among B's partners" the one next to the word for it has the role.
bool is_marked_elsewhere(const Property& property, Role role, const Named& named,
                         const Query& query) {
  bool is_behind = false;
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [&](const Condition& condition) {
                       const auto* other = std::get_if<Named>(&condition);
                       if (other == &named) is_behind = true;
                       if (other == nullptr || other == &named) return false;
                       if (other->preposition == named.preposition && !is_behind) return false;
                       if (!has_sense(other->senses, Sense::Type::Entity)) return false;
                       const auto marked = property.roles.find(other->preposition);
                       return marked != property.roles.end() && marked->second == role;
                     });
}

bool entity_fits(const FactStore& store, const FactRow& row, EntityId entity, const Named& named,
                 const Query& query) {
  const Property& property = store.property(row.property);
  const auto& roles = property.roles;
  if (roles.empty()) {
    // "The capital of X": of what it says it is not said.
    const bool owns = named.preposition == "of" || named.preposition == "'s";
    if (!owns || store.property(row.property).type != ValueType::Entity) {
      return stands_anywhere(store, row, entity);
    }
    return stands_as(store, row, entity, Role::Subject) ||
           stands_as(store, row, entity, Role::Counterpart) ||
           stands_as(store, row, entity, Role::Place);
  }
  if (const auto role = roles.find(named.preposition);
      role != roles.end() && can_stand_as(store, row, entity, role->second)) {
    const bool yields =
        named.preposition == "'s" && is_marked_elsewhere(property, role->second, named, query);
    if (yields) return stands_as(store, row, entity, Role::Subject);
    return stands_as(store, row, entity, role->second);
  }
  // "A ships …": where roles matter, who stands in front does it. A place alone makes no sides.
  const bool has_sides = std::any_of(roles.begin(), roles.end(),
                                     [](const auto& entry) { return entry.second != Role::Place; });
  if (named.leads && has_sides) {
    return stands_as(store, row, entity, Role::Subject) ||
           stands_as(store, row, entity, Role::Value);
  }
  return stands_anywhere(store, row, entity);
}

bool kind_fits(const FactStore& store, const FactRow& row, KindId kind) {
  const Fact& fact = store.fact(row.fact);
  const auto is_of_kind = [&](EntityId entity) { return store.entity(entity).kind == kind; };
  return is_of_kind(row.subject) ||
         std::any_of(row.counterparts.begin(), row.counterparts.end(), is_of_kind) ||
         (fact.place && is_of_kind(*fact.place)) ||
         std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
           const auto* entity = std::get_if<EntityId>(&value);
           return entity != nullptr && is_of_kind(*entity);
         });
}

// Whether the question names the entity by its kind or by another name.
bool is_referred_to(const FactStore& store, EntityId entity, const Query& query) {
  const KindId kind = store.entity(entity).kind;
  const auto refers = [&](const Condition& condition) {
    const auto* named = std::get_if<Named>(&condition);
    if (named == nullptr) return false;
    return std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
      return (sense.type == Sense::Type::Kind && KindId{sense.id} == kind) ||
             (sense.type == Sense::Type::Entity && EntityId{sense.id} == entity);
    });
  };
  return std::any_of(query.wanted.begin(), query.wanted.end(),
                     [&](const Wanted& wanted) {
                       return std::find(wanted.kinds.begin(), wanted.kinds.end(), kind) !=
                              wanted.kinds.end();
                     }) ||
         std::any_of(query.conditions.begin(), query.conditions.end(), refers);
}

bool sense_fits(const FactStore& store, const FactRow& row, const Sense& sense, const Named& named,
                const Query& query) {
  switch (sense.type) {
    case Sense::Type::Property:
    case Sense::Type::Whole:
    case Sense::Type::Hint:
    case Sense::Type::Verb:
    case Sense::Type::InverseVerb:
      return row.property == PropertyId{sense.id};
    case Sense::Type::Entity:
      return entity_fits(store, row, EntityId{sense.id}, named, query);
    case Sense::Type::NamePart:
      return stands_anywhere(store, row, EntityId{sense.id}) &&
             is_referred_to(store, EntityId{sense.id}, query);
    case Sense::Type::Kind:
      return kind_fits(store, row, KindId{sense.id});
    case Sense::Type::Period:
      return store.fact(row.fact).period == sense.id;
    case Sense::Type::Class:
    case Sense::Type::Antonym:
    case Sense::Type::Everywhere:
      return false;  // no single fact says so
  }
  return false;
}

// A grain more than the tolerance, since 97.45 is not exact in binary.
double slack(const Amount& amount) {
  return amount.tolerance * (1 + 1e-9) + 1e-9;
}

// The scales in which a number may be meant: of a bare one that tells enough, where nothing has it
// as it stands, those that people leave out.
std::vector<double> scales_of(const FactStore& store, const Amount& amount) {
  constexpr double kTelling = 100;
  constexpr double kWhole = 0.5;  // the tolerance of a number without decimals
  const bool tells = amount.number >= kTelling || amount.tolerance < kWhole;
  if (!amount.bare || !tells || !store.rows_with_number(amount.number, slack(amount)).empty()) {
    return {1};
  }
  return {1e3, 1e6, 1e9};
}

bool amount_fits(const FactStore& store, const FactRow& row, const Amount& amount) {
  const Fact& fact = store.fact(row.fact);
  const ValueType type = store.property(row.property).type;
  if (type == ValueType::Time) return false;  // held as minutes
  if (amount.ordinal != (type == ValueType::Ordinal)) return false;
  if (!amount.unit.empty() && amount.unit != unit_said(store, fact)) return false;
  const auto scales = scales_of(store, amount);
  // Cells of a table are many: some number of theirs would fit anything.
  const bool is_cell = static_cast<std::size_t>(row.fact) < store.tables().cells.size();
  if (is_cell && scales.front() != 1) return false;
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* number = std::get_if<double>(&value);
    return number != nullptr && std::any_of(scales.begin(), scales.end(), [&](double scale) {
             return agrees(amount, *number / scale);
           });
  });
}

// A period without a date of its own may still tell its year by its name: "the same part of 2021".
bool names_year(const std::string& period, int year) {
  return year != 0 && period.find(std::to_string(year)) != std::string::npos;
}

bool date_fits(const FactStore& store, const Fact& fact, const At& at) {
  if (fact.period) {
    return at.date.month == 0 && at.years == 1 &&
           names_year(store.tables().periods[*fact.period].name, at.date.year);
  }
  if (fact.when) return covers(at, *fact.when);
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* held = std::get_if<text::Date>(&value);
    return held != nullptr && covers(at, *held);
  });
}

// Whether something happened to the fact's subject, one of those that the date may belong to, then.
bool dates_subject(const FactStore& store, const FactRow& row, const At& at) {
  const EntityId subject = row.subject;
  const auto is_subject = [&](const Sense& sense) {
    return sense.type == Sense::Type::Kind ? store.entity(subject).kind == KindId{sense.id}
                                           : subject == EntityId{sense.id};
  };
  if (std::none_of(at.of.begin(), at.of.end(), is_subject)) return false;
  const auto rows = store.rows_with(subject);
  return std::any_of(rows.begin(), rows.end(), [&](const RowId id) {
    const FactRow& other = store.row(id);
    return other.subject == subject && store.property(other.property).type == ValueType::Event &&
           date_fits(store, store.fact(other.fact), at);
  });
}

bool holds_now(const FactStore& store, const Fact& fact) {
  if (fact.period) return false;
  return !fact.when || fact.when == store.pack(fact).reference_date;
}

// How many rows a condition can fit at most, and which. Nothing where it does not narrow.
struct Candidates {
  std::size_t count = 0;
  std::vector<std::span<const RowId>> lists;
};

std::optional<Candidates> candidates(const FactStore& store, const Condition& condition) {
  Candidates found;
  const auto add = [&](std::span<const RowId> rows) {
    found.count += rows.size();
    found.lists.push_back(rows);
  };
  if (const auto* named = std::get_if<Named>(&condition)) {
    for (const Sense& sense : named->senses) {
      switch (sense.type) {
        case Sense::Type::Property:
        case Sense::Type::Whole:
        case Sense::Type::Hint:
        case Sense::Type::Verb:
        case Sense::Type::InverseVerb:
          add(store.rows_of(PropertyId{sense.id}));
          break;
        case Sense::Type::Entity:
        case Sense::Type::NamePart:
          add(store.rows_with(EntityId{sense.id}));
          break;
        case Sense::Type::Class:
        case Sense::Type::Antonym:
        case Sense::Type::Everywhere:
          break;
        case Sense::Type::Kind:
        case Sense::Type::Period:
          return std::nullopt;
      }
    }
    return found;
  }
  if (const auto* at = std::get_if<At>(&condition)) {
    if (!at->of.empty()) return std::nullopt;
    for (int year = 0; year < at->years && at->date.year != 0; ++year) {
      add(store.rows_in_year(at->date.year + year));
    }
    if (at->date.year == 0) add(store.rows_in_month(at->date.month));
    return found;
  }
  if (const auto* amount = std::get_if<Amount>(&condition)) {
    for (const double scale : scales_of(store, *amount)) {
      add(store.rows_with_number(amount->number * scale, slack(*amount) * scale));
    }
    return found;
  }
  return std::nullopt;
}

// Whether what a fact says is a thing of this kind.
bool says_kind(const FactStore& store, const Fact& fact, KindId kind) {
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* entity = std::get_if<EntityId>(&value);
    return entity != nullptr && store.entity(*entity).kind == kind;
  });
}

// "Which country is the ambassador X from?": whether all the things that a fact says are named.
bool values_named(const FactStore& store, const FactRow& row, const Query& query) {
  const Fact& fact = store.fact(row.fact);
  const auto is_named = [&](const Scalar& value) {
    const auto* entity = std::get_if<EntityId>(&value);
    return entity != nullptr &&
           names(query, {Sense::Type::Entity, static_cast<std::uint32_t>(*entity)});
  };
  return !fact.value.empty() && std::all_of(fact.value.begin(), fact.value.end(), is_named);
}

// Whether what is named is where the fact is, and no other part of it.
bool is_place_of(const FactStore& store, const FactRow& row, const Named& named) {
  const Fact& fact = store.fact(row.fact);
  return fact.place &&
         std::any_of(named.senses.begin(), named.senses.end(), [&](const Sense& sense) {
           const EntityId thing{sense.id};
           return sense.type == Sense::Type::Entity && *fact.place == thing &&
                  row.subject != thing && !has_value(fact, thing) &&
                  std::find(row.counterparts.begin(), row.counterparts.end(), thing) ==
                      row.counterparts.end();
         });
}

// How many names nothing but a hint of the row's property explains.
std::size_t bare_hints(const FactStore& store, const FactRow& row, const Query& query) {
  const auto is_bare = [&](const Condition& condition) {
    const auto* named = std::get_if<Named>(&condition);
    return named != nullptr &&
           std::none_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
             return sense.type != Sense::Type::Hint && sense_fits(store, row, sense, *named, query);
           });
  };
  return static_cast<std::size_t>(
      std::count_if(query.conditions.begin(), query.conditions.end(), is_bare));
}

// Two things that a row of a table lists side by side are not thereby joined: what borders A and B
// makes A no neighbour of B.
bool merely_lists(const FactStore& store, const FactRow& row, const Query& query) {
  const bool is_inferred = store.kind(store.entity(row.subject).kind).is_inferred;
  if (!is_inferred && !store.property(row.property).symmetric) return false;
  std::size_t named_things = 0;
  for (const Condition& condition : query.conditions) {
    const auto* named = std::get_if<Named>(&condition);
    if (named == nullptr) continue;
    const auto fits_as = [&](auto stands) {
      return std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
        return sense.type == Sense::Type::Entity && stands(EntityId{sense.id});
      });
    };
    if (fits_as([&](EntityId entity) { return row.subject == entity; })) return false;
    if (fits_as([&](EntityId entity) { return has_value(store.fact(row.fact), entity); })) {
      ++named_things;
    }
  }
  return named_things > 1;
}

// How a fitting row came to fit; nothing where what is named does not single it out.
std::optional<Sureness> sureness(const FactStore& store, const FactRow& row, const Query& query) {
  std::size_t hints = 0;
  bool about = false;  // its subject or value is named
  bool thing = false;  // anything in it is named
  std::size_t named_things = 0;
  bool given = false;
  for (const Condition& condition : query.conditions) {
    const auto* named = std::get_if<Named>(&condition);
    if (named == nullptr) {
      given = given || std::holds_alternative<At>(condition) ||
              std::holds_alternative<Amount>(condition);
      continue;
    }
    bool names_thing = false;
    for (const Sense& sense : named->senses) {
      if (!sense_fits(store, row, sense, *named, query)) continue;
      if (sense.type == Sense::Type::Property) return Sureness::Named;
      if (sense.type == Sense::Type::Whole || sense.type == Sense::Type::Hint) ++hints;
      if (sense.type != Sense::Type::Entity) continue;
      thing = true;
      names_thing = true;
      about = about || row.subject == EntityId{sense.id} ||
              has_value(store.fact(row.fact), EntityId{sense.id});
    }
    if (names_thing) ++named_things;
  }
  const auto& asks = store.property(row.property).asks;
  const auto asked = [&](const Wanted& wanted) {
    using knowledge::AskWord;
    switch (wanted.part) {
      case Part::Who:
        return asks.count(AskWord::Who) > 0;
      case Part::Why:
        return asks.count(AskWord::Why) > 0;
      case Part::When:
      case Part::Month:
      case Part::Day:
        return asks.count(AskWord::When) > 0;
      case Part::Where:
        return asks.count(AskWord::Where) > 0;
      case Part::Time:
        return store.property(row.property).type == ValueType::Time;
      case Part::Length:
        return asks.count(AskWord::HowLong) > 0;
      case Part::Quantity:
        // Of what is told in words it must be said what is counted.
        return store.property(row.property).type != ValueType::Text &&
               asks.count(AskWord::HowMuch) + asks.count(AskWord::HowMany) > 0;
      case Part::OfKind:
        return std::any_of(wanted.kinds.begin(), wanted.kinds.end(), [&](const KindId kind) {
          return says_kind(store, store.fact(row.fact), kind) ||
                 (values_named(store, row, query) && store.entity(row.subject).kind == kind);
        });
      default:
        return false;
    }
  };
  const bool is_asked_for = std::any_of(query.wanted.begin(), query.wanted.end(), asked);
  if (about && is_asked_for) return Sureness::AskedFor;
  // "In which areas do they want to work together?": a list of what is asked for.
  constexpr std::size_t kList = 3;
  const bool is_list_asked_for =
      is_asked_for && store.fact(row.fact).value.size() >= kList &&
      std::any_of(query.wanted.begin(), query.wanted.end(),
                  [](const Wanted& wanted) { return wanted.part == Part::OfKind; });
  if (hints == 1 && is_list_asked_for) return Sureness::Hinted;
  // "How long have they had relations?"
  const bool is_length =
      std::any_of(query.wanted.begin(), query.wanted.end(),
                  [](const Wanted& wanted) { return wanted.part == Part::Length; });
  // "How many people from A live in B?"
  if (hints == 1 && named_things > 1 && is_asked_for) return Sureness::Hinted;
  if (hints > 1 || (hints == 1 && is_length && is_asked_for) || (hints == 1 && (about || given)))
    return Sureness::Hinted;
  if (hints == 0 && (given || (thing && query.operation != Operation::Select)))
    return Sureness::Given;
  return std::nullopt;
}

}  // namespace

bool counts_at_place_only(const FactStore& store, const FactRow& row, const Query& query) {
  const bool asks_amount =
      std::any_of(query.wanted.begin(), query.wanted.end(),
                  [](const Wanted& wanted) { return wanted.part == Part::Quantity; });
  if (!asks_amount) return false;
  bool is_any = false;
  for (const Condition& condition : query.conditions) {
    const Sense property{Sense::Type::Property, static_cast<std::uint32_t>(row.property)};
    if (has_sense(condition, property)) return false;
    if (!has_sense(condition, Sense::Type::Entity)) continue;
    if (!is_place_of(store, row, std::get<Named>(condition))) return false;
    is_any = true;
  }
  return is_any;
}

bool agrees(const Amount& amount, double number) {
  return std::abs(number - amount.number) <= slack(amount);
}

bool covers(const At& at, const text::Date& date) {
  if (at.years == 1) return text::covers(at.date, date);
  return date.year >= at.date.year && date.year < at.date.year + at.years;
}

std::string unit_said(const FactStore& store, const Fact& fact) {
  return store.property(fact.property).type == ValueType::Percent ? "%" : fact.unit;
}

bool fits(const FactStore& store, const FactRow& row, const Condition& condition,
          const Query& query) {
  if (const auto* named = std::get_if<Named>(&condition)) {
    return std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
      return sense_fits(store, row, sense, *named, query);
    });
  }
  if (const auto* at = std::get_if<At>(&condition)) {
    return date_fits(store, store.fact(row.fact), *at) || dates_subject(store, row, *at);
  }
  if (const auto* in = std::get_if<InUnit>(&condition)) {
    return store.fact(row.fact).unit == in->unit;
  }
  if (std::holds_alternative<Now>(condition)) return holds_now(store, store.fact(row.fact));
  return amount_fits(store, row, std::get<Amount>(condition));
}

std::vector<FittingRow> select(const FactStore& store, const Query& query) {
  if (query.conditions.empty()) return {};
  Candidates rarest;
  bool narrowed = false;
  for (const Condition& condition : query.conditions) {
    auto found = candidates(store, condition);
    if (found && (!narrowed || found->count < rarest.count)) {
      rarest = std::move(*found);
      narrowed = true;
    }
  }
  // Kinds, periods and units alone single nothing out.
  if (!narrowed) return {};
  std::vector<RowId> rows;
  for (const auto& list : rarest.lists) rows.insert(rows.end(), list.begin(), list.end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::vector<FittingRow> fitting;
  for (const RowId id : rows) {
    const FactRow& row = store.row(id);
    const bool all =
        std::all_of(query.conditions.begin(), query.conditions.end(),
                    [&](const Condition& condition) { return fits(store, row, condition, query); });
    if (!all || merely_lists(store, row, query)) continue;
    if (counts_at_place_only(store, row, query)) continue;
    if (const auto sure = sureness(store, row, query)) {
      fitting.push_back({id, *sure, bare_hints(store, row, query)});
    }
  }
  return fitting;
}

}  // namespace jauap::query
