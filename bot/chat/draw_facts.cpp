#include "bot/chat/draw_facts.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "bot/answers/tell.h"

namespace jauap::chat {
namespace {

using knowledge::Fact;
using knowledge::ValueType;

constexpr std::size_t kLeastPoints = 3;  // two times are told by two bars

// What tells the facts apart, so far as nothing else does.
enum class Label { None, Subject, When, Property };

Label label_of(const std::vector<Fact>& facts, const std::vector<CitedFact>& cited) {
  std::set<knowledge::EntityId> subjects;
  std::set<knowledge::PropertyId> properties;
  std::set<std::string> times;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    subjects.insert(facts[i].subject);
    properties.insert(facts[i].property);
    times.insert(cited[i].when);
  }
  const std::size_t all = facts.size();
  if (properties.size() == 1 && subjects.size() == all && times.size() == 1) return Label::Subject;
  if (properties.size() == 1 && subjects.size() == 1 && times.size() == all) return Label::When;
  if (properties.size() == all && times.size() == 1 && !facts.front().unit.empty()) {
    return Label::Property;
  }
  return Label::None;
}

}  // namespace

std::optional<Chart> draw_facts(const Chatbot::Parts& parts, const std::vector<CitedFact>& cited) {
  if (cited.size() < 2 || cited.size() > kMostBars) return std::nullopt;
  std::vector<Fact> facts;
  for (const CitedFact& each : cited) {
    facts.push_back(parts.store.fact(each.fact));
    const Fact& fact = facts.back();
    const bool is_number = fact.value.size() == 1 &&
                           std::holds_alternative<double>(fact.value.front()) &&
                           is_amount(parts.store.property(fact.property).type);
    if (!is_number || fact.unit != facts.front().unit) return std::nullopt;
  }
  const Label label = label_of(facts, cited);
  if (label == Label::None) return std::nullopt;

  const auto& property = parts.store.property(facts.front().property);
  Chart chart;
  chart.unit = property.type == ValueType::Percent ? "%" : facts.front().unit;
  std::vector<std::size_t> order(facts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // Days, months and years in ISO 8601 sort as texts; a stretch of time without a date does not.
  const bool is_series = label == Label::When && facts.size() >= kLeastPoints &&
                         std::all_of(facts.begin(), facts.end(),
                                     [](const Fact& fact) { return fact.when.has_value(); });
  if (is_series) {
    chart.form = Chart::Form::Line;
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
      return cited[left].when < cited[right].when;
    });
  }
  for (const std::size_t i : order) {
    std::string name;
    if (label == Label::Subject) name = answers::write_name(parts.store, facts[i].subject);
    if (label == Label::When) name = cited[i].when;
    if (label == Label::Property) name = parts.store.property(facts[i].property).name;
    if (label == Label::Property) chart.title += (chart.title.empty() ? "" : ", ") + name;
    const auto& value = facts[i].value.front();
    chart.bars.push_back({std::move(name), std::get<double>(value),
                          answers::write_value(parts.store, parts.store.property(facts[i].property),
                                               value, facts[i].unit)});
  }
  if (label != Label::Property) chart.title = property.name;
  return chart;
}

}  // namespace jauap::chat
