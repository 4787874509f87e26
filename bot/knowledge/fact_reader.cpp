#include "bot/knowledge/fact_reader.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "bot/text/dates.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

std::vector<std::string> titles_of(const std::vector<Source>& sources) {
  std::vector<std::string> titles;
  titles.reserve(sources.size());
  for (const Source& source : sources) titles.push_back(source.title);
  return titles;
}

std::string_view expectation(ValueType type) {
  switch (type) {
    case ValueType::Event:
      return "no value";
    case ValueType::Text:
      return "a text";
    case ValueType::Number:
    case ValueType::Percent:
    case ValueType::Money:
      return "a number";
    case ValueType::Date:
      return "a date as in ISO 8601 (\"2021\", \"2021-06\" or \"2021-06-30\")";
    case ValueType::Time:
      return "a time of day (\"20:35\")";
    case ValueType::Ordinal:
      return "a whole number from 1 on";
    case ValueType::Entity:
      return "the key of an entity";
    case ValueType::Boolean:
      return "true or false";
  }
  return "";
}

// Minutes since midnight of "20:35".
std::optional<double> parse_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto digit = [&](std::size_t at) {
    const char c = text[at];
    return c >= '0' && c <= '9' ? c - '0' : 1000;
  };
  const int hours = digit(0) * 10 + digit(1);
  const int minutes = digit(3) * 10 + digit(4);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return hours * 60 + minutes;
}

bool is_currency(const std::string& unit) {
  return unit.size() == 3 &&
         std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Without any reference to other parts of the file; nothing where the value is not of the type.
std::optional<Scalar> plain_scalar(const JsonValue& value, ValueType type) {
  switch (type) {
    case ValueType::Event:
    case ValueType::Entity:
      return std::nullopt;
    case ValueType::Text:
      if (value.kind == JsonKind::Text && !value.text.empty()) return value.text;
      return std::nullopt;
    case ValueType::Number:
    case ValueType::Percent:
    case ValueType::Money:
      if (value.kind == JsonKind::Number) return value.number;
      return std::nullopt;
    case ValueType::Date:
      if (value.kind != JsonKind::Text) return std::nullopt;
      if (const auto date = text::parse_iso(value.text)) return *date;
      return std::nullopt;
    case ValueType::Time:
      if (value.kind != JsonKind::Text) return std::nullopt;
      if (const auto minutes = parse_time(value.text)) return *minutes;
      return std::nullopt;
    case ValueType::Ordinal:
      if (value.kind != JsonKind::Number || value.number < 1) return std::nullopt;
      if (value.number != std::floor(value.number)) return std::nullopt;
      return value.number;
    case ValueType::Boolean:
      if (value.kind == JsonKind::Boolean) return value.boolean;
      return std::nullopt;
  }
  return std::nullopt;
}

// A unit belongs to a number, and to an amount of money the code of its currency.
void check_unit(JsonObject& object, ValueType type, const std::string& unit) {
  if (type == ValueType::Money) {
    if (unit.empty() && !object.has("unit")) {
      object.report(object.value(), "expected the key \"unit\", which is missing",
                    "name the currency by its ISO 4217 code: \"USD\"");
    } else if (!unit.empty() && !is_currency(unit)) {
      const JsonValue& place = *object.find("unit");
      object.report(place, "expected the code of a currency, found " + base::describe(place),
                    "write it as in ISO 4217: \"USD\"");
    }
  } else if (type != ValueType::Number && !unit.empty()) {
    object.report(*object.find("unit"), "only a number and an amount of money have a unit, found " +
                                            base::describe(*object.find("unit")));
  }
}

// The fact tells itself, or its property does.
void check_telling(JsonObject& object, std::string_view key, const std::string& own,
                   std::string_view property_key, const std::string& of_property) {
  if (!own.empty() && own.find_first_of("{}") != std::string::npos) {
    object.report(
        *object.find(key),
        "expected a sentence without braces, found " + base::describe(*object.find(key)),
        "placeholders belong to the \"" + std::string{property_key} + "\" of the property");
  }
  if (own.empty() && of_property.empty() && !object.has(key)) {
    object.report(object.value(), "expected the key \"" + std::string{key} +
                                      "\", since the property has no \"" +
                                      std::string{property_key} + "\"");
  }
}

}  // namespace

FactReader::FactReader(KeyTable& entities, KeyTable& properties, KeyTable& periods,
                       const std::vector<Property>& property_list, const std::vector<bool>& typed,
                       const std::vector<Source>& sources)
    : entities_{entities},
      properties_{properties},
      periods_{periods},
      property_list_{property_list},
      typed_{typed},
      sources_{sources},
      source_titles_{"source", titles_of(sources)} {}

WrittenFact FactReader::read(const std::string& key, JsonObject& object) {
  WrittenFact fact;
  fact.key = key;
  if (!object.text("subject").empty()) {
    fact.subject = entity(*object.find("subject"), object).value_or(EntityId{});
  }
  fact.approximate = object.optional_boolean("approximate").value_or(false);
  fact.unit = object.optional_text("unit").value_or("");
  fact.text = object.optional_text("text").value_or("");
  fact.question = object.optional_text("question").value_or("");
  read_property_and_value(object, fact);
  read_time(object, fact);
  read_counterparts(object, fact);
  if (const JsonValue* place = object.find("place")) fact.place = entity(*place, object);
  read_source(object, fact);
  fact.at = object.text("at");
  return fact;
}

std::optional<EntityId> FactReader::entity(const JsonValue& reference, JsonObject& object) {
  const auto position = entities_.find(reference, object);
  if (!position) return std::nullopt;
  return static_cast<EntityId>(*position);
}

void FactReader::read_property_and_value(JsonObject& object, WrittenFact& fact) {
  object.find("value");  // known, even where it cannot be read
  if (object.text("property").empty()) return;
  const auto position = properties_.find(*object.find("property"), object);
  if (!position) return;
  fact.property = static_cast<PropertyId>(*position);
  const Property& property = property_list_[*position];
  if (typed_[*position]) {
    read_value(object, property.type, fact);
    check_unit(object, property.type, fact.unit);
  }
  check_telling(object, "text", fact.text, "sentence", property.sentence);
  check_telling(object, "question", fact.question, "question", property.question);
}

void FactReader::read_value(JsonObject& object, ValueType type, WrittenFact& fact) {
  const JsonValue* value = object.find("value");
  if (type == ValueType::Event) {
    if (value == nullptr) return;
    object.report(*value, "expected no value, since the property is an event, found " +
                              base::describe(*value));
    return;
  }
  if (value == nullptr) {
    object.report(object.value(), "expected the key \"value\", which is missing");
    return;
  }
  if (value->kind != JsonKind::Array) {
    if (auto single = scalar(*value, type, object)) fact.value.push_back(std::move(*single));
    return;
  }
  if (value->items.empty()) object.report(*value, "expected at least one value, found none");
  std::unordered_set<std::string_view> seen;
  for (const JsonValue& item : value->items) {
    if (item.kind == JsonKind::Text && !item.text.empty() && !seen.insert(item.text).second) {
      object.report(item, base::describe(item) + " stands twice in this list",
                    "keep one of the two");
    } else if (auto one = scalar(item, type, object)) {
      fact.value.push_back(std::move(*one));
    }
  }
}

std::optional<Scalar> FactReader::scalar(const JsonValue& value, ValueType type,
                                         JsonObject& object) {
  if (type == ValueType::Entity) {
    if (const auto id = entity(value, object)) return *id;
    return std::nullopt;
  }
  auto read = plain_scalar(value, type);
  if (!read) {
    object.report(
        value, "expected " + std::string{expectation(type)} + ", found " + base::describe(value));
  }
  return read;
}

void FactReader::read_time(JsonObject& object, WrittenFact& fact) {
  if (object.optional_text("when")) {
    const JsonValue& place = *object.find("when");
    fact.when = text::parse_iso(place.text);
    if (!fact.when) {
      object.report(place, "expected " + std::string{expectation(ValueType::Date)} + ", found " +
                               base::describe(place));
    }
  }
  const JsonValue* period = object.find("period");
  if (period == nullptr) return;
  fact.period = periods_.find(*period, object);
  if (object.has("when")) {
    object.report(*period, "a fact has a \"when\" or a \"period\", found both",
                  "keep one of the two");
  }
}

void FactReader::read_counterparts(JsonObject& object, WrittenFact& fact) {
  const JsonValue* found = object.find("counterpart");
  if (found == nullptr) return;
  if (found->kind == JsonKind::Array && found->items.empty()) {
    object.report(*found, "expected at least one counterpart, found none");
  }
  std::unordered_set<EntityId> seen;
  const auto add = [&](const JsonValue& item) {
    const auto counterpart = entity(item, object);
    if (!counterpart) return;
    const JsonValue* subject = object.find("subject");
    if (subject != nullptr && subject->text == item.text) {
      object.report(item,
                    "expected a counterpart other than the subject, found " + base::describe(item));
    } else if (!seen.insert(*counterpart).second) {
      object.report(item, base::describe(item) + " stands twice in this list",
                    "keep one of the two");
    } else {
      fact.counterparts.push_back(*counterpart);
    }
  };
  if (found->kind == JsonKind::Array) {
    for (const JsonValue& item : found->items) add(item);
  } else {
    add(*found);
  }
}

void FactReader::read_source(JsonObject& object, WrittenFact& fact) {
  const JsonValue* source = object.find("source");
  if (sources_.empty()) return;  // already reported in the other file
  if (source != nullptr) {
    fact.source = source_titles_.find(*source, object).value_or(0);
  } else if (sources_.size() > 1) {
    object.report(object.value(), "expected the key \"source\", since the pack has " +
                                      std::to_string(sources_.size()) + " sources");
  }
}

}  // namespace jauap::knowledge
