#include "bot/web/facts_page.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "bot/text/format_number.h"
#include "bot/web/facts_api.h"
#include "bot/web/gzip.h"
#include "bot/web/http_json.h"
#include "bot/web/query_parameters.h"

namespace jauap::web {
namespace {

using nlohmann::json;

constexpr std::size_t kShown = 4;  // facts of a group on the page of all groups
constexpr std::size_t kAnyFact = 1'000'000'000;

// The names that facts.html can use.
const std::vector<std::string> kNames{
    ".",      "language", "packs", "title",    "description", "kinds",    "things",
    "groups", "name",     "count", "more",     "facts",       "question", "ask",
    "text",   "at",       "found", "typed",    "group",       "previous", "next",
    "first",  "last",     "none",  "overview", "all",         "total"};

std::string written(std::size_t count) {
  return text::format_number(static_cast<double>(count), 0);
}

std::string group_link(const chat::FactGroup& group, std::size_t from = 0) {
  std::string link = "/facts?pack=" + encode(group.pack) + "&kind=" + encode(group.kind) +
                     "&property=" + encode(group.property);
  return from == 0 ? link : link + "&from=" + std::to_string(from);
}

json to_json(const std::vector<chat::ListedFact>& facts) {
  json list = json::array();
  for (const chat::ListedFact& each : facts) {
    list.push_back({{"question", each.question},
                    {"ask", "/?q=" + encode(each.question)},
                    {"text", each.fact.text},
                    {"at", each.fact.at}});
  }
  return list;
}

bool has(const std::string* value, const std::string& key) {
  return value != nullptr && *value == key;
}

}  // namespace

FactsPage::FactsPage(const Bots& bots, std::string_view text, const std::string& file)
    : chatbot_{bots.all().chatbot},
      template_{text, file, kNames},
      groups_{chatbot_->fact_groups()} {}

Response FactsPage::respond(const Request& request) const {
  QueryParameters parameters{request, {"q", "pack", "kind", "property", "from"}};
  const std::size_t from = parameters.number("from", 0, kAnyFact);
  if (const auto refusal = parameters.refusal()) return *refusal;
  json data{{"language", std::string{chatbot_->language()}}};
  std::size_t total = 0;
  for (const chat::FactGroup& group : groups_) total += group.count;
  data["total"] = written(total);

  const std::string* typed = request.parameter("q");
  if (typed != nullptr && !typed->empty()) {
    const auto facts = chatbot_->search_facts(*typed, kFacts);
    data["typed"] = *typed;
    data["found"]["facts"] = to_json(facts);
    data["found"]["none"] = facts.empty();
    return page_response(template_.render(data), request);
  }
  if (request.parameter("property") != nullptr) {
    const auto group =
        std::find_if(groups_.begin(), groups_.end(), [&](const chat::FactGroup& each) {
          return has(request.parameter("pack"), each.pack) &&
                 has(request.parameter("kind"), each.kind) &&
                 has(request.parameter("property"), each.property);
        });
    if (group == groups_.end()) return problem(404, "There are no such facts.");
    const auto facts = chatbot_->facts(*group, from, kFacts);
    json& shown = data["group"] = {{"name", group->name},
                                   {"things", group->things},
                                   {"count", written(group->count)},
                                   {"facts", to_json(facts)},
                                   {"first", written(from + 1)},
                                   {"last", written(from + facts.size())}};
    if (from > 0) shown["previous"] = group_link(*group, from > kFacts ? from - kFacts : 0);
    if (from + facts.size() < group->count) shown["next"] = group_link(*group, from + kFacts);
    return page_response(template_.render(data), request);
  }
  json& packs = data["overview"]["packs"] = json::array();
  for (const chat::PackSummary& pack : chatbot_->packs()) {
    json kinds = json::array();
    for (const chat::FactGroup& group : groups_) {
      if (group.pack != pack.name) continue;
      auto kind = std::find_if(kinds.begin(), kinds.end(),
                               [&](const json& other) { return other["things"] == group.things; });
      if (kind == kinds.end()) {
        kinds.push_back({{"things", group.things}, {"groups", json::array()}});
        kind = std::prev(kinds.end());
      }
      json shown{{"name", group.name},
                 {"count", written(group.count)},
                 {"facts", to_json(chatbot_->facts(group, 0, kShown))}};
      if (group.count > kShown) shown["more"] = group_link(group);
      (*kind)["groups"].push_back(std::move(shown));
    }
    packs.push_back(
        {{"title", pack.title}, {"description", pack.description}, {"kinds", std::move(kinds)}});
  }
  return page_response(template_.render(data), request);
}

}  // namespace jauap::web
