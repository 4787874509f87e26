#include "bot/knowledge/load_packs.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "bot/base/files.h"
#include "bot/base/json_file.h"
#include "bot/knowledge/check_facts.h"
#include "bot/knowledge/csv_file.h"
#include "bot/knowledge/data_package.h"
#include "bot/knowledge/facts_file.h"
#include "bot/knowledge/join_packs.h"
#include "bot/knowledge/json_table.h"
#include "bot/knowledge/table_descriptor.h"
#include "bot/knowledge/table_facts.h"

namespace jauap::knowledge {
namespace {

namespace fs = std::filesystem;
using base::JsonValue;

// Of "packs/x", "packs/x/" and, inside it, "." the same: "x".
std::string folder_name(const fs::path& folder) {
  std::error_code error;
  fs::path path = fs::absolute(folder, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path.filename().string();
}

bool is_csv(const fs::path& file) {
  std::error_code error;
  return file.extension() == ".csv" && fs::is_regular_file(file, error);
}

// Of files that are named or stand in a folder without a datapackage.json. The other files of a
// pack that has lost its datapackage.json are none.
bool is_table(const fs::path& file) {
  std::error_code error;
  return is_csv(file) ||
         (file.extension() == ".json" && file.filename() != "facts.json" &&
          file.filename() != "intents.json" && file.filename() != "datapackage.json" &&
          fs::is_regular_file(file, error));
}

bool is_pack(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "datapackage.json", error);
}

void append(base::Problems& problems, base::Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

std::optional<JsonValue> parse(const std::optional<std::string>& text, const std::string& file,
                               base::Problems& problems) {
  if (!text) return std::nullopt;
  auto loaded = base::parse_json(*text, file);
  append(problems, std::move(loaded.problems));
  return std::move(loaded.value);
}

class PackLoader {
 public:
  PackLoader(const text::Words& words, const std::vector<std::string>& reserved,
             base::Problems problems, const base::Progress& progress)
      : words_{words}, reserved_{reserved}, problems_{std::move(problems)}, progress_{progress} {}

  // How many bytes of tables there are to come.
  void expect(std::size_t bytes) { bytes_ = bytes; }

  void add(const PackText& pack) {
    if (!pack.datapackage && !pack.tables.empty()) {
      add_bare_tables(pack);
      return;
    }
    const std::string package_name = (pack.folder / "datapackage.json").string();
    const auto package_root = parse(pack.datapackage, package_name, problems_);
    DataPackage package;
    std::vector<DescribedTable> tables;
    if (package_root) {
      package = read_data_package(*package_root, package_name, folder_name(pack.folder), problems_);
      check_name(package, *package_root, package_name);
      check_files(package, pack, package_name);
      tables = described_tables(package, pack, package_name);
    }
    const std::string facts_name = (pack.folder / "facts.json").string();
    const auto facts_root = parse(pack.facts, facts_name, problems_);
    FactTables facts;
    if (facts_root) {
      FactsFile read = read_facts_file(*facts_root, facts_name, package.sources, problems_);
      check_phrases(read, facts_name, words_, reserved_, problems_);
      check_facts(read, facts_name, problems_);
      facts = std::move(read.tables);
    }
    if (!problems_.empty()) return;
    packs_.add(std::move(facts));
    packs_.add(facts_of_tables(std::move(tables), words_));
    show_progress(0);
    package.info.folder = pack.folder.string();
    packs_.end_pack(std::move(package.info));
  }

  base::Loaded<FactTables> result() && {
    base::sort_problems(problems_);
    if (!problems_.empty()) return {std::nullopt, std::move(problems_)};
    return {std::move(packs_).finish(), {}};
  }

 private:
  void add_bare_tables(const PackText& pack) {
    std::vector<DescribedTable> tables;
    for (const PackText::Table& table : pack.tables) {
      const std::string file = pack.tables.size() == 1 && is_table(pack.folder)
                                   ? pack.folder.string()
                                   : (pack.folder / table.file).string();
      auto parsed = fs::path{table.file}.extension() == ".json"
                        ? parse_json_table(table.bytes, file)
                        : parse_csv(table.bytes, file);
      show_progress(table.bytes.size());
      append(problems_, std::move(parsed.problems));
      if (!parsed.ok()) continue;
      TableSchema schema = infer_schema(*parsed.value, table.file, words_);
      tables.push_back({table.file, std::move(*parsed.value), std::move(schema)});
    }
    if (!problems_.empty()) return;
    PackInfo info;
    info.name = info.title = fs::path{folder_name(pack.folder)}.stem().string();
    info.folder = pack.folder.string();
    info.languages = {words_.language};
    packs_.add(facts_of_tables(std::move(tables), words_));
    show_progress(0);
    packs_.end_pack(std::move(info));
  }

  std::vector<DescribedTable> described_tables(const DataPackage& package, const PackText& pack,
                                               const std::string& package_name) {
    std::vector<TableResource> resources;
    for (const PackFile& file : package.tables) {
      const auto table =
          std::find_if(pack.tables.begin(), pack.tables.end(),
                       [&](const PackText::Table& each) { return each.file == file.name; });
      if (table == pack.tables.end()) {
        report_missing(file, package_name);
        continue;
      }
      std::string path = (pack.folder / file.name).string();
      auto parsed = parse_csv(table->bytes, path);
      show_progress(table->bytes.size());
      append(problems_, std::move(parsed.problems));
      if (!parsed.ok()) continue;
      auto source = file.source;
      if (!source && !package.sources.empty()) source = package.sources.front();
      resources.push_back(
          {file.resource, file.name, std::move(path), std::move(*parsed.value), std::move(source)});
    }
    return describe_tables(std::move(resources), package_name, words_, reserved_, problems_);
  }

  // After so many more bytes of tables were read, or their facts made. Reading takes a third.
  void show_progress(std::size_t bytes) {
    constexpr double kReading = 0.35;
    bytes_read_ += bytes;
    if (!progress_ || bytes_ == 0) return;
    const double read = static_cast<double>(bytes_read_) / static_cast<double>(bytes_);
    progress_(bytes == 0 ? read : kReading * read);
  }

  void check_name(const DataPackage& package, const JsonValue& root, const std::string& file) {
    if (package.info.name.empty()) return;
    const auto [found, is_new] = names_.emplace(package.info.name, file);
    if (is_new) return;
    report(file, *root.find("name"),
           "the pack \"" + package.info.name + "\" is loaded already, from " + found->second,
           "leave one of them out or give it another name");
  }

  void check_files(const DataPackage& package, const PackText& pack, const std::string& name) {
    bool lists_facts = false;
    for (const PackFile& file : package.files) {
      lists_facts |= file.name == "facts.json";
      const auto& files = pack.other_files;
      if (file.name == "facts.json"
              ? pack.facts.has_value()
              : std::find(files.begin(), files.end(), file.name) != files.end()) {
        continue;
      }
      report_missing(file, name);
    }
    if (lists_facts || !pack.facts || package.tables.empty()) return;
    base::Problem unlisted;
    unlisted.file = name;
    unlisted.message = "there is a file \"facts.json\" in the folder that no resource names";
    unlisted.hint = "add {\"path\": \"facts.json\"} to the resources";
    problems_.push_back(std::move(unlisted));
  }

  void report_missing(const PackFile& file, const std::string& name) {
    report(name, *file.path, "there is no file " + base::describe(*file.path) + " in the folder",
           "add it or leave the resource out");
  }

  void report(const std::string& file, const JsonValue& place, std::string message,
              std::string hint) {
    problems_.push_back(
        {file, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
  }

  const text::Words& words_;
  const std::vector<std::string>& reserved_;
  base::Problems problems_;
  const base::Progress& progress_;
  std::size_t bytes_ = 0;
  std::size_t bytes_read_ = 0;
  PackJoin packs_{words_};
  std::unordered_map<std::string, std::string> names_;
};

void read_tables(PackText& pack, base::Problems& problems) {
  constexpr std::size_t kLargest = std::size_t{1} << 30U;
  std::vector<fs::path> files{pack.folder};
  if (!is_table(pack.folder)) {
    auto entries = base::list_folder(pack.folder);
    append(problems, std::move(entries.problems));
    files = std::move(entries.value).value_or(std::vector<fs::path>{});
  }
  const bool is_described = is_pack(pack.folder);
  for (const fs::path& file : files) {
    if (is_described ? !is_csv(file) : !is_table(file)) continue;
    auto bytes = base::read_file(file, kLargest);
    append(problems, std::move(bytes.problems));
    if (bytes.ok()) pack.tables.push_back({file.filename().string(), std::move(*bytes.value)});
  }
}

base::Loaded<FactTables> load(const std::vector<PackText>& packs, const text::Words& words,
                              const std::vector<std::string>& reserved, base::Problems problems,
                              const base::Progress& progress) {
  PackLoader loader{words, reserved, std::move(problems), progress};
  std::size_t bytes = 0;
  for (const PackText& pack : packs) {
    for (const PackText::Table& table : pack.tables) bytes += table.bytes.size();
  }
  loader.expect(bytes);
  for (const PackText& pack : packs) loader.add(pack);
  return std::move(loader).result();
}

}  // namespace

base::Loaded<std::vector<fs::path>> find_packs(const fs::path& path) {
  if (is_pack(path) || is_table(path)) return {std::vector{path}, {}};
  auto entries = base::list_folder(path);
  if (!entries.ok()) return entries;
  const bool has_table = std::any_of(entries.value->begin(), entries.value->end(), is_table);
  auto& folders = *entries.value;
  folders.erase(std::remove_if(folders.begin(), folders.end(),
                               [](const fs::path& folder) { return !is_pack(folder); }),
                folders.end());
  if (!folders.empty()) return entries;
  if (has_table) return {std::vector{path}, {}};
  base::Problem none;
  none.file = path.string();
  none.message = "expected a datapackage.json in it or in a folder of it, or a table, found none";
  return {std::nullopt, {none}};
}

base::Loaded<FactTables> load_packs(const std::vector<fs::path>& folders, const text::Words& words,
                                    const std::vector<std::string>& reserved,
                                    const base::Progress& progress) {
  base::Problems problems;
  std::vector<PackText> packs;
  for (const fs::path& folder : folders) {
    PackText pack;
    pack.folder = folder;
    read_tables(pack, problems);
    if (is_table(folder) || (!is_pack(folder) && !pack.tables.empty())) {
      packs.push_back(std::move(pack));
      continue;
    }
    auto entries = base::list_folder(folder);
    append(problems, std::move(entries.problems));
    if (!entries.ok()) continue;
    for (const fs::path& entry : *entries.value) {
      pack.other_files.push_back(entry.filename().string());
    }
    auto datapackage = base::read_file(folder / "datapackage.json");
    append(problems, std::move(datapackage.problems));
    pack.datapackage = std::move(datapackage.value);
    std::error_code error;
    if (fs::exists(folder / "facts.json", error)) {
      auto facts = base::read_file(folder / "facts.json");
      append(problems, std::move(facts.problems));
      pack.facts = std::move(facts.value);
    }
    packs.push_back(std::move(pack));
  }
  return load(packs, words, reserved, std::move(problems), progress);
}

base::Loaded<FactTables> load_pack_texts(const std::vector<PackText>& packs,
                                         const text::Words& words,
                                         const std::vector<std::string>& reserved) {
  base::Problems problems;
  for (const PackText& pack : packs) {
    if (pack.datapackage || !pack.tables.empty()) continue;
    base::Problem missing;
    missing.file = (pack.folder / "datapackage.json").string();
    missing.message = "there is no such file";
    problems.push_back(std::move(missing));
  }
  return load(packs, words, reserved, std::move(problems), {});
}

}  // namespace jauap::knowledge
