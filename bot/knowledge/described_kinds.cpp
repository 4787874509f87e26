#include "bot/knowledge/described_kinds.h"

#include <algorithm>

#include "bot/text/inflect_en.h"

namespace jauap::knowledge {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

DescribedKinds::DescribedKinds(TablePhrases& phrases, const text::Words& words,
                               const std::string& file, base::Problems& problems)
    : phrases_{phrases}, words_{words}, file_{file}, problems_{problems} {}

void DescribedKinds::add(const JsonValue& value) {
  if (value.kind == JsonKind::Text && !value.text.empty()) phrases_.check_kind(value);
  if (value.kind != JsonKind::Object) return;
  JsonObject object{value, file_, problems_};
  TableKind kind;
  kind.is_described = true;
  kind.singular = object.text("name");
  const auto plural = object.optional_text("plural");
  kind.plural = plural.value_or(text::plural_en(kind.singular));
  std::vector<const JsonValue*> texts;
  for (const JsonValue* word : object.text_items("words")) {
    kind.words.push_back(word->text);
    texts.push_back(word);
  }
  for (const JsonValue* word : object.text_items("everywhere")) {
    kind.everywhere.push_back(word->text);
  }
  kind.is_person = object.optional_boolean("person").value_or(false);
  kind.is_group = object.optional_boolean("group").value_or(false);
  kind.is_place = object.optional_boolean("place").value_or(false);
  object.optional_text("about");
  object.finish();
  if (kind.singular.empty()) return;
  texts.push_back(object.find("name"));
  if (plural) texts.push_back(object.find("plural"));
  for (const JsonValue* text : texts) phrases_.check_kind(*text);

  const std::string name = phrases_.canonical(kind.singular);
  const auto same = std::find_if(kinds_.begin(), kinds_.end(), [&](const TableKind& held) {
    return phrases_.canonical(held.singular) == name;
  });
  const auto position = static_cast<std::size_t>(same - kinds_.begin());
  if (same == kinds_.end()) {
    kinds_.push_back(kind);
  } else {
    if (!plural) kind.plural = same->plural;
    merge(*same, kind, value);
  }
  std::vector<std::string> names{kind.singular, kind.plural};
  names.insert(names.end(), kind.words.begin(), kind.words.end());
  for (const std::string& written : names) {
    const auto [held, is_new] = positions_.emplace(phrases_.canonical(written), position);
    if (is_new || held->second == position) continue;
    object.report(
        value,
        "\"" + written + "\" names two kinds, this and \"" + kinds_[held->second].singular + "\"",
        "give each a name of its own");
  }
}

TableKind DescribedKinds::find(const JsonValue& kind) const {
  const JsonValue* name = kind.kind == JsonKind::Object ? kind.find("name") : &kind;
  if (name == nullptr || name->kind != JsonKind::Text) return {};
  const auto held = positions_.find(phrases_.canonical(name->text));
  return held == positions_.end() ? kind_named(name->text, words_) : kinds_[held->second];
}

TableKind DescribedKinds::known(const TableKind& kind) const {
  const auto held = positions_.find(phrases_.canonical(kind.singular));
  return held == positions_.end() ? kind : kinds_[held->second];
}

void DescribedKinds::merge(TableKind& into, TableKind more, const JsonValue& place) {
  if (into.plural != more.plural) {
    problems_.push_back({file_, place.line, place.column, place.pointer,
                         "the kind \"" + into.singular + "\" has two plurals, \"" + more.plural +
                             "\" and \"" + into.plural + "\"",
                         "describe it in one place and name it in the others"});
  }
  for (std::string& word : more.words) {
    const bool is_held = std::find(into.words.begin(), into.words.end(), word) != into.words.end();
    if (!is_held) into.words.push_back(std::move(word));
  }
  into.is_person |= more.is_person;
  into.is_group |= more.is_group;
  into.is_place |= more.is_place;
  into.everywhere.insert(into.everywhere.end(), more.everywhere.begin(), more.everywhere.end());
}

}  // namespace jauap::knowledge
