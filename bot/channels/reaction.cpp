#include "bot/channels/reaction.h"

namespace jauap::channels {

std::optional<bool> is_helpful(std::string_view emoji) {
  // A tone of skin, or the sign that a picture is meant, stands behind it.
  const auto begins_with = [&](std::string_view wanted) {
    return emoji.substr(0, wanted.size()) == wanted;
  };
  if (begins_with("👍")) return true;
  if (begins_with("👎")) return false;
  return std::nullopt;
}

}  // namespace jauap::channels
