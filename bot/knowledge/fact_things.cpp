#include "bot/knowledge/fact_things.h"

#include <algorithm>
#include <variant>

#include "bot/text/tokens.h"

namespace jauap::knowledge {

bool has_thing(const Fact& fact, EntityId thing) {
  if (fact.subject == thing || fact.place == thing) return true;
  const auto& others = fact.counterparts;
  if (std::find(others.begin(), others.end(), thing) != others.end()) return true;
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const Scalar& value) {
    const auto* said = std::get_if<EntityId>(&value);
    return said != nullptr && *said == thing;
  });
}

std::span<const RowId> few_rows_with(const FactStore& store, EntityId thing) {
  constexpr std::size_t kFew = 200;
  const auto rows = store.rows_with(thing);
  return rows.size() > kFew ? std::span<const RowId>{} : rows;
}

bool says_how_many(const Property& property) {
  return property.type == ValueType::Number || property.asks.count(AskWord::HowMany) > 0;
}

bool says_who(const Property& property) {
  return property.asks.count(AskWord::Who) > 0;
}

bool is_in_name_of(const FactStore& store, EntityId part, EntityId whole) {
  const auto words = text::tokenize(text::fold(store.entity(part).name));
  const auto name = text::tokenize(text::fold(store.entity(whole).name));
  return std::search(name.begin(), name.end(), words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.text == b.text; }) != name.end();
}

}  // namespace jauap::knowledge
