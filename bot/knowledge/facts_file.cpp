#include "bot/knowledge/facts_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/knowledge/fact_reader.h"
#include "bot/knowledge/key_table.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;
using Members = std::vector<std::pair<std::string, JsonValue>>;

template <class Value, std::size_t size>
using Names = std::array<std::pair<std::string_view, Value>, size>;

constexpr Names<ValueType, 10> kTypes{{
    {"event", ValueType::Event},
    {"text", ValueType::Text},
    {"number", ValueType::Number},
    {"percent", ValueType::Percent},
    {"money", ValueType::Money},
    {"date", ValueType::Date},
    {"time", ValueType::Time},
    {"ordinal", ValueType::Ordinal},
    {"entity", ValueType::Entity},
    {"boolean", ValueType::Boolean},
}};

constexpr Names<AskWord, 8> kAskWords{{
    {"who", AskWord::Who},
    {"what", AskWord::What},
    {"when", AskWord::When},
    {"where", AskWord::Where},
    {"why", AskWord::Why},
    {"how_much", AskWord::HowMuch},
    {"how_many", AskWord::HowMany},
    {"how_long", AskWord::HowLong},
}};

constexpr Names<Role, 4> kRoles{{
    {"subject", Role::Subject},
    {"counterpart", Role::Counterpart},
    {"place", Role::Place},
    {"value", Role::Value},
}};

// The value that a word stands for in a file; a Problem that lists the words otherwise.
template <class Value, std::size_t size>
std::optional<Value> named(const JsonValue& word, const Names<Value, size>& names,
                           JsonObject& object) {
  std::vector<std::string> words;
  std::string all;
  for (const auto& [name, value] : names) {
    if (word.kind == JsonKind::Text && word.text == name) return value;
    words.emplace_back(name);
    all += (all.empty() ? "" : ", ") + std::string{name};
  }
  object.report(word, "expected one of " + all + ", found " + base::describe(word),
                base::did_you_mean(word.text, words));
  return std::nullopt;
}

void check_key(const std::string& key, JsonObject& object) {
  const bool is_good = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (is_good) return;
  object.report(object.value(),
                "expected a key of the characters a-z, 0-9 and \"-\", found \"" + key + "\"");
}

std::vector<std::string> keys_of(const Members& members) {
  std::vector<std::string> keys;
  keys.reserve(members.size());
  for (const auto& [key, value] : members) keys.push_back(key);
  return keys;
}

Kind read_kind(const std::string& key, JsonObject& object) {
  Kind kind;
  kind.key = key;
  kind.name = object.text("name");
  kind.plural = object.text("plural");
  kind.words = object.texts("words");
  kind.is_person = object.optional_boolean("person").value_or(false);
  kind.is_group = object.optional_boolean("group").value_or(false);
  kind.is_place = object.optional_boolean("place").value_or(false);
  return kind;
}

Entity read_entity(const std::string& key, JsonObject& object, KeyTable& kinds) {
  Entity entity;
  entity.key = key;
  if (!object.text("kind").empty()) {
    entity.kind = static_cast<KindId>(kinds.find(*object.find("kind"), object).value_or(0));
  }
  entity.name = object.text("name");
  entity.aliases = object.texts("aliases");
  entity.adjectives = object.texts("adjectives");
  return entity;
}

std::optional<PropertyId> read_property_key(std::string_view key, JsonObject& object,
                                            KeyTable& properties) {
  const JsonValue* found = object.find(key);
  if (found == nullptr) return std::nullopt;
  const auto position = properties.find(*found, object);
  if (!position) return std::nullopt;
  return static_cast<PropertyId>(*position);
}

// The two properties of which another is the difference or the sum.
std::optional<std::pair<PropertyId, PropertyId>> read_pair(std::string_view key,
                                                           const std::string& expected,
                                                           JsonObject& object,
                                                           KeyTable& properties) {
  std::vector<PropertyId> found;
  const auto items = object.text_items(key);
  for (const JsonValue* item : items) {
    if (const auto at = properties.find(*item, object))
      found.push_back(static_cast<PropertyId>(*at));
  }
  if (found.size() != items.size()) return std::nullopt;  // which has been said
  if (found.empty()) return std::nullopt;
  if (found.size() != 2 || found.front() == found.back()) {
    object.report(*object.find(key), expected);
    return std::nullopt;
  }
  return std::pair{found.front(), found.back()};
}

// Nothing is told of the type where it is wrong, so that its facts are not blamed for it.
std::pair<Property, bool> read_property(const std::string& key, JsonObject& object,
                                        KeyTable& properties) {
  Property property;
  property.key = key;
  property.name = object.text("name");
  std::optional<ValueType> type;
  if (!object.text("type").empty()) type = named(*object.find("type"), kTypes, object);
  property.type = type.value_or(ValueType::Text);
  property.words = object.texts("words");
  if (!object.has("words")) {
    object.text("words");  // says that it is missing
  } else if (const JsonValue& words = *object.find("words");
             words.kind == JsonKind::Array && words.items.empty()) {
    object.report(words, "expected at least one word, found none");
  }
  property.hints = object.texts("hints");
  property.antonyms = object.texts("antonyms");
  for (const JsonValue* item : object.text_items("asks")) {
    if (const auto ask = named(*item, kAskWords, object)) property.asks.insert(*ask);
  }
  for (const auto& [preposition, item] : object.members("roles")) {
    if (const auto role = named(item, kRoles, object)) property.roles.emplace(preposition, *role);
  }
  property.inverse = read_property_key("inverse", object, properties);
  property.of = read_property_key("of", object, properties);
  property.difference =
      read_pair("difference", "expected two properties, the larger one first", object, properties);
  property.sum = read_pair("sum", "expected two properties", object, properties);
  property.symmetric = object.optional_boolean("symmetric").value_or(false);
  property.sentence = object.optional_text("sentence").value_or("");
  property.question = object.optional_text("question").value_or("");
  return {std::move(property), type.has_value()};
}

Period read_period(const std::string& key, JsonObject& object) {
  return {key, object.text("name"), object.texts("words")};
}

// Reads each member of a table with `read`, and what all tables have in common. Says of each member
// whether it was read without a mistake.
template <class Read>
std::vector<bool> read_table(const Members& members, const std::string& file,
                             base::Problems& problems, std::vector<const JsonValue*>& places,
                             Read read) {
  std::vector<bool> sound;
  for (const auto& [key, value] : members) {
    const std::size_t before = problems.size();
    places.push_back(&value);
    JsonObject object{value, file, problems};
    check_key(key, object);
    read(key, object);
    object.optional_text("about");
    object.finish();
    sound.push_back(problems.size() == before);
  }
  return sound;
}

}  // namespace

FactsFile read_facts_file(const JsonValue& root, const std::string& file,
                          const std::vector<Source>& sources, base::Problems& problems) {
  FactsFile read;
  FactTables& tables = read.tables;
  tables.sources = sources;
  JsonObject object{root, file, problems};
  if (root.kind != JsonKind::Object) return read;
  for (const std::string_view key : {"kinds", "entities", "properties", "facts"}) {
    if (!object.has(key)) object.text(key);  // says that it is missing
  }
  object.optional_text("about");
  object.optional_text("$schema");  // for editors
  const Members& kind_members = object.members("kinds");
  const Members& entity_members = object.members("entities");
  const Members& property_members = object.members("properties");
  const Members& period_members = object.members("periods");
  const Members& fact_members = object.members("facts");
  object.finish();

  KeyTable kinds{"kind", keys_of(kind_members)};
  KeyTable entities{"entity", keys_of(entity_members)};
  KeyTable properties{"property", keys_of(property_members)};
  KeyTable periods{"period", keys_of(period_members)};

  read_table(kind_members, file, problems, read.kinds,
             [&](const auto& key, auto& item) { tables.kinds.push_back(read_kind(key, item)); });
  read_table(entity_members, file, problems, read.entities, [&](const auto& key, auto& item) {
    tables.entities.push_back(read_entity(key, item, kinds));
  });
  std::vector<bool> typed;
  read_table(property_members, file, problems, read.properties, [&](const auto& key, auto& item) {
    auto [property, is_typed] = read_property(key, item, properties);
    tables.properties.push_back(std::move(property));
    typed.push_back(is_typed);
  });
  read_table(period_members, file, problems, read.periods, [&](const auto& key, auto& item) {
    tables.periods.push_back(read_period(key, item));
  });
  FactReader facts{entities, properties, periods, tables.properties, typed, sources};
  read.sound = read_table(
      fact_members, file, problems, read.facts,
      [&](const auto& key, auto& item) { tables.written.push_back(facts.read(key, item)); });

  // What a fact of an unknown type lacks, nobody can say.
  for (std::size_t i = 0; i < read.sound.size(); ++i) {
    if (!read.sound[i]) continue;
    read.sound[i] = typed[static_cast<std::size_t>(tables.written[i].property)];
  }

  read.missed_kind = kinds.missed();
  read.missed_entity = entities.missed();
  read.missed_property = properties.missed();
  read.missed_period = periods.missed();
  return read;
}

}  // namespace jauap::knowledge
