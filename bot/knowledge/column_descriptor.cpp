#include "bot/knowledge/column_descriptor.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/knowledge/fact_sentence.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

// Keys of the standard that are welcome and change nothing here.
constexpr std::array<std::string_view, 8> kStandardKeys{
    "format",  "example",  "constraints", "categories", "categoriesOrdered",
    "rdfType", "itemType", "description"};

// What a type of the standard is here.
struct NamedType {
  std::string_view name;
  ValueType type;
  bool is_list;
};
constexpr std::array<NamedType, 9> kTypes{{
    {"string", ValueType::Text, false},
    {"list", ValueType::Text, true},
    {"number", ValueType::Number, false},
    {"integer", ValueType::Number, false},
    {"boolean", ValueType::Boolean, false},
    {"date", ValueType::Date, false},
    {"year", ValueType::Date, false},
    {"yearmonth", ValueType::Date, false},
    {"time", ValueType::Time, false},
}};

constexpr const char* kNeedsThings = "needs a column of names of things";
constexpr const char* kGiveKind = "give the field the \"kind\" of the things that its cells name";

constexpr std::array<std::pair<std::string_view, ColumnUse>, 3> kRoles{{
    {"names", ColumnUse::Names},
    {"adjective", ColumnUse::Adjective},
    {"ignore", ColumnUse::Ignored},
}};

// The entry of that name; a Problem that lists the names otherwise.
template <class Entries, class NameOf>
const typename Entries::value_type* entry_named(JsonObject& object, std::string_view key,
                                                const Entries& entries, NameOf name_of) {
  const auto text = object.optional_text(key);
  if (!text) return nullptr;
  std::vector<std::string> names;
  std::string all;
  for (const auto& entry : entries) {
    if (name_of(entry) == *text) return &entry;
    names.emplace_back(name_of(entry));
    all += (all.empty() ? "" : ", ") + names.back();
  }
  object.report(*object.find(key),
                "expected one of " + all + ", found " + base::describe(*object.find(key)),
                base::did_you_mean(*text, names));
  return nullptr;
}

bool is_compared(ValueType type) {
  return type == ValueType::Number || type == ValueType::Percent || type == ValueType::Date ||
         type == ValueType::Time;
}

// A key that says something only of some columns: a Problem where it stands at another.
void refuse(JsonObject& object, std::initializer_list<std::string_view> keys,
            const std::string& expected, const std::string& hint) {
  for (const std::string_view key : keys) {
    if (const JsonValue* found = object.find(key)) {
      object.report(*found, "\"" + std::string{key} + "\" " + expected, hint);
    }
  }
}

}  // namespace

std::vector<std::string> read_missing_values(JsonObject& object) {
  std::vector<std::string> values;
  for (const JsonValue& item : object.items("missingValues")) {
    if (item.kind == JsonKind::Text) {
      values.push_back(item.text);
    } else {
      object.report(item, "expected a text, found " + base::describe(item),
                    "cells are compared as they are written");
    }
  }
  return values;
}

void ColumnReader::read_field(JsonObject& field, std::size_t index, Column& column) {
  Property& property = column.property;
  property.is_inferred = false;
  owner_ = property.name;
  read_use(field, column);
  read_type(field, index, column);
  for (const std::string_view key : kStandardKeys) field.find(key);
  field.optional_text("about");
  read_told(field, property);
  read_words(field, property);
  read_by_type(field, column);
  if (property.type != ValueType::Entity) {
    refuse(field, {"symmetric", "names", "adjectiveNames"}, kNeedsThings, kGiveKind);
    return;
  }
  property.symmetric = field.optional_boolean("symmetric").value_or(false);
  if (field.has("names") || field.has("adjectiveNames")) {
    read_further_names(field, names_in(index, column), column.further_names);
  }
}

void ColumnReader::read_by_type(JsonObject& object, Column& column) {
  Property& property = column.property;
  const bool is_by_name = column.form == NameForm::Noun || column.form == NameForm::Participle;
  if (is_by_name) column.form = form_of(property.name, words_);
  column.is_plural =
      property.type != ValueType::Date && kind_named(property.name, words_).plural == property.name;
  if (property.type == ValueType::Number || property.type == ValueType::Percent) {
    read_numbers(object, property);
  } else {
    refuse(object, {"unit", "countNouns", "classes", "adds"}, "needs a column of numbers",
           "give the field the \"type\" \"number\" if it is one");
  }
  if (is_compared(property.type)) {
    read_adjectives(object, property);
  } else {
    refuse(object, {"adjectives"}, "needs a column of numbers or dates", "");
  }
  if (property.type == ValueType::Entity) {
    read_things(object, property);
  } else {
    refuse(object, {"verbs", "inverseVerbs", "partOf", "metonym"}, kNeedsThings, kGiveKind);
  }
  if (property.type == ValueType::Boolean) {
    read_denial(object, property);
  } else {
    refuse(object, {"antonyms", "denial"}, "needs a column of what is so or not",
           "give the field the \"type\" \"boolean\" if it is one");
  }
  read_sentence(object, "sentence", ".!?", property.sentence, property);
  read_sentence(object, "question", "?", property.question, property);
  add_sentences(column);
}

void ColumnReader::read_denial(JsonObject& object, Property& property) {
  for (const JsonValue* item : object.text_items("antonyms")) {
    claim_word(*item);
    property.antonyms.push_back(item->text);
  }
  read_sentence(object, "denial", ".!?", property.denial, property);
}

void ColumnReader::read_naming_field(JsonObject& field, Column& column) {
  for (const std::string_view key : kStandardKeys) field.find(key);
  field.optional_text("about");
  field.optional_text("title");
  entry_named(field, "type", kTypes, [](const NamedType& type) { return type.name; });
  column.property.is_inferred = false;
  refuse(field,
         {"aliases",  "hints",        "adjectives", "countNouns", "classes", "kind",
          "verbs",    "inverseVerbs", "partOf",     "symmetric",  "names",   "adjectiveNames",
          "adds",     "antonyms",     "denial",     "role",       "unit",    "sentence",
          "question", "delimiter",    "metonym"},
         "cannot be said of the column that names the rows",
         "what the rows are, and their other names, stand beside the schema");
}

Property ColumnReader::read_derived(JsonObject& object) {
  Column column;
  Property& property = column.property;
  property.type = ValueType::Number;
  property.name = object.text("name");
  object.optional_text("description");
  object.optional_text("about");
  owner_ = "derived " + property.name;
  if (!property.name.empty()) claim_word(*object.find("name"));
  property.words.push_back(property.name);
  read_words(object, property);
  property.adds_up = false;  // a sum of quotients says nothing
  if (const auto unit = object.optional_text("unit")) property.unit = *unit;
  for (const JsonValue* noun : object.text_items("countNouns")) {
    phrases_.claim(owners_->count_nouns, phrases_.check_name(*noun), *noun, owner_, "columns");
    property.count_nouns.push_back(noun->text);
  }
  read_classes(object, property);
  read_adjectives(object, property);
  read_sentence(object, "sentence", ".!?", property.sentence, property);
  read_sentence(object, "question", "?", property.question, property);
  add_sentences(column);
  return property;
}

Column ColumnReader::read_of_cells(JsonObject& object, const Column& values) {
  Column column = values;
  Property& property = column.property = {};
  property.type = values.property.type;
  property.name = object.text("name");
  object.optional_text("description");
  object.optional_text("about");
  owners_ = &of_cells_;
  owner_ = property.name;
  if (!property.name.empty()) claim_word(*object.find("name"));
  property.words.push_back(property.name);
  read_words(object, property);
  read_by_type(object, column);
  owners_ = &of_rows_;
  return column;
}

void ColumnReader::add_implied_names(const std::vector<Column>& columns) {
  for (const Column& column : columns) {
    if (column.use == ColumnUse::Ignored) continue;
    const Property& property = column.property;
    owners_->implied.emplace(phrases_.canonical(property.name), property.name);
    for (const std::string& word : property.words) {
      owners_->implied.emplace(phrases_.canonical(word), property.name);
    }
  }
}

PhraseOwners ColumnReader::names_in(std::size_t index, const Column& column) const {
  PhraseOwners names;
  for (const CsvTable::Row& row : table_.rows) {
    for (const Scalar& value : read_cell(column, row.cells[index], words_)) {
      const auto* name = std::get_if<std::string>(&value);
      if (name != nullptr) names.emplace(phrases_.canonical(*name), *name);
    }
  }
  return names;
}

void ColumnReader::read_further_names(JsonObject& object, const PhraseOwners& known,
                                      FurtherNamesOf& names) {
  PhraseOwners owners = known;
  for (const std::string_view key : {"names", "adjectiveNames"}) {
    for (const auto& [name, value] : object.members(key)) {
      const std::string phrase = phrases_.canonical(name);
      const auto held = known.find(phrase);
      if (held == known.end()) {
        std::vector<std::string> candidates;
        for (const auto& [other, written] : known) candidates.push_back(written);
        std::sort(candidates.begin(), candidates.end());
        object.report(value, "the table has no \"" + name + "\" there",
                      base::did_you_mean(name, candidates));
        continue;
      }
      if (value.kind != JsonKind::Array) {
        object.report(value, "expected a list, found " + base::describe(value));
      }
      FurtherNames& further = names[phrase];
      for (const JsonValue& item : value.items) {
        if (item.kind != JsonKind::Text || item.text.empty()) {
          object.report(item, "expected a text, found " + base::describe(item));
        } else if (key == "names") {
          phrases_.claim(owners, phrases_.check_name(item), item, held->second, "things");
          further.aliases.push_back(item.text);
        } else {
          phrases_.check_name(item);
          further.adjectives.push_back(item.text);
        }
      }
    }
  }
}

void ColumnReader::read_type(JsonObject& field, std::size_t index, Column& column) {
  Property& property = column.property;
  const auto* type =
      entry_named(field, "type", kTypes, [](const NamedType& entry) { return entry.name; });
  const JsonValue* kind = field.find("kind");
  if (const auto delimiter = field.optional_text("delimiter")) {
    column.separator = delimiter->front();
    if (delimiter->size() != 1) {
      field.report(*field.find("delimiter"),
                   "expected one sign, found " + base::describe(*field.find("delimiter")));
    }
    if (type == nullptr || !type->is_list) {
      field.report(*field.find("delimiter"), "\"delimiter\" needs a column of lists",
                   "give the field the \"type\" \"list\"");
    }
  }
  if (type != nullptr) {
    column.is_list = type->is_list;
    // Percent is a number with its sign.
    const bool is_read = type->type == ValueType::Number && property.type == ValueType::Percent;
    // A column that a foreign key describes holds names.
    if (!is_read && !(column.is_kind_given && type->type == ValueType::Text)) {
      property.type = type->type;
    }
    if (column.is_kind_given && type->type != ValueType::Text) {
      field.report(*field.find("type"),
                   "a foreign key holds names, expected \"string\" or \"list\", found " +
                       base::describe(*field.find("type")));
    }
  }
  const bool has_no_unit =
      property.type != ValueType::Number && property.type != ValueType::Percent;
  if (has_no_unit && column.format.has_unit) property.unit.clear();  // a text has its sign itself
  if (type != nullptr && type->is_list && !field.has("delimiter")) {
    const bool has_semicolon = std::any_of(
        table_.rows.begin(), table_.rows.end(),
        [&](const CsvTable::Row& row) { return row.cells[index].find(';') != std::string::npos; });
    column.separator = has_semicolon ? ';' : ',';
  }
  if (column.use == ColumnUse::Names || column.use == ColumnUse::Adjective) {
    property.type = ValueType::Text;
  }
  if (kind == nullptr) return;
  if (kind->kind != JsonKind::Object && (kind->kind != JsonKind::Text || kind->text.empty())) {
    field.report(*kind, "expected a text or an object, found " + base::describe(*kind));
    return;
  }
  if ((type != nullptr && type->type != ValueType::Text) || column.use != ColumnUse::Fact) {
    field.report(*kind, "\"kind\" needs a column of names of things",
                 "leave out the \"type\" or the \"role\"");
    return;
  }
  property.type = ValueType::Entity;
  column.kind = kinds_.find(*kind);
  column.is_kind_given = true;
}

void ColumnReader::read_use(JsonObject& field, Column& column) {
  const auto* role =
      entry_named(field, "role", kRoles, [](const auto& entry) { return entry.first; });
  if (role != nullptr) column.use = role->second;
}

void ColumnReader::read_told(JsonObject& object, Property& property) {
  const auto title = object.optional_text("title");
  property.words.insert(property.words.begin(), property.name);
  if (!title) return;
  // Its header names it as well.
  property.name = *title;
  claim_word(*object.find("title"));
  const bool is_held =
      std::any_of(property.words.begin(), property.words.end(), [&](const std::string& word) {
        return phrases_.canonical(word) == phrases_.canonical(*title);
      });
  if (!is_held) property.words.push_back(*title);
}

void ColumnReader::read_words(JsonObject& object, Property& property) {
  const auto add = [&](JsonObject& from, std::string_view key) {
    for (const JsonValue* item : from.text_items(key)) {
      claim_word(*item);
      property.words.push_back(item->text);
    }
  };
  const JsonValue* aliases = object.find("aliases");
  if (aliases != nullptr && aliases->kind == JsonKind::Object) {
    JsonObject languages{*aliases, object.file(), object.problems()};
    for (const auto& [language, value] : aliases->members) {
      if (language == words_.language) {
        add(languages, language);
      } else {
        languages.text_items(language);
      }
    }
  } else {
    add(object, "aliases");
  }
  for (const JsonValue* item : object.text_items("hints")) {
    phrases_.check_not_empty(*item);
    property.hints.push_back(item->text);
  }
}

void ColumnReader::read_numbers(JsonObject& object, Property& property) {
  if (const auto unit = object.optional_text("unit")) property.unit = *unit;
  for (const JsonValue* noun : object.text_items("countNouns")) {
    phrases_.claim(owners_->count_nouns, phrases_.check_name(*noun), *noun, owner_, "columns");
    property.count_nouns.push_back(noun->text);
  }
  property.adds_up = object.optional_boolean("adds").value_or(true);
  read_classes(object, property);
}

void ColumnReader::read_adjectives(JsonObject& object, Property& property) {
  for (const JsonValue& item : object.items("adjectives")) {
    JsonObject pair{item, object.file(), object.problems()};
    ComparingWords words;
    for (const auto& [key, list] : {std::pair{"up", &words.up}, std::pair{"down", &words.down}}) {
      for (const JsonValue* text : pair.text_items(key)) {
        phrases_.claim(owners_->adjectives, phrases_.check_not_empty(*text), *text, owner_,
                       "columns");
        list->push_back(text->text);
      }
    }
    pair.finish();
    if (item.kind == JsonKind::Object && !pair.has("up") && !pair.has("down")) {
      object.report(item, "expected the key \"up\" or \"down\", found neither");
    }
    property.adjectives.push_back(std::move(words));
  }
}

void ColumnReader::read_classes(JsonObject& object, Property& property) {
  for (const JsonValue& item : object.items("classes")) {
    JsonObject read{item, object.file(), object.problems()};
    ClassWord word;
    if (!read.has("words")) read.text("words");  // says that it is missing
    for (const JsonValue* text : read.text_items("words")) {
      phrases_.claim(owners_->classes, phrases_.check_name(*text), *text, owner_, "columns");
      word.words.push_back(text->text);
    }
    const auto least = read.optional_number("atLeast");
    const auto most = read.optional_number("atMost");
    read.finish();
    if (item.kind == JsonKind::Object && read.has("atLeast") == read.has("atMost")) {
      const std::string found = read.has("atLeast") ? "both" : "neither";
      object.report(item, "expected the key \"atLeast\" or \"atMost\", found " + found);
    }
    word.at_least = least.has_value();
    word.bound = least.value_or(most.value_or(0));
    property.classes.push_back(std::move(word));
  }
}

void ColumnReader::read_things(JsonObject& object, Property& property) {
  PhraseOwners own;
  for (const auto& [key, list] :
       {std::pair{"verbs", &property.verbs}, std::pair{"inverseVerbs", &property.inverse_verbs}}) {
    for (const JsonValue* text : object.text_items(key)) {
      phrases_.claim(own, phrases_.check_not_empty(*text), *text, property.name, "verbs");
      list->push_back(text->text);
    }
  }
  property.is_part_of = object.optional_boolean("partOf").value_or(false);
  property.is_metonym = object.optional_boolean("metonym").value_or(false);
}

void ColumnReader::read_sentence(JsonObject& object, std::string_view key, std::string_view signs,
                                 std::string& sentence, const Property& property) {
  const auto text = object.optional_text(key);
  if (!text) return;
  sentence = *text;
  const JsonValue& place = *object.find(key);
  const FactSentence parsed = parse_fact_sentence(*text);
  for (const auto& [message, hint] : parsed.mistakes) object.report(place, message, hint);
  if (signs.find(text->back()) == std::string_view::npos) {
    object.report(place, (signs == "?" ? "expected a question that ends with \"?\", found "
                                       : "expected a sentence that ends with \".\", \"!\" or "
                                         "\"?\", found ") +
                             base::describe(place));
  }
  for (const auto& [piece, part] : parsed.pieces) {
    const bool is_held = !part || *part == FactPart::Subject || *part == FactPart::Value ||
                         *part == FactPart::Property ||
                         (*part == FactPart::Unit && !property.unit.empty());
    if (is_held) continue;
    object.report(place, "names {" + piece + "}, which facts of this column do not have");
  }
}

void ColumnReader::claim_word(const JsonValue& text) {
  const auto implied = owners_->implied.find(phrases_.canonical(text.text));
  // What a column is called by its header it may be called by its author, whatever it is.
  const bool is_own = implied != owners_->implied.end() && implied->second == owner_;
  const std::string phrase = is_own ? implied->first : phrases_.check_name(text);
  const bool is_of_another = implied != owners_->implied.end() && implied->second != owner_;
  phrases_.claim(is_of_another ? owners_->implied : owners_->words, phrase, text, owner_,
                 "columns");
}

}  // namespace jauap::knowledge
