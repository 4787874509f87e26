#pragma once

#include <optional>
#include <string_view>

namespace jauap::channels {

// Whether an emoji says that an answer helped, 👍 or 👎 in any tone of skin; nothing for any other.
std::optional<bool> is_helpful(std::string_view emoji);

}  // namespace jauap::channels
