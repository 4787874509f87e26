#include "bot/intents/read_list.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/edit_distance.h"
#include "bot/intents/parse_sentence.h"
#include "bot/text/tokens.h"

namespace jauap::intents {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

constexpr std::size_t kFewestWords = 1;
constexpr std::size_t kUsualWords = 6;

// A count of words under `key`; `usual` where it is absent or wrong.
std::size_t word_count(JsonObject& object, const char* key, std::size_t usual) {
  const auto number = object.optional_number(key);
  if (!number) return usual;
  constexpr auto kMost = static_cast<double>(SentenceLimits::kWildcardWords);
  if (*number < 1 || *number > kMost || *number != std::floor(*number)) {
    object.report(*object.find(key), "expected a whole number from 1 to " +
                                         std::to_string(SentenceLimits::kWildcardWords) +
                                         ", found " + base::describe(*object.find(key)));
    return usual;
  }
  return static_cast<std::size_t>(*number);
}

Slot read_wildcard(const JsonValue& value, const Pieces& pieces, const std::string& file,
                   base::Problems& problems) {
  JsonObject object{value, file, problems};
  Slot slot;
  const auto verify = object.optional_text("verify");
  if (verify) {
    slot.type = *verify;
    slot.min_words = word_count(object, "min_words", 0);
    slot.max_words = word_count(object, "max_words", Slot::kUnbounded);
    if (!pieces.is_type(*verify)) {
      object.report(*object.find("verify"), "there is no slot type \"" + *verify + "\"",
                    base::did_you_mean(*verify, pieces.list_and_type_names()));
    }
  } else {
    slot.kind = SlotKind::Wildcard;
    slot.min_words = word_count(object, "min_words", kFewestWords);
    slot.max_words = word_count(object, "max_words", std::max(kUsualWords, slot.min_words));
  }
  object.finish();
  if (slot.min_words > slot.max_words) {
    object.report(value, "\"min_words\" is larger than \"max_words\"");
    slot.max_words = slot.min_words;
  }
  return slot;
}

Slot read_range(const JsonValue& value, const Pieces& pieces, const std::string& file,
                base::Problems& problems) {
  JsonObject object{value, file, problems};
  Slot slot;
  slot.type = "number";
  Range range;
  for (const char* key : {"from", "to"}) {
    if (object.has(key)) continue;
    object.report(value, std::string{"expected the key \""} + key + "\", which is missing");
  }
  range.from = object.optional_number("from").value_or(0);
  range.to = object.optional_number("to").value_or(range.from);
  range.step = object.optional_number("step").value_or(1);
  object.finish();
  if (range.from > range.to || range.step <= 0) {
    object.report(value, "the range holds no number",
                  "\"from\" is the smaller number and \"step\" more than 0");
    range = Range{};
  }
  if (!pieces.is_type(slot.type)) {
    object.report(value, "a range needs the type \"number\", which is not known here");
  }
  slot.range = range;
  return slot;
}

void add_value(const TemplateText& in, const std::string& out, Pieces& pieces,
               base::Problems& problems, std::vector<ListValue>& values) {
  for (auto& phrase : parse_phrases(in, pieces, problems)) {
    std::string value = out;
    if (value.empty()) {
      for (const std::string& word : phrase) value += (value.empty() ? "" : " ") + word;
    }
    const auto same = std::find_if(values.begin(), values.end(),
                                   [&](const ListValue& other) { return other.words == phrase; });
    if (same == values.end()) {
      values.push_back({std::move(phrase), std::move(value)});
    } else if (same->out != value) {
      problems.push_back(in.problem(
          0, "these words stand for \"" + same->out + "\" already, and here for \"" + value + "\"",
          "keep one of the two"));
    }
  }
}

Slot read_values(const JsonValue& value, Pieces& pieces, const std::string& file,
                 base::Problems& problems) {
  Slot slot;
  slot.kind = SlotKind::Values;
  if (value.kind != JsonKind::Array || value.items.empty()) {
    problems.push_back({file, value.line, value.column, value.pointer,
                        "expected a list of values, found " + base::describe(value), ""});
    return slot;
  }
  for (const JsonValue& item : value.items) {
    if (item.kind == JsonKind::Text && !item.text.empty()) {
      add_value(TemplateText::of(item, file), "", pieces, problems, slot.values);
      continue;
    }
    JsonObject object{item, file, problems};
    if (item.kind != JsonKind::Object) continue;
    const std::string in = object.text("in");
    const std::string out = object.text("out");
    object.finish();
    if (in.empty() || out.empty()) continue;
    add_value(TemplateText::of(*object.find("in"), file), out, pieces, problems, slot.values);
  }
  // The longest first, as the pattern tries them in this order.
  std::sort(slot.values.begin(), slot.values.end(), [](const auto& left, const auto& right) {
    if (left.words.size() != right.words.size()) return left.words.size() > right.words.size();
    return left.words < right.words;
  });
  return slot;
}

}  // namespace

void read_lists(JsonObject& object, Pieces& pieces, base::Problems& problems) {
  const std::string& file = object.file();
  for (const auto& [name, value] : object.members("lists")) {
    if (!is_name(name)) {
      object.report(value, "expected the name of a list, found \"" + name + "\"",
                    "names are small letters, digits and \"_\", a letter first");
      continue;
    }
    if (pieces.is_type(name)) {
      object.report(value, "the list \"" + name + "\" has the name of a slot type",
                    "give it another name");
      continue;
    }
    JsonObject list{value, file, problems};
    const JsonValue* wildcard = list.find("wildcard");
    const JsonValue* values = list.find("values");
    const JsonValue* range = list.find("range");
    list.finish();
    const int kinds =
        (wildcard != nullptr ? 1 : 0) + (values != nullptr ? 1 : 0) + (range != nullptr ? 1 : 0);
    if (kinds != 1 && value.kind == JsonKind::Object) {
      list.report(value, "expected one of \"wildcard\", \"values\" and \"range\", found " +
                             std::to_string(kinds) + " of them");
    }
    const std::size_t before = problems.size();
    Slot slot;
    if (wildcard != nullptr) {
      slot = read_wildcard(*wildcard, pieces, file, problems);
    } else if (values != nullptr) {
      slot = read_values(*values, pieces, file, problems);
    } else if (range != nullptr) {
      slot = read_range(*range, pieces, file, problems);
    }
    // A wrong list still has its name, so that its slots are not reported as unknown.
    if (problems.size() > before || kinds != 1) {
      slot = Slot{};
      slot.kind = SlotKind::Wildcard;
      slot.min_words = slot.max_words = 1;
    }
    pieces.add_list(name, std::move(slot));
  }
}

}  // namespace jauap::intents
