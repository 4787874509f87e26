#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// What a phrase rule makes of the stretch that it matched: the items that replace it. Nothing where
// the stretch is not of the type that the rule needs, which is a refusal, not an error.
using Action = std::optional<std::vector<Item>> (*)(const Line& line, const intents::Match& match);

// The action that an intent of phrase scope names as its operation; null for an unknown name.
//
//   ask       what is wanted: option "wanted" names the part (query::Part); a {kind} narrows it
//   describe  everything held of the {entity} or {property}
//   verify    yes or no
//   now       the time of asking
//   refer     a {kind} in words that add nothing: "the two countries"
//   drop      nothing: a polite frame
//   claim     nothing, but what it stands beside is told, not asked: "…, right?"
//   calculate what is to be worked out, separate what stands between the two that it is worked out
//             of: calculation_actions.h
//
// Every action but drop and claim keeps the slots of the match as items behind what it makes.
Action find_action(std::string_view operation);
inline constexpr std::string_view kAsk = "ask";
inline constexpr std::string_view kClaim = "claim";
inline constexpr std::string_view kDrop = "drop";

// For actions: an intent's option, "" where it has none; the whole stretch of a match as one item
// without a meaning; and its slots, added to `items`.
std::string option(const intents::Intent& intent, const std::string& name);
Item item_of(const Line& line, const intents::Match& match);
void add_slots(const Line& line, const intents::Match& match, std::vector<Item>& items);

// All names, sorted: for "did you mean".
std::vector<std::string> action_names();

// What is wrong with a phrase intent's operation and options, "" for nothing.
std::string check_phrase_intent(const intents::Intent& intent);

}  // namespace jauap::understanding
