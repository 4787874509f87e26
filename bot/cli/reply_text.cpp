#include "bot/cli/reply_text.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace jauap::cli {
namespace {

constexpr std::size_t kMostPlaces = 3;   // of one source, and
constexpr std::size_t kMostSources = 5;  // of one answer; more are only counted by an ellipsis

std::string joined(std::initializer_list<std::string> parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    text += (text.empty() ? "" : separator) + part;
  }
  return text;
}

}  // namespace

std::vector<std::string> source_lines(const chat::Reply& reply) {
  // The places in each source.
  std::vector<std::pair<std::string, std::vector<std::string>>> sources;
  for (const chat::CitedFact& fact : reply.facts) {
    std::string name = joined({fact.title, fact.publisher, fact.date, fact.url}, ", ");
    if (name.empty() && fact.at.empty()) continue;
    auto source = std::find_if(sources.begin(), sources.end(),
                               [&](const auto& entry) { return entry.first == name; });
    if (source == sources.end()) {
      source = sources.emplace(sources.end(), std::move(name), std::vector<std::string>{});
    }
    auto& places = source->second;
    if (!fact.at.empty() && std::find(places.begin(), places.end(), fact.at) == places.end()) {
      places.push_back(fact.at);
    }
  }
  std::vector<std::string> lines;
  for (const auto& [name, places] : sources) {
    if (lines.size() == kMostSources) {
      lines.emplace_back("…");
      break;
    }
    std::string at;
    for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
      at = joined({at, places[i]}, "; ");
    }
    if (places.size() > kMostPlaces) at += "; …";
    lines.push_back(joined({name, at}, ", "));
  }
  return lines;
}

void print_reply(const chat::Reply& reply, Output& output) {
  output.print(reply.answer);
  output.print_raw("\n");
  for (const std::string& line : source_lines(reply)) {
    output.print("  — " + line, Style::Faint);
    output.print_raw("\n");
  }
  if (reply.status == chat::Status::Answered) return;
  for (const std::string& suggestion : reply.suggestions) {
    output.print("  → " + suggestion);
    output.print_raw("\n");
  }
}

}  // namespace jauap::cli
