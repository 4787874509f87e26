#include "bot/knowledge/csv_file.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "bot/text/encoding.h"

namespace jauap::knowledge {
namespace {

bool is_space(unsigned char c) {
  return c == CSV_SPACE;
}

class Parser {
 public:
  Parser(const std::string& file, unsigned char delimiter) : file_{file} {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, delimiter);
    csv_set_space_func(&parser_, [](unsigned char c) { return is_space(c) ? 1 : 0; });
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  // Line by line, since the library does not tell where it is.
  base::Loaded<CsvTable> parse(std::string_view text) && {
    for (std::size_t at = 0; at < text.size() && !broken_;) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      ++line_;
      feed(text.substr(at, end - at));
      at = end;
    }
    if (!broken_ && csv_fini(&parser_, add_cell, add_row, this) != 0) {
      report(first_line_, "expected a quote that ends the cell, found the end of the file");
    }
    if (problems_.empty() && table_.header.empty()) {
      report(0, "expected a row that names the columns, found nothing");
    }
    if (!problems_.empty()) return {std::nullopt, std::move(problems_)};
    return {std::move(table_), {}};
  }

 private:
  static void add_cell(void* bytes, std::size_t size, void* self) {
    static_cast<Parser*>(self)->cells_.emplace_back(static_cast<const char*>(bytes), size);
  }
  static void add_row(int /*end*/, void* self) { static_cast<Parser*>(self)->finish_row(); }

  void feed(std::string_view line) {
    if (first_line_ == 0) first_line_ = line_;
    if (csv_parse(&parser_, line.data(), line.size(), add_cell, add_row, this) == line.size()) {
      const bool is_blank = line.find_first_not_of(" \r\n") == std::string_view::npos;
      if (is_blank && first_line_ == line_) first_line_ = 0;
      return;
    }
    broken_ = true;  // what follows could mean anything
    report(line_, "a quote stands inside a cell",
           "put the whole cell in quotes and write each quote in it twice");
  }

  void finish_row() {
    const std::size_t line = std::exchange(first_line_, 0);
    std::vector<std::string> cells = std::exchange(cells_, {});
    if (table_.header.empty()) {
      read_header(std::move(cells), line);
    } else if (cells.size() == table_.header.size()) {
      table_.rows.push_back({line, std::move(cells)});
    } else if (problems_.size() < kMostProblems) {
      report(line, "expected " + std::to_string(table_.header.size()) + " cells, found " +
                       std::to_string(cells.size()));
    }
  }

  void read_header(std::vector<std::string> cells, std::size_t line) {
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) {
        report(line, "column " + std::to_string(i + 1) + " has no name",
               "the first row names the columns");
      } else if (!seen.insert(cells[i]).second) {
        report(line, "two columns are called \"" + cells[i] + "\"", "give each a name of its own");
      }
    }
    table_.header = std::move(cells);
  }

  void report(std::size_t line, std::string message, std::string hint = "") {
    base::Problem problem;
    problem.file = file_;
    problem.line = static_cast<int>(line);
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    problems_.push_back(std::move(problem));
  }

  csv_parser parser_{};
  const std::string& file_;
  CsvTable table_;
  base::Problems problems_;
  std::vector<std::string> cells_;
  std::size_t line_ = 0;
  std::size_t first_line_ = 0;  // of the row that is being read; 0 between rows
  bool broken_ = false;
};

unsigned char delimiter_of(std::string_view text) {
  constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) counts[i] += c == kDelimiters[i] ? 1U : 0U;
  }
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  return static_cast<unsigned char>(kDelimiters[static_cast<std::size_t>(most)]);
}

void write_row(const std::vector<std::string>& cells, std::string& text) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    const std::string& cell = cells[i];
    const bool has_blank_end =
        !cell.empty() && (cell.front() == ' ' || cell.back() == ' ' || cell.back() == '\t');
    // One empty cell alone would be a blank line.
    const bool is_quoted = cell.find_first_of(",\"\n\r;\t|") != std::string::npos ||
                           has_blank_end || (cell.empty() && cells.size() == 1);
    if (!is_quoted) {
      text += cell;
      continue;
    }
    text += '"';
    for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string{c};
    text += '"';
  }
  text += '\n';
}

}  // namespace

std::string write_csv(const CsvTable& table) {
  std::string text;
  write_row(table.header, text);
  for (const CsvTable::Row& row : table.rows) write_row(row.cells, text);
  return text;
}

base::Loaded<CsvTable> parse_csv(std::string bytes, const std::string& file) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.find('\0') != std::string::npos) {
    base::Problem problem;
    problem.file = file;
    problem.message = "expected a table as text, found a zero byte";
    problem.hint = "save it as CSV in UTF-8";
    return {std::nullopt, {problem}};
  }
  if (bytes.rfind(kMark, 0) == 0) bytes.erase(0, kMark.size());
  if (!text::is_utf8(bytes)) bytes = text::from_latin1(bytes);
  return Parser{file, delimiter_of(bytes)}.parse(bytes);
}

}  // namespace jauap::knowledge
