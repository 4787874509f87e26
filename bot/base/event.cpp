#include "bot/base/event.h"

namespace jauap::base {

std::string_view to_string(Event::Level level) {
  switch (level) {
    case Event::Level::Info:
      return "info";
    case Event::Level::Warning:
      return "warning";
    case Event::Level::Error:
      return "error";
  }
  return "";
}

std::string to_string(const Event& event) {
  std::string text = event.source + ": " + event.message;
  std::string fields;
  for (const auto& [name, value] : event.fields) {
    if (!fields.empty()) fields += ", ";
    fields.append(name).append(" ").append(value);
  }
  return fields.empty() ? text : text + " (" + fields + ")";
}

}  // namespace jauap::base
