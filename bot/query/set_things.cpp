#include "bot/query/set_things.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "bot/text/tokens.h"
#include "bot/text/units.h"

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactRow;
using knowledge::RowId;

using Entities = std::vector<EntityId>;

void sort_unique(Entities& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

bool holds(const Entities& sorted, EntityId thing) {
  return std::binary_search(sorted.begin(), sorted.end(), thing);
}

// A text of figures as the number: "+372".
std::optional<double> number_in(const std::string& text) {
  const std::size_t begin = text.empty() || text.front() != '+' ? 0 : 1;
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + begin, end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

std::optional<double> number_of(const knowledge::Scalar& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* figures = std::get_if<std::string>(&value)) return number_in(*figures);
  const auto* date = std::get_if<text::Date>(&value);
  if (date == nullptr) return std::nullopt;
  return text::years_of(*date);
}

// A number, or a year or month from its first day to its last.
struct Stretch {
  double begin = 0;
  double end = 0;
};

bool compares(double number, Comparison comparison, Stretch bound, double tolerance) {
  switch (comparison) {
    case Comparison::More:
      return number > bound.end;
    case Comparison::AtLeast:
      return number >= bound.begin;
    case Comparison::Less:
      return number < bound.begin;
    case Comparison::AtMost:
      return number <= bound.end;
    case Comparison::Equal:
      return number >= bound.begin - tolerance && number <= bound.end + tolerance;
    case Comparison::Between:
      break;
  }
  return false;
}

// A number in a unit of many, "million USD": what nobody would say of millions is so many millions.
std::optional<double> scaled(double number, const std::string& unit, const std::string& of) {
  if (!unit.empty()) return text::convert_unit(number, unit, of);
  const double scale = text::scale_of(of);
  return number >= scale ? number / scale : number;
}

bool is_spelled(const std::string& name, const Filter& filter) {
  const std::string letters = text::join(text::tokenize(name));
  switch (filter.spelling) {
    case Spelling::Begins:
      return letters.rfind(filter.letters, 0) == 0;
    case Spelling::Ends:
      return letters.size() >= filter.letters.size() &&
             letters.compare(letters.size() - filter.letters.size(), filter.letters.size(),
                             filter.letters) == 0;
    case Spelling::Holds:
      break;
  }
  return letters.find(filter.letters) != std::string::npos;
}

}  // namespace

bool has_several_units(const std::vector<Measured>& measured) {
  return std::any_of(measured.begin(), measured.end(),
                     [&](const Measured& one) { return one.unit != measured.front().unit; });
}

std::optional<Entities> Things::of(const Set& set) {
  switch (set.type) {
    case Set::Type::Things: {
      Entities things = set.things;
      sort_unique(things);
      return things;
    }
    case Set::Type::OfKind: {
      const auto all = store_.entities_of(set.kind);
      return Entities{all.begin(), all.end()};
    }
    case Set::Type::Filtered:
      return filtered(set);
    case Set::Type::Extreme:
      return extreme(set);
    case Set::Type::Image: {
      const auto operand = of(*set.operand);
      if (!operand) return std::nullopt;
      Entities found;
      for (const EntityId thing : *operand) follow(thing, set.link, found, &facts_);
      sort_unique(found);
      return found;
    }
    case Set::Type::Joined:
      return joined(set);
  }
  return std::nullopt;
}

std::optional<Entities> Things::joined(const Set& set) {
  Entities all;
  for (const SetPtr& part : set.parts) {
    const auto found = of(*part);
    if (!found) return std::nullopt;
    all.insert(all.end(), found->begin(), found->end());
  }
  sort_unique(all);
  return all;
}

// Of a whole kind only those are looked at that a link leads to, where the filter has one.
std::optional<Entities> Things::filtered(const Set& set) {
  const Filter* filter = set.filter.get();
  const Filter* leading = filter;
  if (filter->type == Filter::Type::All && !filter->parts.empty()) leading = &filter->parts.front();
  if (set.operand->type == Set::Type::OfKind && leading->type == Filter::Type::Related &&
      !(leading->set->type == Set::Type::Joined && leading->set->is_each)) {
    const auto before = facts_;
    const auto from = of(*leading->set);
    if (!from) return std::nullopt;
    Entities candidates;
    for (const EntityId thing : *from) {
      follow(thing, reversed(leading->link), candidates, nullptr);
    }
    facts_ = before;
    sort_unique(candidates);
    std::erase_if(candidates,
                  [&](EntityId thing) { return store_.entity(thing).kind != set.operand->kind; });
    return keep(candidates, *filter);
  }
  const auto things = of(*set.operand);
  if (!things) return std::nullopt;
  return keep(*things, *filter);
}

std::optional<Entities> Things::keep(const Entities& things, const Filter& filter) {
  switch (filter.type) {
    case Filter::Type::Related:
      return related(things, filter);
    case Filter::Type::Measured:
      return measured(things, filter);
    case Filter::Type::Holding:
      return holding(things, filter);
    case Filter::Type::Lying:
      return std::nullopt;
    case Filter::Type::Among: {
      const auto others = of(*filter.set);
      if (!others) return std::nullopt;
      Entities sorted = *others;
      sort_unique(sorted);
      Entities kept;
      std::copy_if(things.begin(), things.end(), std::back_inserter(kept),
                   [&](EntityId thing) { return holds(sorted, thing); });
      return kept;
    }
    case Filter::Type::Spelled: {
      Entities kept;
      std::copy_if(things.begin(), things.end(), std::back_inserter(kept),
                   [&](EntityId thing) { return is_spelled(store_.entity(thing).name, filter); });
      return kept;
    }
    case Filter::Type::Namesake:
      return namesakes(things, filter.link);
    case Filter::Type::Not: {
      const auto before = facts_;
      auto without = keep(things, filter.parts.front());
      if (!without) return std::nullopt;
      facts_ = before;  // they say what the things are not
      sort_unique(*without);
      Entities kept;
      std::copy_if(things.begin(), things.end(), std::back_inserter(kept),
                   [&](EntityId thing) { return !holds(*without, thing); });
      return kept;
    }
    case Filter::Type::All: {
      Entities kept = things;
      for (const Filter& part : filter.parts) {
        auto fewer = keep(kept, part);
        if (!fewer) return std::nullopt;
        kept = std::move(*fewer);
      }
      return kept;
    }
    case Filter::Type::Any: {
      Entities all;
      for (const Filter& part : filter.parts) {
        const auto kept = keep(things, part);
        if (!kept) return std::nullopt;
        all.insert(all.end(), kept->begin(), kept->end());
      }
      sort_unique(all);
      return all;
    }
  }
  return std::nullopt;
}

std::optional<Entities> Things::related(const Entities& things, const Filter& filter) {
  const Set& set = *filter.set;
  if (set.type == Set::Type::Joined && set.is_each) {
    Entities kept = things;
    for (const SetPtr& part : set.parts) {
      Filter one = filter;
      one.set = part;
      const auto fewer = related(kept, one);
      if (!fewer) return std::nullopt;
      kept = *fewer;
    }
    return kept;
  }
  auto others = of(set);
  if (!others) return std::nullopt;
  sort_unique(*others);
  Entities kept;
  for (const EntityId thing : things) {
    Entities found;
    std::vector<FactId> facts;
    follow(thing, filter.link, found, &facts);
    const bool leads = std::any_of(found.begin(), found.end(),
                                   [&](EntityId other) { return holds(*others, other); });
    if (!leads) continue;
    kept.push_back(thing);
    for (const FactId id : facts) {
      const Fact& fact = store_.fact(id);
      const auto names = [&](EntityId other) {
        return other == fact.subject || std::find(fact.value.begin(), fact.value.end(),
                                                  knowledge::Scalar{other}) != fact.value.end();
      };
      if (std::any_of(found.begin(), found.end(),
                      [&](EntityId other) { return holds(*others, other) && names(other); })) {
        facts_.push_back(id);
      }
    }
  }
  return kept;
}

Entities Things::namesakes(const Entities& things, const Link& link) {
  Entities kept;
  for (const EntityId thing : things) {
    const std::string name = text::join(text::tokenize(store_.entity(thing).name));
    Entities found;
    std::vector<FactId> facts;
    follow(thing, link, found, &facts);
    const bool has_one = std::any_of(found.begin(), found.end(), [&](EntityId other) {
      return text::join(text::tokenize(store_.entity(other).name)) == name;
    });
    if (!has_one) continue;
    kept.push_back(thing);
    facts_.insert(facts_.end(), facts.begin(), facts.end());
  }
  return kept;
}

std::optional<double> Things::bound(const Quantity& bound, const Measure& measure,
                                    std::string& unit) {
  if (bound.type == Quantity::Type::Number) {
    unit = bound.unit;
    return bound.number;
  }
  if (bound.type != Quantity::Type::Value) return std::nullopt;
  const auto things = of(*bound.set);
  if (!things) return std::nullopt;
  const bool has_own = !bound.measure.choices.empty() || bound.measure.link.has_value();
  const auto found = this->measure(*things, has_own ? bound.measure : measure);
  if (found.size() != 1) return std::nullopt;  // nothing to compare with, or several
  unit = found.front().unit;
  if (found.front().fact) facts_.push_back(*found.front().fact);
  return found.front().number;
}

bool Things::is_unit_beside(const std::string& unit, FactId fact) const {
  const auto& property = store_.property(store_.fact(fact).property);
  const auto is_it = [&](const std::string& word) { return text::unit_of(word, words_) == unit; };
  return std::any_of(property.hints.begin(), property.hints.end(), is_it) ||
         std::any_of(property.count_nouns.begin(), property.count_nouns.end(), is_it);
}

std::optional<Entities> Things::measured(const Entities& things, const Filter& filter) {
  const auto numbers = measure(things, filter.measure);
  if (numbers.empty() && !things.empty()) return std::nullopt;
  if (numbers.empty()) return Entities{};
  if (has_several_units(numbers)) return std::nullopt;
  std::vector<double> bounds;
  for (const Quantity& one : filter.bounds) {
    std::string unit;
    auto number = bound(one, filter.measure, unit);
    const Measured& first = numbers.front();
    if (number && !unit.empty() && first.unit.empty() && first.fact &&
        is_unit_beside(unit, *first.fact)) {
      has_taken_unit_ = true;
    } else if (number && text::scale_of(first.unit) != 1) {
      number = scaled(*number, unit, text::unit_of(first.unit, words_));
    } else if (number && !unit.empty() && unit != first.unit) {
      number = text::convert_unit(*number, text::unit_of(unit, words_),
                                  text::unit_of(numbers.front().unit, words_));
    }
    if (!number) return std::nullopt;
    bounds.push_back(*number);
  }
  Entities kept;
  for (const Measured& one : numbers) {
    const auto end_of = [&](std::size_t i) {
      return bounds[i] + (one.is_date ? filter.bounds[i].stretch : 0);
    };
    bool fits = false;
    if (filter.comparison == Comparison::Between) {
      const std::size_t last = bounds[0] > bounds[1] ? 0 : 1;
      fits = one.number >= bounds[1 - last] && one.number <= end_of(last);
    } else {
      fits = compares(one.number, filter.comparison, {bounds[0], end_of(0)},
                      filter.bounds[0].tolerance);
    }
    if (!fits) continue;
    kept.push_back(one.thing);
    if (one.fact) facts_.push_back(*one.fact);
  }
  sort_unique(kept);
  return kept;
}

std::optional<Entities> Things::holding(const Entities& things, const Filter& filter) {
  Entities kept;
  bool is_held = things.empty();
  for (const EntityId thing : things) {
    for_each_cell(thing, filter.properties, [&](FactId id, const Fact& fact) {
      is_held = true;
      if (fact.value.empty() || fact.value.front() == knowledge::Scalar{false}) return;
      kept.push_back(thing);
      facts_.push_back(id);
    });
  }
  if (!is_held) return std::nullopt;
  sort_unique(kept);
  return kept;
}

std::optional<Entities> Things::best_of_each(const Set& set) {
  const auto groups = of(*set.groups);
  if (!groups) return std::nullopt;
  Entities all;
  std::vector<FactId> facts;
  for (const EntityId group : *groups) {
    Set one;
    one.things = {group};
    Set best = set;
    best.groups = nullptr;
    best.operand = query::filtered(set.operand, query::related(set.link, share(std::move(one))));
    const auto found = extreme(best);
    if (!found) continue;  // nothing in it has a number
    for (const EntityId thing : *found) {
      if (std::find(all.begin(), all.end(), thing) == all.end()) all.push_back(thing);
    }
    facts.insert(facts.end(), facts_.begin(), facts_.end());
    facts_.clear();
  }
  facts_ = std::move(facts);
  if (all.empty()) return std::nullopt;
  return all;
}

std::optional<Entities> Things::extreme(const Set& set) {
  if (set.groups) return best_of_each(set);
  const auto operand = of(*set.operand);
  if (!operand) return std::nullopt;
  // Of nothing nothing is the largest: "the highest mountain in Denmark" is none.
  if (operand->empty()) return Entities{};
  auto numbers = measure(*operand, set.measure);
  if (numbers.size() < set.rank || has_several_units(numbers)) return std::nullopt;
  std::stable_sort(numbers.begin(), numbers.end(), [&](const Measured& a, const Measured& b) {
    return set.up ? a.number > b.number : a.number < b.number;
  });
  facts_.clear();  // what picked the others is no evidence for these
  // From the one of the rank on, as many as asked for, and whatever ties with the last of them.
  const std::size_t first = set.rank - 1;
  const std::size_t last = std::min(first + set.count, numbers.size()) - 1;
  Entities found;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool is_in = (i >= first && i <= last) || numbers[i].number == numbers[last].number ||
                       numbers[i].number == numbers[first].number;
    if (!is_in) continue;
    if (std::find(found.begin(), found.end(), numbers[i].thing) != found.end()) continue;
    found.push_back(numbers[i].thing);
    if (numbers[i].fact) facts_.push_back(*numbers[i].fact);
  }
  if (set.count == 1) sort_unique(found);
  return found;
}

std::vector<Measured> Things::measure(const Entities& things, const Measure& measure) {
  if (measure.add_up != AddUp::None) return sums_of(things, measure);
  if (measure.link) return counts_of(things, measure);
  for (const auto& properties : measure.choices) {
    auto numbers = numbers_of(things, properties);
    if (!numbers.empty()) return numbers;
  }
  return {};
}

std::vector<Measured> Things::numbers_of(
    const Entities& things, const std::vector<knowledge::PropertyId>& properties) const {
  std::vector<Measured> numbers;
  for (const EntityId thing : things) {
    for_each_cell(thing, properties, [&](FactId id, const Fact& fact) {
      for (const auto& value : fact.value) {
        const auto number = number_of(value);
        if (number) {
          const bool is_date = std::holds_alternative<text::Date>(value);
          numbers.push_back({thing, *number, fact.unit, id, is_date});
        }
      }
    });
  }
  return numbers;
}

// Nothing of things that the link leads from to none with a number.
std::vector<Measured> Things::sums_of(const Entities& things, const Measure& measure) const {
  std::vector<Measured> sums;
  for (const EntityId thing : things) {
    Entities found;
    follow(thing, *measure.link, found, nullptr);
    sort_unique(found);
    std::vector<Measured> numbers;
    for (const auto& properties : measure.choices) {
      numbers = numbers_of(found, properties);
      if (!numbers.empty()) break;
    }
    if (numbers.empty() || has_several_units(numbers)) continue;
    double sum = 0;
    for (const Measured& one : numbers) sum += one.number;
    if (measure.add_up == AddUp::Average) sum /= static_cast<double>(numbers.size());
    sums.push_back({thing, sum, numbers.front().unit, std::nullopt});
  }
  return sums;
}

std::vector<Measured> Things::counts_of(const Entities& things, const Measure& measure) {
  std::optional<Entities> counted;
  if (measure.counted) {
    const auto before = facts_;
    counted = of(*measure.counted);
    facts_ = before;
    if (!counted) return {};
    sort_unique(*counted);
  }
  std::vector<Measured> numbers;
  for (const EntityId thing : things) {
    Entities found;
    follow(thing, *measure.link, found, nullptr);
    sort_unique(found);
    const auto count = std::count_if(found.begin(), found.end(), [&](EntityId other) {
      return !counted || holds(*counted, other);
    });
    numbers.push_back({thing, static_cast<double>(count), "", std::nullopt});
  }
  return numbers;
}

void Things::follow(EntityId thing, const Link& link, Entities& found,
                    std::vector<FactId>* facts) const {
  // What a table says of a thing in its own row is all of it; the rows of others count where there
  // is none.
  const auto has_own = [&](knowledge::PropertyId property) {
    const auto rows = store_.rows_with(thing, property);
    return std::any_of(rows.begin(), rows.end(),
                       [&](RowId id) { return store_.row(id).subject == thing; });
  };
  const auto use = [&](RowId id) {
    const FactRow& row = store_.row(id);
    if (row.derived) return;
    const std::size_t before = found.size();
    const bool is_symmetric = store_.property(row.property).symmetric;
    if (row.subject == thing) {
      if (link.direction == Direction::ToSubject && !is_symmetric) return;
      const Fact fact = store_.fact(row.fact);
      for (const auto& value : fact.value) {
        const auto* entity = std::get_if<EntityId>(&value);
        if (entity != nullptr && *entity != thing) found.push_back(*entity);
      }
      for (const EntityId other : row.counterparts) {
        if (other != thing) found.push_back(other);
      }
    } else if (is_symmetric ? !has_own(row.property) : link.direction != Direction::ToValue) {
      found.push_back(row.subject);
    }
    if (facts != nullptr && found.size() > before) facts->push_back(row.fact);
  };
  if (link.properties.empty()) {
    for (const RowId id : store_.rows_with(thing)) use(id);
    return;
  }
  for (const auto property : link.properties) {
    for (const RowId id : store_.rows_with(thing, property)) use(id);
  }
}

void Things::add_facts(EntityId thing, const Link& link, std::vector<FactId>& facts) const {
  const std::size_t before = facts.size();
  for_each_cell(thing, link.properties,
                [&](FactId id, const Fact& /*fact*/) { facts.push_back(id); });
  Entities found;
  if (facts.size() == before) follow(thing, link, found, &facts);
}

}  // namespace jauap::query
