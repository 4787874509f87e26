#include "bot/chat/events_in_order.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "bot/chat/conjuncts.h"
#include "bot/query/elapsed.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/anniversary.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/description.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/operand.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;

constexpr std::size_t kMostEvents = 8;

// What a message lists behind a colon or else behind the words for an order; empty where it has no
// such words.
Tokens listed_in(const text::Words& words, std::string_view message, const Tokens& tokens) {
  std::size_t first = 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < tokens.size() && count == 0; ++at) {
    first = at;
    count = words.order_phrases.length_at(tokens, at);
  }
  if (count == 0) return {};
  const auto at = [&](std::size_t index) {
    return tokens.begin() + static_cast<std::ptrdiff_t>(index);
  };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const auto gap = text::typed_between(message, tokens[i - 1], tokens[i]);
    if (gap.find(':') == std::string_view::npos) continue;
    // "…: A, B, C, in order of time"
    return {at(i), first > i ? at(first) : tokens.end()};
  }
  return {at(first + count), tokens.end()};
}

// When what a few words name happened.
std::optional<query::Operand> event_of(const Chatbot::Parts& parts, std::string_view message,
                                       const Tokens& tokens) {
  for (auto& line : understanding::find_mentions(tokens, parts.vocabulary, parts.words)) {
    understanding::drop_frames(line, parts.phrases, parts.words);
    understanding::run_cascade(line, parts.phrases, parts.words);
    if (!understanding::unexplained_words(line, parts.words, message).empty()) continue;
    // "The Riga treaty" is one by where it was signed.
    const auto described = understanding::without_descriptions(line, parts.store, parts.words);
    const auto side = understanding::read_side(described.value_or(line), parts.words);
    auto date = understanding::date_of(side, {}, parts.store);
    if (!date && side.query) date = understanding::find_event(*side.query, parts.store);
    if (date && date->fact) return date;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Understanding> read_events_in_order(const Chatbot::Parts& parts,
                                                  std::string_view message, const Tokens& tokens,
                                                  base::Trace* trace) {
  const Tokens list = listed_in(parts.words, message, tokens);
  if (list.empty()) return std::nullopt;
  const auto members = segments(parts, message, list);
  if (members.size() < 2 || members.size() > kMostEvents) return std::nullopt;
  std::vector<std::pair<text::Date, knowledge::FactId>> events;
  for (const Tokens& member : members) {
    const auto event = event_of(parts, message, member);
    if (!event) return std::nullopt;
    events.emplace_back(std::get<text::Date>(event->value.value), *event->fact);
  }
  bool is_clear = true;
  std::stable_sort(events.begin(), events.end(), [&](const auto& left, const auto& right) {
    const auto order = query::order_of(left.first, right.first);
    is_clear = is_clear && (order || left.second == right.second);
    return order && *order < 0;
  });
  if (!is_clear) return std::nullopt;
  Understanding result;
  result.outcome = Understanding::Outcome::Answered;
  result.query.emplace();
  result.denotation.kind = query::Denotation::Kind::Values;
  for (const auto& [date, fact] : events) result.denotation.facts.push_back(fact);
  if (trace != nullptr) trace->add("events in order", std::to_string(events.size()));
  return result;
}

}  // namespace jauap::chat
