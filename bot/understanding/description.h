#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// "The agreement between A and B", "the A-B agreement": names beside the name of a thing that tell
// which one is meant, where some fact joins them with it or they are part of its name. The line
// without such names, for a question about the thing in which they have no place of their own;
// nothing where there are none. Of a kind of things the same: where facts join only one of them
// with what stands in front ("the Lisbon treaty", "the 2007 treaty"), that one is meant. Linear in
// the facts about the things named.
std::optional<Line> without_descriptions(const Line& line, const knowledge::FactStore& store,
                                         const text::Words& words);

}  // namespace jauap::understanding
