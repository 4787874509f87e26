#include "bot/knowledge/fact_store.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <variant>

namespace jauap::knowledge {
namespace {

template <class Id>
std::uint64_t index(Id id) {
  return static_cast<std::uint64_t>(id);
}

std::uint64_t entity_property(EntityId entity, PropertyId property) {
  return index(entity) << 32U | index(property);
}

// In any role of the row, each once.
std::set<EntityId> entities_in(const FactRow& row, const Fact& fact) {
  std::set<EntityId> entities{row.counterparts.begin(), row.counterparts.end()};
  entities.insert(row.subject);
  if (fact.place) entities.insert(*fact.place);
  for (const Scalar& scalar : fact.value) {
    if (const auto* entity = std::get_if<EntityId>(&scalar)) entities.insert(*entity);
  }
  return entities;
}

// A period without a date may tell its year by its name: "the same part of 2021".
void add_years_named(const std::string& name, std::set<int>& years) {
  constexpr std::size_t kYearLength = 4;
  const std::string digits = "0123456789";
  for (std::size_t at = name.find_first_of(digits); at != std::string::npos;) {
    const std::size_t end = std::min(name.find_first_not_of(digits, at), name.size());
    if (end - at == kYearLength) years.insert(std::stoi(name.substr(at, kYearLength)));
    at = name.find_first_of(digits, end);
  }
}

std::set<int> months_in(const Fact& fact) {
  std::set<int> months;
  if (fact.when) months.insert(fact.when->month);
  for (const Scalar& scalar : fact.value) {
    if (const auto* date = std::get_if<text::Date>(&scalar)) months.insert(date->month);
  }
  months.erase(0);  // only the year is known
  return months;
}

std::set<int> years_in(const FactTables& tables, const Fact& fact, const Property& property) {
  std::set<int> years;
  if (fact.period) add_years_named(tables.periods[*fact.period].name, years);
  if (fact.when) years.insert(fact.when->year);
  for (const Scalar& scalar : fact.value) {
    if (const auto* date = std::get_if<text::Date>(&scalar)) years.insert(date->year);
    const auto* number = std::get_if<double>(&scalar);
    if (number == nullptr || property.type != ValueType::Number || !fact.unit.empty()) continue;
    const bool is_year = *number >= 1 && *number <= 9999 && *number == std::floor(*number);
    if (is_year) years.insert(static_cast<int>(*number));
  }
  years.erase(0);  // a date without a year
  return years;
}

}  // namespace

std::vector<FactRow> fact_rows(const Fact& fact, FactId id, const Property& property) {
  std::vector<FactRow> rows{{id, fact.property, fact.subject, fact.counterparts, false}};
  if (!property.inverse && !property.symmetric) return rows;
  for (std::size_t i = 0; i < fact.counterparts.size(); ++i) {
    FactRow row{id, property.inverse.value_or(fact.property), fact.counterparts[i],
                fact.counterparts, true};
    row.counterparts[i] = fact.subject;
    if (property.symmetric && row.subject == fact.subject) continue;
    rows.push_back(std::move(row));
  }
  return rows;
}

FactStore::FactStore(FactTables tables)
    : tables_{std::move(tables)}, links_{tables_.facts, tables_.entities} {
  std::vector<std::pair<std::uint64_t, RowId>> by_property;
  std::vector<std::pair<std::uint64_t, RowId>> by_entity;
  std::vector<std::pair<std::uint64_t, RowId>> by_entity_property;
  std::vector<std::pair<std::uint64_t, RowId>> by_year;
  std::vector<std::pair<std::uint64_t, RowId>> by_month;
  std::vector<std::pair<double, RowId>> by_number;
  for (std::size_t i = 0; i < tables_.facts.size(); ++i) {
    const Fact& fact = tables_.facts[i];
    const Property& own = property(fact.property);
    for (FactRow& row : fact_rows(fact, static_cast<FactId>(i), own)) {
      const auto id = static_cast<RowId>(rows_.size());
      all_rows_.push_back(id);
      by_property.emplace_back(index(row.property), id);
      for (const EntityId entity : entities_in(row, fact)) {
        by_entity.emplace_back(index(entity), id);
        by_entity_property.emplace_back(entity_property(entity, row.property), id);
      }
      for (const int month : months_in(fact)) {
        by_month.emplace_back(static_cast<std::uint64_t>(month), id);
      }
      for (const int year : years_in(tables_, fact, own)) {
        by_year.emplace_back(static_cast<std::uint64_t>(year), id);
      }
      for (const Scalar& scalar : fact.value) {
        if (const auto* number = std::get_if<double>(&scalar)) by_number.emplace_back(*number, id);
      }
      rows_.push_back(std::move(row));
    }
  }
  by_property_ = SpanIndex{by_property};
  by_entity_ = SpanIndex{by_entity};
  by_entity_property_ = SpanIndex{by_entity_property};
  by_year_ = SpanIndex{by_year};
  by_month_ = SpanIndex{by_month};
  std::sort(by_number.begin(), by_number.end());
  for (const auto& [number, id] : by_number) {
    numbers_.push_back(number);
    number_rows_.push_back(id);
  }

  std::vector<std::pair<std::uint64_t, EntityId>> by_kind;
  for (std::size_t i = 0; i < tables_.entities.size(); ++i) {
    by_kind.emplace_back(index(tables_.entities[i].kind), static_cast<EntityId>(i));
  }
  by_kind_ = SpanIndex{by_kind};
}

std::span<const RowId> FactStore::rows_of(PropertyId property) const {
  return by_property_.find(index(property));
}

std::span<const RowId> FactStore::rows_with(EntityId entity) const {
  return by_entity_.find(index(entity));
}

std::span<const RowId> FactStore::rows_with(EntityId entity, PropertyId property) const {
  return by_entity_property_.find(entity_property(entity, property));
}

std::span<const EntityId> FactStore::entities_of(KindId kind) const {
  return by_kind_.find(index(kind));
}

std::span<const RowId> FactStore::rows_in_year(int year) const {
  return by_year_.find(static_cast<std::uint64_t>(year));
}

std::span<const RowId> FactStore::rows_in_month(int month) const {
  return by_month_.find(static_cast<std::uint64_t>(month));
}

std::span<const RowId> FactStore::rows_with_number(double number, double tolerance) const {
  const auto begin = std::lower_bound(numbers_.begin(), numbers_.end(), number - tolerance);
  const auto end = std::upper_bound(begin, numbers_.end(), number + tolerance);
  return std::span{number_rows_}.subspan(static_cast<std::size_t>(begin - numbers_.begin()),
                                         static_cast<std::size_t>(end - begin));
}

}  // namespace jauap::knowledge
