#include "bot/understanding/calculation_actions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jauap::understanding {
namespace {

using query::Calculation;

constexpr std::array<std::pair<std::string_view, Joint::Kind>, 3> kJoints{{
    {"and", Joint::Kind::And},
    {"or", Joint::Kind::Or},
    {"than", Joint::Kind::Than},
}};

constexpr std::array<std::pair<std::string_view, Calculation::Unit>, 4> kUnits{{
    {"days", Calculation::Unit::Days},
    {"months", Calculation::Unit::Months},
    {"weeks", Calculation::Unit::Weeks},
    {"years", Calculation::Unit::Years},
}};

constexpr std::string_view kAlways = "always";  // of "turned": between the two as well

template <class Names>
auto find_named(const Names& names, std::string_view name) {
  return std::find_if(names.begin(), names.end(),
                      [&](const auto& entry) { return entry.first == name; });
}

}  // namespace

std::optional<std::vector<Item>> calculate(const Line& line, const intents::Match& match) {
  const auto type = query::calculation_type(option(*match.intent, "as"));
  if (!type) return std::nullopt;
  Calculated calculated;
  calculated.calculation.type = *type;
  const std::string turned = option(*match.intent, "turned");
  calculated.turned_between = turned == kAlways;
  calculated.calculation.turned = turned == "yes" || calculated.turned_between;
  const auto* const unit = find_named(kUnits, option(*match.intent, "unit"));
  if (unit != kUnits.end()) calculated.calculation.unit = unit->second;
  calculated.calculation.grown = option(*match.intent, "grown") == "yes";
  calculated.calculation.sorted = option(*match.intent, "sorted") == "yes";
  calculated.open = option(*match.intent, "open") == "yes";
  calculated.alone = option(*match.intent, "alone") == "yes";
  std::vector<Item> slots;
  add_slots(line, match, slots);
  if (*type == Calculation::Type::Anniversary) {
    // The number is which one, not a number of the facts.
    const auto number = std::find_if(slots.begin(), slots.end(), [](const Item& item) {
      return std::holds_alternative<text::TypedValue>(item.meaning);
    });
    if (number == slots.end()) return std::nullopt;
    const double years = std::get<text::TypedValue>(number->meaning).number;
    constexpr double kMost = 1'000;
    if (!(years >= 1 && years <= kMost)) return std::nullopt;
    calculated.calculation.years = static_cast<int>(years);
    slots.erase(number);
  }
  if (*type == Calculation::Type::GrowthEnd) {
    // Neither is it how large the growth was.
    const auto percent = std::find_if(slots.begin(), slots.end(), [](const Item& item) {
      return std::holds_alternative<text::TypedValue>(item.meaning);
    });
    if (percent != slots.end()) {
      calculated.calculation.percent = std::get<text::TypedValue>(percent->meaning).number;
      slots.erase(percent);
    }
  }
  Item item = item_of(line, match);
  item.meaning = calculated;
  // "How much of A was not" B: the first of the two is among the words.
  if (option(*match.intent, "joined") == "yes") {
    std::get<Calculated>(item.meaning).calculation.inside = true;
    Item joint = item;
    joint.meaning = Joint{};
    slots.push_back(std::move(joint));
  }
  slots.insert(slots.begin(), std::move(item));
  return slots;
}

std::optional<std::vector<Item>> separate(const Line& line, const intents::Match& match) {
  const auto* const joint = find_named(kJoints, option(*match.intent, "as"));
  if (joint == kJoints.end()) return std::nullopt;
  Item item = item_of(line, match);
  item.meaning = Joint{joint->second};
  return std::vector<Item>{std::move(item)};
}

bool is_calculation_option(std::string_view operation, std::string_view name) {
  if (operation == kCalculate)
    return name == "alone" || name == "as" || name == "grown" || name == "joined" ||
           name == "open" || name == "sorted" || name == "turned" || name == "unit";
  return operation == kSeparate && name == "as";
}

std::string check_calculation_option(std::string_view operation, std::string_view name,
                                     const std::string& value) {
  bool is_known = value == "yes";
  if (name == "as") {
    is_known = operation == kCalculate ? query::calculation_type(value).has_value()
                                       : find_named(kJoints, value) != kJoints.end();
  } else if (name == "turned") {
    is_known = is_known || value == kAlways;
  } else if (name == "unit") {
    is_known = find_named(kUnits, value) != kUnits.end();
  }
  if (is_known) return "";
  return "the option \"" + std::string{name} + "\" is \"" + value + "\", which the operation \"" +
         std::string{operation} + "\" does not know";
}

std::string check_calculation(const intents::Intent& intent) {
  const std::string unit = option(intent, "unit");
  const bool is_rate = query::calculation_type(option(intent, "as")) == Calculation::Type::Rate;
  if (is_rate && (unit.empty() || unit == "years")) {
    return "a rate is of days, weeks or months: give the option \"unit\"";
  }
  if (!is_rate && unit == "weeks") return "only a rate is told in weeks";
  return "";
}

}  // namespace jauap::understanding
