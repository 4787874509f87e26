#include "bot/web/http.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace jauap::web {
namespace {

// The value of a hexadecimal digit, -1 for any other character.
int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { Space, Itself };  // as in forms, or as in paths

std::string decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' && plus == Plus::Space ? ' ' : text[i];
    }
  }
  return decoded;
}

}  // namespace

const std::string* find_field(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

const std::string* Request::parameter(std::string_view name) const {
  return find_field(parameters, name);
}

const std::string* Request::field(std::string_view name) const {
  return find_field(fields, name);
}

std::string Request::path_parameter(std::string_view name) const {
  const std::string* found = find_field(path_parameters, name);
  return found == nullptr ? "" : *found;
}

bool fits(std::string_view route, std::string_view path, Fields& parameters) {
  if (route.find('{') == std::string_view::npos) return route == path;
  Fields found;
  while (!route.empty() && !path.empty()) {
    // Each begins with "/".
    const std::size_t wanted_end = std::min(route.find('/', 1), route.size());
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view wanted = route.substr(0, wanted_end);
    const std::string_view segment = path.substr(0, end);
    if (wanted.size() > 2 && wanted[1] == '{') {
      if (segment.size() < 2) return false;
      found.emplace_back(wanted.substr(2, wanted.size() - 3),
                         decode(segment.substr(1), Plus::Itself));
    } else if (wanted != segment) {
      return false;
    }
    route.remove_prefix(wanted_end);
    path.remove_prefix(end);
  }
  if (!route.empty() || !path.empty()) return false;
  parameters = std::move(found);
  return true;
}

std::size_t longest_body(const Routes& routes, std::string_view path) {
  std::size_t most = 0;
  Fields parameters;
  for (const Route& route : routes) {
    if (fits(route.path, path, parameters)) most = std::max(most, route.max_body);
  }
  return most == 0 ? kMaxBody : most;
}

std::string to_lower(std::string_view text) {
  std::string lowered{text};
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

std::string media_type(std::string_view content_type) {
  std::string type = to_lower(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
  return type;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    parameters.emplace_back(decode(pair.substr(0, equals), Plus::Space),
                            decode(pair.substr(std::min(equals + 1, pair.size())), Plus::Space));
  }
  return parameters;
}

std::string encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
  }
  return encoded;
}

}  // namespace jauap::web
