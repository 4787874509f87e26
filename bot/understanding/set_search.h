#pragma once

#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/text/words.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_line.h"

namespace jauap::understanding {

// One way to read a question about sets.
struct SetReading {
  query::SetQuery query;
  int cost = 0;                    // of the rules that go beyond what the words say; 0 for none
  std::vector<std::string> rules;  // that were used, in their order: for explain
};

// The rules of the scope "set" rewrite the line from right to left, anchored at each token: what is
// to the right of a description is understood before the description is. The first rule whose
// action accepts is tried first; where that leads to no query, the next, and a stretch may be left
// for a rule that begins further left. A reading uses up every token; words that only frame a
// question are explained by it.
//
// All readings of the lowest cost at which there is any, at most a few, the first found first.
// `lookups` is how often rules may still be looked up for the question, and is counted down: the
// work is bounded, whatever the line. A line of more than 30 stretches is not read.
inline constexpr std::size_t kSetLookups = 2'500;  // for one question
std::vector<SetReading> find_set_readings(const SetLine& line, const intents::Matcher& rules,
                                          const SetComposer& composer, const text::Words& words,
                                          std::size_t& lookups);

}  // namespace jauap::understanding
