#include "bot/query/query.h"

#include <algorithm>
#include <array>

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::PropertyId;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string describe(const Sense& sense, const FactStore& store) {
  switch (sense.type) {
    case Sense::Type::Property:
      return "property " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::Whole:
      return "whole of " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::Hint:
      return "hint of " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::Entity:
      return "entity " + store.entity(EntityId{sense.id}).key;
    case Sense::Type::NamePart:
      return "in the name of " + store.entity(EntityId{sense.id}).key;
    case Sense::Type::Kind:
      return "kind " + store.kind(KindId{sense.id}).key;
    case Sense::Type::Verb:
      return "verb of " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::InverseVerb:
      return "inverse verb of " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::Everywhere:
      return "where all are of kind " + store.kind(KindId{sense.id}).key;
    case Sense::Type::Class:
      return "class " + std::to_string(sense.id);
    case Sense::Type::Antonym:
      return "antonym of " + store.property(PropertyId{sense.id}).key;
    case Sense::Type::Period:
      return "period " + store.tables().periods[sense.id].key;
  }
  return "";
}

// A word may be a hint of dozens of properties; a reader needs to see that, not each of them.
constexpr std::size_t kSensesShown = 4;

}  // namespace

bool has_sense(const std::vector<Sense>& senses, Sense::Type type) {
  return std::any_of(senses.begin(), senses.end(),
                     [&](const Sense& sense) { return sense.type == type; });
}

bool has_sense(const Condition& condition, const Sense& sense) {
  const auto* named = std::get_if<Named>(&condition);
  return named != nullptr &&
         std::find(named->senses.begin(), named->senses.end(), sense) != named->senses.end();
}

bool tells_time(const Condition& condition) {
  return std::holds_alternative<At>(condition) || std::holds_alternative<Now>(condition) ||
         has_sense(condition, Sense::Type::Period);
}

bool only_beside_names(const std::vector<Sense>& senses) {
  return std::all_of(senses.begin(), senses.end(), [](const Sense& sense) {
    return sense.type == Sense::Type::Hint || sense.type == Sense::Type::NamePart;
  });
}

bool is_only_hint(const Condition& condition) {
  const auto* named = std::get_if<Named>(&condition);
  return named != nullptr &&
         std::all_of(named->senses.begin(), named->senses.end(),
                     [](const Sense& sense) { return sense.type == Sense::Type::Hint; });
}

bool names(const Query& query, const Sense& sense) {
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [&](const Condition& condition) { return has_sense(condition, sense); });
}

Query without_times(const Query& query) {
  Query rest = query;
  std::erase_if(rest.conditions, tells_time);
  return rest;
}

bool gives_value(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const Condition& given) {
    return std::holds_alternative<Amount>(given) || std::holds_alternative<At>(given);
  });
}

bool has_sense(const Condition& condition, Sense::Type type) {
  const auto* named = std::get_if<Named>(&condition);
  return named != nullptr && has_sense(named->senses, type);
}

std::string describe(const Condition& condition, const FactStore& store) {
  return std::visit(
      Overloaded{
          [&](const Named& named) {
            std::string text = "names \"" + named.words + "\"";
            if (!named.preposition.empty()) text += " after \"" + named.preposition + "\"";
            if (named.leads) text += " in front";
            for (std::size_t i = 0; i < named.senses.size() && i < kSensesShown; ++i) {
              text += (i == 0 ? ": " : " or ") + describe(named.senses[i], store);
            }
            if (named.senses.size() > kSensesShown) {
              text += " or " + std::to_string(named.senses.size() - kSensesShown) + " more";
            }
            return text;
          },
          [](const At& at) {
            return "at " + text::to_iso(at.date) + (at.years == 1 ? "" : " and after");
          },
          [](const InUnit& in) { return "is in " + in.unit; },
          [](const Now&) { return std::string{"holds now"}; },
          [](const Amount& amount) { return "has the value \"" + amount.words + "\""; },
      },
      condition);
}

std::string_view describe(Part part) {
  constexpr std::array<std::string_view, 18> kNames{
      "whole", "quantity", "percent", "when",   "month",  "day",  "time", "where",  "who",
      "owner", "why",      "length",  "things", "manner", "unit", "name", "source", "of kind"};
  return kNames[static_cast<std::size_t>(part)];
}

std::vector<std::string> describe(const Query& query, const FactStore& store) {
  constexpr std::array<std::string_view, 3> kOperations{"select", "describe", "verify"};
  std::vector<std::string> lines{
      std::string{kOperations[static_cast<std::size_t>(query.operation)]}};
  for (const Wanted& wanted : query.wanted) {
    std::string line = "  wanted: " + std::string{describe(wanted.part)};
    for (const auto kind : wanted.kinds) line += " " + store.kind(kind).key;
    lines.push_back(std::move(line));
  }
  for (const Condition& condition : query.conditions) {
    lines.push_back("  where it " + describe(condition, store));
  }
  return lines;
}

}  // namespace jauap::query
