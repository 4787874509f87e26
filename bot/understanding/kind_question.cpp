#include "bot/understanding/kind_question.h"

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

}  // namespace jauap::understanding
