#include "bot/knowledge/infer_descriptor.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/tokens.h"

namespace jauap::knowledge {
namespace {

using Json = nlohmann::ordered_json;

// The kind by one of its names, where that is enough to find the other.
Json kind_of(const TableKind& kind, const text::Words& words) {
  for (const std::string& name : {kind.singular, kind.plural}) {
    const TableKind found = kind_named(name, words);
    const bool says_all = kind.words.empty() && found.singular == kind.singular;
    if (says_all && found.plural == kind.plural) return name;
  }
  Json written{{"name", kind.singular}, {"plural", kind.plural}};
  if (!kind.words.empty()) written["words"] = kind.words;
  return written;
}

std::string type_of_dates(const CsvTable& table, std::size_t index, const Column& column) {
  std::set<std::size_t> sizes;
  for (const CsvTable::Row& row : table.rows) {
    if (!is_missing(column, row.cells[index])) sizes.insert(row.cells[index].size());
  }
  if (sizes == std::set<std::size_t>{4}) return "year";
  return sizes == std::set<std::size_t>{7} ? "yearmonth" : "date";
}

// "write" for "write by": what stands in the column does it to the row; "" for other words.
std::string passive_verb(const std::string& word) {
  constexpr std::string_view kEnd = " by";
  return word.ends_with(kEnd) ? word.substr(0, word.size() - kEnd.size()) : "";
}

class Writer {
 public:
  Writer(std::vector<DescribedTable> tables, const text::Words& words)
      : tables_{related_tables(std::move(tables), words)}, words_{words} {
    for (const DescribedTable& table : tables_) row_kinds_.insert(table.schema.kind.singular);
  }

  std::string write(const std::string& name) const {
    Json package;
    package["name"] = name;
    package["title"] = name;
    package["languages"] = {words_.language};
    package["resources"] = Json::array();
    for (const DescribedTable& table : tables_) package["resources"].push_back(resource(table));
    return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  Json resource(const DescribedTable& table) const {
    const TableSchema& schema = table.schema;
    Json written;
    written["path"] = table.file;
    written["about"] = "Inferred: \"" + table.table.header[schema.naming] +
                       "\" names the rows. Their kind is the header's or the file's.";
    written["kind"] = kind_of(schema.kind, words_);
    written["schema"]["primaryKey"] = table.table.header[schema.naming];
    std::set<std::string> taken;
    for (const Column& column : schema.columns) {
      taken.insert(canonical(column.property.name));
      for (const std::string& word : column.property.words) taken.insert(canonical(word));
    }
    Json fields = Json::array();
    for (std::size_t i = 0; i < schema.columns.size(); ++i)
      fields.push_back(field(table, i, taken));
    written["schema"]["fields"] = std::move(fields);
    return written;
  }

  Json field(const DescribedTable& table, std::size_t index, std::set<std::string>& taken) const {
    const Column& column = table.schema.columns[index];
    const Property& property = column.property;
    Json written;
    written["name"] = table.table.header[index];
    if (index == table.schema.naming) {
      written["title"] = property.name;
      written["type"] = "string";
      return written;
    }
    // "state name" of a table beside a table of states is the state.
    const bool names_rows = property.type == ValueType::Entity && !property.words.empty() &&
                            row_kinds_.count(column.kind.singular) > 0;
    written["title"] = names_rows ? property.words.front() : property.name;
    written["about"] = reason(table, index);
    written["type"] = type(table.table, index, column);
    if (column.use == ColumnUse::Names) written["role"] = "names";
    if (column.is_list) written["delimiter"] = std::string{column.separator};
    if (!property.unit.empty()) written["unit"] = property.unit;
    if (property.type == ValueType::Entity) written["kind"] = kind_of(column.kind, words_);
    std::vector<std::string> further = column.shorter_names;
    std::vector<std::string> names{property.name};
    names.insert(names.end(), column.shorter_names.begin(), column.shorter_names.end());
    for (const std::string& name : names) {
      for (const std::string& word : column_words(name)) {
        const std::string verb = passive_verb(word);
        const bool is_done = !verb.empty() && property.type == ValueType::Entity;
        if (is_done && taken.insert(canonical(verb)).second) {
          written["inverseVerbs"].push_back(verb);
        }
        if (!is_done) further.push_back(verb.empty() ? word : verb);
      }
    }
    for (const std::string& word : further) {
      if (taken.insert(canonical(word)).second) written["aliases"].push_back(word);
    }
    return written;
  }

  static std::string type(const CsvTable& table, std::size_t index, const Column& column) {
    if (column.is_list) return "list";
    switch (column.property.type) {
      case ValueType::Number:
      case ValueType::Percent:
        return "number";
      case ValueType::Boolean:
        return "boolean";
      case ValueType::Date:
        return type_of_dates(table, index, column);
      case ValueType::Time:
        return "time";
      default:
        return "string";
    }
  }

  // What the type was inferred from.
  static std::string reason(const DescribedTable& table, std::size_t index) {
    const Column& column = table.schema.columns[index];
    const auto known = std::count_if(
        table.table.rows.begin(), table.table.rows.end(),
        [&](const CsvTable::Row& row) { return !is_missing(column, row.cells[index]); });
    const std::string cells =
        std::to_string(known) + (known == 1 ? " cell that is" : " cells that are") + " not empty";
    switch (column.property.type) {
      case ValueType::Number:
        return "Inferred: a number in each of " + cells + "." +
               (column.property.unit.empty() ? "" : " The unit stands in the header.");
      case ValueType::Percent:
        return "Inferred: a percentage in each of " + cells + ".";
      case ValueType::Boolean:
        return "Inferred: yes or no in each of " + cells + ".";
      case ValueType::Date:
        return "Inferred: a date in each of " + cells + ".";
      case ValueType::Entity:
        return "Inferred: short texts in " + cells + (column.is_list ? ", several in some," : "") +
               " name things. Their kind is the header's, or that of rows of the same names.";
      default:
        return "Inferred: texts in " + cells +
               " name nothing by themselves: long ones, codes or numbers that are no amounts.";
    }
  }

  std::string canonical(const std::string& text) const {
    return text::join(text::normalize(text, words_));
  }

  // What people call a column of that name, or of the singular of it.
  std::vector<std::string> column_words(const std::string& name) const {
    for (const std::string& base : text::phrase_base_forms_en(canonical(name))) {
      const auto found = words_.column_words.find(base);
      if (found != words_.column_words.end()) return found->second;
    }
    return {};
  }

  std::vector<DescribedTable> tables_;
  const text::Words& words_;
  std::set<std::string> row_kinds_;
};

}  // namespace

std::string infer_descriptor(const std::string& name, std::vector<DescribedTable> tables,
                             const text::Words& words) {
  return Writer{std::move(tables), words}.write(name);
}

}  // namespace jauap::knowledge
