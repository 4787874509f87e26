// Questions over a table that nobody has described, whose headers and cells are written in other
// ways than those of the other tests.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/chat/reply.h"
#include "tests/support/table_chatbot.h"

namespace jauap {
namespace {

const chat::Chatbot& lamps() {
  static const auto kChatbot = load_table("lamps/lamp_parts.csv");
  return *kChatbot;
}

void check(const std::vector<ValuesCase>& cases) {
  check_values(lamps(), cases);
}

}  // namespace

TEST_CASE("headers of any style name columns, in full and for short", "[chat]") {
  check({
      {"price of the burner", "8.5"},
      {"what does a prism ring cost?", "1240.0"},
      {"what is the unit price of the clapper", "36.0"},
      {"lead time of the turning gear", "45.0"},
      {"How heavy is the mirror plate?", "8700.0"},
      {"how many wick holders are in stock", "0.0"},
      {"part number of the bell cord", "LP-1007"},
      {"price of LP-1006", "4.75"},
  });
}

TEST_CASE("rows are called by the last word of what they are", "[chat]") {
  check({
      {"how many parts are there", "8.0"},
      {"total stock", "90.0"},
      {"average lead time", "19.75"},
      {"which part has the longest lead time", "Prism ring"},
      {"parts with less than 5 in stock", "Wick holder, Prism ring, Turning gear"},
      {"parts for the fog bell", "Bell cord, Clapper"},
      {"which parts cost more than 300 euros", "Prism ring, Mirror plate, Turning gear"},
  });
}

TEST_CASE("what is written beside amounts and dates in any order is read", "[chat]") {
  check({
      {"most expensive part", "Prism ring"},
      {"the cheapest part by Ostrý Glass", "Glass chimney"},
      {"when was the clapper last ordered", "2021-07-12"},
      {"parts last ordered in july 2021", "Wick holder, Glass chimney, Clapper"},
      {"which parts were last ordered before 2020", "Prism ring, Turning gear"},
      {"parts last ordered in 2021", "Burner, Wick holder, Glass chimney, Bell cord, Clapper"},
      {"which parts were designed after 1900", "Prism ring, Mirror plate, Bell cord, Clapper"},
      {"when was the turning gear designed", "1899"},
  });
}

TEST_CASE("who does something to rows is asked for with a verb", "[chat]") {
  check({
      {"who makes the clapper", "Kirk Foundry"},
      {"which parts does Quay Works make", "Burner, Wick holder"},
      {"parts made by Kirk Foundry", "Turning gear, Bell cord, Clapper"},
  });
}

}  // namespace jauap
