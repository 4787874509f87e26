#include "bot/channels/render.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace jauap::channels {
namespace {

const std::string kSigns = "a*b_c~d`e[f](g)<h>&#i @all!";

struct Sample {
  chat::Reply reply;
  Answer answer;
};

Answer sample(const chat::Reply& reply, const std::string& text,
              const std::vector<std::string>& suggestions = {}) {
  Answer answer{&reply, {text, "You could ask:", suggestions, {}, false}};
  answer.page = "https://chat.example.org/?q=x";
  return answer;
}

chat::ReplySections::Source source(const std::string& title, const std::string& url) {
  return {{title, "Office", "", url, "pack", {"line 3"}},
          "Source: " + title + ", Office" + (url.empty() ? "" : ", " + url) + ", line 3"};
}

}  // namespace

TEST_CASE("nothing of an answer is markup", "[channels]") {
  const std::vector<std::pair<Markup, std::string>> cases{
      {Markup::Plain, kSigns},
      {Markup::Slack, "a*b_c~d`e[f](g)&lt;h&gt;&amp;#i @all!"},
      {Markup::CommonMark, "a\\*b\\_c\\~d\\`e\\[f\\](g)\\<h\\>\\&\\#i @\u200Ball!"},
      {Markup::RocketChat, "a\\*b\\_c\\~d\\`e[f](g)<h>&\\#i @\u200Ball!"},
      {Markup::Zulip, "a&#42;b_c&#126;d&#96;e&#91;f&#93;(g)&#60;h>&#38;&#35;i &#64;all&#33;"},
      {Markup::GoogleChat, "a*b_c~d`e[f](g)<\u200Bh>&#i @all!"},
      {Markup::Xml, "a*b_c~d`e[f](g)&lt;h&gt;&amp;#i @all!"},
  };
  for (const auto& [markup, wanted] : cases) CHECK(escape(kSigns, markup) == wanted);
  CHECK(escape(std::string{"a\0b\x1B\n", 5}, Markup::Xml) == "ab\n");
}

TEST_CASE("an answer is followed by what helps on and by its sources", "[channels]") {
  chat::Reply reply;
  Answer answer = sample(reply, "I do not know <X>.", {"How far?", "How <high>?"});
  CHECK(render(answer, {Markup::Slack, 500}) ==
        "I do not know &lt;X&gt;.\n\nYou could ask:\n• How far?\n• How &lt;high&gt;?");
  CHECK(render(answer, {Markup::Slack, 500, false}) == "I do not know &lt;X&gt;.");
  reply.status = chat::Status::Answered;
  answer.sections.sources = {source("Fact [sheet]", "https://example.org/a"), source("Map", ""),
                             source("More", "")};
  CHECK(render(answer, {Markup::CommonMark, 500}) ==
        "I do not know \\<X\\>.\n\n[Source: Fact \\[sheet\\], Office, line "
        "3](https://example.org/a)\n"
        "Source: Map, Office, line 3\n…");
  CHECK(render(answer, {Markup::Slack, 500}) ==
        "I do not know &lt;X&gt;.\n\n<https://example.org/a|Source: Fact [sheet], Office, line 3>\n"
        "Source: Map, Office, line 3\n…");
  answer.sections.sources.resize(1);
  CHECK(render(answer, {Markup::Plain, 500}) ==
        "I do not know <X>.\n\nSource: Fact [sheet], Office, https://example.org/a, line 3");
  // An address that would break out of a link is told, not linked.
  answer.sections.sources = {source("Map", "https://example.org/a) @all")};
  CHECK(render(answer, {Markup::Zulip, 500}).find("](") == std::string::npos);
  answer.sections.sources = {source("Map", "javascript:alert(1)")};
  CHECK(render(answer, {Markup::CommonMark, 500}).find("](") == std::string::npos);
}

TEST_CASE("in HTML a text stays a text, its lines are lines and its sources links", "[channels]") {
  chat::Reply reply;
  reply.status = chat::Status::Unknown;
  Answer answer = sample(reply, "a < b & \"c\"\nd\x01", {"<i>?"});
  answer.sections.sources = {source("<Map>", "https://example.org/a?b&c")};
  const std::string text = render(answer, {Markup::Html, 500});
  CHECK(text.rfind("a &lt; b &amp; &quot;c&quot;<br>d<br>", 0) == 0);
  CHECK(text.find("<br>• &lt;i&gt;?") != std::string::npos);
  CHECK(text.find("<a href=\"https://example.org/a?b&amp;c\">Source: &lt;Map&gt;") !=
        std::string::npos);
  CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("a text that is too long is cut behind a sentence, with a link to the whole",
          "[channels]") {
  chat::Reply reply;
  reply.status = chat::Status::Answered;
  Answer answer = sample(reply, "One two. Three four. " + std::string(200, 'x'));
  CHECK(render(answer, {Markup::Plain, 100}) ==
        "One two. Three four. … https://chat.example.org/?q=x");
  answer.page += "&pack=p";
  CHECK(render(answer, {Markup::Xml, 100}) ==
        "One two. Three four. … https://chat.example.org/?q=x&amp;pack=p");
  CHECK(render(answer, {Markup::CommonMark, 100}) ==
        "One two. Three four. … https://chat.example.org/?q=x&pack=p");
  answer.page = "";
  CHECK(render(answer, {Markup::Plain, 100}) == "One two. Three four. …");
  answer.sections.answer = std::string(50, 'x') + " " + std::string(200, 'y');
  CHECK(render(answer, {Markup::Plain, 100}) == std::string(50, 'x') + " …");
  answer.sections.sources = {source("Map", "")};
  CHECK(render(answer, {Markup::Plain, 100}) ==
        std::string(50, 'x') + " …\n\nSource: Map, Office, line 3");
}

TEST_CASE("no text is longer than it may be", "[channels]") {
  chat::Reply reply;
  std::string text;
  for (int i = 0; i < 300; ++i) text += "< 😀 é & Sentence. ";
  Answer answer = sample(reply, text, {std::string(300, 'q'), "?"});
  answer.sections.sources = {source(std::string(400, '&'), "https://example.org")};
  for (const Markup markup : {Markup::Plain, Markup::Slack, Markup::CommonMark, Markup::RocketChat,
                              Markup::Zulip, Markup::GoogleChat, Markup::Xml, Markup::Html}) {
    for (std::size_t most = 10; most < 7000; most += 1 + most / 3) {
      INFO(static_cast<int>(markup) << " " << most);
      const std::string rendered = render(answer, {markup, most});
      CHECK(length(rendered) <= most);
      CHECK(length(rendered) > 0);
    }
  }
  CHECK(length("a😀é") == 4);
  CHECK(shorten("abcdef", 6) == "abcdef");
  CHECK(shorten("abcdef", 5) == "abcd…");
  CHECK(shorten("a😀b", 3) == "a…");
}

}  // namespace jauap::channels
