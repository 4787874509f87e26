#include "bot/understanding/set_actions.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "bot/base/edit_distance.h"
#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

std::array<std::span<const NamedSetAction>, 4> all_actions() {
  return {filter_actions(), noun_actions(), number_actions(), claim_actions()};
}

}  // namespace

SetAction find_set_action(std::string_view operation) {
  for (const auto& actions : all_actions()) {
    for (const NamedSetAction& named : actions) {
      if (named.name == operation) return named.action;
    }
  }
  return nullptr;
}

std::string check_set_intent(const intents::Intent& intent) {
  if (find_set_action(intent.operation) == nullptr) {
    std::vector<std::string> names;
    for (const auto& actions : all_actions()) {
      for (const NamedSetAction& named : actions) names.emplace_back(named.name);
    }
    const std::string hint = base::did_you_mean(intent.operation, names);
    return "the operation \"" + intent.operation + "\" is not known" +
           (hint.empty() ? "" : "; " + hint);
  }
  constexpr std::array<std::string_view, 9> kOptions{
      "adjective", "as", "comparison", "cost", "counts", "degree", "position", "subject", "voice"};
  for (const auto& [name, value] : intent.options) {
    if (std::find(kOptions.begin(), kOptions.end(), name) != kOptions.end()) continue;
    return "the option \"" + name + "\" means nothing to a rule about sets";
  }
  return "";
}

}  // namespace jauap::understanding
