#include "bot/knowledge/fact_store.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <variant>

#include "bot/knowledge/archive_facts.h"

namespace jauap::knowledge {
namespace {

constexpr int kLastYear = 9999;
constexpr int kMonths = 12;

template <class Id>
std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

// In any role of the row, each once.
std::set<EntityId> entities_in(const WrittenRow& row, const WrittenFact& fact) {
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

std::set<int> months_in(const WrittenFact& fact) {
  std::set<int> months;
  if (fact.when) months.insert(fact.when->month);
  for (const Scalar& scalar : fact.value) {
    if (const auto* date = std::get_if<text::Date>(&scalar)) months.insert(date->month);
  }
  months.erase(0);  // only the year is known
  return months;
}

// A number without a unit may be a year.
bool is_year(double number, ValueType type, const std::string& unit) {
  return type == ValueType::Number && unit.empty() && number >= 1 && number <= kLastYear &&
         number == std::floor(number);
}

std::set<int> years_in(const FactTables& tables, const WrittenFact& fact,
                       const Property& property) {
  std::set<int> years;
  if (fact.period) add_years_named(tables.periods[*fact.period].name, years);
  if (fact.when) years.insert(fact.when->year);
  for (const Scalar& scalar : fact.value) {
    if (const auto* date = std::get_if<text::Date>(&scalar)) years.insert(date->year);
    const auto* number = std::get_if<double>(&scalar);
    if (number == nullptr || !is_year(*number, property.type, fact.unit)) continue;
    years.insert(static_cast<int>(*number));
  }
  years.erase(0);  // a date without a year
  return years;
}

}  // namespace

std::vector<WrittenRow> fact_rows(const WrittenFact& fact, FactId id, const Property& property) {
  std::vector<WrittenRow> rows{{id, fact.property, fact.subject, fact.counterparts, false}};
  if (!property.inverse && !property.symmetric) return rows;
  for (std::size_t i = 0; i < fact.counterparts.size(); ++i) {
    WrittenRow row{id, property.inverse.value_or(fact.property), fact.counterparts[i],
                   fact.counterparts, true};
    row.counterparts[i] = fact.subject;
    if (property.symmetric && row.subject == fact.subject) continue;
    rows.push_back(std::move(row));
  }
  return rows;
}

FactStore::FactStore(FactTables tables) : tables_{std::move(tables)}, links_{tables_} {
  for (std::size_t i = 0; i < tables_.written.size(); ++i) {
    const WrittenFact& fact = tables_.written[i];
    const auto id = static_cast<FactId>(tables_.cells.size() + i);
    for (WrittenRow& row : fact_rows(fact, id, property(fact.property))) {
      rows_.push_back(std::move(row));
    }
  }
  by_kind_ =
      base::Lists<EntityId>{tables_.kinds.size(), [&](auto add) {
                              for (std::size_t i = 0; i < tables_.entities.size(); ++i) {
                                add(index(tables_.entities[i].kind), static_cast<EntityId>(i));
                              }
                            }};
  index_rows();
  index_times();
  index_numbers();
}

template <class Archive, class Self>
void FactStore::archive(Archive& archive, Self& self) {
  archive(self.tables_, self.links_, self.rows_, self.by_kind_, self.by_property_, self.by_entity_,
          self.by_entity_property_, self.by_year_, self.by_month_, self.numbers_,
          self.number_rows_);
}

FactStore::FactStore(base::ArchiveReader& archive) {
  FactStore::archive(archive, *this);
}

void FactStore::write(base::ArchiveWriter& archive) const {
  FactStore::archive(archive, *this);
}

void FactStore::index_rows() {
  const Cells& cells = tables_.cells;
  by_property_ =
      base::Lists<RowId>{tables_.properties.size(), [&](auto add) {
                           for (std::size_t i = 0; i < row_count(); ++i) {
                             add(index(property_of(static_cast<RowId>(i))), static_cast<RowId>(i));
                           }
                         }};
  std::vector<std::set<EntityId>> written;
  for (const WrittenRow& row : rows_) {
    written.push_back(entities_in(row, written_fact(row)));
  }
  std::vector<EntityId> things;
  const auto add_row = [&](RowId id, auto add) {
    if (index(id) >= cells.size()) {
      for (const EntityId entity : written[index(id) - cells.size()]) add(index(entity), id);
      return;
    }
    const auto cell = static_cast<CellId>(id);
    things.assign(1, cells.subject(cell));
    cells.for_each_thing(cell, [&](EntityId thing) {
      if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
    });
    for (const EntityId thing : things) add(index(thing), id);
  };
  by_entity_ = base::Lists<RowId>{tables_.entities.size(), [&](auto add) {
                                    for (std::size_t i = 0; i < row_count(); ++i) {
                                      add_row(static_cast<RowId>(i), add);
                                    }
                                  }};
  // Rows that are taken property by property come in the order of properties in each list.
  by_entity_property_ =
      base::Lists<RowId>{tables_.entities.size(), [&](auto add) {
                           for (std::size_t i = 0; i < tables_.properties.size(); ++i) {
                             for (const RowId id : by_property_.list(i)) add_row(id, add);
                           }
                         }};
}

void FactStore::index_times() {
  const Cells& cells = tables_.cells;
  std::vector<std::pair<std::uint32_t, RowId>> years;
  std::vector<std::pair<std::uint32_t, RowId>> months;
  const auto add_to = [](auto& entries, int number, int last, RowId id) {
    const std::pair entry{static_cast<std::uint32_t>(number), id};
    const bool is_known = !entries.empty() && entries.back() == entry;
    if (number > 0 && number <= last && !is_known) entries.push_back(entry);
  };
  for (CellId cell = 0; cell < cells.size(); ++cell) {
    const auto id = static_cast<RowId>(cell);
    const Property& told = property(cells.property(cell));
    const std::size_t before_years = years.size();
    const std::size_t before_months = months.size();
    cells.for_each_date(cell, [&](const text::Date& date) {
      add_to(years, date.year, kLastYear, id);
      add_to(months, date.month, kMonths, id);
    });
    if (told.type == ValueType::Number && told.unit.empty()) {
      cells.for_each_number(cell, [&](double number) {
        if (is_year(number, told.type, told.unit)) {
          add_to(years, static_cast<int>(number), kLastYear, id);
        }
      });
    }
    // Each once, where a cell has several values.
    const auto close = [](auto& entries, std::size_t before) {
      if (entries.size() < before + 2) return;
      const auto first = entries.begin() + static_cast<std::ptrdiff_t>(before);
      std::sort(first, entries.end());
      entries.erase(std::unique(first, entries.end()), entries.end());
    };
    close(years, before_years);
    close(months, before_months);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const WrittenFact& fact = written_fact(rows_[i]);
    const auto id = static_cast<RowId>(cells.size() + i);
    for (const int month : months_in(fact)) add_to(months, month, kMonths, id);
    for (const int year : years_in(tables_, fact, property(fact.property))) {
      add_to(years, year, kLastYear, id);
    }
  }
  by_year_ = base::Lists<RowId>{kLastYear + 1, years};
  by_month_ = base::Lists<RowId>{kMonths + 1, months};
}

void FactStore::index_numbers() {
  const Cells& cells = tables_.cells;
  std::vector<std::pair<double, RowId>> entries;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    for (const Scalar& scalar : written_fact(rows_[i]).value) {
      const auto* number = std::get_if<double>(&scalar);
      if (number == nullptr) continue;
      entries.emplace_back(*number, static_cast<RowId>(cells.size() + i));
    }
  }
  for (CellId cell = 0; cell < cells.size(); ++cell) {
    cells.for_each_number(
        cell, [&](double number) { entries.emplace_back(number, static_cast<RowId>(cell)); });
  }
  std::sort(entries.begin(), entries.end());
  std::vector<double> numbers;
  std::vector<RowId> rows;
  numbers.reserve(entries.size());
  rows.reserve(entries.size());
  for (const auto& [number, id] : entries) {
    numbers.push_back(number);
    rows.push_back(id);
  }
  numbers_ = base::Block{std::move(numbers)};
  number_rows_ = base::Block{std::move(rows)};
}

Fact fact_of(const FactTables& tables, FactId id) {
  const Cells& cells = tables.cells;
  if (index(id) >= cells.size()) return tables.written[index(id) - cells.size()];
  const auto cell = static_cast<CellId>(id);
  return {cells,
          cell,
          {tables.properties[index(cells.property(cell))],
           tables.entities[index(cells.subject(cell))], tables.sources[cells.table(cell).source]}};
}

FactRow FactStore::row(RowId id) const {
  const Cells& cells = tables_.cells;
  if (index(id) >= cells.size()) {
    const WrittenRow& row = rows_[index(id) - cells.size()];
    return {row.fact, row.property, row.subject, row.counterparts, row.derived};
  }
  const auto cell = static_cast<CellId>(id);
  return {static_cast<FactId>(cell), cells.property(cell), cells.subject(cell), {}, false};
}

FactRow FactStore::row_of(FactId id) const {
  const Fact written = fact(id);
  for (const RowId at : rows_with(written.subject, written.property)) {
    const FactRow held = row(at);
    if (held.fact == id && !held.derived) return held;
  }
  return {id, written.property, written.subject, {}, false};
}

PropertyId FactStore::property_of(RowId id) const {
  const Cells& cells = tables_.cells;
  return index(id) < cells.size() ? cells.property(static_cast<CellId>(id))
                                  : rows_[index(id) - cells.size()].property;
}

const WrittenFact& FactStore::written_fact(const WrittenRow& row) const {
  return tables_.written[index(row.fact) - tables_.cells.size()];
}

std::span<const RowId> FactStore::rows_of(PropertyId property) const {
  return by_property_.list(index(property));
}

std::span<const RowId> FactStore::rows_with(EntityId entity) const {
  return by_entity_.list(index(entity));
}

std::span<const RowId> FactStore::rows_with(EntityId entity, PropertyId property) const {
  const auto rows = by_entity_property_.list(index(entity));
  const auto begin =
      std::lower_bound(rows.begin(), rows.end(), property,
                       [&](RowId row, PropertyId wanted) { return property_of(row) < wanted; });
  const auto end = std::upper_bound(begin, rows.end(), property, [&](PropertyId wanted, RowId row) {
    return wanted < property_of(row);
  });
  return {begin, end};
}

std::span<const EntityId> FactStore::entities_of(KindId kind) const {
  return by_kind_.list(index(kind));
}

std::span<const RowId> FactStore::rows_in_year(int year) const {
  return by_year_.list(static_cast<std::size_t>(year));
}

std::span<const RowId> FactStore::rows_in_month(int month) const {
  return by_month_.list(static_cast<std::size_t>(month));
}

std::span<const RowId> FactStore::rows_with_number(double number, double tolerance) const {
  const auto* const begin = std::lower_bound(numbers_.begin(), numbers_.end(), number - tolerance);
  const auto* const end = std::upper_bound(begin, numbers_.end(), number + tolerance);
  return number_rows_.items().subspan(static_cast<std::size_t>(begin - numbers_.begin()),
                                      static_cast<std::size_t>(end - begin));
}

}  // namespace jauap::knowledge
