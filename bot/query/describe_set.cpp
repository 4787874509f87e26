#include <string>
#include <vector>

#include "bot/query/set.h"
#include "bot/text/format_number.h"

namespace jauap::query {
namespace {

using knowledge::FactStore;
using knowledge::PropertyId;

constexpr int kDigits = 6;  // as many as an author may write

using Lines = std::vector<std::string>;

std::string names_of(const std::vector<PropertyId>& properties, const FactStore& store) {
  std::string names;
  for (const PropertyId property : properties) {
    names += (names.empty() ? "" : " or ") + store.property(property).name;
  }
  return names;
}

std::string text_of(const Link& link, const FactStore& store) {
  std::string names = link.properties.empty() ? "any property" : names_of(link.properties, store);
  if (link.direction == Direction::Either) return names;
  return names + (link.direction == Direction::ToValue ? ", to its value" : ", to its subject");
}

std::string text_of(const Measure& measure, const FactStore& store) {
  if (measure.link && measure.add_up == AddUp::None)
    return "number of things joined by " + text_of(*measure.link, store);
  std::string names;
  for (const auto& properties : measure.choices) {
    if (properties.empty()) continue;
    names += (names.empty() ? "" : ", else ") + names_of(properties, store);
  }
  if (measure.add_up != AddUp::None) {
    names.insert(0, measure.add_up == AddUp::Total ? "total of " : "average of ");
    if (measure.link) names += " of things joined by " + text_of(*measure.link, store);
  }
  return names.empty() ? "the same" : names;
}

std::string_view text_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::More:
      return "more than";
    case Comparison::AtLeast:
      return "at least";
    case Comparison::Less:
      return "less than";
    case Comparison::AtMost:
      return "at most";
    case Comparison::Equal:
      return "equal to";
    case Comparison::Between:
      return "between";
  }
  return "";
}

void add(const Set& set, const FactStore& store, const std::string& indent, Lines& lines);
void add(const Quantity& quantity, const FactStore& store, const std::string& indent, Lines& lines);

void add(const Filter& filter, const FactStore& store, const std::string& indent, Lines& lines) {
  const std::string deeper = indent + "  ";
  switch (filter.type) {
    case Filter::Type::Related:
      lines.push_back(indent + "related by " + text_of(filter.link, store) + " to");
      add(*filter.set, store, deeper, lines);
      return;
    case Filter::Type::Measured:
      lines.push_back(indent + text_of(filter.measure, store) + " " +
                      std::string{text_of(filter.comparison)});
      for (const Quantity& bound : filter.bounds) add(bound, store, deeper, lines);
      return;
    case Filter::Type::Holding:
      lines.push_back(indent + "for which it is so: " + names_of(filter.properties, store));
      return;
    case Filter::Type::Lying:
      lines.push_back(indent + "lying in");
      add(*filter.set, store, deeper, lines);
      return;
    case Filter::Type::Among:
      lines.push_back(indent + "among");
      add(*filter.set, store, deeper, lines);
      return;
    case Filter::Type::Spelled:
      lines.push_back(indent + "with a name that " +
                      (filter.spelling == Spelling::Begins ? "begins"
                       : filter.spelling == Spelling::Ends ? "ends"
                                                           : "is spelled") +
                      " with \"" + filter.letters + "\"");
      return;
    case Filter::Type::Namesake:
      lines.push_back(indent + "called as " + text_of(filter.link, store) + " is");
      return;
    case Filter::Type::Not:
      lines.push_back(indent + "not");
      break;
    case Filter::Type::All:
      lines.push_back(indent + "all of");
      break;
    case Filter::Type::Any:
      lines.push_back(indent + "any of");
      break;
  }
  for (const Filter& part : filter.parts) add(part, store, deeper, lines);
}

void add(const Set& set, const FactStore& store, const std::string& indent, Lines& lines) {
  const std::string deeper = indent + "  ";
  switch (set.type) {
    case Set::Type::Things:
      for (const auto thing : set.things) {
        const auto& entity = store.entity(thing);
        lines.push_back(indent + entity.name + " (" + store.kind(entity.kind).name + ")");
      }
      return;
    case Set::Type::OfKind:
      lines.push_back(indent + "all " + store.kind(set.kind).plural);
      return;
    case Set::Type::Filtered:
      add(*set.operand, store, indent, lines);
      add(*set.filter, store, deeper, lines);
      return;
    case Set::Type::Extreme: {
      std::string place = set.up ? "the most of " : "the least of ";
      if (set.rank > 1) place = "place " + std::to_string(set.rank) + " by " + place;
      if (set.count > 1) place = std::to_string(set.count) + " things with " + place;
      lines.push_back(indent + place + text_of(set.measure, store) + " in");
      if (set.groups) {
        lines.push_back(deeper + "for each, by " + text_of(set.link, store) + ", of");
        add(*set.groups, store, deeper + "  ", lines);
      }
      if (set.measure.counted) add(*set.measure.counted, store, deeper + "counted: ", lines);
      add(*set.operand, store, deeper, lines);
      return;
    }
    case Set::Type::Image:
      lines.push_back(indent + "what " + text_of(set.link, store) + " leads to from");
      add(*set.operand, store, deeper, lines);
      return;
    case Set::Type::Joined:
      lines.push_back(indent + (set.is_each ? "each of" : "any of"));
      for (const SetPtr& part : set.parts) add(*part, store, deeper, lines);
      return;
  }
}

void add(const Quantity& quantity, const FactStore& store, const std::string& indent,
         Lines& lines) {
  const std::string deeper = indent + "  ";
  if (quantity.type == Quantity::Type::Number) {
    lines.push_back(indent + text::format_number(quantity.number, kDigits) +
                    (quantity.unit.empty() ? "" : " " + quantity.unit));
    return;
  }
  const bool is_measured = quantity.type != Quantity::Type::Count && quantity.operands.empty();
  lines.push_back(indent + std::string{name_of(quantity.type)} +
                  (is_measured ? " of " + text_of(quantity.measure, store) + " of" : " of"));
  if (quantity.set) add(*quantity.set, store, deeper, lines);
  if (quantity.others) {
    lines.push_back(indent + "among");
    add(*quantity.others, store, deeper, lines);
  }
  for (const Quantity& operand : quantity.operands) add(operand, store, deeper, lines);
}

}  // namespace

std::vector<std::string> describe(const SetQuery& query, const FactStore& store) {
  Lines lines;
  switch (query.ask) {
    case SetQuery::Ask::List:
      lines.emplace_back("list");
      add(*query.set, store, "  ", lines);
      break;
    case SetQuery::Ask::Quantities:
      for (const Quantity& quantity : query.quantities) add(quantity, store, "", lines);
      break;
    case SetQuery::Ask::Held:
      lines.emplace_back("what is held of");
      for (const auto kind : query.kinds) lines.push_back("  kind " + store.kind(kind).key);
      break;
    case SetQuery::Ask::Truth:
      lines.emplace_back(query.filter ? "whether" : "whether there is any");
      add(*query.set, store, "  ", lines);
      if (query.filter) {
        lines.emplace_back("fulfils");
        add(*query.filter, store, "  ", lines);
      }
      break;
  }
  return lines;
}

}  // namespace jauap::query
