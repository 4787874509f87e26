#include "bot/chat/split_message.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/text/words.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;

// "parts|of|a message", each with "?" where it is marked and "!" where it opens as a question.
std::string split(const std::string& message) {
  const auto tokens = text::normalize(message, english_words());
  std::string written;
  std::size_t next = 0;
  for (const auto& part : chat::split_message(lighthouse_parts(), message, tokens)) {
    CHECK(part.first == next);
    CHECK(part.count > 0);
    next = part.first + part.count;
    if (!written.empty()) written += "|";
    written += text::join(tokens, part.first, part.count);
    if (part.is_marked) written += "?";
    if (part.is_opened) written += "!";
  }
  CHECK(next == tokens.size());
  return written;
}

bool is_aside(const std::string& message) {
  const auto tokens = text::normalize(message, english_words());
  return chat::is_aside(lighthouse_parts(), message, tokens, {0, tokens.size()});
}

}  // namespace

TEST_CASE("a message is cut at its sentences", "[chat]") {
  CHECK(split("How high is it? When was it built?") == "how high is it?!|when was it built?!");
  CHECK(split("I like it. How high is it") == "i like it|how high is it!");
  CHECK(split("Nice!!! And who keeps it?") == "nice|and who keeps it?!");
  CHECK(split("first line\nsecond line") == "first line|second line");
}

TEST_CASE("what ends no sentence cuts nothing", "[chat]") {
  CHECK(split("Is Mr. Brandt the keeper?") == "is mr brandt the keeper?!");
  CHECK(split("Is it 34.5 m high?") == "is it 34.5 m high?!");
  CHECK(split("How high is the light, the old one?") == "how high is the light the old one?!");
}

TEST_CASE("when something is asked of stays with the question", "[chat]") {
  CHECK(split("In 2021, how high was it, and who kept it?") ==
        "in 2021 how high was it?!|and who kept it?!");
  CHECK(split("When Mr. Brandt came, how high was it?") == "when mr brandt came how high was it?!");
  CHECK(split("When was it built, and how high is it?") ==
        "when was it built?!|and how high is it?!");
}

TEST_CASE("a sentence asks whatever it begins with", "[chat]") {
  CHECK(split("Who keeps it? also when was it built") == "who keeps it?!|also when was it built!");
  CHECK(split("Say yes. So, how high is it?") == "say yes|so|how high is it?!");
  CHECK(split("What a lighthouse. How high is it?") == "what a lighthouse|how high is it?!");
}

TEST_CASE("a clause that asks by itself is a part", "[chat]") {
  CHECK(split("How high is it, and who keeps it?") == "how high is it?!|and who keeps it?!");
  CHECK(split("How high is it and when was it built?!") ==
        "how high is it?!|and when was it built?!");
  CHECK(split("My aunt says a lot, so could you please tell me how high it is") ==
        "my aunt says a lot|so could you please tell me how high it is!");
  CHECK(split("Say yes: was it built in 1900?") == "say yes|was it built in 1900?!");
  CHECK(split("How high is it, thanks a lot and bye") == "how high is it!|thanks a lot and bye");
}

TEST_CASE("talk around a question is an aside, what it may hang on is none", "[chat]") {
  CHECK(is_aside("always forget"));
  CHECK(is_aside("I need it for a friend"));
  CHECK(is_aside("my grandfather collected stamps and postcards of every harbour"));
  CHECK_FALSE(is_aside("For Ostrý."));
  CHECK_FALSE(is_aside("In 2015"));
  CHECK_FALSE(is_aside("only for Atlantis"));
}

TEST_CASE("each part of a message is answered, and one that cannot be is named", "[chat]") {
  const auto& chatbot = lighthouse_chatbot();
  const auto both = chatbot.reply("How high is Gull Rock? And who keeps it?");
  CHECK(both.answer ==
        "“How high is Gull Rock”: The height of Gull Rock is 34.5 m.\n“And who keeps it”: The "
        "keepers of Gull Rock are Ada Brandt, Otto Lind. (I took this to be about: Gull Rock.)");
  CHECK(both.facts.size() == 2);
  const auto half = chatbot.reply("How high is Gull Rock? And who painted it?");
  CHECK(half.status == chat::Status::Answered);
  CHECK(half.answer.find("I do not know “painted”") != std::string::npos);
  CHECK(half.unmatched == std::vector<std::string>{"painted"});
}

TEST_CASE("a claim beside a question is corrected", "[chat]") {
  const auto reply = lighthouse_chatbot().reply("Gull Rock is 99 m high. Who paid for that?");
  CHECK(reply.answer == "Not quite: The height of Gull Rock is 34.5 m.");
  CHECK(reply.premise.has_value());
}

TEST_CASE("a condition beside a question is not passed over", "[chat]") {
  const auto reply = lighthouse_chatbot().reply("In 1066, how high is Gull Rock?");
  CHECK(reply.status == chat::Status::Unknown);
  CHECK(lighthouse_chatbot().reply("Only for Atlantis. How high is Gull Rock?").status ==
        chat::Status::Unknown);
}
