#include "bot/knowledge/infer_descriptor.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/base/files.h"
#include "bot/knowledge/load_packs.h"
#include "tests/support/all_facts.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

std::vector<DescribedTable> inferred(const Files& files) {
  std::vector<DescribedTable> tables;
  for (const auto& [name, text] : files) {
    auto parsed = parse_csv(text, name);
    REQUIRE(parsed.ok());
    TableSchema schema = infer_schema(*parsed.value, name, english_words());
    tables.push_back({name, std::move(*parsed.value), std::move(schema)});
  }
  return tables;
}

// What a pack says, and what its things are, in any order.
std::vector<std::string> said(PackText pack, const Files& files) {
  for (const auto& [name, text] : files) pack.tables.push_back({name, text});
  auto loaded = load_pack_texts({pack}, english_words(), {"count", "state", "name"});
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  const FactStore store{std::move(*loaded.value)};
  std::vector<std::string> lines;
  for (const Fact& fact : all_facts(store)) {
    lines.push_back(answers::tell(store, fact) + " " + store.source(fact).title + " " + fact.at());
  }
  for (const Entity& entity : store.tables().entities) {
    const Kind& kind = store.kind(entity.kind);
    lines.push_back(entity.name + " (" + entity.qualifier + ") " + kind.name + " " + kind.plural +
                    (kind.is_inferred ? " inferred" : ""));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

void check_same(const Files& files) {
  PackText described{"x/made", infer_descriptor("made", inferred(files), english_words()), {}, {}};
  INFO(*described.datapackage);
  CHECK(said(described, files) == said({"x/made", {}, {}, {}}, files));
}

Files files_in(const fs::path& folder) {
  Files files;
  const auto entries = base::list_folder(folder);
  REQUIRE(entries.ok());
  for (const fs::path& entry : *entries.value) {
    if (entry.extension() != ".csv") continue;
    files.emplace_back(entry.filename().string(), base::read_file(entry).value.value_or(""));
  }
  return files;
}

std::string doubts(const std::string& file, const std::string& text) {
  std::string lines;
  for (const std::string& doubt : table_doubts(inferred({{file, text}}).front())) {
    lines += doubt + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("an inferred descriptor says what the bare tables say", "[knowledge]") {
  const fs::path root{JAUAP_SOURCE_DIR};
  check_same(files_in(root / "tests/tables/coast"));
  check_same(files_in(root / "knowledge/countries"));
  check_same({{"people.csv",
               "name,state,count,share,born,since,first year,colours,open\n"
               "Ada,Westland,3,5 %,1874-11-07,1990-05,1874,red; blue,yes\n"
               "Otto,Eastland,4,12%,1902-01-02,1991-05,1902,,no\n"}});
  check_same(
      {{"city.csv", "city_name,population,state_name\nSaltby,5,Westland\nSaltby,6,Eastland\n"},
       {"state.csv", "state_name,area (km2)\nWestland,5\nEastland,6\n"}});
}

TEST_CASE("what only the author can know is asked", "[knowledge]") {
  CHECK(doubts("data.csv",
               "town,mayor,depth,zip,sign,area_km2\nTarn,Ada Brandt,12,0042,TA,5\n"
               "Elm,Otto Lind,deep,0043,EL,6\nOak,Eva Sand,7,0044,OK,7\n") ==
        "data.csv: the file's name does not say what a row is; taken for a town, from the header "
        "\"town\"\n"
        "data.csv: the rows are taken to be named by \"town\"; \"mayor\" could name them too\n"
        "data.csv: the column \"depth\" holds numbers, but also \"deep\" (line 3); taken for "
        "texts. List what means that nothing is known in \"missingValues\"\n"
        "data.csv: the numbers of \"zip\" are taken to tell things apart, not for amounts; they "
        "are kept as texts\n"
        "data.csv: the short codes of \"sign\" are kept as texts; if they are names of the rows, "
        "give the field the \"role\" \"names\"\n");
  CHECK(doubts("towns.csv", "name,mayor,depth\nTarn,Ada Brandt,12\nElm,Otto Lind,5\n") ==
        "towns.csv: no unit is known for \"depth\"\n");
}

TEST_CASE("a table is written as it is read", "[knowledge]") {
  const std::string text = "name,note\n\"a, \"\"b\"\"\",\" c\"\n\"d\ne\",\n";
  const auto parsed = parse_csv(text, "t.csv");
  REQUIRE(parsed.ok());
  const auto again = parse_csv(write_csv(*parsed.value), "t.csv");
  REQUIRE(again.ok());
  CHECK(again.value->header == parsed.value->header);
  REQUIRE(again.value->rows.size() == parsed.value->rows.size());
  for (std::size_t i = 0; i < again.value->rows.size(); ++i) {
    CHECK(again.value->rows[i].cells == parsed.value->rows[i].cells);
  }
}

}  // namespace jauap::knowledge
