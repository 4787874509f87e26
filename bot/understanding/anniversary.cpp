#include "bot/understanding/anniversary.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/text/tokens.h"
#include "bot/text/typed_values.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;

// The words that mark the calculation, without those that only hold it together.
std::vector<std::string> marking_words(const Line& line, const text::Words& words) {
  std::vector<std::string> marking;
  for (const Item& item : line.items) {
    if (!std::holds_alternative<Calculated>(item.meaning)) continue;
    for (std::size_t i = item.first; i < item.first + item.count; ++i) {
      const text::Token& token = line.tokens[i];
      const bool is_empty = words.function_words.count(token.text) > 0;
      if (token.kind == text::TokenKind::Word && !is_empty) marking.push_back(token.text);
    }
  }
  return marking;
}

}  // namespace

int ordinal_in_name(knowledge::EntityId thing, const FactStore& store, const text::Words& words) {
  const auto name = text::normalize(store.entity(thing).name, words);
  for (const auto& value : text::find_typed_values(name, words)) {
    if (value.kind == text::ValueKind::Ordinal) return static_cast<int>(value.number);
  }
  return 0;
}

std::optional<query::Operand> find_anniversary(const Line& line, const FactStore& store,
                                               const text::Words& words) {
  const auto marking = marking_words(line, words);
  const auto is_called_so = [&](knowledge::EntityId thing) {
    const std::string& name = store.entity(thing).name;
    return std::any_of(marking.begin(), marking.end(),
                       [&](const std::string& word) { return name.find(word) != name.npos; });
  };
  std::optional<query::Operand> found;
  for (std::size_t i = store.tables().cells.size(); i < store.fact_count(); ++i) {
    const auto id = static_cast<knowledge::FactId>(i);
    const knowledge::Fact fact = store.fact(id);
    if (!fact.when || !is_called_so(fact.subject)) continue;
    if (ordinal_in_name(fact.subject, store, words) == 0) continue;
    query::Operand operand;
    operand.value = {*fact.when, "", knowledge::ValueType::Date};
    operand.fact = id;
    operand.property = fact.property;
    operand.subject = fact.subject;
    if (found && (found->subject != operand.subject || found->value != operand.value)) {
      return std::nullopt;
    }
    if (!found) found = std::move(operand);
  }
  return found;
}

std::optional<query::Operand> find_event(const query::Query& query, const FactStore& store) {
  std::optional<std::vector<std::uint32_t>> properties;  // to which all words point
  for (const query::Condition& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || query::has_sense(condition, query::Sense::Type::Entity)) {
      return std::nullopt;
    }
    std::vector<std::uint32_t> pointed;
    for (const query::Sense& sense : named->senses) {
      const bool is_said =
          sense.type == query::Sense::Type::Property || sense.type == query::Sense::Type::Hint;
      if (!is_said ||
          (properties && std::count(properties->begin(), properties->end(), sense.id) == 0)) {
        continue;
      }
      pointed.push_back(sense.id);
    }
    properties = std::move(pointed);
  }
  std::optional<query::Operand> found;
  for (const std::uint32_t property : properties.value_or(std::vector<std::uint32_t>{})) {
    const knowledge::PropertyId id{property};
    if (store.property(id).type != knowledge::ValueType::Event) continue;
    for (const auto row : store.rows_of(id)) {
      const auto& held = store.row(row);
      const auto when = store.fact(held.fact).when;
      if (!when || held.derived) continue;
      if (found && found->fact != held.fact) return std::nullopt;
      query::Operand operand;
      operand.value = {*when, "", knowledge::ValueType::Date};
      operand.fact = held.fact;
      operand.property = id;
      operand.subject = held.subject;
      found = std::move(operand);
    }
  }
  return found;
}

}  // namespace jauap::understanding
