#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jauap::base {

// Something that whoever runs the program should read in its log. Plain data.
struct Event {
  enum class Level : std::uint8_t { Info, Warning, Error };

  Level level = Level::Info;
  std::string source;   // who tells: "ledger", "reload", "server", the name of a channel
  std::string message;  // for people
  std::vector<std::pair<std::string, std::string>> fields = {};  // for programs: {"request", "a1"}
};

// "info", "warning" or "error".
std::string_view to_string(Event::Level level);
// "server: it failed (request a1, route GET /x)". Any bytes may be in it.
std::string to_string(const Event& event);

// Where events go. Called from any thread, and must not wait for whoever reads them.
using Log = std::function<void(const Event& event)>;

}  // namespace jauap::base
