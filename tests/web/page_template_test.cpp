#include "bot/web/page_template.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace jauap::web {
namespace {

std::string render(const std::string& text) {
  const nlohmann::json data{
      {"title", "<b>\"Towers\" & 'trees'</b>"},
      {"facts", {{{"text", "one"}, {"title", "inner"}}, {{"text", "two"}}}},
      {"steps", {"a", "<a>"}},
      {"turn", {{"answer", "yes"}}},
      {"link", nullptr},
      {"date", ""},
      {"packs", nlohmann::json::array()},
      {"unknown", true},
  };
  const std::vector<std::string> names{".",    "title", "facts", "text",    "steps", "turn",
                                       "link", "date",  "packs", "unknown", "answer"};
  try {
    return PageTemplate{text, "p.html", names}.render(data);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a page template is filled with escaped text", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},
      {"no places { } }}", "no places { } }}"},
      {"{{title}}", "&lt;b&gt;&quot;Towers&quot; &amp; &#39;trees&#39;&lt;/b&gt;"},
      {"{{#facts}}{{text}},{{/facts}}", "one,two,"},
      {"{{#facts}}{{title}};{{/facts}}",
       "inner;&lt;b&gt;&quot;Towers&quot; &amp; &#39;trees&#39;&lt;/b&gt;;"},
      {"{{#steps}}<li>{{.}}</li>{{/steps}}", "<li>a</li><li>&lt;a&gt;</li>"},
      {"{{#turn}}[{{answer}}]{{/turn}}", "[yes]"},
      {"{{#unknown}}sorry{{/unknown}}", "sorry"},
      {"{{#link}}x{{/link}}{{#date}}x{{/date}}{{#packs}}x{{/packs}}{{#answer}}x{{/answer}}", ""},
      {"{{link}}{{date}}{{answer}}", ""},
      {"{{#facts}}{{#steps}}{{.}}{{/steps}}{{/facts}}", "a&lt;a&gt;a&lt;a&gt;"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(render(text) == expected);
  }
}

TEST_CASE("a mistake in a page template is named with its line", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a\nb {{tilte}}", "p.html:2: {{tilte}} is unknown; did you mean \"title\"?"},
      {"{{#facts}}\n", "p.html:1: {{#facts}} is never closed"},
      {"\n{{/facts}}", "p.html:2: {{/facts}} closes what is not open"},
      {"{{#facts}}\n{{/steps}}", "p.html:2: {{/steps}} closes what is not open"},
      {"\n\n{{title", "p.html:3: \"{{\" without \"}}\""},
      {"{{}}", "p.html:1: {{}} is unknown"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(render(text) == expected);
  }
}

}  // namespace jauap::web
