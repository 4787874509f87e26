#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "bot/base/json_file.h"
#include "bot/knowledge/infer_descriptor.h"

namespace jauap::knowledge {
namespace {

struct Cell {
  std::size_t line = 0;
  const std::string* text = nullptr;
};

std::vector<Cell> known_cells(const DescribedTable& table, std::size_t index) {
  std::vector<Cell> cells;
  for (const CsvTable::Row& row : table.table.rows) {
    if (is_missing(table.schema.columns[index], row.cells[index])) continue;
    cells.push_back({row.line, &row.cells[index]});
  }
  return cells;
}

bool is_number(const std::string& cell) {
  return read_number(trim(cell)).has_value();
}

// In quotes, and cut to a readable length.
std::string quoted(const std::string& text) {
  base::JsonValue value;
  value.kind = base::JsonKind::Text;
  value.text = text;
  return base::describe(value);
}

class Doubts {
 public:
  explicit Doubts(const DescribedTable& table) : table_{table} {}

  std::vector<std::string> find() && {
    ask_for_kind();
    ask_for_names();
    for (std::size_t i = 0; i < table_.schema.columns.size(); ++i) {
      if (i == table_.schema.naming) continue;
      if (!ask_for_numbers(i)) ask_for_codes(i);
    }
    ask_for_units();
    return std::move(doubts_);
  }

 private:
  void add(const std::string& doubt) { doubts_.push_back(table_.file + ": " + doubt); }
  const std::string& header(std::size_t index) const { return table_.table.header[index]; }

  void ask_for_kind() {
    const std::string stem = std::filesystem::path{table_.file}.stem().string();
    if (!says_nothing(stem)) return;
    add("the file's name does not say what a row is; taken for a " + table_.schema.kind.singular +
        ", from the header " + quoted(header(table_.schema.naming)));
  }

  // Columns whose cells are all there and all different could name the rows as well. One that is
  // called so names them for certain.
  void ask_for_names() {
    const std::size_t naming = table_.schema.naming;
    const std::string& name = header(naming);
    const bool is_certain = table_.schema.columns[naming].property.name == "name" ||
                            !table_.schema.columns[naming].property.words.empty();
    std::string others;
    for (std::size_t i = 0; i < table_.schema.columns.size() && !is_certain; ++i) {
      const Column& column = table_.schema.columns[i];
      if (i == naming || column.property.type != ValueType::Entity || column.is_list) continue;
      std::set<std::string> cells;
      for (const Cell& cell : known_cells(table_, i)) cells.insert(*cell.text);
      if (cells.size() < 2 || cells.size() != table_.table.rows.size()) continue;
      others += (others.empty() ? "" : ", ") + quoted(header(i));
    }
    if (others.empty()) return;
    add("the rows are taken to be named by " + quoted(name) + "; " + others +
        " could name them too");
  }

  // Whether there was something to ask.
  bool ask_for_numbers(std::size_t index) {
    constexpr std::size_t kMostShown = 3;
    const ValueType type = table_.schema.columns[index].property.type;
    if (type != ValueType::Text && type != ValueType::Entity) return false;
    const auto cells = known_cells(table_, index);
    std::string others;
    std::size_t other = 0;
    for (const Cell& cell : cells) {
      if (is_number(*cell.text)) continue;
      if (++other > kMostShown) continue;
      others += (others.empty() ? "" : ", ") + quoted(*cell.text) + " (" + table_.table.place +
                " " + std::to_string(cell.line) + ")";
    }
    if (other == 0 || other * 2 > cells.size()) return false;
    if (other > kMostShown) others += " and " + std::to_string(other - kMostShown) + " more";
    add("the column " + quoted(header(index)) + " holds numbers, but also " + others +
        "; taken for texts. List what means that nothing is known in \"missingValues\"");
    return true;
  }

  void ask_for_codes(std::size_t index) {
    if (table_.schema.columns[index].property.type != ValueType::Text) return;
    const auto cells = known_cells(table_, index);
    if (cells.empty()) return;
    const auto all = [&](auto holds) {
      return std::all_of(cells.begin(), cells.end(),
                         [&](const Cell& cell) { return holds(*cell.text); });
    };
    if (all(is_number)) {
      add("the numbers of " + quoted(header(index)) +
          " are taken to tell things apart, not for amounts; they are kept as texts");
    } else if (all([](const std::string& cell) {
                 return cell.size() <= 4 && cell.find(' ') == std::string::npos;
               })) {
      add("the short codes of " + quoted(header(index)) +
          " are kept as texts; if they are names of the rows, give the field the \"role\" "
          "\"names\"");
    }
  }

  void ask_for_units() {
    std::string columns;
    for (std::size_t i = 0; i < table_.schema.columns.size(); ++i) {
      const Property& property = table_.schema.columns[i].property;
      if (property.type != ValueType::Number || !property.unit.empty()) continue;
      columns += (columns.empty() ? "" : ", ") + quoted(header(i));
    }
    if (!columns.empty()) add("no unit is known for " + columns);
  }

  const DescribedTable& table_;
  std::vector<std::string> doubts_;
};

}  // namespace

std::vector<std::string> table_doubts(const DescribedTable& table) {
  return Doubts{table}.find();
}

}  // namespace jauap::knowledge
