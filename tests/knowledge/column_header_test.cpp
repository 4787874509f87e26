#include "bot/knowledge/column_header.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

// "lead time, days": the name and the unit of a column of numbers.
std::string read(const std::string& header) {
  ColumnHeader found = read_header(header, english_words());
  take_unit(found);
  return found.name + (found.unit.empty() ? "" : ", " + found.unit);
}

std::string shorter(const std::string& name, ValueType type = ValueType::Number,
                    const std::vector<std::string>& others = {}) {
  std::string text;
  for (const std::string& each : shorter_names(name, type, others, english_words())) {
    text += (text.empty() ? "" : ", ") + each;
  }
  return text;
}

}  // namespace

TEST_CASE("headers are read as people say them", "[knowledge]") {
  CHECK(read("leadTimeDays") == "lead time, days");
  CHECK(read("unitPriceUSD") == "unit price, USD");
  CHECK(read("stock_qty") == "stock quantity");
  CHECK(read("Length [km]") == "length, km");
  CHECK(read("height in m") == "height, m");
  CHECK(read("GDP per capita") == "GDP per capita");
  CHECK(read("Dogs (yes/no)") == "dogs");
  CHECK(read("Population (2020)") == "population");
  CHECK(read("sales_m") == "sales m");
  CHECK(read("Salary ($)") == "salary, USD");
  CHECK(read("Dept.") == "department");
  CHECK(read("Remote?") == "remote");
  CHECK(read("?") == "?");
}

TEST_CASE("a column is called by a part of its name that no other has", "[knowledge]") {
  CHECK(shorter("unit price") == "price");
  CHECK(shorter("unit price", ValueType::Number, {"sales price"}).empty());
  CHECK(shorter("year published", ValueType::Date) == "published");
  CHECK(shorter("added on", ValueType::Date) == "added");
  CHECK(shorter("machine type", ValueType::Entity) == "machine");
  CHECK(shorter("dogs allowed", ValueType::Boolean) == "dogs");
  CHECK(shorter("calling code", ValueType::Text).empty());
  CHECK(shorter("official name", ValueType::Text).empty());
  CHECK(shorter("price").empty());
}

}  // namespace jauap::knowledge
