#include "bot/web/page_template.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "bot/base/edit_distance.h"

namespace jauap::web {
namespace {

using nlohmann::json;

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
}

using Scopes = std::vector<const json*>;  // innermost last

const json* find(const Scopes& scopes, const std::string& name) {
  if (name == ".") return scopes.back();
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    if (!(*scope)->is_object()) continue;
    const auto found = (*scope)->find(name);
    if (found != (*scope)->end()) return &*found;
  }
  return nullptr;
}

bool is_nothing(const json* value) {
  return value == nullptr || value->is_null() || *value == false ||
         (value->is_string() && value->get_ref<const std::string&>().empty());
}

}  // namespace

// A stretch of text, a place or a section, as a list of instructions.
struct PageTemplate::Part {
  enum class Kind : std::uint8_t { Text, Place, Section } kind = Kind::Text;
  std::string text;         // of a Text; the name otherwise
  std::vector<Part> parts;  // of a Section

  static std::vector<Part> parse(std::string_view text, std::size_t& at, const std::string& section,
                                 const std::string& file, const std::vector<std::string>& names);
  static void render(const std::vector<Part>& parts, Scopes& scopes, std::string& html);
};

std::vector<PageTemplate::Part> PageTemplate::Part::parse(std::string_view text, std::size_t& at,
                                                          const std::string& section,
                                                          const std::string& file,
                                                          const std::vector<std::string>& names) {
  std::vector<Part> parts;
  const std::size_t opened = at == 0 ? 0 : at - 1;  // inside the mark that opened the section
  const auto fail = [&](std::size_t place, const std::string& message) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(place), '\n');
    throw std::runtime_error{file + ":" + std::to_string(line) + ": " + message};
  };
  for (;;) {
    const std::size_t open = text.find("{{", at);
    parts.push_back({Kind::Text, std::string{text.substr(at, open - at)}, {}});
    if (open == std::string_view::npos) {
      if (!section.empty()) fail(opened, "{{#" + section + "}} is never closed");
      return parts;
    }
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) fail(open, "\"{{\" without \"}}\"");
    std::string name{text.substr(open + 2, close - open - 2)};
    at = close + 2;
    const char mark = name.empty() ? '\0' : name.front();
    if (mark == '#' || mark == '/') name.erase(0, 1);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string hint = base::did_you_mean(name, names);
      fail(open, "{{" + name + "}} is unknown" + (hint.empty() ? "" : "; " + hint));
    }
    if (mark == '/') {
      if (name != section) fail(open, "{{/" + name + "}} closes what is not open");
      return parts;
    }
    if (mark == '#') {
      auto inner = parse(text, at, name, file, names);
      parts.push_back({Kind::Section, std::move(name), std::move(inner)});
    } else {
      parts.push_back({Kind::Place, std::move(name), {}});
    }
  }
}

void PageTemplate::Part::render(const std::vector<Part>& parts, Scopes& scopes, std::string& html) {
  for (const Part& part : parts) {
    if (part.kind == Kind::Text) {
      html += part.text;
      continue;
    }
    const json* value = find(scopes, part.text);
    if (is_nothing(value)) continue;
    if (part.kind == Kind::Place) {
      append_escaped(html,
                     value->is_string() ? value->get_ref<const std::string&>() : value->dump());
    } else if (value->is_array()) {
      for (const json& item : *value) {
        scopes.push_back(&item);
        render(part.parts, scopes, html);
        scopes.pop_back();
      }
    } else {
      scopes.push_back(value);
      render(part.parts, scopes, html);
      scopes.pop_back();
    }
  }
}

PageTemplate::PageTemplate(std::string_view text, const std::string& file,
                           const std::vector<std::string>& names) {
  std::size_t at = 0;
  parts_ = Part::parse(text, at, "", file, names);
}

PageTemplate::~PageTemplate() = default;

std::string PageTemplate::render(const json& data) const {
  Scopes scopes{&data};
  std::string html;
  Part::render(parts_, scopes, html);
  return html;
}

}  // namespace jauap::web
