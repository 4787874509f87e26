#pragma once

#include <string>
#include <string_view>

namespace jauap::cli {

// `text` so that a terminal only shows it and never obeys it: control characters but the line break
// and the tab, the marks that change the direction of writing and the line breaks of Unicode become
// visible ("\x1b", "\u202e"); bytes that are not UTF-8 become U+FFFD. Any bytes are valid; linear.
std::string printable(std::string_view text);

// The same for one line of JSON, which stays the same JSON: they become JSON's own escapes.
std::string printable_json(std::string_view line);

}  // namespace jauap::cli
