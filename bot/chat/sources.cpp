#include "bot/chat/sources.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace jauap::chat {
namespace {

constexpr std::size_t kMostPlaces = 3;  // of one source; more are only told by an ellipsis

std::string joined(std::initializer_list<std::string> parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    text += (text.empty() ? "" : separator) + part;
  }
  return text;
}

std::string name_of(const CitedSource& source) {
  return joined({source.title, source.publisher, source.date, source.url}, ", ");
}

}  // namespace

std::vector<CitedSource> sources_of(const Reply& reply) {
  std::vector<CitedSource> sources;
  for (const CitedFact& fact : reply.facts) {
    CitedSource found{fact.title, fact.publisher, fact.date, fact.url, fact.pack, {}};
    const std::string name = name_of(found);
    if (name.empty() && fact.at.empty()) continue;
    auto source = std::find_if(sources.begin(), sources.end(), [&](const CitedSource& entry) {
      return name_of(entry) == name && entry.pack == fact.pack;
    });
    if (source == sources.end()) source = sources.insert(sources.end(), std::move(found));
    auto& places = source->places;
    if (!fact.at.empty() && std::find(places.begin(), places.end(), fact.at) == places.end()) {
      places.push_back(fact.at);
    }
  }
  return sources;
}

std::string to_line(const CitedSource& source) {
  std::string at;
  for (std::size_t i = 0; i < std::min(source.places.size(), kMostPlaces); ++i) {
    at = joined({at, source.places[i]}, "; ");
  }
  if (source.places.size() > kMostPlaces) at += "; …";
  return joined({name_of(source), at}, ", ");
}

}  // namespace jauap::chat
