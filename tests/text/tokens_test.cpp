#include "bot/text/tokens.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace jauap::text {
namespace {

struct Case {
  std::string text;
  std::string tokens;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [text, tokens] : cases) {
    INFO(text);
    CHECK(join(tokenize(text)) == tokens);
    CHECK(join(tokenize(fold(text))) == tokens);
  }
}

// Bytes that meet the tokenizer's rules more often than chance would.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces{"a",      "s",
                                               "re",     "US",
                                               "é",      "e\xCC\x81",
                                               "қ",      "Й",
                                               "1",      "12",
                                               "1993",   "07",
                                               ".",      ",",
                                               "-",      "/",
                                               ":",      "'",
                                               "\u2019", " ",
                                               "\u00A0", "%",
                                               "$",      "&",
                                               "½",      "\u00AD",
                                               "\0",     "\xFF",
                                               "№",      "™",
                                               "²",      "٣",
                                               "ﬁ",      "İ",
                                               "ß",      "\u200B",
                                               "ـ",      "한",
                                               "ᾳ",      "\xED\xA0\x80",
                                               "k",      "\xF0\x9F\x98\x80"};
  std::uniform_int_distribution<std::size_t> length{0, 24};
  std::uniform_int_distribution<std::size_t> piece{0, pieces.size() - 1};
  std::uniform_int_distribution<int> byte{0, 255};
  std::string text;
  for (std::size_t i = length(random); i > 0; --i) {
    if (byte(random) < 40) {
      text += static_cast<char>(byte(random));
    } else {
      text += pieces[piece(random)];
    }
  }
  return text;
}

}  // namespace

TEST_CASE("Latin words are cut at their edges", "[text]") {
  check({
      {"", ""},
      {"   ", ""},
      {"?!", ""},
      {"What is it?", "what is it"},
      {"What's Lithuania's 30th?", "what 's lithuania 's 30 th"},
      {"What\u2019s up", "what 's up"},
      {"What\u02BCs up", "what 's up"},
      {"what\u00B4s up", "what 's up"},
      {"WHAT'S", "what 's"},
      {"didn't", "didn 't"},
      {"we're, I'm, I've, I'll, I'd", "we 're i 'm i 've i 'll i 'd"},
      {"the countries' trade", "the countries trade"},
      {"'quoted' and 's'", "quoted and s"},
      {"O'Brien and D'Arcy", "obrien and darcy"},
      {"o'clock", "oclock"},
      {"the 1990's", "the 1990 's"},
      {"inter-parliamentary", "inter parliamentary"},
      {"inter\u2010parliamentary \u2013 yes", "inter parliamentary yes"},
      {"well\u2014known", "well known"},
      {"São TOMÉ", "sao tome"},
      {"Sa\u0303o", "sao"},
      {"Straße", "strasse"},
      {"ﬁnances", "finances"},
      {"ＦＵＬＬ", "full"},
      {"the U.S. and the U.K.", "the us and the uk"},
      {"U.S.A", "usa"},
      {"the U.S.'s trade", "the us 's trade"},
      {"e.g. this", "eg this"},
      {"end. Start", "end start"},
      {"AT&T", "at and t"},
      {"trade & transport", "trade and transport"},
      {"so\u00ADft zero\u200Bwidth\uFEFF", "soft zerowidth"},
      {"and/or", "and or"},
      {"a_b@c", "a b c"},
      {"🙂 trade 🇰🇿", "trade"},
      {"№5", "5"},
      {"Brand™", "brand"},
      {"km²", "km 2"},
      {"co-operation's", "co operation 's"},
  });
}

TEST_CASE("Cyrillic and Lithuanian words are cut at their edges", "[text]") {
  check({
      {"Қазақстан", "қазақстан"},
      {"ҚАЗАҚСТАН!", "қазақстан"},
      {"Қазақстанның астанасы қайда?", "қазақстанның астанасы қаида"},
      {"өзара сауда-саттық", "өзара сауда саттық"},
      {"«Үкімет» үйі", "үкімет үиі"},
      {"ғылым,білім", "ғылым білім"},
      {"Әлем", "әлем"},
      {"ҢҒҮҰҚӨҺ", "ңғүұқөһ"},
      {"І.Жансүгіров", "і жансүгіров"},
      {"Который час?", "которыи час"},
      {"сейчас", "сеичас"},
      {"час", "час"},
      {"Ёлка", "елка"},
      {"Е\u0308лка", "елка"},
      {"и\u0306од йод", "иод иод"},
      {"кто-то", "кто то"},
      {"сім'я", "сімя"},
      {"объём", "объем"},
      {"454млн", "454 млн"},
      {"США.", "сша"},
      {"С.Ш.А.", "сша"},
      {"„Kas naujo“", "kas naujo"},
      {"Šiauliai", "siauliai"},
      {"ŽEMAITIJA", "zemaitija"},
      {"Vilniaus g.", "vilniaus g"},
      {"ąčęėįšųūž", "aceeisuuz"},
      {"Lietuvos\u00A0Respublika", "lietuvos respublika"},
      {"Лиtva", "лиtva"},
      {"मराठी", "मरठ"},
      {"中国 2021年", "中国 2021 年"},
  });
}

TEST_CASE("numbers are one token in plain form", "[text]") {
  check({
      {"356.3", "356.3"},
      {"1,000", "1000"},
      {"1,000,000.50", "1000000.50"},
      {"1.000.000", "1000000"},
      {"1.000", "1.000"},
      {"356,3", "356.3"},
      {"0,125", "0.125"},
      {"1,2,3", "1 2 3"},
      {"5,1,234", "5 1 234"},
      {"1-2-3-1993", "1 2 3 1993"},
      {"2020,2021", "2020 2021"},
      {"in 2021.", "in 2021"},
      {"2021, 2022", "2021 2022"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"7,000-strong", "7000 strong"},
      {"454m", "454 m"},
      {"$454", "$ 454"},
      {"US$454.5bn", "us $ 454.5 bn"},
      {"USD454", "usd 454"},
      {"30th", "30 th"},
      {"2021-22", "2021 22"},
      {"2021–2022", "2021 2022"},
      {"3:1", "3 1"},
      {"311%", "311 %"},
      {"311 ％", "311 %"},
      {"-5", "-5"},
      {"−5 %", "-5 %"},
      {"covid-19", "covid 19"},
      {"1990 -1993", "1990 1993"},
      {"1.2.3.4", "1.2 3.4"},
      {"٣٤٥", "345"},
      {"10²", "10 2"},
      {"1½", "1 1 2"},
      {"007", "007"},
      {"1,0000", "1 0000"},
  });
}

TEST_CASE("dates in figures and times of day stay whole", "[text]") {
  check({
      {"1993-11-07", "1993-11-07"},
      {"on 1993‑11‑07?", "on 1993-11-07"},
      {"07.11.1993.", "07.11.1993"},
      {"7/11/1993", "7/11/1993"},
      {"7-11-1993", "7-11-1993"},
      {"1993/11/07", "1993/11/07"},
      {"20:35", "20:35"},
      {"at 20:35:10, yes", "at 20:35:10 yes"},
      {"8.35pm", "8.35 pm"},
      {"8 p.m.", "8 pm"},
      {"7/11", "7 11"},
      {"07.11.93", "07.11 93"},
      {"20:355", "20 355"},
      {"1993-11-07-01", "1993 11 07 01"},
  });
}

TEST_CASE("bad bytes are gaps", "[text]") {
  using std::string_literals::operator""s;
  check({
      {"a\0b"s, "a b"},
      {"a\xFF"
       "b",
       "a b"},
      {"a\xED\xA0\x80"
       "b",
       "a b"},
      {"a\xC0\xAF"
       "b",
       "a b"},
      {"caf\xC3", "caf"},
      {"\x80\x80", ""},
      {"tab\tline\nend", "tab line end"},
  });
}

TEST_CASE("spans are the bytes as typed", "[text]") {
  const std::string text = "  São\u00AD Tomé\u0301’s 1,000 ﬁn U.S.";
  std::vector<std::string> typed;
  for (const Token& token : tokenize(text)) {
    typed.push_back(text.substr(token.span.begin, token.span.end - token.span.begin));
  }
  CHECK(typed == std::vector<std::string>{"São", "Tomé\u0301", "’s", "1,000", "ﬁn", "U.S."});
}

TEST_CASE("kinds of tokens are told apart", "[text]") {
  const auto tokens = tokenize("US$5 is 3%, what's & th");
  std::string kinds;
  for (const Token& token : tokens) kinds += "WNS"[static_cast<int>(token.kind)];
  CHECK(kinds == "WSNWNSWSWW");
}

TEST_CASE("signs that compare are tokens, arrows are none", "[text]") {
  CHECK(join(tokenize("area > 5")) == "area > 5");
  CHECK(join(tokenize("area>=5, b <= 3")) == "area ≥ 5 b ≤ 3");
  CHECK(join(tokenize("a -> b => c <- d")) == "a b c d");
}

TEST_CASE("fold gives one form for look-alikes of the same meaning", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"São TOMÉ", "sao tome"},
      {"“a” – ‘b’", "\"a\" - 'b'"},
      {"A\u00A0B", "a b"},
      {"x\u200By", "xy"},
      {"İ", "i"},
      {"ΣΑΣ σας", "σασ σασ"},
      {"Ⅳ", "iv"},
      {"\xFF", " "},
      {"K", "k"},
  };
  for (const auto& [text, folded] : cases) {
    INFO(text);
    CHECK(fold(text) == folded);
  }
}

TEST_CASE("folding twice and tokenizing twice change nothing", "[text]") {
  std::mt19937 random{20211107};  // NOLINT: the same texts in every run
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random);
    INFO("text " << i << ": " << text);
    const std::string folded = fold(text);
    REQUIRE(fold(folded) == folded);
    const auto tokens = tokenize(text);
    const std::string joined = join(tokens);
    REQUIRE(join(tokenize(joined)) == joined);
    std::size_t last = 0;
    for (const Token& token : tokens) {
      REQUIRE(!token.text.empty());
      REQUIRE(token.span.begin >= last);
      REQUIRE(token.span.end > token.span.begin);
      REQUIRE(token.span.end <= text.size());
      last = token.span.begin;
    }
  }
}

TEST_CASE("every code point is folded once and for all", "[text]") {
  for (std::uint32_t code = 1; code < 0x110000; ++code) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string text;
    if (code < 0x80) {
      text = {static_cast<char>(code)};
    } else if (code < 0x800) {
      text = {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    } else if (code < 0x10000) {
      text = {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)),
              static_cast<char>(0x80 | (code & 0x3F))};
    } else {
      text = {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 0x3F)),
              static_cast<char>(0x80 | (code >> 6 & 0x3F)),
              static_cast<char>(0x80 | (code & 0x3F))};
    }
    const std::string folded = fold(text);
    if (fold(folded) != folded) FAIL("U+" << std::hex << code << " " << text << " " << folded);
    const std::string joined = join(tokenize(text));
    if (join(tokenize(joined)) != joined) FAIL("U+" << std::hex << code << " " << joined);
  }
}

TEST_CASE("join takes the tokens that are there", "[text]") {
  const auto tokens = tokenize("one two three");
  CHECK(join(tokens, 1, 2) == "two three");
  CHECK(join(tokens, 1, 99) == "two three");
  CHECK(join(tokens, 5, 1).empty());
  CHECK(join({}).empty());
}

TEST_CASE("what has no place in a text is written as it stands", "[text]") {
  const std::string question = "Höhe des TURMS";
  const auto tokens = tokenize(question);
  CHECK(typed(question, tokens[0]) == "Höhe");
  CHECK(typed(question, tokens[2]) == "TURMS");
  CHECK(typed(question, without_places(tokens)[2]) == "turms");
  CHECK(typed("Höhe", tokens[2]) == "turms");  // a place of another, longer text
}

}  // namespace jauap::text
