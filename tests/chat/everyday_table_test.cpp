// Questions as people type them over tables that nobody has described: rows that a code names,
// columns of where they go, a column for each year, what cells hold said as a noun.
#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/table_chatbot.h"

namespace jauap {
namespace {

const chat::Chatbot& sailings() {
  static const auto kChatbot = load_table("sailings/sailings.csv");
  return *kChatbot;
}

const chat::Chatbot& parishes() {
  static const auto kChatbot = load_table("parishes/parishes.csv");
  return *kChatbot;
}

const chat::Chatbot& boats() {
  static const auto kChatbot = load_table("boats/boats.csv");
  return *kChatbot;
}

}  // namespace

TEST_CASE("rows that no text tells apart are called by their code", "[chat]") {
  check_values(sailings(), {
                               {"when does VK411 leave", "13:00"},
                               {"what time does sailing GR120 arrive?", "09:25"},
                               {"status of KW007", "on time"},
                               {"how many sailings does Gull Ferries have", "2.0"},
                               {"how many sailings are cancelled", "1.0"},
                               {"sailings shorter than 2 hours", "GR120, GR122"},
                               {"which sailings leave on 4 May 2021", "GR120, GR122"},
                           });
}

TEST_CASE("from and to are told apart", "[chat]") {
  check_values(sailings(), {
                               {"sailings from Saltby", "VK410, GR120"},
                               {"sailings to Saltby", "VK411, GR122"},
                               {"sailings from Port Gull to Ostrý", "KW007"},
                               {"how much is the sailing from Saltby to Ostrý", "48.0"},
                               {"where does GR122 go", "Saltby"},
                           });
}

TEST_CASE("what rows have or not is asked for with and without", "[chat]") {
  check_values(sailings(), {
                               {"which sailings have cabins", "VK410, VK411, KW007"},
                               {"sailings without cabins", "GR120, GR122"},
                           });
  check_values(boats(), {
                            {"which boats are unpaid", "Petrel, Curlew"},
                            {"which boats have no rating", "Knot"},
                        });
}

TEST_CASE("a column for each year is asked for by the year", "[chat]") {
  check_values(
      parishes(),
      {
          {"residents of Fordham in 2011", "5400.0"},
          {"how many residents did Mill End have in 2021?", "1500.0"},
          {"residents of Towerby", "1000.0"},
          {"how many residents did Mill End have in 2015?", "unknown"},
          {"total residents of the parishes in North in 2011", "6600.0"},
          {"which parish had the most residents in 2011", "Fordham"},
          {"parishes with more than 1000 residents in 2011", "Mill End, Fordham, Stoke Lea"},
          {"how much did the residents of Fordham change between 2011 and 2021", "-540.0"},
          {"by what percentage did the residents of Mill End grow from 2011 to "
           "2021",
           "25.0"},
          {"how much did the residents of Fordham change between 2001 and 2011", "unknown"},
      });
}

TEST_CASE("amounts in millions are compared with plain ones", "[chat]") {
  check_values(parishes(),
               {
                   {"budget of Fordham", "6.5"},
                   {"parishes with a budget over 1 million dollars", "Mill End, Fordham"},
                   {"parishes with a budget under 900 thousand dollars", "Towerby"},
               });
}

TEST_CASE("what most rows have, and what comes first", "[chat]") {
  check_values(parishes(), {
                               {"most common sight", "ford, tower"},
                               {"which parish was settled first", "Fordham"},
                               {"which parish was settled last?", "Towerby"},
                               {"which parish is in third place", "Mill End"},
                           });
}

TEST_CASE("what a column holds is said as a noun of its rows", "[chat]") {
  check_values(boats(), {
                            {"which boats are sloops", "Kittiwake, Dunlin, Curlew"},
                            {"how many sloops are there", "3.0"},
                            {"the longest sloop", "Curlew"},
                            {"boats longer than 10 m", "Petrel, Curlew"},
                            {"total launched", "unknown"},
                            {"cheapest ketch", "Petrel"},
                            {"what sloops do you have", "Kittiwake, Dunlin, Curlew"},
                            {"sloops under 30000 euros", "Dunlin"},
                            {"which boats are at berth B12", "Petrel, Knot"},
                            {"boats from the 1990s", "Dunlin"},
                            {"boats launched in the 2010s", "Knot, Curlew"},
                        });
}

TEST_CASE("groups are compared by what their rows have together or on average", "[chat]") {
  check_values(boats(), {
                            {"which builder has the highest average price", "Eva Lind"},
                            {"which class has the lowest average length", "Dinghy"},
                            {"which builder has the highest total price", "Ivo Brandt"},
                            {"top 2 boats by price", "Petrel, Curlew"},
                            {"which berth is most common", "B12"},
                        });
}

}  // namespace jauap
