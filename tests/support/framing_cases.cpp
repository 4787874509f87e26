#include "tests/support/framing_cases.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace jauap {
namespace {

// The bytes of a text in UTF-8 whose characters stand for one byte each.
std::string to_bytes(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      bytes += text[i];
    } else if ((c == 0xC2 || c == 0xC3) && i + 1 < text.size()) {
      bytes += static_cast<char>((c & 3U) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU));
    } else {
      throw std::runtime_error{"a framing case has a character beyond U+00FF"};
    }
  }
  return bytes;
}

std::string read_bytes(const nlohmann::json& value) {
  if (value.is_string()) return to_bytes(value.get<std::string>());
  std::string bytes;
  for (const auto& part : value) {
    if (part.is_string()) {
      bytes += to_bytes(part.get<std::string>());
      continue;
    }
    const std::string repeated = to_bytes(part.at(0).get<std::string>());
    for (int times = part.at(1).get<int>(); times > 0; --times) bytes += repeated;
  }
  return bytes;
}

}  // namespace

std::vector<FramingCase> framing_cases() {
  const auto path = std::filesystem::path{JAUAP_SOURCE_DIR} / "tests/web/framing_cases.json";
  std::ifstream file{path};
  std::vector<FramingCase> cases;
  for (const auto& entry : nlohmann::json::parse(file)) {
    cases.push_back({entry.at("name"), entry.at("rule"), read_bytes(entry.at("bytes")),
                     entry.at("requests"), entry.at("statuses"), entry.at("closes")});
  }
  return cases;
}

}  // namespace jauap
