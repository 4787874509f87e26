#include "bot/knowledge/table_facts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/tokens.h"

namespace jauap::knowledge {
namespace {

using Rows = std::vector<const CsvTable::Row*>;

class Collector {
 public:
  Collector(std::vector<DescribedTable> tables, const text::Words& words)
      : tables_{std::move(tables)}, words_{words} {}

  FactTables collect() && {
    for (const DescribedTable& table : tables_) name_rows(table);
    for (DescribedTable& table : tables_) {
      for (Column& column : table.schema.columns) find_kind(table, column);
    }
    for (const DescribedTable& table : tables_) add_facts(table);
    return std::move(facts_);
  }

 private:
  // A thing that rows of a table are about.
  struct Named {
    EntityId entity{};
    std::string qualifier;  // canonical; what tells it from others of its name
  };

  std::string canonical(std::string_view name) const {
    return text::join(text::normalize(name, words_));
  }

  KindId kind_id(const TableKind& kind) {
    const auto [place, is_new] =
        kinds_.try_emplace(kind.singular, static_cast<KindId>(facts_.kinds.size()));
    if (is_new) {
      Kind added;
      added.key = added.name = kind.singular;
      added.plural = kind.plural;
      added.of_table = true;
      added.is_inferred = true;
      facts_.kinds.push_back(std::move(added));
    }
    return place->second;
  }

  EntityId add_entity(KindId kind, std::string name) {
    const auto id = static_cast<EntityId>(facts_.entities.size());
    Entity entity;
    entity.kind = kind;
    entity.key = facts_.kinds[static_cast<std::size_t>(kind)].key + ":" + name;
    entity.name = std::move(name);
    facts_.entities.push_back(std::move(entity));
    return id;
  }

  // The rows of a table by the thing that they name, in the order of the file.
  std::vector<std::pair<std::string, Rows>> grouped(const DescribedTable& table) const {
    std::vector<std::pair<std::string, Rows>> groups;
    std::unordered_map<std::string, std::size_t> places;
    for (const CsvTable::Row& row : table.table.rows) {
      const std::string& name = row.cells[table.schema.naming];
      if (is_missing(name)) continue;
      const auto [place, is_new] = places.try_emplace(canonical(name), groups.size());
      if (is_new) groups.emplace_back(place->first, Rows{});
      groups[place->second].second.push_back(&row);
    }
    return groups;
  }

  static std::size_t differing_columns(const Rows& rows) {
    std::size_t differing = 0;
    for (std::size_t i = 0; i < rows.front()->cells.size(); ++i) {
      differing += std::any_of(rows.begin(), rows.end(), [&](const CsvTable::Row* row) {
        return row->cells[i] != rows.front()->cells[i];
      });
    }
    return differing;
  }

  // The column of names whose cells differ from row to row; the number of columns where none does.
  static std::size_t telling_column(const TableSchema& schema, const Rows& rows) {
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
      if (i == schema.naming || schema.columns[i].type != ValueType::Entity) continue;
      std::set<std::string> cells;
      for (const CsvTable::Row* row : rows) cells.insert(row->cells[i]);
      if (cells.size() == rows.size()) return i;
    }
    return schema.columns.size();
  }

  void name_rows(const DescribedTable& table) {
    const TableSchema& schema = table.schema;
    const KindId kind = kind_id(schema.kind);
    row_kinds_.insert(kind);
    for (const auto& [name, rows] : grouped(table)) {
      const std::string& written = rows.front()->cells[schema.naming];
      const std::size_t telling = telling_column(schema, rows);
      if (differing_columns(rows) < 2 || telling == schema.columns.size()) {
        auto& same = named_[{kind, name}];
        if (same.empty()) same.push_back({add_entity(kind, written), ""});
        for (const CsvTable::Row* row : rows) row_entities_[row] = same.front().entity;
        continue;
      }
      for (const CsvTable::Row* row : rows) {
        const std::string& qualifier = row->cells[telling];
        const EntityId entity = add_entity(kind, written);
        facts_.entities.back().key += ":" + qualifier;
        facts_.entities.back().qualifier = qualifier;
        named_[{kind, name}].push_back({entity, canonical(qualifier)});
        row_entities_[row] = entity;
      }
    }
  }

  // A column of names that another table's rows nearly all have is of that table's kind.
  void find_kind(const DescribedTable& table, Column& column) {
    constexpr double kNearlyAll = 0.6;
    constexpr std::size_t kFewest = 3;
    if (column.type != ValueType::Entity || kinds_.count(column.kind.singular) > 0) return;
    std::set<std::string> names;
    const auto index = static_cast<std::size_t>(&column - table.schema.columns.data());
    for (const CsvTable::Row& row : table.table.rows) {
      for (const Scalar& value : read_cell(column, row.cells[index])) {
        names.insert(canonical(std::get<std::string>(value)));
      }
    }
    if (names.size() < kFewest) return;
    for (const KindId kind : row_kinds_) {
      const auto known = std::count_if(names.begin(), names.end(), [&](const std::string& name) {
        return named_.count({kind, name}) > 0;
      });
      if (static_cast<double>(known) < kNearlyAll * static_cast<double>(names.size())) continue;
      const Kind& held = facts_.kinds[static_cast<std::size_t>(kind)];
      column.kind = {held.name, held.plural};
      return;
    }
  }

  // Of several things of one name, the one that the subject tells apart from the others.
  EntityId entity_named(KindId kind, const std::string& written, EntityId subject) {
    auto& same = named_[{kind, canonical(written)}];
    if (same.empty()) same.push_back({add_entity(kind, written), ""});
    const std::string about = canonical(facts_.entities[static_cast<std::size_t>(subject)].name);
    const auto told = std::find_if(same.begin(), same.end(),
                                   [&](const Named& named) { return named.qualifier == about; });
    return told == same.end() ? same.front().entity : told->entity;
  }

  PropertyId property_id(const Column& column) {
    const auto [place, is_new] = properties_.try_emplace(
        {column.name, column.type, column.unit}, static_cast<PropertyId>(facts_.properties.size()));
    if (!is_new) return place->second;
    Property property;
    // "state name" of a table beside a table of states is the state.
    const bool names_rows = !column.words.empty() && kinds_.count(column.kind.singular) > 0 &&
                            row_kinds_.count(kinds_.at(column.kind.singular)) > 0;
    property.name = names_rows ? column.words.front() : column.name;
    property.key = column.name + (keys_.insert(column.name).second ? "" : " " + column.unit);
    property.type = column.type;
    property.is_inferred = true;
    property.unit = column.unit;
    property.is_part_of = names_rows;
    property.words = column.words;
    property.words.push_back(column.name);
    const std::string is = column.is_plural ? " are " : " is ";
    property.sentence = column.type == ValueType::Boolean
                            ? "{subject}: {property} {value}."
                            : "The {property} of {subject}" + is + "{value}" +
                                  (column.unit.empty() ? "." : " {unit}.");
    property.question = "What" + is + "the {property} of {subject}?";
    facts_.properties.push_back(std::move(property));
    return place->second;
  }

  void add_facts(const DescribedTable& table) {
    const auto source = static_cast<std::uint32_t>(facts_.sources.size());
    facts_.sources.push_back({table.file, "", "", ""});
    for (const CsvTable::Row& row : table.table.rows) {
      const auto subject = row_entities_.find(&row);
      if (subject == row_entities_.end()) continue;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i != table.schema.naming) add_cell(table, row, i, subject->second, source);
      }
    }
  }

  void add_cell(const DescribedTable& table, const CsvTable::Row& row, std::size_t index,
                EntityId subject, std::uint32_t source) {
    const Column& column = table.schema.columns[index];
    Values values = read_cell(column, row.cells[index]);
    if (values.empty()) return;
    const PropertyId property = property_id(column);
    if (column.type == ValueType::Entity) {
      const KindId kind = kind_id(column.kind);
      for (Scalar& value : values)
        value = entity_named(kind, std::get<std::string>(value), subject);
    }
    const auto [held, is_new] = cells_.try_emplace({subject, property}, facts_.facts.size());
    if (!is_new) {
      Values& all = facts_.facts[held->second].value;
      for (Scalar& value : values) {
        if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(std::move(value));
      }
      return;
    }
    Fact fact;
    fact.key = table.file + ":" + std::to_string(row.line) + ":" + column.name;
    fact.subject = subject;
    fact.property = property;
    fact.value = std::move(values);
    fact.unit = column.unit;
    fact.source = source;
    fact.at = "line " + std::to_string(row.line);
    facts_.facts.push_back(std::move(fact));
  }

  std::vector<DescribedTable> tables_;
  const text::Words& words_;
  FactTables facts_;
  std::map<std::string, KindId> kinds_;  // by singular
  std::set<KindId> row_kinds_;
  std::map<std::pair<KindId, std::string>, std::vector<Named>> named_;  // by canonical name
  std::unordered_map<const CsvTable::Row*, EntityId> row_entities_;
  std::map<std::tuple<std::string, ValueType, std::string>, PropertyId> properties_;
  std::unordered_set<std::string> keys_;
  std::map<std::pair<EntityId, PropertyId>, std::size_t> cells_;  // the fact of each
};

}  // namespace

FactTables facts_of_tables(std::vector<DescribedTable> tables, const text::Words& words) {
  return Collector{std::move(tables), words}.collect();
}

}  // namespace jauap::knowledge
