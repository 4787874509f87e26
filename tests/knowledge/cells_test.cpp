#include "bot/knowledge/cells.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace jauap::knowledge {
namespace {

constexpr EntityId kSaltby{0};
constexpr EntityId kOstry{1};
constexpr PropertyId kDepth{0};
constexpr PropertyId kGoods{1};
constexpr PropertyId kNext{2};
constexpr PropertyId kOpened{3};

Cells harbours() {
  CellWriter writer;
  writer.begin_table({"harbours.csv", "line"});
  writer.add(kSaltby, kDepth, {12.5}, {2});
  writer.add(kSaltby, kGoods, {std::string{"rope"}, std::string{"salt"}}, {2});
  writer.add(kOstry, kOpened, {text::Date{1874, 3, 0}}, {3});
  writer.begin_table({"more.csv", "line"});
  writer.add(kSaltby, kNext, {kOstry}, {2, true});
  writer.add(kSaltby, kGoods, {std::string{"salt"}, std::string{"tar"}}, {9});
  return std::move(writer).finish();
}

Values values_of(const Cells& cells, CellId cell) {
  Values values;
  for (std::size_t i = 0; i < cells.values(cell); ++i) values.push_back(cells.value(cell, i));
  return values;
}

}  // namespace

TEST_CASE("a cell has its values back, those of several rows together", "[knowledge]") {
  const Cells cells = harbours();
  REQUIRE(cells.size() == 4);
  CHECK(values_of(cells, 0) == Values{12.5});
  CHECK(values_of(cells, 1) ==
        Values{std::string{"rope"}, std::string{"salt"}, std::string{"tar"}});
  CHECK(values_of(cells, 2) == Values{text::Date{1874, 3, 0}});
  CHECK(values_of(cells, 3) == Values{kOstry});
  CHECK(cells.table(2).file == "harbours.csv");
  CHECK(cells.table(3).file == "more.csv");
  CHECK((cells.line(1) == 2 && cells.line(3) == 2));
  CHECK((cells.is_of_other(3) && !cells.is_of_other(1)));
}

TEST_CASE("cells of another pack get their positions among those that are there", "[knowledge]") {
  Cells cells = harbours();
  const std::vector<EntityId> entities{EntityId{7}, EntityId{5}};
  cells.append(harbours(), {entities, 10, 2, 1});
  REQUIRE(cells.size() == 8);
  CHECK(values_of(cells, 5) == values_of(cells, 1));
  CHECK(values_of(cells, 7) == Values{EntityId{5}});
  CHECK((cells.subject(4) == EntityId{7} && cells.property(5) == PropertyId{11}));
  CHECK((cells.table(4).source == 2 && cells.table(4).pack == 1 && cells.table(4).first == 4));
  CHECK(cells.table(7).file == "more.csv");
  CHECK(values_of(cells, 1).size() == 3);
}

}  // namespace jauap::knowledge
