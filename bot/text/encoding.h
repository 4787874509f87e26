#pragma once

#include <string>
#include <string_view>

namespace jauap::text {

// Whether the bytes are UTF-8 throughout.
bool is_utf8(std::string_view bytes);

// ISO 8859-1 as UTF-8. Any bytes are ISO 8859-1.
std::string from_latin1(std::string_view bytes);

}  // namespace jauap::text
