#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::web {

// A text with places to fill in, read from a page of web/:
//
//   {{title}}                     the text of that name, always escaped for HTML
//   {{.}}                         the item itself, in a list of texts
//   {{#facts}} … {{/facts}}       once for each item of a list, whose names come first; once for
//                                 anything else but null, false and ""
//
// A name that is not in the item is looked for around it. Immutable, safe for concurrent use.
class PageTemplate {
 public:
  // Throws std::runtime_error, with file and line, for a place that does not end, a section that is
  // not closed and a name that is not one of `names`.
  PageTemplate(std::string_view text, const std::string& file,
               const std::vector<std::string>& names);
  ~PageTemplate();

  std::string render(const nlohmann::json& data) const;

 private:
  struct Part;
  std::vector<Part> parts_;
};

}  // namespace jauap::web
