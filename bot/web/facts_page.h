#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/web/bots.h"
#include "bot/web/http.h"
#include "bot/web/page_template.h"

namespace jauap::web {

// The page of all that can be asked, by pack, kind and property, each fact with a question that is
// a link to its answer. ?pack, ?kind and ?property together show one group, kFacts at a time (?from
// says from where); ?q finds facts by the words of their questions. It needs no script. Safe for
// concurrent use.
class FactsPage {
 public:
  // As Page.
  FactsPage(const Bots& bots, std::string_view text, const std::string& file);

  Response respond(const Request& request) const;

 private:
  std::shared_ptr<const chat::Chatbot> chatbot_;
  PageTemplate template_;
  std::vector<chat::FactGroup> groups_;
};

}  // namespace jauap::web
