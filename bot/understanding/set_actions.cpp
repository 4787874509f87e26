#include "bot/understanding/set_actions.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "bot/base/edit_distance.h"
#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

std::array<std::span<const NamedSetAction>, 5> all_actions() {
  return {filter_actions(), noun_actions(), number_actions(), claim_actions(), each_actions()};
}

// What each option may be; anything where nothing stands.
const std::map<std::string, std::vector<std::string>>& options() {
  static const std::map<std::string, std::vector<std::string>> kOptions{
      {"adjective", {}},
      {"as",
       {"any", "average", "begin", "dates", "difference", "each", "end", "growth", "inside", "list",
        "median", "numbers", "part", "ratio", "share", "things", "total"}},
      {"comparison", {"at_least", "at_most", "between", "equal", "less", "more"}},
      {"cost", {"1", "2", "3"}},
      {"counts", {"yes"}},
      {"degree", {"less"}},
      {"mood", {"presumed", "stated"}},
      {"position", {"front"}},
      {"preposition", {"from", "to"}},
      {"shared", {"yes"}},
      {"subject", {"name"}},
      {"voice", {"passive"}},
  };
  return kOptions;
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
  for (const auto& [name, value] : intent.options) {
    const auto option = options().find(name);
    if (option == options().end()) {
      return "the option \"" + name + "\" means nothing to a rule about sets";
    }
    const auto& values = option->second;
    if (values.empty() || std::find(values.begin(), values.end(), value) != values.end()) continue;
    std::string wrong = "the option \"";
    wrong.append(name).append("\" is \"").append(value).append("\"; expected one of ");
    bool is_first = true;
    for (const std::string& one : values) {
      wrong.append(is_first ? "" : ", ").append(one);
      is_first = false;
    }
    return wrong;
  }
  return "";
}

}  // namespace jauap::understanding
