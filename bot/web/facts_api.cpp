#include "bot/web/facts_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bot/web/query_parameters.h"

namespace jauap::web {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kAnyOffset = 1'000'000'000;

Json to_json(const chat::FactGroup& group) {
  return {{"pack", group.pack},         {"kind", group.kind}, {"things", group.things},
          {"property", group.property}, {"name", group.name}, {"count", group.count},
          {"question", group.question}};
}

Json to_json(const chat::ListedFact& listed) {
  Json json = chat::to_json(listed.fact);
  json["question"] = listed.question;
  return json;
}

Response respond(const Json& json) {
  return {.body = to_body(json)};
}

bool fits(const std::string* wanted, const std::string& key) {
  return wanted == nullptr || *wanted == key;
}

}  // namespace

Response get_facts(const Bots& bots, const Request& request) {
  QueryParameters parameters{request, {"q", "pack", "kind", "property", "offset", "limit"}};
  const std::size_t offset = parameters.number("offset", 0, kAnyOffset);
  const std::size_t limit = parameters.number("limit", kFacts, kMostFacts);
  const std::string* text = request.parameter("q");
  for (const char* name : {"pack", "kind", "property"}) {
    if (text == nullptr || request.parameter(name) == nullptr) continue;
    parameters.report(name, "cannot stand beside ?q");
  }
  if (const auto refusal = parameters.refusal()) return *refusal;
  const chat::Chatbot& chatbot = *bots.all().chatbot;
  Json body{{"total", 0}, {"offset", offset}, {"groups", Json::array()}, {"facts", Json::array()}};
  if (text != nullptr) {
    const auto found = chatbot.search_facts(*text, kMostFacts);
    body["total"] = found.size();
    for (std::size_t i = offset; i < std::min(found.size(), offset + limit); ++i) {
      body["facts"].push_back(to_json(found[i]));
    }
    return respond(body);
  }
  std::size_t total = 0;
  for (const chat::FactGroup& group : chatbot.fact_groups()) {
    const bool is_wanted = fits(request.parameter("pack"), group.pack) &&
                           fits(request.parameter("kind"), group.kind) &&
                           fits(request.parameter("property"), group.property);
    if (!is_wanted) continue;
    body["groups"].push_back(to_json(group));
    const std::size_t from = offset > total ? offset - total : 0;
    total += group.count;
    const std::size_t left = limit - body["facts"].size();
    for (const auto& fact : chatbot.facts(group, from, left)) {
      body["facts"].push_back(to_json(fact));
    }
  }
  body["total"] = total;
  return respond(body);
}

Response get_suggestions(const Bots& bots, const Request& request) {
  QueryParameters parameters{request, {"q", "pack", "limit"}};
  const std::size_t limit = parameters.number("limit", kSuggestions, kMostSuggestions);
  const std::string* pack = request.parameter("pack");
  const Bot* bot = bots.find(pack == nullptr ? "" : *pack);
  if (bot == nullptr) parameters.report("pack", "names no pack to choose");
  if (const auto refusal = parameters.refusal()) return *refusal;
  const std::string* typed = request.parameter("q");
  return respond(
      {{"suggestions", bot->chatbot->completions(typed == nullptr ? "" : *typed, limit)}});
}

}  // namespace jauap::web
