// What a big table costs: a made-up table of 10 columns is written to a temporary folder, once with
// 1,000 cells and once with 1,000,000, and each is loaded and asked in a process of its own, so
// that memory and caches of one do not help the other. The names are made of some thousand words,
// as in a register of places. The last line is what an answer over the big table costs in terms of
// one over the small.
//
//                   cells   load ms   peak MB   then MB  reply us    p99 us  answered
//   small          1,000         …         …         …         …        …   1000 of 1000
//   big        1,000,000         …
//   and kept   1,000,000         …       (what was worked out is written to a file)
//   from kept  1,000,000         …       (and read from there)
//   ratio of medians …, from kept …
//
// An argument is the number of rows of the big table (100,000).

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bot/chat/load_chatbot.h"

namespace {

using namespace jauap;
using Clock = std::chrono::steady_clock;

const std::filesystem::path kRoot{JAUAP_SOURCE_DIR};
constexpr int kWarmPasses = 5;
constexpr std::size_t kQuestions = 1000;

// The same numbers on every machine (splitmix64).
std::uint64_t scattered(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15U;
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31U);
}

// The word of that number: different numbers give different words.
std::string word(std::uint64_t number, std::size_t syllables) {
  static const std::vector<std::string> kBegins{"b", "d", "f",  "g",  "k",  "l",  "m", "n",
                                                "p", "r", "st", "tr", "br", "gl", "v", "z"};
  static const std::vector<std::string> kEnds{"a", "o", "u", "en", "or", "il", "an", "esk"};
  std::string text;
  for (std::size_t i = 0; i < syllables; ++i) {
    text += kBegins[number % kBegins.size()];
    number /= kBegins.size();
    text += kEnds[number % kEnds.size()];
    number /= kEnds.size();
  }
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

// "Trabesk Velorda": 20,000 words in front, 700 behind, each pair at most once.
std::string name_of(std::uint64_t row) {
  constexpr std::uint64_t kFront = 20000;
  return word(1 + row % kFront, 3) + " " + word(5000 + row / kFront * 131 + row % 131, 2);
}

std::string region(std::uint64_t number) {
  return word(3000000 + number * 7, 3) + " Region";
}

void write_table(const std::filesystem::path& file, std::size_t rows) {
  std::ofstream out{file};
  out << "name,region,river,population,area (km2),elevation_m,founded "
         "year,walled,languages,motto\n";
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::uint64_t dice = scattered(row);
    out << name_of(row) << ',' << region(dice % 300) << ','
        << word(4500000 + dice / 300 % 500 * 3, 3) << " River," << 1000 + dice / 7 % 9000000 << ','
        << static_cast<double>(dice / 11 % 1000000) / 100 << ',' << dice / 13 % 4000 << ','
        << 1000 + dice / 17 % 1000 << ',' << (dice / 19 % 2 == 0 ? "yes" : "no") << ','
        << word(6000000 + dice / 23 % 60, 3) << ';' << word(6000000 + 60 + dice / 29 % 60, 3)
        << ",\"For " << word(dice / 31 % 4000, 3) << ", " << word(dice / 37 % 4000, 2)
        << " and a quiet life by the sea, said " << row << "\"\n";
  }
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double resident_megabytes() {
  std::ifstream in{"/proc/self/statm"};
  double pages = 0;
  in >> pages >> pages;
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1e3;
}

struct Figures {
  double load = 0;  // milliseconds
  double peak = 0;  // megabytes
  double steady = 0;
  double median = 0;  // microseconds
  double p99 = 0;
  std::size_t answered = 0;
};

Figures measure(const std::filesystem::path& file, std::size_t rows,
                const std::filesystem::path& cache) {
  Figures figures;
  const auto start = Clock::now();
  const auto loaded =
      chat::load_chatbot({.knowledge = {file}, .intents = kRoot / "intents", .cache = cache});
  figures.load = milliseconds_since(start);
  for (const auto& problem : loaded.problems) {
    std::fprintf(stderr, "%s\n", base::to_string(problem).c_str());
  }
  if (!loaded.ok()) std::exit(3);
  figures.peak = peak_megabytes();
  std::vector<std::string> questions;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    questions.push_back("What is the population of " + name_of(scattered(i) % rows) + "?");
  }
  std::vector<double> times;
  for (int pass = 0; pass < kWarmPasses; ++pass) {
    figures.answered = 0;
    for (const std::string& question : questions) {
      const auto asked = Clock::now();
      const auto reply = (*loaded.value)->reply(question);
      times.push_back(1000 * milliseconds_since(asked));
      figures.answered += reply.status == chat::Status::Answered ? 1 : 0;
    }
  }
  figures.steady = resident_megabytes();
  std::sort(times.begin(), times.end());
  figures.median = times[times.size() / 2];
  figures.p99 = times[times.size() * 99 / 100];
  return figures;
}

// In a child, which prints nothing itself.
Figures measure_apart(const std::filesystem::path& file, std::size_t rows,
                      const std::filesystem::path& cache = {}) {
  int ends[2];
  if (::pipe(ends) != 0) std::exit(4);
  const pid_t child = ::fork();
  if (child == 0) {
    const Figures figures = measure(file, rows, cache);
    const bool is_told = ::write(ends[1], &figures, sizeof figures) == sizeof figures;
    std::_Exit(is_told ? 0 : 4);
  }
  ::close(ends[1]);
  Figures figures;
  const bool is_told = ::read(ends[0], &figures, sizeof figures) == sizeof figures;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  if (!is_told) std::exit(4);
  return figures;
}

}  // namespace

int main(int count, char** arguments) {
  constexpr std::size_t kSmall = 100;
  const std::size_t big = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 100000;
  const auto folder =
      std::filesystem::temp_directory_path() / ("big_table_bench." + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  std::printf("%-12s %9s %9s %9s %9s %9s %9s  answered\n", "", "cells", "load ms", "peak MB",
              "then MB", "reply us", "p99 us");
  const auto run = [&](const char* name, std::size_t rows, const std::filesystem::path& cache) {
    const auto file = folder / (std::to_string(rows) + "_towns.csv");
    if (!std::filesystem::exists(file)) write_table(file, rows);
    const Figures figures = measure_apart(file, rows, cache);
    std::printf("%-12s %9zu %9.1f %9.1f %9.1f %9.1f %9.1f  %zu of %zu\n", name, rows * 10,
                figures.load, figures.peak, figures.steady, figures.median, figures.p99,
                figures.answered, kQuestions);
    std::fflush(stdout);
    return figures.median;
  };
  const double small = run("small", kSmall, {});
  const double large = run("big", big, {});
  run("and kept", big, folder);
  const double kept = run("from kept", big, folder);
  std::printf("ratio of medians %.2f, from kept %.2f\n", large / small, kept / small);
  std::filesystem::remove_all(folder);
}
