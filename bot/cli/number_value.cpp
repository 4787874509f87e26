#include "bot/cli/number_value.h"

#include <charconv>
#include <system_error>

namespace jauap::cli {

std::variant<std::size_t, std::string> read_number(const std::string& value, std::size_t least,
                                                   std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error == std::errc{} && end == value.data() + value.size() && number >= least &&
      number <= most) {
    return number;
  }
  return "expected a number from " + std::to_string(least) + " to " + std::to_string(most) +
         ", found \"" + value + "\"";
}

}  // namespace jauap::cli
