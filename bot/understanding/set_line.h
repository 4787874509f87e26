#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/query/set.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/line.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::understanding {

// A word that stands for itself: rules may ask for it.
struct Word {};

// A description of things: "states", "the largest city in Texas".
struct Noun {
  query::SetPtr set;
  bool is_plural = false;
  bool is_bare = false;  // the name of a kind and nothing else
  bool is_part = false;  // words of the names of things, none of them a whole name
};

// What is asked of things: "population", or several: "capital and population".
struct Column {
  std::vector<query::PropertyChoices> choices;
  bool is_plural = false;
};

// "run through", "border".
struct Verb {
  query::Link link;
};

// "the largest", "the most populous": what picks from a set.
struct Pick {
  query::Measure measure;
  bool up = true;
  std::size_t rank = 1;
  std::size_t count = 1;
};

// What narrows a description: "that border Texas", "in Texas", "with the largest area".
struct Modifier {
  std::vector<query::Filter> filters;
  std::vector<query::SetPtr> places;  // "in Texas": by whatever says that a thing lies in another
  std::vector<Pick> picks;            // looked at last
  bool stands_in_front = false;       // "landlocked", "African": said in front of what it narrows
  bool is_having = false;             // of `places`: things to have, not to lie in
  std::vector<query::SetPtr> not_places = {};  // "not in Texas"
};

// "more than 3 million", "between 2 and 5".
struct Bound {
  query::Comparison comparison = query::Comparison::Equal;
  std::vector<query::Quantity> bounds;
};

// A number or values to be found.
struct Sought {
  std::vector<query::Quantity> quantities;
};

// Where all things of a kind are: "the world".
struct Everywhere {
  knowledge::KindId kind{};
};

// A short text that tells things apart: "LV".
struct Cell {
  std::vector<CellTerm> terms;
};

// A word that is no name of anything, where a question may be answered all the same: "Is Xanadu the
// capital of Y?".
struct Unknown {};

// A single letter.
struct Letter {
  std::string text;
};

// Something that may be so or not: "Texas borders Alaska".
struct Claim {
  query::SetPtr set;
  std::optional<query::Filter> filter;
  query::SetQuery::Mood mood = query::SetQuery::Mood::Asked;
};

// What is held of things of these kinds: the columns.
struct Held {
  std::vector<knowledge::KindId> kinds;
};

// Things one by one: "each state", "per state".
struct Each {
  Noun noun;
  std::optional<query::Link> link;  // of the column that they are the things of
};

using SetMeaning =
    std::variant<Word, Noun, Column, Verb, Pick, Modifier, Bound, Sought, Claim, ComparingAdjective,
                 text::TypedValue, InUnit, Letter, Everywhere, Cell, Unknown, Each, Held>;

// A stretch of a question about sets with one way to read it.
struct SetToken {
  std::string text;  // canonical
  SetMeaning meaning;
  int cost = 0;                    // of reading it so
  std::string reading;             // which of the ways to read each word of it was taken
  std::vector<std::string> rules;  // that have made it, the last one last: for explain
};

// Shared by all ways to go on from it.
using SetTokenPtr = std::shared_ptr<const SetToken>;

// The type of a token: what {slots} of rules of the scope "set" may name; "" for a word.
std::string_view type_of(const SetMeaning& meaning);
const std::vector<std::string>& set_slot_types();

// A question about sets: for each stretch the ways to read it, the likeliest first.
using SetLine = std::vector<std::vector<SetToken>>;

// Reads the names, values and words of a line. Determiners ("the", "all") are left out. Empty where
// nothing in it belongs to a table, or where a word is neither read nor one of `rule_words`
// (sorted).
SetLine read_tokens(const Line& line, const knowledge::FactStore& store,
                    const Vocabulary& vocabulary, const text::Words& words,
                    const std::vector<std::string>& rule_words);

}  // namespace jauap::understanding
