#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bot/knowledge/value.h"

namespace jauap::knowledge {

// The question words that a property or kind can answer without being named: "where" for a seat,
// "why" for a reason.
enum class AskWord : std::uint8_t { Who, What, When, Where, Why, HowMuch, HowMany, HowLong };

// The parts of a fact that a thing can stand in.
enum class Role : std::uint8_t { Subject, Counterpart, Place, Value };

// A class of things: "country". All words are as written by the author.
struct Kind {
  std::string key;
  std::string name;  // singular
  std::string plural;
  std::vector<std::string> words;  // other singular names
  bool is_person = false;          // people answer "who"
  bool is_group = false;           // organisations and the like answer "who" and "what"
  bool is_place = false;           // places answer "where"
  // Words for where all of its things are: "the world". Said of them they pick none.
  std::vector<std::string> everywhere;
  bool of_table = false;  // its things are rows or cells of a table: sets of them are asked for
  // Nobody has described the table: its things may be people, places or anything else.
  bool is_inferred = false;
};

// A thing that facts are about.
struct Entity {
  std::string key;
  KindId kind{};
  std::string name;  // as in the middle of a sentence: "Paris", "the old harbour"
  std::vector<std::string> aliases;
  std::vector<std::string> adjectives;  // "Danish": of or from this thing
  std::string qualifier;                // tells it from others of its name; "" where none is needed
  std::uint32_t pack = 0;
};

// Adjectives in their plain form that compare things by a property: "large" and "small" by area.
struct ComparingWords {
  std::vector<std::string> up;
  std::vector<std::string> down;
};

// A word for the things that have at least (or at most) so much of a property: "major" for cities
// of 150,000 people and more.
struct ClassWord {
  std::vector<std::string> words;
  double bound = 0;
  bool at_least = true;
};

// What facts say of a thing: "exports".
struct Property {
  std::string key;
  std::string name;                // for lists and suggestions: "exports"
  std::vector<std::string> words;  // each names the property by itself: "exports", "sell"
  std::vector<std::string> hints;  // may stand beside such a word and are explained by it
  std::set<AskWord> asks;          // question words that ask for it without naming it
  // What a preposition before a name makes of it: "from" → Subject, "to" → Counterpart. A name
  // without a listed preposition may stand in any role.
  std::map<std::string, Role> roles;
  // The same fact read from its other end: exports of A to B are imports of B from A.
  std::optional<PropertyId> inverse;
  // A change or share of another property, whose words may then stand beside its own.
  std::optional<PropertyId> of;
  // Nothing but what the first is more than the second: a balance. It has no facts of its own.
  std::optional<std::pair<PropertyId, PropertyId>> difference;
  // Two properties of the same things and the same time that together are this one.
  std::optional<std::pair<PropertyId, PropertyId>> sum;
  // How a fact is told and asked for, with placeholders (fact_sentence.h); "" where each fact says
  // so itself.
  std::string sentence;
  std::string question;
  std::string denial;  // of what is so or not: how a fact is told that says no; "" as `sentence`
  // Words for that it is not so: "locked" of what is open, "fall" of a growth.
  std::vector<std::string> antonyms;
  std::string unit;  // of a column's numbers; "" for none
  // Of a property whose values are things: phrases with a verb in its plain form that have the
  // subject in front and the value behind ("run through"), or the other way round ("contain").
  std::vector<std::string> verbs;
  std::vector<std::string> inverse_verbs;
  std::vector<std::string> count_nouns;  // what its number counts: "people"
  std::vector<ComparingWords> adjectives;
  std::vector<ClassWord> classes;
  // Worked out from two others, the first divided by the second.
  std::optional<std::pair<PropertyId, PropertyId>> quotient;
  std::uint32_t pack = 0;
  ValueType type = ValueType::Text;
  // Of a column that says the same as others for another year ("population 2010"): what that is
  // ("population"), and the year; "" and 0 for any other.
  std::string series;
  int year = 0;
  bool symmetric = false;    // subject and counterpart may be exchanged
  bool of_table = false;     // a column of a table
  bool is_inferred = false;  // a column of a table that nobody has described
  bool is_part_of = false;   // a thing lies in its value: "in Texas"
  bool is_metonym = false;   // people say its value for the thing: "Paris" for France
  bool adds_up = true;       // numbers of several things have a sum: areas, not latitudes
};

// A stretch of time that has no date of its own: "a later part of a year".
struct Period {
  std::string key;
  std::string name;
  std::vector<std::string> words;
};

struct Source {
  std::string title;
  std::string publisher;  // "" where the pack does not say
  std::string date;       // ISO 8601, "" likewise
  std::string url;        // "" likewise
};

// A fact that somebody has written down by itself, with all that it may have. Those of tables are
// Cells; Fact (fact_view.h) is either.
struct WrittenFact {
  std::string key;
  EntityId subject{};
  PropertyId property{};
  Values value;
  std::string unit;                     // "USD"; "" for none
  bool approximate = false;             // the source says "about"
  std::optional<text::Date> when;       // the day, month or year it holds for or happened in
  std::optional<std::uint32_t> period;  // index of a Period, instead of `when`
  std::vector<EntityId> counterparts;
  std::optional<EntityId> place;
  // The fact in the pack's words, a whole sentence, and a question that asks for it. "" where the
  // property's sentence or question tells it.
  std::string text;
  std::string question;
  std::uint32_t source = 0;  // index of its Source
  std::string at;            // the place in the source: "paragraph 8"
  std::uint32_t pack = 0;
};

// What belongs to a pack as a whole.
struct PackInfo {
  std::string name;  // "lighthouse"
  std::string title;
  std::string description;
  std::string folder;
  std::vector<std::string> languages;
  std::string license;  // "" where not stated
  // The period that is meant where a question names none and facts differ by it.
  std::optional<text::Date> default_period;
  // The day on which the sources were written: what "today" and "now" mean in them.
  std::optional<text::Date> reference_date;
  std::vector<std::string> highlights;  // keys of the facts that sum it up
};

}  // namespace jauap::knowledge
