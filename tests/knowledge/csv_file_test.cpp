#include "bot/knowledge/csv_file.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace jauap::knowledge {
namespace {

// "a|b 2:1|2 3:3|4": the header, then each row behind its line.
std::string shown(const base::Loaded<CsvTable>& loaded) {
  std::string text;
  for (const auto& problem : loaded.problems) text += base::to_string(problem) + "\n";
  if (!loaded.ok()) return text;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "|") + cells[i];
  };
  add(loaded.value->header);
  for (const auto& row : loaded.value->rows) {
    text += " " + std::to_string(row.line) + ":";
    add(row.cells);
  }
  return text;
}

void check(const std::string& bytes, const std::string& wanted) {
  INFO(bytes);
  CHECK(shown(parse_csv(bytes, "t.csv")) == wanted);
}

}  // namespace

TEST_CASE("a table is read from every common dialect", "[knowledge]") {
  check("a,b\n1,2\n3,4\n", "a|b 2:1|2 3:3|4");
  check("a,b\r\n1,2\r\n3,4", "a|b 2:1|2 3:3|4");
  check("a;b\n1,5;2\n", "a|b 2:1,5|2");
  check("a\tb\n1\t\n", "a|b 2:1|");
  check("a|b\n1|2\n", "a|b 2:1|2");
  check(
      "\xEF\xBB\xBF"
      "a,b\n1,2\n",
      "a|b 2:1|2");
  check("name\n\nOslo\n\n\nRiga\n", "name 3:Oslo 6:Riga");
  check("\"a, b\",c\n\"say \"\"hi\"\"\",\"two\nlines\"\nx,y\n",
        "a, b|c 2:say \"hi\"|two\nlines 4:x|y");
  check("a , b\n 1 , 2 \n", "a|b 2:1|2");
  check("name\nReykjav\xEDk\n", "name 2:Reykjavík");  // ISO 8859-1
  check("name\nReykjavík\n", "name 2:Reykjavík");
  check("a,b\n", "a|b");
}

TEST_CASE("everything wrong in a table is named with its line", "[knowledge]") {
  check("", "t.csv: expected a row that names the columns, found nothing\n");
  check("a,b\n1\n1,2\n1,2,3\n",
        "t.csv:2: expected 2 cells, found 1\nt.csv:4: expected 2 cells, found 3\n");
  check("a,,a\n",
        "t.csv:1: column 2 has no name; the first row names the columns\n"
        "t.csv:1: two columns are called \"a\"; give each a name of its own\n");
  check("a,b\n1,\"2\n3,4\n",
        "t.csv:2: expected a quote that ends the cell, found the end of the file\n");
  check("a,b\n1,x\"y\"\n",
        "t.csv:2: a quote stands inside a cell; put the whole cell in quotes and "
        "write each quote in it twice\n");
  check(std::string("a\0b", 3),
        "t.csv: expected a table as text, found a zero byte; save it as CSV in UTF-8\n");
}

TEST_CASE("the problems of a table that is no table are few", "[knowledge]") {
  std::string bytes = "a,b\n";
  for (int i = 0; i < 1000; ++i) bytes += "1\n";
  CHECK(parse_csv(bytes, "t.csv").problems.size() == 30);
}

}  // namespace jauap::knowledge
