#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/fact_store.h"

namespace jauap::query {

struct Set;
struct Quantity;
using SetPtr = std::shared_ptr<const Set>;

// Properties that may be meant, the likeliest first; each choice is those of one name. The first
// that the things have values of counts.
using PropertyChoices = std::vector<std::vector<knowledge::PropertyId>>;

// The end of a fact that a link leads to from a thing.
enum class Direction : std::uint8_t {
  Either,
  ToValue,    // the thing is the subject: a state to its capital
  ToSubject,  // the thing is the value: a state to the rivers that run through it
};

// How things are joined: by a fact of one of these properties, of any where there are none.
struct Link {
  std::vector<knowledge::PropertyId> properties;
  Direction direction = Direction::Either;
};

// What becomes of the numbers of several things.
enum class AddUp : std::uint8_t { None, Total, Average };

// What things are compared by: their number of a property, or how many things a link leads to; or
// the numbers of those, added up: the average salary of each department.
struct Measure {
  PropertyChoices choices;
  std::optional<Link> link;
  SetPtr counted;  // with `link`: those of these things; all where null
  AddUp add_up = AddUp::None;
};

enum class Comparison : std::uint8_t { More, AtLeast, Less, AtMost, Equal, Between };

enum class Spelling : std::uint8_t { Begins, Ends, Holds };

// What a thing must fulfil.
struct Filter {
  enum class Type : std::uint8_t {
    Related,   // `link` leads to a thing of `set`
    Measured,  // its `measure` stands in `comparison` to the `bounds`
    Holding,   // one of `properties` is true of it; of those that are no yes or no, is held of it
    Among,     // it is one of `set`
    Lying,     // it lies in one of `set`; only until it is known by which link
    Spelled,   // its name has `letters` where `spelling` says
    Namesake,  // `link` leads to a thing of its own name
    Not,       // not the one of `parts`
    All,       // all of `parts`
    Any,       // one of `parts`
  };
  Type type = Type::All;
  Link link;
  SetPtr set;
  std::vector<knowledge::PropertyId> properties;
  Measure measure;
  Comparison comparison = Comparison::More;
  // Two of Between, else one. A bound without a measure of its own is measured as the thing is.
  std::vector<Quantity> bounds;
  std::string letters;  // small
  Spelling spelling = Spelling::Begins;
  std::vector<Filter> parts;
};

// A set of things, as a tree of what they are picked by: "the largest city in a state that borders
// Texas" is the extreme of cities related to states related to Texas.
struct Set {
  enum class Type : std::uint8_t {
    Things,    // `things`
    OfKind,    // all of `kind`
    Filtered,  // those of `operand` that fulfil `filter`
    Extreme,   // those of `operand` with the most or least of `measure`
    Image,     // the things that `link` leads to from those of `operand`
    Joined,    // those of `parts` together
  };
  Type type = Type::Things;
  std::vector<knowledge::EntityId> things;
  knowledge::KindId kind{};
  SetPtr operand;
  std::shared_ptr<const Filter> filter;
  Measure measure;
  bool up = true;         // of Extreme: the most
  std::size_t rank = 1;   // of Extreme: 2 for "the second largest"
  std::size_t count = 1;  // of Extreme: 3 for "the three largest"
  // Of Extreme, where not null: the best of each of these, to which `link` leads from its things.
  SetPtr groups;
  Link link;
  std::vector<SetPtr> parts;
  bool is_each = false;  // of Joined: "A and B" where something is to be so for both
};

// A number or value that is asked for or compared with.
struct Quantity {
  enum class Type : std::uint8_t {
    Number,  // `number` itself
    Count,   // how many `set` are
    Value,   // what the things of `set` have of `measure`
    Total,   // the sum of these numbers, and so on
    Average,
    Median,
    Difference,  // of two `operands`
    Ratio,       // the first operand in terms of the second
    Share,       // the same in percent
    Change,      // from the second operand to the first, below zero where it is less
    Growth,      // the same in percent of the second
    Conversion,  // the one operand in `unit`
    Rank,        // the place of `set`'s thing among `others` by `measure`
    Each,        // the one operand for each of `set`: of its things that `measure.link` leads from
  };
  Type type = Type::Number;
  double number = 0;
  double tolerance = 0;  // of Number: half a unit in the last place given
  // Of Number that stands for a year or a month: how long it goes on, where dates are compared.
  double stretch = 0;
  std::string unit;  // of Number and Conversion; "" where none was given
  Measure measure;
  SetPtr set;
  SetPtr others;
  bool up = true;  // of Rank: the most is first
  // Of Difference: the word by which the question says that the first is more (`up`) or less than
  // the second; "" where it does not.
  std::string presumed;
  std::vector<Quantity> operands;
};

// What is asked of sets.
struct SetQuery {
  enum class Ask : std::uint8_t {
    List,        // the things of `set`
    Quantities,  // each of `quantities`
    Held,        // what is held of things of `kinds`
    Truth,       // whether all of `set` fulfil `filter`; without a filter: whether there are any
  };
  // How it is put what may be so: "is X large?", "X is large.", "why is X large?".
  enum class Mood : std::uint8_t { Asked, Stated, Presumed };
  Ask ask = Ask::List;
  Mood mood = Mood::Asked;  // of Truth; what is presumed has an answer only where it is not so
  SetPtr set;
  std::vector<Quantity> quantities;
  std::vector<knowledge::KindId> kinds;
  std::optional<Filter> filter;
  bool may_be_none = true;  // false where a thing is presupposed: "the capital of …"
};

std::string_view name_of(Quantity::Type type);  // "total"
bool holds(const std::vector<knowledge::PropertyId>& properties, knowledge::PropertyId property);
// The same link from its other end.
Link reversed(Link link);

SetPtr share(Set set);
SetPtr all_of_kind(knowledge::KindId kind);
Filter all(std::vector<Filter> parts);
SetPtr filtered(SetPtr operand, Filter filter);
Filter related(Link link, SetPtr set);
Filter among(SetPtr set);
Filter negated(Filter filter);
Filter measured(Measure measure, Comparison comparison, std::vector<Quantity> bounds);

// The kind that all things of a set have; nothing where they have several or none.
std::optional<knowledge::KindId> kind_of(const Set& set, const knowledge::FactStore& store);

// Whether the set is things called by their names, not described: "Austin", "Austin in Texas".
bool is_named(const Set& set);

// Whether the set is some things of a kind that are told one by one: "them".
bool is_listed(const Set& set);

// The query as a tree for explain, one line an item, indented by two spaces a level.
std::vector<std::string> describe(const SetQuery& query, const knowledge::FactStore& store);

}  // namespace jauap::query
