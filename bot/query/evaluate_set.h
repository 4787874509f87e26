#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bot/query/project.h"
#include "bot/query/set.h"
#include "bot/text/words.h"

namespace jauap::query {

// A value with the thing that has it and the fact that says so. A number that was worked out has
// neither.
struct Owned {
  std::optional<knowledge::EntityId> thing;
  Projected value;
  std::optional<knowledge::FactId> fact;
};

// A calculation: what went in, what came out.
struct Step {
  Quantity::Type type = Quantity::Type::Total;
  std::vector<Owned> operands;  // of Total, Average and Median none: `count` tells how many
  std::size_t count = 0;
  Projected result;
};

// What is held of things of a kind.
struct HeldOf {
  knowledge::KindId kind{};
  std::vector<knowledge::PropertyId> properties;

  bool operator==(const HeldOf&) const = default;
};

// What a query over sets stands for.
struct SetDenotation {
  SetQuery::Ask ask = SetQuery::Ask::List;
  bool is_count = false;  // the one quantity asked for is how many things there are
  std::vector<knowledge::EntityId> things;  // the set, or what was counted; in the order of the
                                            // answer
  std::vector<Owned> values;
  std::vector<knowledge::FactId> facts;  // that it rests on, each once
  std::vector<Step> steps;
  std::optional<bool> truth;  // nothing where no fact could say: "is Austin a state"
  // What the question takes for granted is not so; the facts and values say what is.
  bool is_corrected = false;
  // Numbers without a unit were taken for those of the unit asked for, which their author says may
  // stand beside them.
  bool has_taken_unit = false;
  std::string denied;       // "larger": the first of two things compared is not
  bool is_of_each = false;  // a value for each thing of several
  // By what the things were compared, with the number of each: of the best things of an extreme.
  std::vector<Owned> compared;

  std::vector<HeldOf> held;

  // Where a name may mean several things: the facts of each, to be asked back about.
  std::vector<knowledge::FactId> readings;

  // Whether both answer the same.
  bool agrees_with(const SetDenotation& other) const;
};

// Nothing where the query presupposes what is not so: nothing that it must not lack, no thing has a
// number to compare or add up, or the numbers have different units. The cost follows the facts of
// the things named and, for a whole kind, its things.
// Units of the question are read by `words`.
std::optional<SetDenotation> evaluate(const SetQuery& query, const knowledge::FactStore& store,
                                      const text::Words& words);

}  // namespace jauap::query
