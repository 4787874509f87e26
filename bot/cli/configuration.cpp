#include "bot/cli/configuration.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "bot/base/files.h"
#include "bot/base/toml_file.h"

namespace jauap::cli {
namespace {

using base::JsonKind;
using base::JsonValue;
using Values = std::vector<std::string>;

// "max_waiting" of --max-waiting.
std::string key_of(const Option& option) {
  std::string key{option.name.substr(2)};
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

bool is_path(const Option& option) {
  return option.kind == ValueKind::Path || option.kind == ValueKind::Folder;
}

// Some folders can be switched off by this word; one of that name is written "./off".
constexpr std::string_view kOff = "off";

class Reader {
 public:
  Reader(Options& options, const JsonValue& document)
      : options_{options}, object_{document, options.config.string(), problems_} {}

  base::Problems read() && {
    for (const Option& option : all_options()) {
      if (option.get == nullptr) continue;
      if (const JsonValue* value = object_.find(key_of(option)); value != nullptr) {
        read(option, *value);
      }
    }
    object_.find("channels");  // which bot/channels reads
    object_.finish();
    base::sort_problems(problems_);
    return std::move(problems_);
  }

 private:
  // Also where a flag or a variable comes before it: a mistake is to be seen before that is gone.
  void read(const Option& option, const JsonValue& value) {
    const std::size_t before = problems_.size();
    Values values;
    if (option.repeatable && value.kind == JsonKind::Array) {
      for (const JsonValue& item : value.items) values.push_back(text_of(option, item));
    } else {
      values.push_back(text_of(option, value));
    }
    if (problems_.size() > before) return;
    Options scratch;
    const bool is_given = options_.origins.count(option.name) != 0;
    if (const std::string wrong = option.set(is_given ? scratch : options_, values);
        !wrong.empty()) {
      object_.report(value, wrong);
    } else if (!is_given) {
      options_.origins[option.name] = object_.file() + ":" + std::to_string(value.line);
    }
  }

  std::string text_of(const Option& option, const JsonValue& value) {
    const JsonKind wanted = option.kind == ValueKind::Number ? JsonKind::Number : JsonKind::Text;
    if (value.kind != wanted || value.text.empty()) {
      object_.report(value, "expected " + std::string{base::describe(wanted)} + ", found " +
                                base::describe(value));
      return "";
    }
    if (!is_path(option) || value.text == kOff) return value.text;
    return (options_.config.parent_path() / value.text).string();
  }

  Options& options_;
  base::Problems problems_;
  base::JsonObject object_;
};

std::string quoted(const Option& option, const std::string& value) {
  if (option.kind == ValueKind::Number) return value;
  const bool is_place = is_path(option) && value != kOff;
  return base::toml_quoted(is_place ? std::filesystem::absolute(value).string() : value);
}

std::string written(const Option& option, const Values& values) {
  if (!option.repeatable) return quoted(option, values.front());
  std::string text;
  for (const std::string& value : values)
    text += (text.empty() ? "" : ", ") + quoted(option, value);
  return "[" + text + "]";
}

}  // namespace

base::Problems read_configuration(Options& options) {
  if (options.config.empty()) return {};
  auto bytes = base::read_file(options.config);
  if (!bytes.ok()) return std::move(bytes.problems);
  auto parsed = base::parse_toml(*bytes.value, options.config.string());
  if (!parsed.ok()) return std::move(parsed.problems);
  options.configuration = std::move(*parsed.value);
  return Reader{options, options.configuration}.read();
}

std::string print_configuration(const Options& options) {
  std::string text;
  for (const Option& option : all_options()) {
    if (option.get == nullptr) continue;
    const Values values = option.get(options);
    const auto origin = options.origins.find(option.name);
    if (values.empty() && origin == options.origins.end()) {
      text += "# " + key_of(option) + " = …  # not given\n";
    } else {
      text += key_of(option) + " = " + written(option, values) + "  # " +
              (origin == options.origins.end() ? "default" : origin->second) + "\n";
    }
  }
  return text;
}

}  // namespace jauap::cli
