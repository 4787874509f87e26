// How the cost of a question grows with the number of templates: 10 frames × distinct two-word
// properties; 10,000 questions, 70 % from a template, 15 % near misses, 15 % chit-chat. "first" is
// the mean of the first pass, in which patterns are compiled (processor time); "warm" the median of
// a later one.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bot/intents/intent_files.h"
#include "bot/intents/matcher.h"
#include "bot/intents/parse_sentence.h"

namespace {

using namespace jauap;
using intents::LineToken;
using Clock = std::chrono::steady_clock;

// Processor time of this thread: what other programs do does not show in a sum over a pass.
double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

const std::vector<std::string> kFrames{
    "what is the # of {entity}",
    "what was the # of {entity} in {number}",
    "[please] tell me the # of {entity}",
    "how (large|big) is the # of {entity} [now]",
    "give me (the|a) # (for|of) {entity}",
    "do you know the # of {entity:of} [please]",
    "which # does {entity} have",
    "{entity}'s # [in {number}]",
    "compare the # of {entity:left} (and|with) {entity:right}",
    "show # of {entity+}",
};

// A made-up word for each number: "bekola".
std::string word_of(std::size_t number) {
  static const std::string kConsonants = "bdfgklmnprstvz";
  static const std::string kVowels = "aeiou";
  std::string word;
  for (int i = 0; i < 3; ++i) {
    word += kConsonants[number % kConsonants.size()];
    number /= kConsonants.size();
    word += kVowels[number % kVowels.size()];
    number /= kVowels.size();
  }
  return word;
}

std::string property_of(std::size_t number) {
  return word_of(number * 7919) + " " + word_of(number % 211 + 300'000);
}

std::string filled(std::string frame, const std::string& property) {
  return frame.replace(frame.find('#'), 1, property);
}

std::vector<LineToken> line(const std::string& text) {
  std::vector<LineToken> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    LineToken token;
    token.text = text.substr(at, end - at);
    if (token.text == "ENTITY") token = {"great britain", "entity", std::nullopt, {}};
    if (token.text == "NUMBER") token = {"2021", "number", 2021.0, {}};
    tokens.push_back(std::move(token));
    at = end + 1;
  }
  return tokens;
}

// Spoken forms of the frames, in their order.
const std::vector<std::string> kQuestions{
    "what is the # of ENTITY",
    "what was the # of ENTITY in NUMBER",
    "please tell me the # of ENTITY",
    "how large is the # of ENTITY now",
    "give me the # for ENTITY",
    "do you know the # of ENTITY",
    "which # does ENTITY have",
    "ENTITY 's # in NUMBER",
    "compare the # of ENTITY and ENTITY",
    "show # of ENTITY and ENTITY",
};
const std::vector<std::string> kChitChat{
    "hello how are you today", "what is the time now",  "i like the weather here",
    "do you know me",          "please tell me a joke", "thank you very much for all of it"};

struct World {
  explicit World(std::size_t templates) {
    const text::Words words;
    const std::vector<std::string> types{"entity", "number"};
    intents::Pieces pieces{words, types};
    intents::Intent intent;
    intent.name = "lookup";
    base::Problems problems;
    for (std::size_t i = 0; i < templates; ++i) {
      intents::Template sentence;
      sentence.text = filled(kFrames[i % kFrames.size()], property_of(i / kFrames.size()));
      auto tree = intents::parse_sentence({sentence.text, "", 1, 1, ""}, pieces, problems);
      if (!tree) {
        std::fprintf(stderr, "%s\n", to_string(problems.front()).c_str());
        std::abort();
      }
      sentence.tree = std::make_shared<const intents::Sentence>(std::move(*tree));
      intent.sentences.push_back(std::move(sentence));
    }
    all.push_back(std::move(intent));
    std::mt19937 random{42};
    for (int i = 0; i < 10'000; ++i) {
      const std::size_t kind = random() % 100;
      const std::size_t which = random() % templates;
      std::string text =
          filled(kQuestions[which % kFrames.size()], property_of(which / kFrames.size()));
      if (kind >= 85) {
        text = kChitChat[random() % kChitChat.size()] + " " + word_of(random());
      } else if (kind >= 70) {
        text += " really";  // near miss: a word too many
      }
      questions.push_back(line(text));
    }
  }

  std::vector<intents::Intent> all;
  std::vector<std::vector<LineToken>> questions;
};

double base_first = 0;
double base_warm = 0;

void match(benchmark::State& state) {
  const auto templates = static_cast<std::size_t>(state.range(0));
  const World world{templates};
  const double build_start = cpu_us();
  const intents::Matcher matcher{world.all};
  const double build = (cpu_us() - build_start) / 1000;
  std::size_t hits = 0;
  const double start = cpu_us();
  for (const auto& question : world.questions) hits += matcher.match(question).empty() ? 0 : 1;
  const double first = (cpu_us() - start) / static_cast<double>(world.questions.size());
  std::vector<double> times;
  for (auto _ : state) {
    times.clear();
    for (const auto& question : world.questions) {
      const auto begin = Clock::now();
      benchmark::DoNotOptimize(matcher.match(question));
      times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
    }
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                   times.end());
  const double warm = times[times.size() / 2];
  if (templates == 100) {
    base_first = first;
    base_warm = warm;
  }
  state.counters["index_ms"] = build;
  state.counters["hits"] = static_cast<double>(hits);
  state.counters["first_us"] = first;
  state.counters["warm_us"] = warm;
  state.counters["first_ratio"] = base_first > 0 ? first / base_first : 0;
  state.counters["warm_ratio"] = base_warm > 0 ? warm / base_warm : 0;
}

void parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(World{1000}.all.size());
}

}  // namespace

BENCHMARK(match)->Arg(100)->Arg(1000)->Arg(10'000)->Iterations(5)->Unit(benchmark::kMillisecond);
BENCHMARK(parse)->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
