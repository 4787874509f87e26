#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "bot/base/files.h"
#include "bot/cli/command.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/load.h"
#include "bot/knowledge/infer_descriptor.h"
#include "bot/knowledge/json_table.h"
#include "bot/text/encoding.h"

namespace jauap::cli {
namespace {

namespace fs = std::filesystem;
using knowledge::DescribedTable;

constexpr std::size_t kLargest = std::size_t{1} << 30U;

// A table, and the bytes that the pack will hold of it.
struct Imported {
  DescribedTable table;
  std::string bytes;
};

// A name of a pack made of any name: "My Cities" becomes "my-cities".
std::string slug(const std::string& name) {
  std::string made;
  for (const char c : name) {
    const bool is_large = c >= 'A' && c <= 'Z';
    const char small = is_large ? static_cast<char>(c - 'A' + 'a') : c;
    const bool is_good = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ||
                         small == '.' || small == '_' || small == '-';
    if (is_good) {
      made += small;
    } else if (!made.empty() && made.back() != '-') {
      made += '-';
    }
  }
  while (!made.empty() && (made.back() == '-' || made.back() == '.')) made.pop_back();
  return made;
}

// The sign between several values of a cell, of which a pack's file needs one that people write.
char separator_for(const knowledge::CsvTable& table) {
  constexpr std::string_view kSigns = ";|/,";
  for (const char sign : kSigns) {
    const auto holds_sign = [&](const knowledge::CsvTable::Row& row) {
      return std::any_of(row.cells.begin(), row.cells.end(), [&](const std::string& cell) {
        return cell.find(sign) != std::string::npos;
      });
    };
    if (std::none_of(table.rows.begin(), table.rows.end(), holds_sign)) return sign;
  }
  return table.list_separator;
}

Imported from_csv(const std::string& file, std::string bytes, knowledge::CsvTable parsed,
                  const text::Words& words) {
  if (!text::is_utf8(bytes)) bytes = text::from_latin1(bytes);
  auto schema = knowledge::infer_schema(parsed, file, words);
  return {{file, std::move(parsed), std::move(schema)}, std::move(bytes)};
}

Imported from_json(const std::string& file, knowledge::CsvTable parsed, const text::Words& words) {
  auto schema = knowledge::infer_schema(parsed, file, words);
  const char separator = separator_for(parsed);
  for (knowledge::Column& column : schema.columns) {
    if (column.separator == parsed.list_separator) column.separator = separator;
  }
  for (knowledge::CsvTable::Row& row : parsed.rows) {
    for (std::string& cell : row.cells) {
      std::replace(cell.begin(), cell.end(), parsed.list_separator, separator);
    }
  }
  std::string bytes = knowledge::write_csv(parsed);
  return {{file, std::move(parsed), std::move(schema)}, std::move(bytes)};
}

std::optional<Imported> read(const fs::path& path, const text::Words& words,
                             base::Problems& problems) {
  auto bytes = base::read_file(path, kLargest);
  problems.insert(problems.end(), bytes.problems.begin(), bytes.problems.end());
  if (!bytes.ok()) return std::nullopt;
  const bool is_json = path.extension() == ".json";
  auto parsed = is_json ? knowledge::parse_json_table(*bytes.value, path.string())
                        : knowledge::parse_csv(*bytes.value, path.string());
  problems.insert(problems.end(), parsed.problems.begin(), parsed.problems.end());
  if (!parsed.ok()) return std::nullopt;
  const std::string file = path.stem().string() + ".csv";
  if (is_json) return from_json(file, std::move(*parsed.value), words);
  return from_csv(file, std::move(*bytes.value), std::move(*parsed.value), words);
}

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream stream{file, std::ios::binary};
  stream << bytes;
  stream.close();
  if (!stream) {
    throw std::system_error{std::make_error_code(std::errc::io_error),
                            "cannot write " + file.string()};
  }
}

std::string counted(std::size_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

}  // namespace

int import_tables(const Options& options, Output& output) {
  const fs::path folder = options.output.empty()
                              ? fs::path{slug(fs::path{options.words.front()}.stem().string())}
                              : (options.output / "").parent_path();
  const std::string name = folder.filename().string();
  if (name.empty() || name != slug(name)) {
    Output::message(
        "jauap import: expected a folder whose name has only the characters a-z, 0-9, "
        "\".\", \"_\" and \"-\", found \"" +
        name + "\"; name one with --output");
    return kWrongUsage;
  }
  std::error_code error;
  if (fs::exists(folder, error)) {
    Output::message("jauap import: there is " + folder.string() +
                    " already; name another folder with --output");
    return kNoAccess;
  }

  auto words = text::load_words(intents_folder(options) / options.language / "_words.json");
  if (!words.ok()) {
    complain(words.problems);
    return kWrongFile;
  }
  base::Problems problems;
  std::vector<Imported> all;
  for (const std::string& path : options.words) {
    auto imported = read(path, *words.value, problems);
    if (!imported) continue;
    const bool is_there = std::any_of(all.begin(), all.end(), [&](const Imported& each) {
      return each.table.file == imported->table.file;
    });
    if (is_there) {
      Output::message("jauap import: two files would be called " + imported->table.file +
                      "; rename one of them");
      return kWrongUsage;
    }
    all.push_back(std::move(*imported));
  }
  if (!problems.empty()) {
    complain(problems);
    return kWrongFile;
  }

  fs::create_directories(folder);
  std::vector<DescribedTable> tables;
  std::size_t rows = 0;
  for (Imported& each : all) {
    write(folder / each.table.file, each.bytes);
    rows += each.table.table.rows.size();
    for (const std::string& doubt : knowledge::table_doubts(each.table)) output.print(doubt + "\n");
    tables.push_back(std::move(each.table));
  }
  const std::size_t count = tables.size();
  write(folder / "datapackage.json",
        knowledge::infer_descriptor(name, std::move(tables), *words.value));
  output.print("wrote " + (folder / "datapackage.json").string() + ": " + counted(count, "table") +
               ", " + counted(rows, "row") + "\n");
  return kAnswered;
}

}  // namespace jauap::cli
