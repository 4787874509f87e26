#include "bot/web/mcp_version.h"

#include <algorithm>
#include <string_view>

namespace jauap::web {
namespace {

using base::JsonKind;
using base::JsonValue;
using Json = nlohmann::ordered_json;

constexpr std::string_view kVersionField = "mcp-protocol-version";

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// A text in "_meta", null where there is none.
const std::string* meta_version(const RpcMessage& message) {
  const JsonValue* meta = message.param("_meta");
  const JsonValue* version = meta == nullptr ? nullptr : meta->find(meta_name("protocolVersion"));
  return version != nullptr && version->kind == JsonKind::Text ? &version->text : nullptr;
}

RpcFailure unsupported(const std::string& asked) {
  return {RpcCode::UnsupportedVersion, "Unsupported protocol version",
          Json{{"supported", modern_versions()}, {"requested", asked}}};
}

int base64_digit(char c) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t at = kDigits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// RFC 4648, padded. Nothing where it is none.
std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
  std::string decoded;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) return std::nullopt;
    bits = (bits << 6U) | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
  }
  return decoded;
}

// A value that cannot stand in a header as it is comes as "=?base64?…?=".
std::optional<std::string> decode_value(std::string_view value) {
  constexpr std::string_view kBegin = "=?base64?";
  constexpr std::string_view kEnd = "?=";
  if (value.substr(0, kBegin.size()) != kBegin) return std::string{value};
  if (value.size() < kBegin.size() + kEnd.size() || value.substr(value.size() - 2) != kEnd) {
    return std::nullopt;
  }
  return decode_base64(value.substr(kBegin.size(), value.size() - kBegin.size() - kEnd.size()));
}

// What a method names, which the Mcp-Name field repeats; null for a method that names nothing.
const JsonValue* named_by(const RpcMessage& message) {
  if (message.method == "tools/call" || message.method == "prompts/get") {
    return message.param("name");
  }
  return message.method == "resources/read" ? message.param("uri") : nullptr;
}

std::optional<RpcFailure> check_field(const Fields& fields, std::string_view name,
                                      const std::string& wanted) {
  const std::string* sent = find_field(fields, name);
  const auto value = sent == nullptr ? std::nullopt : decode_value(*sent);
  if (value == wanted) return std::nullopt;
  return RpcFailure{RpcCode::HeaderMismatch,
                    "the header field " + std::string{name} +
                        (sent == nullptr ? " is missing" : " is not what the body says")};
}

std::optional<RpcFailure> check_meta(const RpcMessage& message) {
  const JsonValue* meta = message.param("_meta");
  if (meta == nullptr || meta->kind != JsonKind::Object) {
    return RpcFailure{RpcCode::InvalidParams, "expected an object as params._meta"};
  }
  if (meta_version(message) == nullptr) {
    return RpcFailure{RpcCode::InvalidParams,
                      "expected a text in params._meta: " + meta_name("protocolVersion")};
  }
  const JsonValue* capabilities = meta->find(meta_name("clientCapabilities"));
  if (capabilities == nullptr || capabilities->kind != JsonKind::Object) {
    return RpcFailure{RpcCode::InvalidParams,
                      "expected an object in params._meta: " + meta_name("clientCapabilities")};
  }
  return std::nullopt;
}

std::optional<RpcFailure> check_modern(const RpcMessage& message, const Fields* fields) {
  if (!message.is_request()) return std::nullopt;
  const std::string* version = meta_version(message);
  if (fields != nullptr) {
    const std::string* sent = find_field(*fields, kVersionField);
    // A version that nobody knows is said to be so, whatever else the request lacks.
    if (version == nullptr && sent != nullptr && !contains(modern_versions(), *sent)) {
      return unsupported(*sent);
    }
    if (version != nullptr) {
      if (auto wrong = check_field(*fields, kVersionField, *version)) return wrong;
    }
  }
  if (auto wrong = check_meta(message)) return wrong;
  if (!contains(modern_versions(), *version)) return unsupported(*version);
  if (fields == nullptr) return std::nullopt;
  if (auto wrong = check_field(*fields, "mcp-method", message.method)) return wrong;
  const JsonValue* named = named_by(message);
  if (named == nullptr || named->kind != JsonKind::Text) return std::nullopt;
  return check_field(*fields, "mcp-name", named->text);
}

}  // namespace

const std::vector<std::string>& modern_versions() {
  static const std::vector<std::string> kVersions{"2026-07-28"};
  return kVersions;
}

const std::vector<std::string>& legacy_versions() {
  static const std::vector<std::string> kVersions{"2025-11-25", "2025-06-18", "2025-03-26"};
  return kVersions;
}

std::string legacy_version(const std::string& asked) {
  return contains(legacy_versions(), asked) ? asked : legacy_versions().front();
}

std::string meta_name(std::string_view name) {
  return "io.modelcontextprotocol/" + std::string{name};
}

McpEra era_of(const RpcMessage& message, const Fields* fields) {
  if (meta_version(message) != nullptr) return McpEra::Modern;
  // Only these open a conversation, in an era each.
  if (message.method == "initialize") return McpEra::Legacy;
  if (message.method == "server/discover") return McpEra::Modern;
  const std::string* sent = fields == nullptr ? nullptr : find_field(*fields, kVersionField);
  // A request without the field is of 2025-03-26, which did not have it.
  return sent == nullptr || contains(legacy_versions(), *sent) ? McpEra::Legacy : McpEra::Modern;
}

std::optional<RpcFailure> check_version(const RpcMessage& message, McpEra era,
                                        const Fields* fields) {
  return era == McpEra::Modern ? check_modern(message, fields) : std::nullopt;
}

}  // namespace jauap::web
