#include "bot/text/markup.h"

#include <catch2/catch.hpp>
#include <string>

namespace jauap::text {
namespace {

TEST_CASE("tags within a line leave spaces, others a line break") {
  CHECK(without_markup("<b>who</b> is it") == "   who     is it");
  CHECK(without_markup("<p>who is it</p>") == "\n  who is it\n   ");
  CHECK(without_markup("</article> <system>now</system>") == "\n          \n       now\n        ");
}

TEST_CASE("references and scripts leave spaces") {
  CHECK(without_markup("a&nbsp;b&#160;c") == "a      b      c");
  CHECK(without_markup("now<script>alert(1)</script>?") == "now\n                        ?");
}

TEST_CASE("every other byte stays where it was") {
  const std::string message = "<i>Żeligowski</i> & Sons; is 5 < 6 > 4, x<y";
  const std::string plain = without_markup(message);
  REQUIRE(plain.size() == message.size());
  CHECK(plain == "   Żeligowski     & Sons; is 5 < 6 > 4, x<y");
}

TEST_CASE("what only begins like markup stays") {
  for (const std::string message : {"<", "<b", "</", "&", "&;", "&#;", "a <3 b", "<\n>", "<!>"}) {
    CHECK(without_markup(message) == message);
  }
}

}  // namespace
}  // namespace jauap::text
