#include "bot/understanding/kind_question.h"

#include <algorithm>

namespace jauap::understanding {

std::optional<query::SetQuery> ask_for_kind(const Line& line) {
  std::optional<knowledge::KindId> kind;
  for (const Item& item : line.items) {
    if (std::holds_alternative<Plain>(item.meaning)) continue;
    const auto* asked = std::get_if<Asked>(&item.meaning);
    if (asked == nullptr || kind || asked->wanted.kinds.size() != 1) return std::nullopt;
    kind = asked->wanted.kinds.front();
  }
  if (!kind) return std::nullopt;
  query::SetQuery query;
  query.set = query::all_of_kind(*kind);
  query.may_be_none = false;
  return query;
}

std::optional<KindNamed> kind_named_alone(const Line& line, const text::Words& words) {
  std::optional<KindNamed> named;
  for (const Item& item : line.items) {
    if (const auto* asked = std::get_if<Asked>(&item.meaning)) {
      if (asked->wanted.part != query::Part::Whole) return std::nullopt;
      continue;
    }
    if (const auto* mention = std::get_if<Mention>(&item.meaning)) {
      if (words.reporting_words.count(item.text) > 0) continue;
      const auto kind = std::find_if(
          mention->senses.begin(), mention->senses.end(),
          [](const query::Sense& sense) { return sense.type == query::Sense::Type::Kind; });
      if (named || kind == mention->senses.end()) return std::nullopt;
      named = KindNamed{knowledge::KindId{kind->id}, item.text};
      continue;
    }
    if (!std::holds_alternative<Plain>(item.meaning) ||
        (words.articles.count(item.text) == 0 && words.asking_words.count(item.text) == 0 &&
         words.frame_words.count(item.text) == 0 && words.reporting_words.count(item.text) == 0)) {
      return std::nullopt;
    }
  }
  return named;
}

}  // namespace jauap::understanding
