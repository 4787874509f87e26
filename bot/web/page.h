#pragma once

#include <string>
#include <string_view>

#include "bot/web/bots.h"
#include "bot/web/http.h"
#include "bot/web/page_template.h"

namespace jauap::web {

// The page: who is asked about what, questions to begin with, and, for /?q=…, the question with its
// answer, so that it works where scripts are switched off. `pack` chooses among several packs,
// `widget` leaves out what a frame in another site has no room for, `theme` ("light", "dark") is
// for it. Safe for concurrent use.
class Page {
 public:
  struct Settings {
    bool takes_feedback =
        false;  // whether the page asks what people think of answers, but who opts out
  };

  // `text` is a template, `file` what its mistakes are called after; throws as PageTemplate does.
  Page(Bots bots, std::string_view text, const std::string& file, Settings settings);

  Response respond(const Request& request) const;

 private:
  Bots bots_;
  PageTemplate template_;
  Settings settings_;
};

}  // namespace jauap::web
