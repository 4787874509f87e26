#include "bot/understanding/line.h"

#include <array>

namespace jauap::understanding {

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
