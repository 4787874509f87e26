#include "bot/knowledge/table_descriptor.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/knowledge/load_packs.h"
#include "tests/support/all_facts.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

constexpr const char* kHarbours =
    "name,country,depth_m,people,short,local,folk,goods,near,open,seat,summit,summit_m,built\n"
    "Saltby,Westland,12.5,1500,SB,Old Salt,Saltish,rope; salt,Ostry,yes,Tarn,Gull Hill,300,1874\n"
    "Ostry,Eastland,20,40,OS,,Ostrian,salt,Saltby,no,Elm,Far Top,120.5,1902\n"
    "Long Quay,Westland,unknown,40000,LQ,,,,,yes,Tarn,Gull Hill,300,\n";

constexpr const char* kTowns = "town,mayor\nTarn,Ada Brandt\nOld Mill,Otto Lind\n";

constexpr const char* kPackage = R"({
  "name": "harbours", "title": "Harbours", "languages": ["en"],
  "sources": [{"title": "Harbour book", "publisher": "Coast Office"}],
  "resources": [
    {
      "path": "harbours.csv",
      "kind": {"name": "harbour", "words": ["port"], "place": true},
      "names": {"Ostry": ["East Harbour"]},
      "adjectiveNames": {"Ostry": ["Ostrish"]},
      "schema": {
        "primaryKey": ["name"],
        "missingValues": ["", "unknown"],
        "fields": [
          {"name": "name", "title": "name", "type": "string"},
          {"name": "country", "kind": {"name": "country", "plural": "countries", "place": true},
           "partOf": true, "names": {"westland": ["the West"]},
           "adjectiveNames": {"Westland": ["Westish"]}},
          {"name": "depth_m", "title": "depth", "type": "number", "unit": "m", "adds": false,
           "adjectives": [{"up": ["deep"], "down": ["shallow"]}],
           "sentence": "{subject} is {value} {unit} deep.", "question": "How deep is {subject}?"},
          {"name": "people", "title": "population", "type": "integer", "aliases": ["size"],
           "hints": ["live"], "countNouns": ["people", "souls"],
           "classes": [{"words": ["major"], "atLeast": 1000}, {"words": ["tiny"], "atMost": 50}]},
          {"name": "short", "role": "ignore"},
          {"name": "local", "role": "names", "title": "local name"},
          {"name": "folk", "role": "adjective"},
          {"name": "goods", "kind": "ware", "type": "list", "verbs": ["handle"],
           "inverseVerbs": ["pass through"]},
          {"name": "near", "kind": "port", "symmetric": true, "metonym": true},
          {"name": "open", "type": "boolean", "aliases": {"en": ["in use"], "lt": ["atviras"]}},
          {"name": "summit", "kind": "hill"},
          {"name": "summit_m", "title": "height of the summit", "type": "number"},
          {"name": "built", "type": "year"}
        ],
        "foreignKeys": [{"fields": "seat", "reference": {"resource": "towns", "fields": "town"}}]
      },
      "ofCells": [
        {"name": "height", "of": ["summit"], "values": ["summit_m"], "unit": "m",
         "adjectives": [{"up": ["high"]}]},
        {"name": "harbour below", "of": ["summit"], "values": ["name"], "partOf": true}
      ],
      "derived": [{"name": "crowding", "divide": ["people", "depth_m"], "unit": "people per m",
                   "adjectives": [{"up": ["crowded"]}]}]
    },
    {"path": "towns.csv", "sources": [{"title": "Town list"}]}
  ]
})";

FactStore load(const std::string& package = kPackage) {
  PackText pack{
      "x/harbours", package, {}, {}, {{"harbours.csv", kHarbours}, {"towns.csv", kTowns}}};
  auto loaded = load_pack_texts({pack}, english_words(), {"count", "when"});
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return FactStore{std::move(*loaded.value)};
}

const Property& property(const FactStore& store, const std::string& name) {
  for (const Property& each : store.tables().properties) {
    if (each.name == name) return each;
  }
  FAIL("there is no property " << name);
  return store.tables().properties.front();
}

const Entity& entity(const FactStore& store, const std::string& name) {
  for (const Entity& each : store.tables().entities) {
    if (each.name == name) return each;
  }
  FAIL("there is no entity " << name);
  return store.tables().entities.front();
}

// The facts of a property, told, with the place of each.
std::string told(const FactStore& store, const std::string& name) {
  std::string text;
  for (const Fact& fact : all_facts(store)) {
    if (store.property(fact.property).name != name) continue;
    text += answers::tell(store, fact) + " (" + store.source(fact).title + ", " + fact.at() + ")\n";
  }
  return text;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what rows are, and their other names, are said beside the schema", "[knowledge]") {
  const FactStore store = load();
  const Entity& ostry = entity(store, "Ostry");
  CHECK(ostry.aliases == Texts{"East Harbour"});
  CHECK(ostry.adjectives == Texts{"Ostrian", "Ostrish"});
  CHECK(entity(store, "Saltby").aliases == Texts{"Old Salt"});
  const Kind& harbour = store.kind(ostry.kind);
  CHECK(harbour.name == "harbour");
  CHECK(harbour.plural == "harbours");
  CHECK(harbour.words == Texts{"port"});
  CHECK(harbour.is_place);
  CHECK(harbour.of_table);
  CHECK_FALSE(harbour.is_inferred);
  CHECK(store.entities_of(ostry.kind).size() == 3);
}

TEST_CASE("cells name things of the kind that their field gives them", "[knowledge]") {
  const FactStore store = load();
  const Entity& westland = entity(store, "Westland");
  CHECK(westland.aliases == Texts{"the West"});
  CHECK(westland.adjectives == Texts{"Westish"});
  CHECK(store.kind(westland.kind).plural == "countries");
  CHECK(property(store, "country").is_part_of);
  CHECK(property(store, "near").symmetric);
  CHECK(property(store, "near").is_metonym);
  CHECK_FALSE(property(store, "country").is_metonym);
  CHECK(property(store, "goods").verbs == Texts{"handle"});
  CHECK(property(store, "goods").inverse_verbs == Texts{"pass through"});
  CHECK(told(store, "goods") ==
        "The goods of Saltby are rope, salt. (Harbour book, line 2 of harbours.csv)\n"
        "The goods of Ostry are salt. (Harbour book, line 3 of harbours.csv)\n");
  const Kind& ware = store.kind(entity(store, "rope").kind);
  CHECK(ware.plural == "wares");
  CHECK(ware.is_inferred);
}

TEST_CASE("a foreign key makes its cells things of the other table", "[knowledge]") {
  const FactStore store = load();
  CHECK(store.kind(entity(store, "Elm").kind).name == "town");
  CHECK(entity(store, "Elm").kind == entity(store, "Tarn").kind);
  CHECK(told(store, "mayor") ==
        "The mayor of Tarn is Ada Brandt. (Town list, line 2 of towns.csv)\n"
        "The mayor of Old Mill is Otto Lind. (Town list, line 3 of towns.csv)\n");
  CHECK(property(store, "seat").is_inferred);
}

TEST_CASE("a foreign key of several columns finds the row that has all of them", "[knowledge]") {
  PackText pack{
      "x/lands",
      R"({"name": "lands", "title": "Lands", "languages": ["en"], "resources": [
                  {"path": "lands.csv", "schema": {
                    "fields": [{"name": "seat", "verbs": ["be led from"]}],
                    "foreignKeys": [{"fields": ["seat", "land"], "reference": {
                      "resource": "towns", "fields": ["town", "land"]}}]},
                   "ofCells": [{"name": "land of it", "of": ["seat"], "values": ["land"]}]},
                  {"path": "towns.csv"}]})",
      {},
      {},
      {{"lands.csv", "land,seat\nWestland,Elm\nEastland,Elm\nMidland,Elm\nOutland,Fir\n"},
       {"towns.csv", "town,people,land\nElm,1,Westland\nElm,2,Midland\nOak,3,Outland\n"}}};
  auto loaded = load_pack_texts({pack}, english_words(), {});
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  const FactStore store{std::move(*loaded.value)};
  std::string seats;
  for (const Fact& fact : all_facts(store)) {
    if (store.property(fact.property).name != "seat") continue;
    const Entity& seat = store.entity(std::get<EntityId>(fact.value[0]));
    seats += seat.name + " (" + seat.qualifier + ") " + store.kind(seat.kind).name + "\n";
  }
  CHECK(seats == "Elm (Westland) town\nElm (Eastland) town\nElm (Midland) town\nFir () town\n");
  CHECK(told(store, "land of it").find("Fir is Outland") != std::string::npos);
  CHECK(store.entities_of(entity(store, "Fir").kind).size() == 5);
}

TEST_CASE("a field says how its numbers are named, compared and told", "[knowledge]") {
  const FactStore store = load();
  CHECK(told(store, "depth") ==
        "Saltby is 12.5 m deep. (Harbour book, line 2 of harbours.csv)\n"
        "Ostry is 20 m deep. (Harbour book, line 3 of harbours.csv)\n");
  const Property& depth = property(store, "depth");
  CHECK(depth.words == Texts{"depth"});
  CHECK(depth.unit == "m");
  CHECK_FALSE(depth.adds_up);
  CHECK_FALSE(depth.is_inferred);
  REQUIRE(depth.adjectives.size() == 1);
  CHECK(depth.adjectives[0].up == Texts{"deep"});
  CHECK(depth.adjectives[0].down == Texts{"shallow"});
  const Property& people = property(store, "population");
  CHECK(people.words == Texts{"people", "population", "size"});
  CHECK(people.hints == Texts{"live"});
  CHECK(people.count_nouns == Texts{"people", "souls"});
  CHECK(people.adds_up);
  REQUIRE(people.classes.size() == 2);
  CHECK(people.classes[0].words == Texts{"major"});
  CHECK(people.classes[0].bound == 1000);
  CHECK(people.classes[0].at_least);
  CHECK_FALSE(people.classes[1].at_least);
  CHECK_THAT(told(store, "built"), Catch::Contains("Ostry was built in 1902."));
  CHECK(property(store, "open").words == Texts{"open", "in use"});
}

TEST_CASE("names and adjectives of a row can be asked for; what is ignored is not there",
          "[knowledge]") {
  const FactStore store = load();
  CHECK(told(store, "local name") ==
        "The local name of Saltby is Old Salt. (Harbour book, line 2 of harbours.csv)\n");
  CHECK_THAT(told(store, "folk"), Catch::Contains("The folk of Ostry is Ostrian."));
  const auto& all = store.tables().properties;
  CHECK(std::none_of(all.begin(), all.end(),
                     [](const Property& each) { return each.name == "short"; }));
}

TEST_CASE("a table can tell of the things in its cells", "[knowledge]") {
  const FactStore store = load();
  CHECK(told(store, "height") ==
        "The height of Gull Hill is 300 m. (Harbour book, line 2 of harbours.csv)\n"
        "The height of Far Top is 120.5 m. (Harbour book, line 3 of harbours.csv)\n");
  CHECK(property(store, "height").adjectives.at(0).up == Texts{"high"});
  CHECK(told(store, "harbour below") ==
        "The harbour below of Gull Hill is Saltby, Long Quay. (Harbour book, line 2 of "
        "harbours.csv)\n"
        "The harbour below of Far Top is Ostry. (Harbour book, line 3 of harbours.csv)\n");
  CHECK(property(store, "harbour below").is_part_of);
}

TEST_CASE("a quotient is held where both of its numbers are", "[knowledge]") {
  const FactStore store = load();
  CHECK(told(store, "crowding") ==
        "The crowding of Saltby is 120 people per m. (Harbour book, line 2 of harbours.csv)\n"
        "The crowding of Ostry is 2 people per m. (Harbour book, line 3 of harbours.csv)\n");
  const Property& crowding = property(store, "crowding");
  REQUIRE(crowding.quotient);
  CHECK(store.property(crowding.quotient->first).name == "population");
  CHECK(store.property(crowding.quotient->second).name == "depth");
  CHECK(crowding.adjectives.at(0).up == Texts{"crowded"});
}

TEST_CASE("a table's facts have the table as their source where nobody names one", "[knowledge]") {
  PackText pack{"x/towns",
                R"({"name": "towns", "title": "Towns", "languages": ["en"],
                    "resources": [{"path": "towns.csv"}]})",
                {},
                {},
                {{"towns.csv", kTowns}}};
  auto loaded = load_pack_texts({pack}, english_words(), {});
  REQUIRE(loaded.ok());
  const FactStore store{std::move(*loaded.value)};
  CHECK(told(store, "mayor").rfind("The mayor of Tarn is Ada Brandt. (towns.csv, line 2)\n", 0) ==
        0);
  CHECK(store.kind(entity(store, "Tarn").kind).is_inferred);
}

}  // namespace jauap::knowledge
