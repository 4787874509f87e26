#include "bot/knowledge/key_table.h"

#include <utility>

#include "bot/base/edit_distance.h"

namespace jauap::knowledge {

KeyTable::KeyTable(std::string noun, std::vector<std::string> keys)
    : noun_{std::move(noun)}, keys_{std::move(keys)} {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    positions_.emplace(keys_[i], static_cast<std::uint32_t>(i));
  }
}

std::optional<std::uint32_t> KeyTable::find(const base::JsonValue& reference,
                                            base::JsonObject& object) {
  if (reference.kind != base::JsonKind::Text) {
    missed_ = true;
    object.report(reference, "expected a text, found " + base::describe(reference));
    return std::nullopt;
  }
  const auto found = positions_.find(reference.text);
  if (found != positions_.end()) return found->second;
  missed_ = true;
  std::string hint;
  if (suggestions_left_ > 0) {
    --suggestions_left_;
    hint = base::did_you_mean(reference.text, keys_);
  }
  object.report(reference, "there is no " + noun_ + " " + base::describe(reference),
                std::move(hint));
  return std::nullopt;
}

}  // namespace jauap::knowledge
