#include "bot/base/toml_file.h"

#include <toml++/toml.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

namespace jauap::base {
namespace {

JsonValue to_value(const toml::node& node, const std::string& pointer);

void fill(JsonValue& value, const toml::table& table) {
  value.kind = JsonKind::Object;
  for (const auto& [key, node] : table) {
    value.members.emplace_back(key.str(),
                               to_value(node, value.pointer + "/" + pointer_token(key.str())));
  }
}

void fill(JsonValue& value, const toml::array& array) {
  value.kind = JsonKind::Array;
  for (const toml::node& node : array) {
    value.items.push_back(to_value(node, value.pointer + "/" + std::to_string(value.items.size())));
  }
}

void fill(JsonValue& value, const toml::value<std::string>& text) {
  value.kind = JsonKind::Text;
  value.text = text.get();
}

void fill(JsonValue& value, const toml::value<bool>& boolean) {
  value.kind = JsonKind::Boolean;
  value.boolean = boolean.get();
}

template <class T>
void fill(JsonValue& value, const toml::value<T>& other) {
  std::ostringstream spelling;
  spelling << other;
  value.text = spelling.str();
  if constexpr (std::is_arithmetic_v<T>) {
    value.kind = JsonKind::Number;
    value.number = static_cast<double>(other.get());
  } else {
    value.kind = JsonKind::Text;  // a date, a time or both
  }
}

JsonValue to_value(const toml::node& node, const std::string& pointer) {
  JsonValue value;
  value.line = static_cast<int>(node.source().begin.line);
  value.column = static_cast<int>(node.source().begin.column);
  value.pointer = pointer;
  node.visit([&](const auto& typed) { fill(value, typed); });
  return value;
}

}  // namespace

Loaded<JsonValue> parse_toml(std::string_view text, const std::string& file) {
  try {
    return {to_value(toml::parse(text, file), ""), {}};
  } catch (const toml::parse_error& error) {
    Problem problem;
    problem.file = file;
    problem.line = static_cast<int>(error.source().begin.line);
    problem.column = static_cast<int>(error.source().begin.column);
    problem.message = error.description();
    return {std::nullopt, {std::move(problem)}};
  }
}

std::string toml_quoted(std::string_view text) {
  // Its basic strings hold what those of JSON do, but for one character that must be escaped.
  std::string quoted =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (std::size_t at = 0; (at = quoted.find('\x7f', at)) != std::string::npos;) {
    quoted.replace(at, 1, "\\u007F");
  }
  return quoted;
}

}  // namespace jauap::base
