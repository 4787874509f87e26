#include "bot/cli/reply_text.h"

#include <catch2/catch.hpp>

namespace {

using Lines = std::vector<std::string>;

jauap::chat::CitedFact fact(const std::string& title, const std::string& at) {
  jauap::chat::CitedFact cited;
  cited.title = title;
  cited.date = title.empty() ? "" : "2021";
  cited.at = at;
  return cited;
}

Lines sources(std::vector<jauap::chat::CitedFact> facts) {
  jauap::chat::Reply reply;
  reply.facts = std::move(facts);
  return jauap::cli::source_lines(reply);
}

}  // namespace

TEST_CASE("each source is named once, with its places", "[cli]") {
  CHECK(sources({}) == Lines{});
  CHECK(sources({fact("", "")}) == Lines{});
  CHECK(sources({fact("Report", "line 1"), fact("Atlas", ""), fact("Report", "line 2"),
                 fact("Report", "line 1")}) ==
        Lines{"Report, 2021, line 1; line 2", "Atlas, 2021"});
}

TEST_CASE("many places and sources are cut", "[cli]") {
  CHECK(sources({fact("R", "1"), fact("R", "2"), fact("R", "3"), fact("R", "4")}) ==
        Lines{"R, 2021, 1; 2; 3; …"});
  const Lines lines = sources({fact("A", ""), fact("B", ""), fact("C", ""), fact("D", ""),
                               fact("E", ""), fact("F", ""), fact("G", "")});
  CHECK(lines.size() == 6);
  CHECK(lines.back() == "…");
}
