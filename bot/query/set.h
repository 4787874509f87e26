#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/project.h"

namespace jauap::query {

// Properties that may be meant, the likeliest first; each choice is those of one name. The first
// that the things have values of counts.
using PropertyChoices = std::vector<std::vector<knowledge::PropertyId>>;

// A set of things, as a tree of what they are picked by: "the largest city in a state that borders
// Texas" is the extreme of cities related to states related to Texas.
struct Set {
  enum class Type : std::uint8_t {
    Things,    // `things`
    OfKind,    // all of `kind`
    Related,   // those of `kind` that a fact joins with a thing of `operand`
    Holding,   // of `operand` those for which one of `properties` is true
    Extreme,   // of `operand` those with the most or least of one of `choices`
    Compared,  // of `operand` those with more or less of it than `number` or than `other` has
  };
  Type type = Type::Things;
  std::vector<knowledge::EntityId> things;
  knowledge::KindId kind{};
  std::vector<knowledge::PropertyId> properties;  // of Related: the joining facts'; empty for any
  PropertyChoices choices;                        // of Extreme and Compared
  bool up = true;                                 // of Extreme and Compared: the most, more
  double number = 0;
  std::shared_ptr<const Set> operand;
  std::shared_ptr<const Set> other;  // of Compared, a single thing: instead of `number`
};

// What is asked of a set.
struct SetQuery {
  enum class Ask : std::uint8_t {
    List,   // its things
    Count,  // how many they are
    Value,  // what they have for one of `choices`
    Total,  // the sum of these values
    Average,
  };
  Ask ask = Ask::List;
  Set set;
  PropertyChoices choices;
  bool may_be_none = true;  // false where a thing is presupposed: "which state …"
};

// What a query over a set stands for.
struct SetDenotation {
  SetQuery::Ask ask = SetQuery::Ask::List;
  std::vector<knowledge::EntityId> things;  // the set, ascending
  std::vector<Projected> values;            // each once; of Total and Average one
  std::vector<knowledge::FactId> facts;     // that it rests on, each once
  std::size_t counted = 0;                  // of Total and Average: how many values went in
};

// Nothing where the query presupposes what is not so: nothing that it must not lack, no thing has a
// number to compare or add up, or the numbers have different units. The cost follows the facts of
// the things named and, for a whole kind, its things.
std::optional<SetDenotation> evaluate(const SetQuery& query, const knowledge::FactStore& store);

// The query as a tree for explain, one line an item, indented by two spaces a level.
std::vector<std::string> describe(const SetQuery& query, const knowledge::FactStore& store);

}  // namespace jauap::query
