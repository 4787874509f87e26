#include "bot/intents/parse_sentence.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

// A sentence, a text, and what comes of it: see matched().
struct Case {
  std::string sentence;
  std::string text;
  std::string wanted;
  std::string members = "";
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.sentence << "  <-  " << c.text << "  " << c.members);
    CHECK(matched(c.sentence, c.text, c.members) == c.wanted);
  }
}

const std::string kShort = R"("lists": {"x": {"wildcard": {"min_words": 1, "max_words": 2}}})";
const std::string kModes =
    R"j("lists": {"mode": {"values": ["road", {"in": "(train|rail[way])", "out": "rail"}, )j"
    R"j({"in": "rail and road", "out": "both"}]}})j";

}  // namespace

TEST_CASE("every construct takes what it says", "[intents]") {
  check({
      {"capital of oslo", "CAPITAL of Oslo?", ""},
      {"capital of oslo", "capital of", "-"},
      {"capital of oslo", "the capital of oslo", "-"},
      {"hello|hi there", "hi there", ""},
      {"hello|hi there", "hello there", "-"},
      {"(who|which person) wrote dune", "which person wrote dune", ""},
      {"length[s] of river", "lengths of river", ""},
      {"length[s] of river", "length of river", ""},
      {"length[s] of river", "length s of river", "-"},
      {"big(ger than|gest of) {entity}", "bigger than {entity:a}", "entity=a"},
      {"big(ger than|gest of) {entity}", "biggest of {entity:a}", "entity=a"},
      {"what is [the] height", "what is height", ""},
      {"[please [do]] tell me", "please do tell me", ""},
      {"[please [do]] tell me", "do tell me", "-"},
      {"(population; of {entity}; in {number})", "in {number:2020} of {entity:a} population",
       "number=2020 entity=a"},
      {"(population; of {entity}; in {number})", "population of {entity:a}", "-"},
      {"[(a;b)] c", "b a c", ""},
      {"from {entity:left} to {entity:right}", "from {entity:a} to {entity:b}", "left=a right=b"},
      {"weather in {@place}", "weather in old town", "@place=old town"},
      {"weather in {entity:@place}", "weather in {entity:a}", "@place=a"},
      {"top {1..20:n} rivers", "top {number:5} rivers", "n=5"},
      {"top {1..20:n} rivers", "top {number:25} rivers", "-"},
      {"top {1..20:n} rivers", "top {number:5.5} rivers", "-"},
      {"top {1..20:n} rivers", "top {entity:5} rivers", "-"},
      {"every {5..60,5:min} minutes", "every {number:15} minutes", "min=15"},
      {"every {5..60,5:min} minutes", "every {number:11} minutes", "-"},
      {"at {-5..5:t} degrees", "at {number:-5} degrees", "t=-5"},
      {"<hi> you", "hello you", "", R"("rules": {"hi": "hi|hello"})"},
      {"good<er> you", "better you", "-", R"("rules": {"er": "er|est"})"},
      {"fast<er> you", "fastest you", "", R"("rules": {"er": "er|est"})"},
      {"price in \\{usd\\}", "price in {usd} ", "-"},
      {"price in \\{usd\\}", "price in usd", ""},
      {"who is {x}", "who is ada lovelace", "x=ada lovelace", kShort},
      {"who is {x}", "who is ada of love lace", "-", kShort},
      {"who is {x}", "who is {entity:ada}", "x=ada", kShort},
      {"who is {entity+}", "who is {entity:a}, {entity:b} and {entity:c}",
       "entity=a entity=b entity=c"},
      {"who is {entity+:who} here", "who is {entity:a} or {entity:b} here", "who=a who=b"},
      {"who is {entity+}", "who is {entity:a} and", "-"},
      {"by {mode}", "by railway", "mode=railway(rail)", kModes},
      {"by {mode} now", "by rail and road now", "mode=rail and road(both)", kModes},
      {"by {mode+}", "by road, train and rail", "mode=road mode=train(rail) mode=rail", kModes},
      {"by {mode+}", "by boat", "-", kModes},
      {"capital of {entity} !(in total)", "capital of {entity:a}", "entity=a"},
      {"area [in total] of {entity} !(in total|{kind})", "area in total of {entity:a}", "-"},
  });
}

TEST_CASE("a verified wildcard is one typed token of so many words", "[intents]") {
  const std::string members =
      R"("lists": {"x": {"wildcard": {"min_words": 2, "max_words": 3, "verify": "entity"}}})";
  check({
      {"who is {x}", "who is {entity:great britain}", "x=great britain", members},
      {"who is {x}", "who is {entity:britain}", "-", members},
      {"who is {x}", "who is {entity:a b c d}", "-", members},
      {"who is {x}", "who is great britain", "-", members},
      {"who is {x}", "who is {kind:great britain}", "-", members},
  });
}

TEST_CASE("both sides are normalized alike", "[intents]") {
  check({
      {"what's {entity}", "What is {entity:a}?", "entity=a"},
      {"what is {entity}", "what’s {entity:a}", "entity=a"},
      {"(what|who)'s {entity}", "who is {entity:a}", "entity=a"},
      {"{entity}'s {property}", "{entity:a}'s {property:b}", "entity=a property=b"},
      {"({entity}|{kind})'s {property}", "{kind:a}'s {property:b}", "kind=a property=b"},
      {"capital of per\u00fa", "capital of peru", ""},
      {"capital of peru", "capital of PER\u00da", ""},
      {"wi-fi here", "wi fi here", ""},
      {"wi fi here", "Wi\u2010Fi here!", ""},
      {"don't go", "dont go", "-"},
      {"\u0436\u04b1\u043c\u044b\u0441 \u0443\u0430\u049b\u044b\u0442\u044b",
       "\u0416\u04b0\u041c\u042b\u0421 \u0443\u0430\u049b\u044b\u0442\u044b?", ""},
  });
}

// The defects of other template languages that this one must not have.
TEST_CASE("the empty branch of a group matches", "[intents]") {
  check({{"big river(s|)", "big river", ""},
         {"big river(s|)", "big rivers", ""},
         {"big (old|) river", "big river", ""}});
}

TEST_CASE("fourteen optional words cost no more than one", "[intents]") {
  std::string sentence = "go";
  std::string text = "go";
  for (int i = 0; i < 40; ++i) {
    sentence += " [a]";
    text += " a";
  }
  check({{sentence, text, ""}, {sentence, text + " a", "-"}});
}

TEST_CASE("a wildcard leaves filler words to the template", "[intents]") {
  check({{"who is {@person} [please]", "who is ada please", "@person=ada"},
         {"who is {@person} from {@place}", "who is ada of from from here",
          "@person=ada of @place=from here"},
         {"go {@a} {@b}", "go x y", "@a=x @b=y"}});
}

TEST_CASE("a mistake in a template is found at load with its place", "[intents]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"what is (a", "\"(\" is never closed; write \")\" where it ends"},
      {"what is a)", "\")\" closes nothing; remove it or write its opening bracket"},
      {"what is a}", "\"}\" closes nothing; remove it or write its opening bracket"},
      {"(a|b;c)",
       "\"|\" and \";\" stand in the same brackets; put one of them into brackets of "
       "its own"},
      {"what is {entity", "\"{\" is never closed; write \"}\" behind the name"},
      {"what is {Entity}",
       "expected what fills the slot, found \"Entity\"; names are small "
       "letters, digits and \"_\", a letter first"},
      {"a {0xx9:n}",
       "expected what fills the slot, found \"0xx9\"; names are small letters, "
       "digits and \"_\", a letter first"},
      {"a {1..x:n}",
       "expected a whole number, found \"x\"; ranges are written {1..20} or "
       "{-5..60,5}"},
      {"a {9..1:n}",
       "the range \"9..1\" holds no number; write the smaller number first and a "
       "step of at least 1"},
      {"a {1..9,0:n}",
       "the range \"1..9,0\" holds no number; write the smaller number first and "
       "a step of at least 1"},
      {"a\\b", "\"\\\" stands before what needs none; remove the \"\\\""},
      {"what is it?",
       "\"?\" never reaches a template: punctuation is dropped from questions; "
       "remove it"},
      {"a, b", "\",\" never reaches a template: punctuation is dropped from questions; remove it"},
      {"what is <nothing>", "there is no rule <nothing>"},
      {"what is {entitty}",
       "there is no list and no slot type \"entitty\"; did you mean \"entity\"?"},
      {"from {entity} to {entity}",
       "the slot {entity} stands twice, one would be lost; name them "
       "apart: {entity:first} and {entity:second}"},
      {"[hello] [there]",
       "can be empty, and would match every message; keep a word or a typed "
       "slot outside of [ ]"},
      {"[hello] {@x} {@y}",
       "can match any words: a way through it is only wildcards; keep a word "
       "or a typed slot outside of [ ]"},
      {"(hello|{@x})",
       "can match any words: a way through it is only wildcards; keep a word or a "
       "typed slot outside of [ ]"},
      {"a {entity}s b", "letters are glued to a slot; put a space between them"},
      {"a [b !(c)]", "!(…) stands inside other brackets; put it at the end of the template"},
      {"a b !(a)", "can never match: it forbids its own word \"a\"; remove the !(…) or the word"},
      {"a b !([c])", "!(…) can be empty, which forbids every line; remove what makes it optional"},
      {"a {@x+}",
       "expected the name of a capture, found \"x+\"; names are small letters, digits "
       "and \"_\", a letter first"},
      {"(a;b;c;d;e;f)",
       "has 6 parts in any order, at most 5 are possible; write the likely "
       "orders with \"|\""},
      {"x(a;b)", "parts in any order are glued to a word; put a space before the brackets"},
      {"x(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b)",
       "a word in pieces has more than 64 spellings; put a "
       "space before the brackets or write fewer of them"},
      {"((((((((((((( a )))))))))))))",
       "brackets are nested deeper than 12; move a part into a "
       "rule"},
      {"((a;b;c;d;e);(f;g;h;i;j);(k;l;m;n;o))",
       "is too large: 36732 with all rules and orders, at most 4000 is possible; split it into "
       "several sentences"},
  };
  for (const auto& [sentence, wanted] : cases) {
    INFO(sentence);
    CHECK(parsed(sentence).problems == "/sentences/0: " + wanted + "\n");
  }
}

TEST_CASE("a rule that contains itself is found at load", "[intents]") {
  CHECK(parsed("x <a>", R"("rules": {"a": "1 <b>", "b": "2 [<a>]"})").problems ==
        "/rules/b: the rule <a> contains itself; write out what it should repeat\n");
}

TEST_CASE("rules that double each other are refused, not expanded", "[intents]") {
  std::string rules = R"("rules": {"r0": "a b")";
  for (int i = 1; i < 40; ++i) {
    const std::string inner = "<r" + std::to_string(i - 1) + ">";
    rules += ", \"r" + std::to_string(i) + "\": \"(" + inner + "|x " + inner + ")\"";
  }
  CHECK_THAT(parsed("<r39>", rules + "}").problems, Catch::Matchers::Contains("is too large"));
}

}  // namespace jauap::intents
