// What every reply must hold to, over the lighthouse and over the packs that come with the program.

#include "bot/chat/chatbot.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/base/files.h"
#include "bot/chat/transcript.h"
#include "bot/knowledge/load_packs.h"
#include "bot/text/inflect_en.h"
#include "tests/support/all_facts.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/shipped_chatbot.h"

namespace {

using namespace jauap;
using chat::Chatbot;
using chat::Reply;
using chat::Status;

const std::filesystem::path kRoot{JAUAP_SOURCE_DIR};

const std::vector<std::filesystem::path>& shipped_packs() {
  static const auto packs = knowledge::find_packs(kRoot / "knowledge").value.value();
  return packs;
}

const knowledge::FactStore& shipped_facts() {
  static const knowledge::FactStore store{
      knowledge::load_packs(shipped_packs(), english_words(), {}).value.value()};
  return store;
}

// Everything that the packs' own question files ask.
std::vector<std::string> shipped_questions() {
  std::vector<std::string> questions;
  for (const auto& pack : shipped_packs()) {
    const auto conversations = chat::load_questions(pack / "questions.jsonl");
    REQUIRE(conversations.ok());
    for (const auto& conversation : *conversations.value) {
      for (const auto& turn : conversation.turns) questions.push_back(turn.ask);
    }
  }
  return questions;
}

bool cites(const Reply& reply, const std::string& key) {
  return std::any_of(reply.facts.begin(), reply.facts.end(),
                     [&](const chat::CitedFact& fact) { return fact.id == key; });
}

void check_own_questions(const Chatbot& chatbot, const knowledge::FactStore& store) {
  for (const auto& fact : store.tables().written) {
    const std::string question = answers::question_for(store, fact);
    const Reply reply = chatbot.reply(question);
    INFO(fact.key << ": " << question << "\n" << reply.answer);
    CHECK(chat::to_string(reply.status) == "answered");
    CHECK(cites(reply, fact.key));
  }
}

// Follows the suggestions of all questions, and theirs in turn.
void check_suggestions(const Chatbot& chatbot, std::vector<std::string> questions) {
  std::set<std::string> asked;
  while (!questions.empty()) {
    const std::string question = questions.back();
    questions.pop_back();
    for (const auto& suggestion : chatbot.reply(question).suggestions) {
      if (!asked.insert(suggestion).second) continue;
      const Reply reply = chatbot.reply(suggestion);
      INFO("“" << suggestion << "”, suggested after “" << question << "”\n" << reply.answer);
      CHECK(chat::to_string(reply.status) == "answered");
      questions.push_back(suggestion);
    }
  }
  CHECK(asked.size() > 5);
}

std::string line_of(const Chatbot& chatbot, std::string_view message, bool explain = false) {
  return chat::to_json_line(chatbot.reply(message, {explain}), "");
}

const std::string kLong =
    "Hello, could you please tell me, if you happen to know: when were diplomatic relations "
    "between "
    "Kazakhstan and Lithuania established, who was Saltby's 3rd keeper in November 1993 — “ž” — "
    "and "
    "how much, in US dollars (about $356.3m or 12,4 %), did they export at 20:35 today? Thanks! "
    "🙂";

// Comments have their examples from the world.
std::string without_comments(const std::string& code) {
  std::string kept;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = std::min(code.find('\n', at), code.size() - 1) + 1;
    const std::string line = code.substr(at, end - at);
    const std::size_t comment = line.find("// ");
    kept += line.substr(0, comment) + "\n";
    at = end;
  }
  return kept;
}

}  // namespace

TEST_CASE("the lighthouse is asked about in many ways", "[chat]") {
  struct Case {
    std::string message;
    Status status;
    std::string part;  // of the answer
  };
  const std::vector<Case> cases{
      {"When was Gull Rock built?", Status::Answered, "7 November 1874"},
      {"Who keeps Gull Rock?", Status::Answered, "Ada Brandt, Otto Lind"},
      {"What is the height of Gull Rock?", Status::Answered, "34.5"},
      {"heigth of Gull Rock", Status::Answered, "34.5"},
      {"How much did Saltby ship to Veldhaven in 2019?", Status::Answered, "1,100"},
      {"How much did Veldhaven receive from Saltby in 2019?", Status::Answered, "1,100"},
      {"How much did Saltby ship to Veldhaven?", Status::Answered, "1,250"},
      {"How much did Veldhaven ship to Saltby?", Status::Answered, "300"},
      {"When is the lamp of Gull Rock lit in winter?", Status::Answered, "16:40"},
      {"When did Ostrý and Saltby become friends?", Status::Answered, "May 1990"},
      {"Was Gull Rock built in 1875?", Status::Answered, "Not quite"},
      {"Was Gull Rock built in 1874?", Status::Answered, "Yes."},
      {"How much did Saltby ship to Veldhaven in 2018?", Status::Unknown, ""},
      {"What is the height of Saltby?", Status::Unknown, ""},
      {"Who keeps the Eddystone?", Status::Unknown, "Eddystone"},
      {"What is the height?", Status::Clarify, ""},
      {"Hello", Status::Answered, "Gull Rock and its harbours"},
      {"What is your source?", Status::Answered, "Coast Office"},
      {"", Status::Unknown, ""},
      {"?!", Status::Unknown, ""},
  };
  for (const auto& [message, status, part] : cases) {
    const Reply reply = lighthouse_chatbot().reply(message);
    INFO(message << "\n" << reply.answer);
    CHECK(chat::to_string(reply.status) == chat::to_string(status));
    CHECK(reply.answer.find(part) != std::string::npos);
    CHECK_FALSE(reply.answer.empty());
  }
}

// A figure with a comma is not a year; two joined names share one role; "about" belongs to "know".
TEST_CASE("questions over the lighthouse that are harder to read", "[chat][!mayfail]") {
  struct Case {
    std::string message;
    std::string fact;
  };
  const std::vector<Case> cases{
      {"Since when are Ostrý and Saltby friends?", "friends-1990"},
      {"Are Saltby and Ostrý friends?", "friends-1990"},
      {"When was the friendship between Saltby and Ostrý?", "friends-1990"},
      {"Did Saltby ship 1,250 tonnes to Veldhaven in 2020?", "shipped-2020"},
      {"Did Saltby ship 2,000 tonnes to Veldhaven in 2020?", "shipped-2020"},
      {"What do you know about the cargoes?", "cargoes"},
      {"Where was the great storm?", "great-storm"},
  };
  for (const auto& [message, fact] : cases) {
    const Reply reply = lighthouse_chatbot().reply(message);
    INFO(message << "\n" << reply.answer);
    CHECK(cites(reply, fact));
  }
}

// "how high" must not use up the name of the height and leave the price as the only amount.
TEST_CASE("how high is not answered with how much it cost", "[chat][!mayfail]") {
  const Reply reply = lighthouse_chatbot().reply("How high is Gull Rock?");
  INFO(reply.answer);
  CHECK(cites(reply, "height-gull-rock"));
  CHECK_FALSE(cites(reply, "cost-gull-rock"));
}

TEST_CASE("a corrected premise is named, and so is the fact that holds instead", "[chat]") {
  const Reply reply = lighthouse_chatbot().reply("Was Gull Rock built in 1875?");
  REQUIRE(reply.premise);
  CHECK(*reply.premise == "Gull Rock was first lit in 7 November 1874.");
  CHECK(reply.values == std::vector<chat::ReplyValue>{false});
  CHECK(cites(reply, "built-gull-rock"));
}

TEST_CASE("the default period is said as a step", "[chat]") {
  const auto steps = [](std::string_view message) {
    return lighthouse_chatbot().reply(message).steps;
  };
  REQUIRE(steps("How much did Saltby ship to Veldhaven?").size() == 1);
  CHECK(steps("How much did Saltby ship to Veldhaven?")[0].find("2020") != std::string::npos);
  CHECK(steps("How much did Saltby ship to Veldhaven in 2020?").empty());
}

TEST_CASE("every fact's own question is answered with that fact", "[chat]") {
  check_own_questions(*shipped_chatbot(), shipped_facts());
}

// The questions of the lighthouse name a period by its whole name and join three harbours.
TEST_CASE("every question of the lighthouse's own is answered", "[chat][!mayfail]") {
  check_own_questions(lighthouse_chatbot(), lighthouse());
  check_suggestions(lighthouse_chatbot(),
                    {"hello", "", "Zxqv", "What is the height?", "Who keeps Saltby?", "Ostrý"});
}

TEST_CASE("what a fact says is never denied", "[chat]") {
  constexpr std::size_t kCellsApart = 29;  // that are asked about
  const std::vector<std::pair<std::string, std::string>> frames{{"", ", right?"},
                                                                {"So ", ", right?"},
                                                                {"Is it true that ", "?"},
                                                                {"I heard that ", "."},
                                                                {"If I remember well, ", "."}};
  std::size_t asked = 0;
  const auto facts = all_facts(shipped_facts());
  const std::size_t cells = shipped_facts().tables().cells.size();
  for (std::size_t i = 0; i < facts.size(); i += i < cells ? kCellsApart : 1) {
    std::string told = answers::tell(shipped_facts(), facts[i]);
    if (told.find(": ") != std::string::npos) continue;  // nobody speaks so
    told.pop_back();                                     // its full stop
    for (const auto& [front, behind] : frames) {
      const Reply reply = shipped_chatbot()->reply(front + told + behind);
      INFO(front << told << behind << "\n" << reply.answer);
      CHECK_FALSE(reply.premise);
      ++asked;
    }
  }
  CHECK(asked > 500);
}

TEST_CASE("every suggestion is answered", "[chat]") {
  auto questions = shipped_questions();
  questions.insert(questions.end(), {"hello", "help", "", "Zxqv wkjh"});
  check_suggestions(*shipped_chatbot(), questions);
}

TEST_CASE("the same question always gets the same reply, from many threads too",
          "[chat][threads]") {
  auto questions = shipped_questions();
  questions.push_back(kLong);
  const chat::Chatbot& chatbot = *shipped_chatbot();
  const auto all_lines = [&](std::size_t first) {
    std::vector<std::string> lines(questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const std::size_t at = (first + i) % questions.size();
      lines[at] = line_of(chatbot, questions[at], true);
    }
    return lines;
  };
  std::vector<std::vector<std::string>> found(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < found.size(); ++i) {
    threads.emplace_back([&, i] { found[i] = all_lines(i * 13); });
  }
  for (auto& thread : threads) thread.join();
  const auto wanted = all_lines(0);
  for (const auto& lines : found) CHECK(lines == wanted);
}

TEST_CASE("any bytes are a valid question", "[chat]") {
  std::mt19937 random{42};
  const std::string letters =
      "what is the of and Kazakhstan 's 1993 30th $%\"'{}[]()|\\\xC3\xBE\xFF";
  for (int i = 0; i < 2000; ++i) {
    std::string message;
    const std::size_t size = random() % 120;
    for (std::size_t k = 0; k < size; ++k) {
      message +=
          i % 2 == 0 ? static_cast<char>(random() % 256) : letters[random() % letters.size()];
    }
    const std::string line = line_of(*shipped_chatbot(), message, i % 8 == 0);
    if (!nlohmann::json::accept(line) || line.find('\n') != std::string::npos) FAIL_CHECK(line);
  }
}

TEST_CASE("every prefix of a long question is answered", "[chat]") {
  for (std::size_t size = 0; size <= kLong.size(); ++size) {
    const Reply reply = shipped_chatbot()->reply(std::string_view{kLong}.substr(0, size));
    if (reply.answer.empty()) FAIL_CHECK(kLong.substr(0, size));
  }
}

TEST_CASE("a message of more than 2,000 code points is declined as too long", "[chat]") {
  std::string letters;
  for (int i = 0; i < 2000; ++i) letters += "ž";
  const auto too_long = [](const std::string& message) {
    const Reply reply = shipped_chatbot()->reply(message);
    CHECK(chat::to_string(reply.status) == "unknown");
    return reply.answer.find("2000") != std::string::npos;
  };
  CHECK_FALSE(too_long(letters));
  CHECK(too_long(letters + "ž"));
  CHECK(too_long(letters + "?"));
  CHECK(too_long(std::string(100'000, 'a')));
}

TEST_CASE("no name of a pack is in the program or its intents", "[chat]") {
  std::set<std::string> common;
  std::string dictionary = base::read_file(JAUAP_COMMON_WORDS).value.value();
  for (std::size_t at = 0; at < dictionary.size();) {
    const std::size_t end = std::min(dictionary.find('\n', at), dictionary.size());
    const std::string word = dictionary.substr(at, end - at);
    // Names stand in the list with a capital; they are no common words here.
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') common.insert(word);
    at = end + 1;
  }
  // What the program speaks itself, how it reads files, and the money of the world.
  common.insert({"english", "latin"});
  for (const auto& [word, code] : english_words().currencies) {
    for (const auto& token : text::tokenize(word)) common.insert(token.text);
  }
  std::set<std::string> own;
  const auto add = [&](const std::string& phrase) {
    for (const auto& token : text::tokenize(phrase)) {
      if (token.kind != text::TokenKind::Word || token.text.size() < 4) continue;
      std::string american = token.text;  // as in the dictionary: "neighbor"
      if (const auto at = american.find("our"); at != std::string::npos) american.erase(at + 1, 1);
      if (common.count(token.text) + common.count(american) == 0 &&
          common.count(text::base_forms_en(american).back()) == 0) {
        own.insert(token.text);
      }
    }
  };
  const auto add_all = [&](const std::vector<std::string>& phrases) {
    for (const auto& phrase : phrases) add(phrase);
  };
  for (const auto* store : {&shipped_facts(), &lighthouse()}) {
    for (const auto& entity : store->tables().entities) {
      add(entity.name);
      add_all(entity.aliases);
      add_all(entity.adjectives);
    }
    for (const auto& property : store->tables().properties) {
      add(property.name);
      add_all(property.words);
    }
  }
  CHECK(own.count("saltby") == 1);
  std::size_t files = 0;
  for (const std::string folder : {"bot", "intents/en"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{kRoot / folder}) {
      if (!entry.is_regular_file()) continue;
      ++files;
      const auto content = base::read_file(entry.path());
      REQUIRE(content.ok());
      for (const auto& token : text::tokenize(without_comments(*content.value))) {
        if (own.count(token.text) == 0) continue;
        INFO(std::filesystem::relative(entry.path(), kRoot).string());
        CHECK(token.text == "");
      }
    }
  }
  CHECK(files > 50);
}
