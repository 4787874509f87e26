#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/intents/sentence.h"

namespace jauap::intents {

// A template as written, and where: for Problems about a character of it.
struct TemplateText {
  std::string text;
  std::string file;
  int line = 0;
  int column = 0;  // of the opening quote
  std::string pointer;

  static TemplateText of(const base::JsonValue& value, const std::string& file);
  // `offset` in bytes of the text. The column is right where the text has no JSON escapes before
  // it.
  base::Problem problem(std::size_t offset, std::string message, std::string hint = "") const;
};

struct Item;

// What stands between two brackets, or the whole template.
struct Body {
  std::vector<std::vector<Item>> branches;  // of "a|b", or the parts of "a;b"
  bool any_order = false;                   // "a;b"
};

enum class ItemKind : std::uint8_t { Text, Group, Slot, Rule, Forbidden };

struct Item {
  ItemKind kind = ItemKind::Text;
  std::size_t at = 0;     // offset in the template
  std::string text;       // of a Text, as long as in the template (escapes are blanked); else the
                          // name of the rule or of what fills the slot
  std::string slot;       // of a Slot: the capture's name
  bool repeated = false;  // of a Slot: {x+}
  std::optional<Range> range;  // of a Slot: {1..20:n}
  bool optional = false;       // of a Group: written with [ ]
  Body body;                   // of a Group or Forbidden
};

// The pieces of a template before names are looked up; nothing after a Problem about the first
// character that does not fit.
std::optional<Body> parse_template(const TemplateText& source, base::Problems& problems);

// Whether `name` can name a rule, list, slot or type: a small letter, then small letters, digits,
// _.
bool is_name(std::string_view name);

}  // namespace jauap::intents
