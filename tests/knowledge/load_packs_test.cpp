#include "bot/knowledge/load_packs.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "bot/base/files.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

namespace fs = std::filesystem;

const fs::path kTests = fs::path{JAUAP_SOURCE_DIR} / "tests";
// What the broken packs may not use as names.
const std::vector<std::string> kReserved{"count", "when", "Total"};

const WrittenFact& fact(const std::string& key) {
  for (const WrittenFact& each : lighthouse().tables().written) {
    if (each.key == key) return each;
  }
  FAIL("there is no fact " << key);
  return lighthouse().tables().written[0];
}

std::string read(const fs::path& path) {
  return base::read_file(path).value.value_or("");
}

// One Problem a line, file names relative to the folder.
std::string to_lines(base::Problems problems, const fs::path& folder) {
  std::string lines;
  const std::string prefix = folder.string() + "/";
  for (base::Problem& problem : problems) {
    for (std::string* text : {&problem.file, &problem.message}) {
      const std::size_t at = text->find(prefix);
      if (at != std::string::npos) text->erase(at, prefix.size());
    }
    lines += base::to_string(problem) + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("values are read by the type of their property", "[knowledge]") {
  const std::vector<std::pair<std::string, Values>> cases{
      {"height-gull-rock", {34.5}},
      {"built-gull-rock", {text::Date{1874, 11, 7}}},
      {"built-north-point", {text::Date{1902, 0, 0}}},
      {"cost-gull-rock", {45000.0}},
      {"keepers-gull-rock", {lighthouse_entity("ada-brandt"), lighthouse_entity("otto-lind")}},
      {"lamp-summer", {20.0 * 60 + 35}},
      {"rank-gull-rock", {3.0}},
      {"visitors-north-point", {false}},
      {"motto-coast-office", {std::string{"Keep the light"}}},
      {"growth-2020", {13.6}},
      {"cargoes", {std::string{"salt"}, std::string{"rope"}, std::string{"dried fish"}}},
      {"great-storm", {}},
  };
  for (const auto& [key, expected] : cases) {
    INFO(key);
    CHECK(fact(key).value == expected);
  }
}

TEST_CASE("the other parts of a fact are read", "[knowledge]") {
  const WrittenFact& storm = fact("great-storm");
  CHECK(storm.subject == lighthouse_entity("gull-rock"));
  CHECK(storm.when == text::Date{1953, 2, 1});
  CHECK(storm.place == lighthouse_entity("ostry"));
  CHECK(storm.question == "What did the great storm do?");
  CHECK(storm.at == "paragraph 5");
  CHECK(lighthouse().source(storm).publisher == "Coast Office");
  CHECK(lighthouse().source(storm).date == "2021-06-30");
  CHECK(lighthouse().source(fact("cargoes")).title == "Harbour book of Saltby");
  CHECK(lighthouse().source(fact("cargoes")).date == "2020");
  CHECK(fact("height-north-point").approximate);
  CHECK(fact("height-north-point").text.empty());
  CHECK(fact("height-north-point").unit == "m");
  REQUIRE(fact("lamp-winter").period);
  CHECK(lighthouse().tables().periods[*fact("lamp-winter").period].key == "winter");
}

TEST_CASE("a pack, a property and a kind are read whole", "[knowledge]") {
  const PackInfo& pack = lighthouse().pack(fact("cargoes"));
  CHECK(pack.name == "lighthouse");
  CHECK(pack.folder == (kTests / "packs/lighthouse").string());
  CHECK(pack.languages == std::vector<std::string>{"en"});
  CHECK(pack.license == "Public domain");
  CHECK(pack.default_period == text::Date{2020, 0, 0});
  CHECK(pack.reference_date == text::Date{2021, 6, 30});
  const Property& shipped = lighthouse().property(lighthouse_property("ships-to"));
  CHECK(shipped.roles ==
        std::map<std::string, Role>{{"from", Role::Subject}, {"to", Role::Counterpart}});
  CHECK(shipped.asks == std::set<AskWord>{AskWord::HowMuch});
  CHECK(shipped.inverse == lighthouse_property("ships-from"));
  CHECK(lighthouse().property(lighthouse_property("ships-growth")).of ==
        lighthouse_property("ships-to"));
  const Kind& keeper = lighthouse().kind(lighthouse().entity(lighthouse_entity("ada-brandt")).kind);
  CHECK(keeper.plural == "keepers");
  CHECK(keeper.is_person);
  CHECK_FALSE(keeper.is_place);
}

TEST_CASE("two packs stand beside each other, and things of one name are one", "[knowledge]") {
  const fs::path folder = kTests / "packs/lighthouse";
  std::string second = read(folder / "datapackage.json");
  second.replace(second.find("\"lighthouse\""), 12, "\"copy\"");
  const std::vector<PackText> packs{
      {"x/lighthouse", read(folder / "datapackage.json"), read(folder / "facts.json"), {}},
      {"x/copy", second, read(folder / "facts.json"), {}}};
  const auto loaded = load_pack_texts(packs, english_words(), kReserved);
  INFO(to_lines(loaded.problems, folder));
  REQUIRE(loaded.ok());
  const FactTables& tables = *loaded.value;
  const std::size_t facts = lighthouse().tables().written.size();
  REQUIRE(tables.written.size() == 2 * facts);
  CHECK(tables.entities.size() == lighthouse().tables().entities.size());
  CHECK(tables.kinds.size() == lighthouse().tables().kinds.size());
  for (std::size_t i = 0; i < facts; ++i) {
    const WrittenFact& one = tables.written[i];
    const WrittenFact& other = tables.written[facts + i];
    INFO(one.key);
    CHECK(other.key == one.key);
    CHECK(other.pack == 1);
    CHECK(other.subject == one.subject);
    CHECK(tables.sources[other.source].title == tables.sources[one.source].title);
    CHECK(other.source != one.source);
    CHECK(tables.properties[static_cast<std::size_t>(other.property)].pack == 1);
  }
  const FactStore store{tables};
  CHECK(store.row_count() == 2 * lighthouse().row_count());
}

TEST_CASE("a pack that is loaded twice is refused", "[knowledge]") {
  const fs::path folder = kTests / "packs/lighthouse";
  const auto loaded = load_packs({folder, folder / ""}, english_words(), {});
  CHECK_FALSE(loaded.ok());
  CHECK(to_lines(loaded.problems, folder) ==
        "datapackage.json:2:11: /name: the pack \"lighthouse\" is loaded already, from "
        "datapackage.json; leave one of them out or give it another name\n");
}

TEST_CASE("a path stands for its pack or for the packs in it", "[knowledge]") {
  const auto one = find_packs(kTests / "packs/lighthouse");
  REQUIRE(one.ok());
  CHECK(*one.value == std::vector{kTests / "packs/lighthouse"});
  const auto all = find_packs(kTests / "packs");
  REQUIRE(all.ok());
  CHECK(std::find(all.value->begin(), all.value->end(), kTests / "packs/lighthouse") !=
        all.value->end());
  CHECK(to_lines(find_packs(kTests / "fuzz").problems, kTests) ==
        "fuzz: expected a datapackage.json in it or in a folder of it, or a table, found none\n");
  CHECK_FALSE(find_packs(kTests / "nowhere").ok());
}

TEST_CASE("a folder that is no pack is a problem", "[knowledge]") {
  const auto loaded = load_packs({kTests / "packs"}, english_words(), {});
  CHECK(to_lines(loaded.problems, kTests) == "packs/datapackage.json: there is no such file\n");
}

// Its tables are not part of this repository.
TEST_CASE("the pack of geography lacks nothing but its tables", "[knowledge]") {
  const auto loaded = load_packs({kTests / "geography"}, english_words(), kReserved);
  CHECK(loaded.problems.size() == 7);
  for (const base::Problem& problem : loaded.problems) {
    CHECK_THAT(problem.message, Catch::StartsWith("there is no file \""));
  }
}

// Each folder of tests/broken/packs is a pack with mistakes, and has a file `problems` that lists
// them as an author sees them.
TEST_CASE("every mistake in a pack is reported with its place", "[knowledge]") {
  const auto folders = base::list_folder(kTests / "broken/packs");
  REQUIRE(folders.ok());
  CHECK(folders.value->size() >= 45);
  for (const fs::path& folder : *folders.value) {
    INFO(folder.filename().string());
    const auto loaded = load_packs({folder}, english_words(), kReserved);
    CHECK_FALSE(loaded.ok());
    CHECK(to_lines(loaded.problems, folder) == read(folder / "problems"));
  }
}

}  // namespace jauap::knowledge
