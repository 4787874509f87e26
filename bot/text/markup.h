#pragma once

#include <string>
#include <string_view>

namespace jauap::text {

// A message without the tags, scripts and character references of HTML that somebody pasted with
// it: each byte of them is a space, so that every other byte stays where it was. A tag that ends
// more than a word in a line ("</p>", "<system>") leaves a line break. What only looks so ("a < b")
// stays.
std::string without_markup(std::string_view message);

}  // namespace jauap::text
