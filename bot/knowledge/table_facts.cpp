#include "bot/knowledge/table_facts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bot/knowledge/cells.h"
#include "bot/text/tokens.h"

namespace jauap::knowledge {
namespace {

using Rows = std::vector<const CsvTable::Row*>;

class Collector {
 public:
  Collector(std::vector<DescribedTable> tables, const text::Words& words)
      : tables_{std::move(tables)}, words_{words} {}

  std::vector<DescribedTable> relate() && {
    find_kinds();
    return std::move(tables_);
  }

  FactTables collect() && {
    find_kinds();
    for (const DescribedTable& table : tables_) add_facts(table);
    for (const DescribedTable& table : tables_) add_further_names(table);
    facts_.cells = std::move(cells_).finish();
    return std::move(facts_);
  }

 private:
  // A thing that rows of a table are about.
  struct Named {
    EntityId entity{};
    std::string qualifier;  // canonical; what tells it from others of its name
  };

  void find_kinds() {
    for (const DescribedTable& table : tables_) name_rows(table);
    for (DescribedTable& table : tables_) {
      for (Column& column : table.schema.columns) find_kind(table, column);
    }
  }

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
      added.words = kind.words;
      added.is_person = kind.is_person;
      added.is_group = kind.is_group;
      added.is_place = kind.is_place;
      added.everywhere = kind.everywhere;
      added.of_table = true;
      added.is_inferred = !kind.is_described;
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
      const std::size_t naming = table.schema.naming;
      const std::string& name = row.cells[naming];
      if (is_missing(table.schema.columns[naming], name)) continue;
      const auto [place, is_new] = places.try_emplace(canonical(name), groups.size());
      if (is_new) groups.emplace_back(place->first, Rows{});
      groups[place->second].second.push_back(&row);
    }
    return groups;
  }

  static std::size_t differing_columns(const TableSchema& schema, const Rows& rows) {
    std::size_t differing = 0;
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
      if (schema.columns[i].use == ColumnUse::Ignored) continue;
      differing += std::any_of(rows.begin(), rows.end(), [&](const CsvTable::Row* row) {
        return row->cells[i] != rows.front()->cells[i];
      });
    }
    return differing;
  }

  // The column of names whose cells differ from row to row; the number of columns where none does.
  static std::size_t telling_column(const TableSchema& schema, const Rows& rows) {
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
      const Column& column = schema.columns[i];
      if (i == schema.naming || column.use == ColumnUse::Ignored ||
          column.property.type != ValueType::Entity) {
        continue;
      }
      std::set<std::string_view> cells;
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
      const bool is_one = differing_columns(schema, rows) < 2;
      const std::size_t telling = is_one ? schema.columns.size() : telling_column(schema, rows);
      if (telling == schema.columns.size()) {
        auto& same = named_[kind][name];
        if (same.empty()) same.push_back({add_entity(kind, written), ""});
        for (const CsvTable::Row* row : rows) row_entities_[row] = same.front().entity;
        continue;
      }
      for (const CsvTable::Row* row : rows) {
        const std::string& qualifier = row->cells[telling];
        const EntityId entity = add_entity(kind, written);
        facts_.entities.back().key += ":" + qualifier;
        facts_.entities.back().qualifier = qualifier;
        named_[kind][name].push_back({entity, canonical(qualifier)});
        row_entities_[row] = entity;
      }
    }
  }

  // A column of names that another table's rows nearly all have is of that table's kind.
  void find_kind(const DescribedTable& table, Column& column) {
    constexpr double kNearlyAll = 0.6;
    constexpr std::size_t kFewest = 3;
    if (column.property.type != ValueType::Entity || column.is_kind_given ||
        kinds_.count(column.kind.singular) > 0) {
      return;
    }
    std::unordered_set<std::string_view> cells;
    const auto index = static_cast<std::size_t>(&column - table.schema.columns.data());
    for (const CsvTable::Row& row : table.table.rows) cells.insert(row.cells[index]);
    std::set<std::string> names;
    for (const std::string_view cell : cells) {
      for (const Scalar& value : read_cell(column, cell, words_)) {
        names.insert(canonical(std::get<std::string>(value)));
      }
    }
    if (names.size() < kFewest) return;
    for (const KindId kind : row_kinds_) {
      const auto known = std::count_if(names.begin(), names.end(), [&](const std::string& name) {
        return named_[kind].count(name) > 0;
      });
      if (static_cast<double>(known) < kNearlyAll * static_cast<double>(names.size())) continue;
      const Kind& held = facts_.kinds[static_cast<std::size_t>(kind)];
      column.kind.singular = held.name;
      column.kind.plural = held.plural;
      return;
    }
  }

  // Of several things of one name, the one that the subject tells apart from the others.
  EntityId entity_named(KindId kind, const std::string& written, EntityId subject) {
    // Most cells of a column say what another said before.
    const auto [known, is_new] = written_[kind].try_emplace(written, nullptr);
    if (is_new) known->second = &named_[kind][canonical(written)];
    auto& same = *known->second;
    if (same.empty()) same.push_back({add_entity(kind, written), ""});
    if (same.size() == 1) return same.front().entity;
    const std::string about = canonical(facts_.entities[static_cast<std::size_t>(subject)].name);
    const auto told = std::find_if(same.begin(), same.end(),
                                   [&](const Named& named) { return named.qualifier == about; });
    return told == same.end() ? same.front().entity : told->entity;
  }

  // A key that no other property has.
  std::string own_key(const std::string& name, const std::string& suffix) {
    if (keys_.insert(name).second) return name;
    std::string key = name + " " + suffix;
    for (int i = 2; !keys_.insert(key).second; ++i) {
      key = name;
      key.append(" ").append(suffix).append(" ").append(std::to_string(i));
    }
    return key;
  }

  PropertyId add_property(Property property) {
    const auto id = static_cast<PropertyId>(facts_.properties.size());
    property.of_table = true;
    facts_.properties.push_back(std::move(property));
    return id;
  }

  PropertyId property_id(const DescribedTable& table, const Column& column) {
    if (!column.property.is_inferred) {
      const auto found = described_.find(&column);
      if (found != described_.end()) return found->second;
      Property property = column.property;
      property.key = own_key(property.name, table.schema.kind.singular);
      return described_[&column] = add_property(std::move(property));
    }
    const auto& [name, type, unit] =
        std::tie(column.property.name, column.property.type, column.property.unit);
    const auto [place, is_new] = properties_.try_emplace(
        {name, type, unit}, static_cast<PropertyId>(facts_.properties.size()));
    if (!is_new) return place->second;
    Column told = column;
    Property& property = told.property;
    property.key = own_key(name, unit);
    property.words.push_back(name);
    // "state name" of a table beside a table of states is the state.
    const bool names_rows = property.words.size() > 1 && kinds_.count(column.kind.singular) > 0 &&
                            row_kinds_.count(kinds_.at(column.kind.singular)) > 0;
    if (names_rows) property.name = property.words.front();
    property.words.insert(property.words.end(), column.shorter_names.begin(),
                          column.shorter_names.end());
    property.is_part_of = names_rows;
    add_sentences(told);
    return add_property(std::move(property));
  }

  void add_facts(const DescribedTable& table) {
    cells_.begin_table({table.file, table.table.place, source_of(table)});
    for (const CsvTable::Row& row : table.table.rows) {
      const auto subject = row_entities_.find(&row);
      if (subject == row_entities_.end()) continue;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool is_told =
            i != table.schema.naming && table.schema.columns[i].use != ColumnUse::Ignored;
        if (is_told) add_cell({table, row, subject->second}, i);
      }
      for (const CellProperty& told : table.schema.of_cells) {
        add_of_cells({table, row, subject->second}, told);
      }
      for (const DerivedColumn& derived : table.schema.derived) {
        add_quotient({table, row, subject->second}, derived);
      }
    }
  }

  // Tables of one source share it.
  std::uint32_t source_of(const DescribedTable& table) {
    Source source = table.source.value_or(Source{table.file, "", "", ""});
    auto& sources = facts_.sources;
    const auto same = std::find_if(sources.begin(), sources.end(),
                                   [&](const Source& each) { return each.title == source.title; });
    const auto position = static_cast<std::uint32_t>(same - sources.begin());
    if (same == sources.end()) sources.push_back(std::move(source));
    return position;
  }

  // A row and what it is about.
  struct Place {
    const DescribedTable& table;
    const CsvTable::Row& row;
    EntityId subject;
  };

  void add_fact(const Place& place, EntityId subject, PropertyId property, Values values) {
    cells_.add(subject, property, std::move(values),
               {static_cast<std::uint32_t>(place.row.line), subject != place.subject});
  }

  void add_cell(const Place& place, std::size_t index) {
    const Column& column = place.table.schema.columns[index];
    Values values = read_cell(column, place.row.cells[index], words_);
    if (values.empty()) return;
    if (column.use == ColumnUse::Names || column.use == ColumnUse::Adjective) {
      Entity& entity = facts_.entities[static_cast<std::size_t>(place.subject)];
      auto& to = column.use == ColumnUse::Names ? entity.aliases : entity.adjectives;
      for (const Scalar& value : values) add_name(entity, to, std::get<std::string>(value));
    }
    name_things(column, values, place);
    add_fact(place, place.subject, property_id(place.table, column), std::move(values));
  }

  void add_of_cells(const Place& place, const CellProperty& told) {
    const auto cell = [&](std::size_t index) -> Values {
      if (index == place.table.schema.naming) return {place.subject};
      const Column& column = place.table.schema.columns[index];
      Values values = read_cell(column, place.row.cells[index], words_);
      name_things(column, values, place);
      return values;
    };
    for (const auto& [thing, value] : told.pairs) {
      const Values values = cell(value);
      if (values.empty()) continue;
      for (const Scalar& subject : cell(thing)) {
        add_fact(place, std::get<EntityId>(subject), property_id(place.table, told.told), values);
      }
    }
  }

  // Names become the things that they name, where the column is one of things.
  void name_things(const Column& column, Values& values, const Place& place) {
    if (column.property.type != ValueType::Entity) return;
    const KindId kind = kind_id(column.kind);
    for (Scalar& value : values) {
      const auto& name = std::get<std::string>(value);
      value = column.reference ? entity_referred(kind, name, *column.reference, place)
                               : entity_named(kind, name, place.subject);
    }
  }

  // The row of that name that fits; where none does, a thing that is told from such rows.
  EntityId entity_referred(KindId kind, const std::string& written, const RowReference& reference,
                           const Place& place) {
    const DescribedTable& other = tables_[reference.table];
    const std::string name = canonical(written);
    for (const CsvTable::Row* row : rows_named(other, name)) {
      const bool fits = std::all_of(reference.conditions.begin(), reference.conditions.end(),
                                    [&](const auto& condition) {
                                      return canonical(row->cells[condition.other]) ==
                                             canonical(place.row.cells[condition.own]);
                                    });
      if (fits) return row_entities_.at(row);
    }
    const std::string& qualifier = place.row.cells[reference.conditions.front().own];
    auto& same = named_[kind][name];
    const std::string told = canonical(qualifier);
    for (const Named& named : same) {
      if (named.qualifier == told) return named.entity;
    }
    const EntityId entity = add_entity(kind, written);
    if (!same.empty()) {
      facts_.entities.back().key += ":" + qualifier;
      facts_.entities.back().qualifier = qualifier;
    }
    same.push_back({entity, told});
    return entity;
  }

  const Rows& rows_named(const DescribedTable& table, const std::string& name) {
    auto& by_name = rows_by_name_[&table];
    if (by_name.empty()) {
      for (auto& [each, rows] : grouped(table)) by_name.emplace(each, std::move(rows));
    }
    static const Rows kNone;
    const auto found = by_name.find(name);
    return found == by_name.end() ? kNone : found->second;
  }

  void add_quotient(const Place& place, const DerivedColumn& derived) {
    const auto& columns = place.table.schema.columns;
    const auto number = [&](std::size_t index) -> std::optional<double> {
      const Values values = read_cell(columns[index], place.row.cells[index], words_);
      const auto* value = values.empty() ? nullptr : std::get_if<double>(&values.front());
      return value == nullptr ? std::nullopt : std::optional{*value};
    };
    const auto dividend = number(derived.dividend);
    const auto divisor = number(derived.divisor);
    if (!dividend || !divisor || *divisor == 0) return;
    const auto [found, is_new] = derived_.try_emplace(&derived, PropertyId{});
    if (is_new) {
      Property property = derived.property;
      property.key = own_key(property.name, place.table.schema.kind.singular);
      property.quotient = {property_id(place.table, columns[derived.dividend]),
                           property_id(place.table, columns[derived.divisor])};
      found->second = add_property(std::move(property));
    }
    if (cells_.holds(place.subject, found->second)) return;  // told by an earlier row
    add_fact(place, place.subject, found->second, {*dividend / *divisor});
  }

  void add_name(const Entity& entity, std::vector<std::string>& to, const std::string& name) const {
    const std::string phrase = canonical(name);
    const auto says_the_same = [&](const std::string& other) { return canonical(other) == phrase; };
    const bool is_name = &to == &entity.aliases && says_the_same(entity.name);
    if (!phrase.empty() && !is_name && std::none_of(to.begin(), to.end(), says_the_same)) {
      to.push_back(name);
    }
  }

  void add_further_names(const DescribedTable& table) {
    const auto add = [&](const TableKind& kind, const FurtherNamesOf& names) {
      for (const auto& [name, further] : names) {
        const auto& held = named_[kind_id(kind)];
        const auto found = held.find(name);
        if (found == held.end()) continue;
        for (const Named& named : found->second) {
          Entity& entity = facts_.entities[static_cast<std::size_t>(named.entity)];
          for (const auto& alias : further.aliases) add_name(entity, entity.aliases, alias);
          for (const auto& word : further.adjectives) add_name(entity, entity.adjectives, word);
        }
      }
    };
    add(table.schema.kind, table.schema.further_names);
    for (const Column& column : table.schema.columns) {
      if (!column.further_names.empty()) add(column.kind, column.further_names);
    }
  }

  std::vector<DescribedTable> tables_;
  const text::Words& words_;
  FactTables facts_;
  std::map<std::string, KindId> kinds_;  // by singular
  std::set<KindId> row_kinds_;
  using NamedThings = std::unordered_map<std::string, std::vector<Named>>;
  std::unordered_map<KindId, NamedThings> named_;  // by canonical name
  // The same by the name as written, where a cell says it. Whatever is added, what is pointed to
  // stays where it is.
  std::unordered_map<KindId, std::unordered_map<std::string, std::vector<Named>*>> written_;
  std::unordered_map<const CsvTable::Row*, EntityId> row_entities_;
  std::unordered_map<const DescribedTable*, std::unordered_map<std::string, Rows>> rows_by_name_;
  std::map<std::tuple<std::string, ValueType, std::string>, PropertyId> properties_;
  std::unordered_map<const Column*, PropertyId> described_;
  std::unordered_map<const DerivedColumn*, PropertyId> derived_;
  std::unordered_set<std::string> keys_;
  CellWriter cells_;
};

}  // namespace

FactTables facts_of_tables(std::vector<DescribedTable> tables, const text::Words& words) {
  return Collector{std::move(tables), words}.collect();
}

std::vector<DescribedTable> related_tables(std::vector<DescribedTable> tables,
                                           const text::Words& words) {
  return Collector{std::move(tables), words}.relate();
}

}  // namespace jauap::knowledge
