#pragma once

#include <optional>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/set.h"
#include "bot/understanding/set_line.h"

namespace jauap::understanding {

// Puts the parts of a description together, where the kinds of things that they are about allow it:
// states have a population, rivers run through states, nothing runs through a population. What
// makes no sense gives nothing. Of things of one name those are meant of which it makes sense.
class SetComposer {
 public:
  SetComposer(const knowledge::FactStore& store, const Vocabulary& vocabulary,
              const text::Words& words)
      : store_{store}, vocabulary_{vocabulary}, words_{words} {}

  // "states" and "that border Texas".
  std::optional<Noun> modify(const Noun& noun, const Modifier& modifier) const;
  // The things and what is claimed of them: "Texas" and "borders Alaska".
  std::optional<Claim> claim(const Noun& noun, const Modifier& modifier) const;
  // "Texas" and "the largest state".
  std::optional<Claim> claim_same(const Noun& noun, const Noun& other) const;
  // What most rows have, or the fewest: "the most common language".
  std::optional<Noun> commonest(const Column& column, bool up) const;
  // "the largest" of "states".
  std::optional<Noun> extreme(const Pick& pick, const Noun& noun) const;
  // What things are led to: "capital" of "Texas". Only columns of things.
  std::optional<Noun> image(const Column& column, const Noun& noun) const;
  // How much the one of the highest or lowest of a column is: what "high" asks of "the highest
  // point". Nothing where the noun is no such thing.
  std::optional<Sought> extent(const Noun& noun) const;
  // What a column that says itself what it is the most of picks by.
  std::optional<Pick> best_by(const Column& column) const;
  // "population" of "Texas"; of several columns all.
  std::optional<Sought> values(const Column& column, const Noun& noun) const;
  // The same where the noun is a place and the columns are of the things in it: "area" in "Africa".
  std::optional<Sought> values_within(const Column& column, const Noun& noun) const;
  // All things, of whatever one kind, that fulfil the modifier: "who borders China".
  std::optional<Noun> whoever(const Modifier& modifier) const;
  // That an unknown name is the one thing that a column holds: not so.
  std::optional<Claim> claim_unknown(const Noun& noun) const;
  // What is held of things like these; of all that tables are about, where there are none.
  std::optional<Held> held_of(const Noun* noun) const;
  // The best of each of several: "the largest city of each state".
  std::optional<Noun> best_of_each(const Pick& pick, const Noun& noun, const Each& each) const;
  // A number for each of several, of its things: "the number of cities in each state".
  std::optional<Sought> of_each(query::Quantity quantity, const Each& each) const;
  // How many things a column leads to, for each: "the number of neighbours of each state".
  std::optional<Sought> counts_of_each(const Column& column, const Each& each) const;
  // What has the same in a column as a thing: "the same currency as Texas". Two things share a
  // column of things where one of theirs is the same.
  std::optional<query::Filter> same_as(const Column& column, const Noun& noun) const;
  // What is called like a thing of its own: "a capital with the same name".
  std::optional<query::Filter> namesakes(const Column& column) const;
  // The thing as one that is asked for, of the kind where one is given: "from Texas".
  std::optional<Noun> home(const Noun& noun, const Noun* kind) const;
  // The column of numbers that a unit measures: "square miles".
  std::optional<Column> column_in(const std::string& unit) const;
  // Whether a column holds nothing but dates.
  bool holds_dates(const Column& column) const;
  // "French" and "spoken" in "Belgium": whether a link joins the two.
  std::optional<Claim> claim_link(const Verb& verb, const Noun& first, const Noun& second) const;
  // What each of two is of the other, where a verb or a column says such a thing: "neighbours".
  std::optional<Verb> mutual(const Verb* verb, const Column* column) const;
  // Whether these are all that stand so to anything: "neighbours" by itself.
  bool is_mutual(const Noun& noun) const;
  // Things whose names hold the words of both: "Virgin" and "Islands".
  std::optional<Noun> sharing(const Noun& first, const Noun& second) const;
  // The place of a thing among all of its kind, or among `others`.
  std::optional<Sought> rank(const Pick& pick, const Noun& noun, const Noun* others) const;
  // All that a column of things holds: "capitals".
  std::optional<Noun> things_of(const Column& column) const;
  // What things lie in, as far as that is said; of a kind, where one is given.
  std::optional<Noun> places(const Noun& noun, const Noun* kind) const;
  // Whether a property is one of these or has the same noun: "two-letter code", "three-letter
  // code".
  bool are_alike(const std::vector<knowledge::PropertyId>& properties,
                 knowledge::PropertyId property) const;
  bool is_of_kind(const Noun& noun, knowledge::KindId kind) const;
  // Both together.
  Noun joined(const Noun& first, const Noun& second, bool is_each) const;
  // "the state Texas", "the Mississippi river": the thing of that kind.
  std::optional<Noun> named(const Noun& kind, const Noun& thing) const;

  // What an adjective compares by: "large".
  std::optional<Column> column_of(const std::string& adjective) const;
  bool holds_times(const Column& column) const;
  // Those of a column that hold dates, where there are any.
  std::optional<Column> dates_in(const Column& column) const;
  // What two columns have in common, where that is anything.
  std::optional<Column> common(const Column& first, const Column& second) const;
  // What a column compares by; nothing where it is several or holds nothing that has an order.
  std::optional<query::Measure> measure_of(const Column& column) const;
  // The things of a column as a link; nothing where it is several or holds no things.
  std::optional<query::Link> link_of(const Column& column) const;
  bool is_symmetric(const query::Link& link) const;
  // The columns before whose things a preposition stands: "from" of an origin.
  std::optional<query::Link> link_by(const std::string& preposition) const;
  // That nothing is held of one column: "without a rating". Of numbers that are zero of some thing,
  // those are meant: "no awards".
  std::optional<query::Filter> lacking(const Column& column) const;
  // Of a column that a table has for several years, the one of a year: of "population" that of
  // 2010; of the first and the last year where none is given.
  std::optional<Column> in_year(const Column& column, int year) const;
  std::optional<Column> in_first_year(const Column& column) const;
  std::optional<Column> in_last_year(const Column& column) const;
  // The one column of money that can be added up; nothing where there are none or several.
  std::optional<Column> only_money() const;
  // The one column of dates that there is; nothing where there are none or several.
  std::optional<Column> only_dates() const;
  // Whether "none" can be an answer: not to what must have a value that is only not held.
  bool may_be_none(const Noun& noun) const;

 private:
  using SetPtr = query::SetPtr;

  std::optional<query::Measure> added_up(const query::Measure& measure,
                                         knowledge::KindId kind) const;
  // The columns of the same for all years, the earliest first.
  std::vector<knowledge::PropertyId> series_of(const Column& column) const;
  bool holds_only(const Column& column, knowledge::ValueType type) const;

  // A set by kinds: itself, or the things of each kind where they have several, in the order in
  // which the packs name the kinds: the first that makes sense is meant.
  std::vector<SetPtr> by_kind(const SetPtr& set) const;
  // The filter as it makes sense for things of a kind.
  std::optional<query::Filter> fitted(const query::Filter& filter,
                                      std::optional<knowledge::KindId> kind) const;
  std::optional<query::Filter> related(const query::Filter& filter, knowledge::KindId kind) const;
  std::optional<query::Filter> lying_in(const SetPtr& place,
                                        std::optional<knowledge::KindId> kind) const;
  // All that a modifier asks of things of a kind but its picks.
  std::optional<query::Filter> all_of(const Modifier& modifier,
                                      std::optional<knowledge::KindId> kind) const;
  bool lies_within(knowledge::PropertyId nearer, knowledge::PropertyId wider) const;
  // What leads from things of a kind to those of which each is meant.
  std::optional<query::Link> link_to(const Each& each, knowledge::KindId kind) const;
  bool joins(knowledge::KindId from, const query::Link& link, knowledge::KindId to) const;
  // The things that columns are to be asked of: of columns that say what they are the most of, the
  // one of several things that has the most.
  std::optional<SetPtr> subjects_of(const SetPtr& set,
                                    const std::vector<knowledge::PropertyId>& properties,
                                    bool is_plural) const;
  // The things that lie in a place and have one of the columns.
  std::optional<SetPtr> inside(const SetPtr& place,
                               const std::vector<knowledge::PropertyId>& properties) const;
  std::optional<SetPtr> having(const SetPtr& set,
                               const std::vector<knowledge::PropertyId>& properties) const;
  // The measure as it makes sense for things of a kind: they have numbers of it, or its link joins
  // them with what is counted.
  std::optional<query::Measure> resolved(const query::Measure& measure,
                                         knowledge::KindId kind) const;

  const knowledge::FactStore& store_;
  const Vocabulary& vocabulary_;
  const text::Words& words_;
};

}  // namespace jauap::understanding
