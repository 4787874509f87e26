#include "bot/understanding/set_slots.h"

namespace jauap::understanding {

std::string SetSlots::text(std::string_view slot) const {
  for (const auto& capture : match_.captures) {
    if (capture.slot == slot) return tokens_[capture.first]->text;
  }
  return "";
}

std::string SetSlots::option(const std::string& name) const {
  const auto found = match_.intent->options.find(name);
  return found == match_.intent->options.end() ? "" : found->second;
}

Modifier only(query::Filter filter) {
  return {{std::move(filter)}, {}, {}};
}

bool is_number(const text::TypedValue& value) {
  return value.kind != text::ValueKind::Date || value.date.year != 0;
}

query::Quantity number(const text::TypedValue& value) {
  query::Quantity quantity;
  const bool is_date = value.kind == text::ValueKind::Date;
  quantity.number = is_date ? text::years_of(value.date) : value.number;
  quantity.stretch = is_date ? text::stretch_of(value.date) + value.years - 1 : 0;
  quantity.tolerance = is_date ? 0 : value.tolerance;
  quantity.unit = value.unit;
  return quantity;
}

query::Quantity same_of(const query::SetPtr& set) {
  query::Quantity quantity;
  quantity.type = query::Quantity::Type::Value;
  quantity.set = set;
  return quantity;
}

}  // namespace jauap::understanding
