// Any bytes as a template: it is a Problem, or it compiles within its limits and takes its own
// samples. A template may begin with two lines: a rule <r>, and a value of the list {v}.

#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "bot/intents/compile_sentence.h"
#include "bot/intents/example_line.h"
#include "bot/intents/matcher.h"
#include "bot/intents/parse_sentence.h"
#include "bot/intents/sample_sentence.h"

using namespace jauap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(data, data + size);
  static const std::vector<std::string> kTypes{"entity", "kind", "number"};
  static const text::Words kWords = [] {
    text::Words words;
    words.contractions = {{"what 's", "what is"}};
    words.longest_contraction = 2;
    return words;
  }();
  intents::Pieces pieces{kWords, kTypes};
  base::Problems problems;
  if (const std::size_t line = text.find('\n'); line != std::string::npos) {
    pieces.add_rule("r", {text.substr(0, line), "", 1, 1, ""});
    text.erase(0, line + 1);
  }
  if (const std::size_t line = text.find('\n'); line != std::string::npos) {
    intents::Slot list;
    list.kind = intents::SlotKind::Values;
    for (auto& phrase :
         intents::parse_phrases({text.substr(0, line), "", 2, 1, ""}, pieces, problems)) {
      list.values.push_back({std::move(phrase), "value"});
    }
    if (!list.values.empty()) pieces.add_list("v", std::move(list));
    text.erase(0, line + 1);
  }
  auto tree = intents::parse_sentence({text, "", 3, 1, ""}, pieces, problems);
  for (const base::Problem& problem : problems) to_string(problem);
  if (!tree) return 0;

  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  const RE2 pattern{intents::compile_sentence(*tree).pattern, options};
  if (!pattern.ok() || pattern.ProgramSize() > intents::kMostInstructions) std::abort();

  std::vector<intents::Intent> all(1);
  all[0].name = "fuzz";
  all[0].sentences.push_back(
      {text, std::make_shared<const intents::Sentence>(std::move(*tree)), 0, ""});
  const intents::Matcher matcher{all};
  for (const std::string& sample : intents::sample_sentences(all[0].sentences[0], 4, 1)) {
    auto line = intents::example_line(sample, kWords);
    // Normalizing joins words that stand apart in the template: "what [x] 's".
    std::string again;
    for (const auto& token : line) {
      const std::string key = intents::token_key(token);
      again += (again.empty() ? "" : " ") + key;
    }
    std::string plain = sample;
    for (std::size_t at = 0; (at = plain.find(':', at)) != std::string::npos;) {
      plain.erase(at, plain.find('}', at) - at);
    }
    if (again == plain && matcher.match(line).empty()) std::abort();
    matcher.match_at(line, 0);
  }
  return 0;
}
