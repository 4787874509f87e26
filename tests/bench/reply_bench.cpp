// What a question costs, in process: the questions of the shipped packs' questions.jsonl, each
// answered in a cold first pass and then in many warm ones. Each stage is also run alone over the
// same questions, on what the stage before it left. Times are of one thread; the last column is the
// ratio to the same pass that only normalises. Plain timing, since a distribution is wanted and not
// a mean.
//
//   pack load                 …    ms
//   reply cold                …    us median  …    us p99
//   reply                     …    us median  …    us p99    … x

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "bot/base/mapped_file.h"
#include "bot/chat/load_chatbot.h"
#include "bot/chat/parts.h"
#include "bot/chat/transcript.h"
#include "bot/chat/understand.h"
#include "bot/chat/whole_message.h"
#include "bot/knowledge/load_packs.h"
#include "bot/query/evaluate.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/slot_types.h"

namespace {

using namespace jauap;
using Clock = std::chrono::steady_clock;

const std::filesystem::path kRoot{JAUAP_SOURCE_DIR};
constexpr int kWarmPasses = 50;

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

template <class T>
T whole(base::Loaded<T> loaded) {
  for (const auto& problem : loaded.problems) {
    std::fprintf(stderr, "%s\n", base::to_string(problem).c_str());
  }
  if (!loaded.ok()) std::exit(3);
  return std::move(*loaded.value);
}

// Keeps the work from being left out.
template <class T>
void use(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

struct Times {
  double median = 0;
  double p99 = 0;
};

Times times_of(std::vector<double> all) {
  const auto at = [&](double share) {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(all.size() - 1));
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(place), all.end());
    return all[place];
  };
  return {at(0.5), at(0.99)};
}

// Runs `step` for every position below `size`, `passes` times over.
template <class Step>
Times measure(std::size_t size, int passes, Step step) {
  std::vector<double> all;
  all.reserve(size * static_cast<std::size_t>(passes));
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t i = 0; i < size; ++i) {
      const auto start = Clock::now();
      step(i);
      all.push_back(microseconds_since(start));
    }
  }
  return times_of(std::move(all));
}

void print(const char* name, const Times& times, double base) {
  std::printf("%-16s %8.1f us median %8.1f us p99", name, times.median, times.p99);
  if (base > 0) std::printf(" %7.1f x", times.median / base);
  std::printf("\n");
}

std::vector<std::string> read_questions(const std::vector<std::filesystem::path>& packs) {
  std::vector<std::string> questions;
  for (const auto& pack : packs) {
    if (!std::filesystem::exists(pack / "questions.jsonl")) continue;
    for (const auto& conversation : whole(chat::load_questions(pack / "questions.jsonl"))) {
      for (const auto& turn : conversation.turns) questions.push_back(turn.ask);
    }
  }
  return questions;
}

// What each stage hands to the next, for one question, by its best way of cutting.
struct Stages {
  std::vector<text::Token> tokens;
  understanding::Line cut;
  understanding::Line line;
  std::optional<query::Query> query;
};

void measure_stages(const std::vector<std::filesystem::path>& packs,
                    const std::vector<std::string>& questions) {
  const auto words = whole(text::load_words(kRoot / "intents/en/_words.json"));
  const chat::Chatbot::Parts parts{
      words,
      whole(intents::load_intent_files(kRoot / "intents/en", understanding::all_slot_types(), words,
                                       intents::ExampleProof::None)),
      {},
      whole(knowledge::load_packs(packs, words, {})),
      whole(base::MappedFile::open(JAUAP_COMMON_WORDS))};
  std::vector<Stages> stages(questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    Stages& stage = stages[i];
    stage.tokens = text::normalize(questions[i], words);
    stage.cut = understanding::find_mentions(stage.tokens, parts.vocabulary, words).front();
    stage.line = stage.cut;
    understanding::drop_frames(stage.line, parts.phrases, words);
    understanding::run_cascade(stage.line, parts.phrases, words);
    stage.query = understanding::assemble(stage.line, words);
  }
  const auto size = questions.size();
  const auto normalise = [&](std::size_t i) { use(text::normalize(questions[i], words)); };
  const double base = measure(size, kWarmPasses, normalise).median;
  const auto stage = [&](const char* name, auto step) {
    print(name, measure(size, kWarmPasses, step), base);
  };
  stage("normalise", normalise);
  stage("whole message",
        [&](std::size_t i) { use(chat::match_whole_message(parts, stages[i].tokens, nullptr)); });
  stage("spelling", [&](std::size_t i) {
    for (const auto& token : stages[i].tokens) use(parts.spelling.correct(token.text));
  });
  stage("mentions", [&](std::size_t i) {
    use(understanding::find_mentions(stages[i].tokens, parts.vocabulary, words));
  });
  stage("cascade", [&](std::size_t i) {
    understanding::Line line = stages[i].cut;
    use(understanding::drop_frames(line, parts.phrases, words));
    use(understanding::run_cascade(line, parts.phrases, words));
  });
  stage("accounting", [&](std::size_t i) {
    use(understanding::unexplained_words(stages[i].line, words, questions[i]));
  });
  stage("assembly", [&](std::size_t i) { use(understanding::assemble(stages[i].line, words)); });
  stage("evaluation", [&](std::size_t i) {
    if (stages[i].query) use(query::evaluate(*stages[i].query, parts.store));
  });
  stage("understand", [&](std::size_t i) {
    use(chat::understand(parts, questions[i], stages[i].tokens, nullptr, nullptr));
  });
}

}  // namespace

int main() {
  const auto packs = whole(knowledge::find_packs(kRoot / "knowledge"));
  const auto questions = read_questions(packs);
  const auto start = Clock::now();
  const auto chatbot =
      whole(chat::load_chatbot({.knowledge = {kRoot / "knowledge"}, .intents = kRoot / "intents"}));
  std::printf("%-16s %8.1f ms\n", "pack load", microseconds_since(start) / 1000);
  std::printf("%-16s %8zu\n", "questions", questions.size());

  const auto reply = [&](std::size_t i) { use(chatbot->reply(questions[i])); };
  const Times cold = measure(questions.size(), 1, reply);
  const Times warm = measure(questions.size(), kWarmPasses, reply);
  const auto words = whole(text::load_words(kRoot / "intents/en/_words.json"));
  const double base = measure(questions.size(), kWarmPasses, [&](std::size_t i) {
                        use(text::normalize(questions[i], words));
                      }).median;
  print("reply cold", cold, base);
  print("reply", warm, base);
  measure_stages(packs, questions);
}
