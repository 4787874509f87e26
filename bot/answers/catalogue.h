#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/fact_store.h"

namespace jauap::answers {

// What a pack says of the things of one kind: "the areas of countries".
struct FactGroup {
  std::uint32_t pack = 0;
  knowledge::KindId kind{};
  knowledge::PropertyId property{};
  std::size_t count = 0;
  knowledge::FactId first{};
};

// All facts in groups: those of each pack together, a pack's in the order in which it first has
// them. Linear in the properties and the written facts; the cells of a column are not looked at.
std::vector<FactGroup> groups_of(const knowledge::FactStore& store);

// The facts of a group from the position `from`, at most `limit`, in their order.
std::vector<knowledge::FactId> facts_of(const knowledge::FactStore& store, const FactGroup& group,
                                        std::size_t from, std::size_t limit);

struct FoundQuestion {
  knowledge::FactId fact{};
  std::string question;
};

// Facts whose question or sentence has the words of a text that somebody may still be typing, so
// that the start of a word is enough: those that have more of the words first, then those whose
// question begins with the text, then the shorter question. A fact must have the last word and at
// least half of all. Each question comes once. Empty for a text without a word. Looks at the name
// of every thing and at a bounded number of facts: some 25 ms for 100,000 things.
std::vector<FoundQuestion> find_questions(const knowledge::FactStore& store, std::string_view typed,
                                          std::size_t limit);

}  // namespace jauap::answers
