#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/base/problem.h"

namespace jauap::base {

enum class JsonKind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };

// One value of a JSON document, with the place it stands at. Children keep the order of the file.
struct JsonValue {
  // Declared because clang cannot make it up for a type that holds pairs of itself.
  JsonValue();

  JsonKind kind = JsonKind::Null;
  bool boolean = false;
  double number = 0;             // also for integers; exact up to 2^53
  std::string text;              // of a Text; of a Number its spelling in the file
  std::vector<JsonValue> items;  // of an Array
  std::vector<std::pair<std::string, JsonValue>> members;  // of an Object, keys are unique
  int line = 0;
  int column = 0;
  std::string pointer;

  // Null where there is no such member.
  const JsonValue* find(std::string_view key) const;
};

struct JsonLimits {
  std::size_t depth = 32;
  std::size_t values = 2'000'000;
};

// Reads strict JSON (RFC 8259): no comments, no trailing commas, valid UTF-8, no NUL, no byte order
// mark, no duplicate keys. A syntax error is one Problem with line and column; each duplicate key
// is one. `file` is only what Problems call it.
Loaded<JsonValue> parse_json(std::string_view text, const std::string& file,
                             const JsonLimits& limits = {});

// Reads an object whose keys are known. Everything that is not as expected becomes a Problem with
// place, expected and found; reading goes on, so that one run finds all mistakes.
//
//   JsonObject object{value, file, problems};
//   const auto name = object.text("name");                 // required
//   const auto unit = object.optional_text("unit");
//   object.finish();                                       // unknown keys, with "did you mean"
//
// Keeps references to the value and to the problems. Not for sharing between threads.
class JsonObject {
 public:
  // A value that is not an object is a Problem; every read then returns the empty result.
  JsonObject(const JsonValue& value, std::string file, Problems& problems);

  bool has(std::string_view key) const;
  // Null where absent. Marks the key as known.
  const JsonValue* find(std::string_view key);

  // A required non-empty text; "" after a Problem.
  std::string text(std::string_view key);
  std::optional<std::string> optional_text(std::string_view key);
  std::optional<double> optional_number(std::string_view key);
  std::optional<bool> optional_boolean(std::string_view key);
  // A list of non-empty texts without repetition; empty where absent.
  std::vector<std::string> texts(std::string_view key);
  // The same with the place of each, for later Problems about one of them.
  std::vector<const JsonValue*> text_items(std::string_view key);
  // Members of an object, items of an array; empty where absent or after a Problem.
  const std::vector<std::pair<std::string, JsonValue>>& members(std::string_view key);
  const std::vector<JsonValue>& items(std::string_view key);

  // Reports each key of the object that no call has asked for.
  void finish();

  void report(const JsonValue& place, std::string message, std::string hint = "");
  const JsonValue& value() const { return value_; }
  const std::string& file() const { return file_; }
  // For reading what stands inside the object.
  Problems& problems() const { return problems_; }

 private:
  const JsonValue* expect(std::string_view key, JsonKind kind);

  const JsonValue& value_;
  std::string file_;
  Problems& problems_;
  std::vector<std::string> known_;
};

// "a text", "a number", …: for messages.
std::string_view describe(JsonKind kind);
// "\"many\"", "12", "an array of 3", …: the found part of a message, cut to a readable length.
std::string describe(const JsonValue& value);

}  // namespace jauap::base
