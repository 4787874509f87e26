#pragma once

#include <string>
#include <string_view>

namespace jauap::channels {

// A message without the word in front by which the bot is called, and the spaces, comma or colon
// behind it; the message where that word is not in front. Of no word only the gaps are left out.
std::string without_front(std::string_view text, std::string_view word);

// A text without what stands between each pair of these, and without the pair.
std::string without_between(std::string_view text, std::string_view open, std::string_view close);

}  // namespace jauap::channels
