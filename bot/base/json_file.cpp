#include "bot/base/json_file.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "bot/base/edit_distance.h"

namespace jauap::base {
namespace {

using Json = nlohmann::json;

// Builds JsonValues from the library's events. The library does not say where a value stands, so
// the builder walks through the text beside it: the library has already proved that the next token
// is well formed, which leaves only finding its end.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  Builder(std::string_view text, std::string file, const JsonLimits& limits)
      : text_{text}, file_{std::move(file)}, limits_{limits} {}

  bool null() override { return add(JsonKind::Null, 4); }
  bool boolean(bool value) override {
    if (!add(JsonKind::Boolean, value ? 4 : 5)) return false;
    last_->boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return number(static_cast<double>(value));
  }
  bool number_float(number_float_t value, const string_t& /*spelling*/) override {
    return number(value);
  }
  bool string(string_t& value) override {
    const std::size_t length = string_length();
    if (!add(JsonKind::Text, length)) return false;
    last_->text = std::move(value);
    return true;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(JsonKind::Object); }
  bool start_array(std::size_t /*size*/) override { return open(JsonKind::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    skip_to_token();
    if (!keys_.back().insert(key).second) {
      report(line_, column(), open_.back()->pointer + "/" + pointer_token(key),
             "the key \"" + key + "\" stands twice in this object", "keep one of the two");
    }
    step(string_length());
    key_ = std::move(key);
    return true;
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while …"
    std::string message = error.what();
    const std::size_t colon = message.find(": ");
    if (colon != std::string::npos) message = message.substr(colon + 2);
    skip_to_token();  // the first that does not fit
    report(line_, column(), "", "is not strict JSON: " + message, "");
    return false;
  }

  JsonValue root;
  Problems problems;

  void report(int line, int at, std::string pointer, std::string message, std::string hint) {
    problems.push_back({file_, line, at, std::move(pointer), std::move(message), std::move(hint)});
  }

 private:
  int column() const { return static_cast<int>(at_ - line_start_) + 1; }

  void step(std::size_t length) { at_ += length; }

  // To the first character of the next token: over spaces, commas and colons.
  void skip_to_token() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != ',' && c != ':') {
        return;
      }
      ++at_;
    }
  }

  // Of the string token that comes next, quotes included.
  std::size_t string_length() {
    skip_to_token();
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return end + 1 - at_;
  }

  bool number(double value) {
    skip_to_token();
    const std::size_t end = text_.find_first_not_of("+-.0123456789eE", at_);
    const std::size_t length = (end == std::string_view::npos ? text_.size() : end) - at_;
    const std::string spelling{text_.substr(at_, length)};
    if (!add(JsonKind::Number, length)) return false;
    last_->number = value;
    last_->text = spelling;
    return true;
  }

  bool add(JsonKind kind, std::size_t length) {
    skip_to_token();
    if (++values_ > limits_.values) {
      report(line_, column(), "", "has more than " + std::to_string(limits_.values) + " values",
             "");
      return false;
    }
    JsonValue value;
    value.kind = kind;
    value.line = line_;
    value.column = column();
    if (open_.empty()) {
      root = std::move(value);
      last_ = &root;
    } else if (JsonValue& parent = *open_.back(); parent.kind == JsonKind::Array) {
      value.pointer = parent.pointer + "/" + std::to_string(parent.items.size());
      last_ = &parent.items.emplace_back(std::move(value));
    } else {
      value.pointer = parent.pointer + "/" + pointer_token(key_);
      last_ = &parent.members.emplace_back(key_, std::move(value)).second;
    }
    step(length);
    return true;
  }

  bool open(JsonKind kind) {
    if (!add(kind, 1)) return false;
    open_.push_back(last_);
    keys_.emplace_back();
    if (open_.size() <= limits_.depth) return true;
    report(line_, column(), "",
           "is nested deeper than " + std::to_string(limits_.depth) + " levels", "");
    return false;
  }

  bool close() {
    skip_to_token();
    step(1);
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  std::string_view text_;
  std::string file_;
  JsonLimits limits_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  std::size_t values_ = 0;
  std::string key_;
  JsonValue* last_ = nullptr;
  // Containers not yet closed. Only the innermost one grows, so the pointers stay valid.
  std::vector<JsonValue*> open_;
  // The keys that each of them has had so far.
  std::vector<std::unordered_set<std::string>> keys_;
};

const std::vector<std::pair<std::string, JsonValue>> kNoMembers;
const std::vector<JsonValue> kNoItems;

}  // namespace

JsonValue::JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name == key) return &value;
  }
  return nullptr;
}

Loaded<JsonValue> parse_json(std::string_view text, const std::string& file,
                             const JsonLimits& limits) {
  Builder builder{text, file, limits};
  // Both are accepted silently by the library.
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    builder.report(1, 1, "", "begins with a byte order mark", "save it as UTF-8 without one");
  } else if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    builder.report(static_cast<int>(line) + 1, 0, "", "contains a NUL byte", "");
  } else {
    Json::sax_parse(text.begin(), text.end(), &builder);
  }
  if (!builder.problems.empty()) return {std::nullopt, std::move(builder.problems)};
  return {std::move(builder.root), {}};
}

std::string_view describe(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Boolean:
      return "true or false";
    case JsonKind::Number:
      return "a number";
    case JsonKind::Text:
      return "a text";
    case JsonKind::Array:
      return "a list";
    case JsonKind::Object:
      return "an object";
  }
  return "";
}

std::string describe(const JsonValue& value) {
  constexpr std::size_t kLongest = 40;
  switch (value.kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Boolean:
      return value.boolean ? "true" : "false";
    case JsonKind::Number:
      return value.text;
    case JsonKind::Array:
      return "a list of " + std::to_string(value.items.size());
    case JsonKind::Object:
      return "an object";
    case JsonKind::Text:
      break;
  }
  if (value.text.size() <= kLongest) return "\"" + value.text + "\"";
  std::size_t end = kLongest;  // not in the middle of a character
  while (end > 0 && (static_cast<unsigned char>(value.text[end]) & 0xC0U) == 0x80U) --end;
  return "\"" + value.text.substr(0, end) + "…\"";
}

JsonObject::JsonObject(const JsonValue& value, std::string file, Problems& problems)
    : value_{value}, file_{std::move(file)}, problems_{problems} {
  if (value.kind != JsonKind::Object) {
    report(value, "expected an object, found " + describe(value));
  }
}

bool JsonObject::has(std::string_view key) const {
  return value_.find(key) != nullptr;
}

const JsonValue* JsonObject::find(std::string_view key) {
  known_.emplace_back(key);
  return value_.find(key);
}

const JsonValue* JsonObject::expect(std::string_view key, JsonKind kind) {
  const JsonValue* found = find(key);
  if (found == nullptr || found->kind == kind) return found;
  report(*found, "expected " + std::string{describe(kind)} + ", found " + describe(*found));
  return nullptr;
}

std::string JsonObject::text(std::string_view key) {
  if (value_.kind != JsonKind::Object) return "";
  if (!has(key)) {
    known_.emplace_back(key);
    report(value_, "expected the key \"" + std::string{key} + "\", which is missing");
    return "";
  }
  return optional_text(key).value_or("");
}

std::optional<std::string> JsonObject::optional_text(std::string_view key) {
  const JsonValue* found = expect(key, JsonKind::Text);
  if (found == nullptr) return std::nullopt;
  if (found->text.empty()) {
    report(*found, "expected a text, found an empty one");
    return std::nullopt;
  }
  return found->text;
}

std::optional<double> JsonObject::optional_number(std::string_view key) {
  const JsonValue* found = expect(key, JsonKind::Number);
  if (found == nullptr) return std::nullopt;
  return found->number;
}

std::optional<bool> JsonObject::optional_boolean(std::string_view key) {
  const JsonValue* found = expect(key, JsonKind::Boolean);
  if (found == nullptr) return std::nullopt;
  return found->boolean;
}

std::vector<const JsonValue*> JsonObject::text_items(std::string_view key) {
  std::vector<const JsonValue*> texts;
  std::unordered_set<std::string_view> seen;
  const JsonValue* found = expect(key, JsonKind::Array);
  if (found == nullptr) return texts;
  for (const JsonValue& item : found->items) {
    if (item.kind != JsonKind::Text || item.text.empty()) {
      report(item, "expected a text, found " + (item.text.empty() && item.kind == JsonKind::Text
                                                    ? std::string{"an empty one"}
                                                    : describe(item)));
      continue;
    }
    if (!seen.insert(item.text).second) {
      report(item, describe(item) + " stands twice in this list", "keep one of the two");
      continue;
    }
    texts.push_back(&item);
  }
  return texts;
}

std::vector<std::string> JsonObject::texts(std::string_view key) {
  std::vector<std::string> texts;
  for (const JsonValue* item : text_items(key)) texts.push_back(item->text);
  return texts;
}

const std::vector<std::pair<std::string, JsonValue>>& JsonObject::members(std::string_view key) {
  const JsonValue* found = expect(key, JsonKind::Object);
  return found == nullptr ? kNoMembers : found->members;
}

const std::vector<JsonValue>& JsonObject::items(std::string_view key) {
  const JsonValue* found = expect(key, JsonKind::Array);
  return found == nullptr ? kNoItems : found->items;
}

void JsonObject::finish() {
  for (const auto& [key, member] : value_.members) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    report(member, "the key \"" + key + "\" is not known here", did_you_mean(key, known_));
  }
}

void JsonObject::report(const JsonValue& place, std::string message, std::string hint) {
  problems_.push_back(
      {file_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
}

}  // namespace jauap::base
