#include "bot/intents/pieces.h"

#include <algorithm>
#include <utility>

namespace jauap::intents {

void Pieces::add_rule(const std::string& name, TemplateText source) {
  rules_[name].source = std::move(source);
}

void Pieces::add_list(const std::string& name, Slot filler) {
  lists_[name] = std::move(filler);
}

Pieces::FoundRule Pieces::find_rule(std::string_view name) {
  if (const auto found = rules_.find(name); found != rules_.end()) return {&found->second, this};
  return shared_ == nullptr ? FoundRule{} : shared_->find_rule(name);
}

const Slot* Pieces::find_list(std::string_view name) const {
  if (const auto found = lists_.find(name); found != lists_.end()) return &found->second;
  return shared_ == nullptr ? nullptr : shared_->find_list(name);
}

bool Pieces::is_type(std::string_view name) const {
  return std::find(slot_types_.begin(), slot_types_.end(), name) != slot_types_.end();
}

std::vector<std::string> Pieces::rule_names() const {
  std::vector<std::string> names;
  if (shared_ != nullptr) names = shared_->rule_names();
  for (const auto& [name, rule] : rules_) names.push_back(name);
  return names;
}

std::vector<std::string> Pieces::list_and_type_names() const {
  std::vector<std::string> names =
      shared_ != nullptr ? shared_->list_and_type_names() : slot_types_;
  for (const auto& [name, list] : lists_) names.push_back(name);
  return names;
}

}  // namespace jauap::intents
