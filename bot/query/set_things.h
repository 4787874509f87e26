#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/query/set.h"
#include "bot/text/words.h"

namespace jauap::query {

// A thing with the number that it is compared by.
struct Measured {
  knowledge::EntityId thing{};
  double number = 0;
  std::string unit;
  std::optional<knowledge::FactId> fact;  // none where the number was counted
  bool is_date = false;
};

bool has_several_units(const std::vector<Measured>& measured);

// Evaluates sets: which things they are, and the facts that say so. For one query.
class Things {
 public:
  Things(const knowledge::FactStore& store, const text::Words& words)
      : store_{store}, words_{words} {}

  // Nothing where something is presupposed that is not so. Ascending, but for an Extreme of several
  // things, whose best come first.
  std::optional<std::vector<knowledge::EntityId>> of(const Set& set);

  // Those of `things` that fulfil the filter; nothing likewise.
  std::optional<std::vector<knowledge::EntityId>> keep(
      const std::vector<knowledge::EntityId>& things, const Filter& filter);

  // By the first choice that any of the things has a number of.
  std::vector<Measured> measure(const std::vector<knowledge::EntityId>& things,
                                const Measure& measure);

  // Whether the author says that a unit stands beside the numbers of a fact which have none: as a
  // hint or as what they count.
  bool is_unit_beside(const std::string& unit, knowledge::FactId fact) const;
  // Whether numbers without a unit were compared with one that has such a unit.
  bool has_taken_unit() const { return has_taken_unit_; }

  // The facts that the sets rest on so far.
  const std::vector<knowledge::FactId>& facts() const { return facts_; }
  void forget_facts() { facts_.clear(); }

  // Adds the facts that a link can follow from a thing.
  void add_facts(knowledge::EntityId thing, const Link& link,
                 std::vector<knowledge::FactId>& facts) const;

  // Calls use(id, fact) for what is held of a thing itself.
  template <class Use>
  void for_each_cell(knowledge::EntityId thing,
                     const std::vector<knowledge::PropertyId>& properties, Use use) const {
    for (const auto property : properties) {
      for (const auto id : store_.rows_with(thing, property)) {
        const knowledge::FactRow& row = store_.row(id);
        if (row.subject == thing) use(row.fact, store_.fact(row.fact));
      }
    }
  }

 private:
  using Entities = std::vector<knowledge::EntityId>;

  std::optional<Entities> joined(const Set& set);
  std::optional<Entities> filtered(const Set& set);
  std::optional<Entities> extreme(const Set& set);
  std::optional<Entities> best_of_each(const Set& set);
  std::optional<Entities> related(const Entities& things, const Filter& filter);
  std::optional<Entities> measured(const Entities& things, const Filter& filter);
  Entities namesakes(const Entities& things, const Link& link);
  std::optional<Entities> holding(const Entities& things, const Filter& filter);
  std::optional<double> bound(const Quantity& bound, const Measure& measure, std::string& unit);
  // The things that the link leads to from a thing.
  void follow(knowledge::EntityId thing, const Link& link, Entities& found,
              std::vector<knowledge::FactId>* facts) const;
  std::vector<Measured> numbers_of(const Entities& things,
                                   const std::vector<knowledge::PropertyId>& properties) const;
  std::vector<Measured> sums_of(const Entities& things, const Measure& measure) const;
  std::vector<Measured> counts_of(const Entities& things, const Measure& measure);

  const knowledge::FactStore& store_;
  const text::Words& words_;
  std::vector<knowledge::FactId> facts_;
  bool has_taken_unit_ = false;
};

}  // namespace jauap::query
