#include "bot/understanding/slot_types.h"

#include <algorithm>

#include "bot/understanding/cascade.h"
#include "bot/understanding/set_line.h"

namespace jauap::understanding {

const std::vector<std::string>& all_slot_types() {
  static const std::vector<std::string> kTypes = [] {
    std::vector<std::string> types = slot_types();
    types.insert(types.end(), set_slot_types().begin(), set_slot_types().end());
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
  }();
  return kTypes;
}

}  // namespace jauap::understanding
