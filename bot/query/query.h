#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/text/dates.h"

namespace jauap::query {

// What a stretch of a question may name.
struct Sense {
  enum class Type : std::uint8_t {
    Property,  // names the property by itself
    Whole,     // names what the property is a change or part of: "exports" for their growth
    Hint,      // may stand beside a name of the property
    Entity,
    NamePart,  // a word of the entity's name, of use where its kind tells the rest
    Kind,      // some thing of this kind
    Period,
    // Of tables only:
    Verb,         // a verb with the property's subject in front and its value behind
    InverseVerb,  // the other way round
    Everywhere,   // where all things of the kind are
    Class,        // a word for things with so much of a property
    Antonym,      // a word for things of which the property is not so
  };
  Type type = Type::Property;
  std::uint32_t id = 0;  // the PropertyId, EntityId, KindId or index of a period or class

  bool operator==(const Sense&) const = default;
};

// A name that a fact must have a place for. Where the words have several senses, one is enough: the
// other conditions and the facts decide which.
struct Named {
  std::vector<Sense> senses;
  std::string words;        // as asked, for explanations
  std::string preposition;  // what marks its role: "from", "'s"; "" where nothing does
  bool leads = false;       // the first name without a preposition: the doer, where that matters
  bool possessed = false;   // what somebody has: "a harbour" in "does it have a harbour"
};

// A time that the fact must lie in, or have as its value.
struct At {
  text::Date date;
  // The time may single out a thing instead of the fact: "the agreement of 1993" is one that
  // something happened to in 1993, whenever what is asked of it was. Entities and kinds.
  std::vector<Sense> of = {};
  int years = 1;  // how many the date stands for where it is a year: 10 of "the 1990s"
};

// The time of asking: a fact that still holds at the pack's reference date.
struct Now {};

// A number that the fact must have as its value.
struct Amount {
  double number = 0;
  double tolerance = 0;
  std::string unit;  // "USD", "%"; "" where none was given
  bool ordinal = false;
  // A number without a word for its scale, which people leave out: "the 71.6" may be 71.6 million
  // where nothing written is 71.6.
  bool bare = false;
  std::string words;
};

// The unit that the fact's value must have.
struct InUnit {
  std::string unit;
};

using Condition = std::variant<Named, At, Now, Amount, InUnit>;

bool has_sense(const std::vector<Sense>& senses, Sense::Type type);
// Of a condition that names something; false of any other.
bool has_sense(const Condition& condition, Sense::Type type);
bool has_sense(const Condition& condition, const Sense& sense);
// Whether words with these senses name nothing by themselves: they stand beside names, or are a
// part of one.
bool only_beside_names(const std::vector<Sense>& senses);
// Whether a condition is of words that may only stand beside a name of some property.
bool is_only_hint(const Condition& condition);
// Whether a condition says nothing but when.
bool tells_time(const Condition& condition);

// Which part of a fact is asked for.
enum class Part : std::uint8_t {
  Whole,     // what, keyword style, yes/no: what the fact says
  Quantity,  // how much, how many
  Percent,
  When,
  Month,  // a date that has a month
  Day,    // one that has a day
  Time,   // of the day
  Where,
  Who,
  Owner,  // whose
  Why,
  Length,  // how long
  Things,  // which ones: things or words, not a number
  Manner,  // how: words or things, not a number or a date
  Unit,    // the unit or currency of a number
  Name,    // how a thing is called
  Source,  // where in its source it stands: "paragraph 4"
  OfKind,  // which country
};

struct Wanted {
  Part part = Part::Whole;
  // Of OfKind: what is meant is of one of these, where packs have kinds of the same name.
  std::vector<knowledge::KindId> kinds = {};
};

enum class Operation : std::uint8_t {
  Select,    // the facts that all conditions fit, and from them the parts that are wanted
  Describe,  // all that is held of what the conditions name
  Verify,    // whether a fact fits all conditions
};

// A question as an operation over facts. A tree in the general case; the operations so far have no
// operands.
struct Query {
  Operation operation = Operation::Select;
  std::vector<Condition> conditions;
  std::vector<Wanted> wanted;  // several for "when and where"
};

// Whether any condition of the query may mean this.
bool names(const Query& query, const Sense& sense);
// Whether a number, a date or a time of its facts is given.
bool gives_value(const Query& query);
// The query without the times that it gives.
Query without_times(const Query& query);

// The query as a tree for explain, one line an item, indented by two spaces a level.
std::vector<std::string> describe(const Query& query, const knowledge::FactStore& store);

std::string describe(const Condition& condition, const knowledge::FactStore& store);
std::string_view describe(Part part);

}  // namespace jauap::query
