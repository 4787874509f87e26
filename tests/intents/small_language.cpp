#include "tests/intents/small_language.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "bot/base/json_file.h"
#include "bot/intents/example_line.h"
#include "bot/intents/read_intent.h"

namespace jauap::intents {

const text::Words& small_words() {
  static const text::Words kWords = [] {
    text::Words words;
    words.contractions = {{"what 's", "what is"}, {"who 's", "who is"}, {"dont", "do not"}};
    words.longest_contraction = 2;
    return words;
  }();
  return kWords;
}

const std::vector<std::string>& small_types() {
  static const std::vector<std::string> kTypes{"entity", "kind", "number", "property"};
  return kTypes;
}

ParsedSentence parsed(const std::string& sentence, const std::string& members) {
  const std::string json = R"({"about": "x", "operation": "y", "sentences": [)" +
                           nlohmann::json(sentence).dump() + "]" +
                           (members.empty() ? "" : ", " + members) + "}";
  const auto document = base::parse_json(json, "");
  ParsedSentence result;
  base::Problems problems = document.problems;
  if (document.ok()) {
    Pieces pieces{small_words(), small_types()};
    result.intents.push_back(read_intent(*document.value, "", "a", IntentHome::Language,
                                         ExampleProof::Each, pieces, problems));
  }
  for (const base::Problem& problem : problems) {
    // Sentences of these tests need no examples.
    if (problem.message == "every intent needs an example") continue;
    result.problems += (problem.pointer.empty() ? "" : problem.pointer + ": ") + problem.message +
                       (problem.hint.empty() ? "" : "; " + problem.hint) + "\n";
  }
  if (!result.problems.empty()) result.intents.clear();
  return result;
}

std::vector<Intent> intents_of(const std::vector<std::string>& sentences) {
  std::vector<Intent> intents;
  for (const std::string& sentence : sentences) {
    auto one = parsed(sentence);
    INFO(sentence);
    REQUIRE(one.problems.empty());
    one.intents.front().name = std::string(1, static_cast<char>('a' + intents.size()));
    intents.push_back(std::move(one.intents.front()));
  }
  return intents;
}

std::vector<LineToken> line_of(std::string_view text) {
  return example_line(text, small_words());
}

std::string shown(const std::vector<Capture>& captures) {
  std::string text;
  for (const Capture& capture : captures) {
    text += (text.empty() ? "" : " ") + capture.slot + "=" + capture.text;
    if (capture.value != capture.text) text += "(" + capture.value + ")";
  }
  return text;
}

std::string matched(const std::string& sentence, std::string_view text,
                    const std::string& members) {
  const auto one = parsed(sentence, members);
  if (!one.problems.empty()) return one.problems;
  const auto matches = Matcher{one.intents}.match(line_of(text));
  return matches.empty() ? "-" : shown(matches.front().captures);
}

}  // namespace jauap::intents
