#pragma once

#include "bot/web/bots.h"
#include "bot/web/http.h"

namespace jauap::web {

// How many facts come at once where nobody says, and at most.
inline constexpr std::size_t kFacts = 50;
inline constexpr std::size_t kMostFacts = 200;
// How many suggestions come where nobody says, and at most.
inline constexpr std::size_t kSuggestions = 6;
inline constexpr std::size_t kMostSuggestions = 20;

// GET /api/facts: what can be asked about. {"total", "offset", "groups": […], "facts": […]}: groups
// of facts by pack, kind and property, with how many they are, and the facts with their sources and
// a question that asks for each. ?pack, ?kind and ?property pick groups by their keys; ?q instead
// finds facts whose question has the words of a text, the best kMostFacts of them. ?offset and
// ?limit say which of the facts.
Response get_facts(const Bots& bots, const Request& request);

// GET /api/suggestions?q=…: {"suggestions": [text, …]}, questions that have the words of what is
// being typed; without ?q, questions to begin with. ?pack as in get_facts, ?limit how many.
Response get_suggestions(const Bots& bots, const Request& request);

}  // namespace jauap::web
