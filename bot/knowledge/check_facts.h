#pragma once

#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/knowledge/facts_file.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// Compares the parts of a facts.json with each other: what no part can be blamed for alone. Adds to
// `problems`, under the name `file`. Linear in the size of the file.

// Inverses, chains of "of", sentences, facts that repeat or contradict each other, and parts that
// no fact uses.
void check_facts(const FactsFile& facts, const std::string& file, base::Problems& problems);

// Names, aliases, adjectives and words: in canonical form none is empty, one of the `reserved`
// words of the engine, said twice, or the name of two things.
void check_phrases(const FactsFile& facts, const std::string& file, const text::Words& words,
                   const std::vector<std::string>& reserved, base::Problems& problems);

}  // namespace jauap::knowledge
