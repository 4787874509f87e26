#include "bot/understanding/stray_hint.h"

#include <catch2/catch.hpp>
#include <string>

#include "bot/understanding/cascade.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;

// What is left out of a question, one word of each way.
std::string left_out(const std::string& question) {
  const auto line = lighthouse_line(question);
  auto marked = line;
  understanding::mark_calculations(marked, lighthouse_parts().phrases, english_words());
  const auto query = lighthouse_query(question);
  REQUIRE(query.has_value());
  std::string words;
  for (const auto& rest : understanding::without_stray_hint(
           line, marked, *query, lighthouse_parts().vocabulary, english_words())) {
    for (std::size_t i = 0; i < query->conditions.size(); ++i) {
      const auto* named = std::get_if<query::Named>(&query->conditions[i]);
      const auto* kept =
          i < rest.conditions.size() ? std::get_if<query::Named>(&rest.conditions[i]) : nullptr;
      if (named == nullptr || (kept != nullptr && kept->words == named->words)) continue;
      words += (words.empty() ? "" : ", ") + named->words;
      break;
    }
  }
  return words;
}

}  // namespace

TEST_CASE("a word beside another property is left out, nothing else", "[understanding]") {
  CHECK(left_out("How high is the tower of Gull Rock?") == "tower");
  CHECK(left_out("How many goods did Saltby ship to Veldhaven?") == "");  // what is asked for
  CHECK(left_out("Is the tower of Gull Rock 40 m high?") == "");          // must hold word for word
  CHECK(left_out("Where is Gull Rock?") == "");
}
