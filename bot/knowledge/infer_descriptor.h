#pragma once

#include <string>
#include <vector>

#include "bot/knowledge/table_facts.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// The datapackage.json of a pack that holds tables of which everything was inferred, written out in
// full for its author to improve: kinds, types, units, lists, and what words people have for a
// column of that name, each with what it was inferred from. Loaded with the tables, it gives the
// same facts as the tables by themselves. `name` must be a name of a pack.
std::string infer_descriptor(const std::string& name, std::vector<DescribedTable> tables,
                             const text::Words& words);

// What only the author can know of a table and could not be decided, a sentence each: which of two
// columns names the rows, what a cell means that is no number in a column of numbers, ….
std::vector<std::string> table_doubts(const DescribedTable& table);

}  // namespace jauap::knowledge
