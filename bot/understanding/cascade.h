#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// The types that typed tokens of the line can have: what {slots} of phrase rules may name.
const std::vector<std::string>& slot_types();

// The longest stretch that a phrase rule may take, in items: looking no further keeps the cascade
// linear. Longer rules are refused when they are loaded.
inline constexpr std::size_t kLongestStretch = 32;

// A rule that rewrote the line: for explain.
struct Rewrite {
  std::string rule;   // "when: (what|which) (date|day)"
  std::string taken;  // the words
};

// Phrase rules rewrite the line from right to left, anchored at each token: the first rule whose
// typed action accepts replaces its stretch, until none does. Rightmost first gives right-branching
// language its scope almost free. Every rewrite shortens the line or turns a word into a typed
// token, so the work is linear in the line.
//
// First drop_frames(), the rules that drop polite frames and fillers, so that what is whole without
// them is seen to be whole; then, where something may be worked out of several facts,
// mark_calculations(); then run_cascade(), the others.
std::vector<Rewrite> drop_frames(Line& line, const intents::Matcher& rules,
                                 const text::Words& words);
std::vector<Rewrite> mark_calculations(Line& line, const intents::Matcher& rules,
                                       const text::Words& words);
std::vector<Rewrite> run_cascade(Line& line, const intents::Matcher& rules,
                                 const text::Words& words);

}  // namespace jauap::understanding
