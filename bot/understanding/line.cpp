#include "bot/understanding/line.h"

#include <algorithm>
#include <array>

namespace jauap::understanding {

bool is_time(const Item& item) {
  if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
    return value->kind == text::ValueKind::Date;
  }
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Period);
}

bool names(const Line& line, const query::Sense& sense) {
  return std::any_of(line.items.begin(), line.items.end(), [&](const Item& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    return mention != nullptr && std::find(mention->senses.begin(), mention->senses.end(), sense) !=
                                     mention->senses.end();
  });
}

std::string to_string(const Line& line) {
  constexpr std::array<std::string_view, 11> kNames{"",         "name",      "value", "asked",
                                                    "describe", "yes or no", "now",   "unit",
                                                    "things",   "work out",  "joint"};
  std::string text;
  for (const Item& item : line.items) {
    if (!text.empty()) text += ' ';
    const std::string_view name = kNames[item.meaning.index()];
    if (name.empty()) {
      text += item.text;
    } else {
      text += "[" + std::string{name} + " " + item.text + "]";
    }
  }
  return text;
}

}  // namespace jauap::understanding
