#include "bot/answers/tell.h"

#include <array>

#include "bot/text/format_number.h"

namespace jauap::answers {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactStore;
using knowledge::Property;
using knowledge::Scalar;
using knowledge::ValueType;

constexpr std::string_view kPercent = " %";

std::string join(const std::vector<std::string>& texts) {
  std::string joined;
  for (const auto& text : texts) {
    if (!joined.empty()) joined += ", ";
    joined += text;
  }
  return joined;
}

std::string fill_from(const std::string& template_text, const FactStore& store, const Fact& fact) {
  const Property& property = store.property(fact.property);
  // "{value} {unit}" writes the unit itself.
  const bool names_unit = template_text.find("{unit}") != std::string::npos;
  const bool names_percent = template_text.find(kPercent) != std::string::npos;
  std::vector<std::string> values;
  values.reserve(fact.value.size());
  for (const Scalar& value : fact.value) {
    values.push_back(write_value(store, property, value, names_unit ? "" : fact.unit));
    // "{value} %" writes the sign itself.
    if (property.type == ValueType::Percent && names_percent)
      values.back().resize(values.back().size() - kPercent.size());
  }
  std::vector<std::string> counterparts;
  for (const EntityId entity : fact.counterparts) counterparts.push_back(write_name(store, entity));
  std::string when;
  if (fact.when) when = write_date(*fact.when);
  if (fact.period) when = store.tables().periods[*fact.period].name;
  return fill(template_text, {{"subject", write_name(store, fact.subject)},
                              {"property", property.name},
                              {"value", join(values)},
                              {"unit", fact.unit},
                              {"when", when},
                              {"counterpart", join(counterparts)},
                              {"place", fact.place ? write_name(store, *fact.place) : ""}});
}

}  // namespace

std::string fill(const std::string& template_text,
                 const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string text;
  for (std::size_t at = 0; at < template_text.size();) {
    const std::size_t open = template_text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : template_text.find('}', open);
    if (close == std::string::npos) return text + template_text.substr(at);
    text += template_text.substr(at, open - at);
    const std::string name = template_text.substr(open + 1, close - open - 1);
    std::string part = "{" + name + "}";
    for (const auto& [key, value] : parts) {
      if (key == name) part = value;
    }
    text += part;
    at = close + 1;
  }
  return text;
}

std::string write_date(const text::Date& date) {
  constexpr std::array<std::string_view, 12> kMonths{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  std::string text;
  const auto add = [&](const std::string& part) { text += text.empty() ? part : " " + part; };
  if (date.day != 0) add(std::to_string(date.day));
  if (date.month != 0) add(std::string{kMonths[static_cast<std::size_t>(date.month - 1)]});
  if (date.year != 0) add(std::to_string(date.year));
  return text;
}

std::string write_time(double minutes) {
  const int total = static_cast<int>(minutes);
  const auto two_digits = [](int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two_digits(total / 60) + ":" + two_digits(total % 60);
}

std::string write_name(const FactStore& store, EntityId entity) {
  const auto& thing = store.entity(entity);
  return thing.qualifier.empty() ? thing.name : thing.name + " (" + thing.qualifier + ")";
}

std::string write_value(const FactStore& store, const Property& property, const Scalar& value,
                        const std::string& unit) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<text::Date>(&value)) return write_date(*date);
  if (const auto* entity = std::get_if<EntityId>(&value)) return write_name(store, *entity);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr) return "";
  if (property.type == ValueType::Time) return write_time(*number);
  // As many digits as an author may write: an answer must not round what the source says.
  constexpr int kDigits = 6;
  std::string written = text::format_number(*number, kDigits);
  if (property.type == ValueType::Percent) return written + std::string{kPercent};
  if (unit.empty()) return written;
  return property.type == ValueType::Money ? unit + " " + written : written + " " + unit;
}

std::string tell(const FactStore& store, const Fact& fact) {
  if (!fact.text.empty()) return fact.text;
  const Property& property = store.property(fact.property);
  const bool is_denied =
      !property.denial.empty() && fact.value.size() == 1 && fact.value.front() == Scalar{false};
  return fill_from(is_denied ? property.denial : property.sentence, store, fact);
}

std::string question_for(const FactStore& store, const Fact& fact) {
  return fact.question.empty() ? fill_from(store.property(fact.property).question, store, fact)
                               : fact.question;
}

}  // namespace jauap::answers
