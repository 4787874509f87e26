#include "bot/web/facts_api.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::web {
namespace {

using nlohmann::json;

Request request(const std::string& query) {
  return {"GET", "/api/facts", parse_query(query), "", ""};
}

json facts(const std::string& query) {
  const Response response = get_facts(Bots{shipped_chatbot()}, request(query));
  INFO(query << ": " << response.body);
  REQUIRE(response.status == 200);
  return json::parse(response.body);
}

std::vector<std::string> suggestions(const std::string& query) {
  const Response response = get_suggestions(Bots{shipped_chatbot()}, request(query));
  REQUIRE(response.status == 200);
  return json::parse(response.body)["suggestions"];
}

}  // namespace

TEST_CASE("all facts are listed, a page at a time", "[web]") {
  const json first = facts("");
  std::size_t held = 0;
  for (const auto& pack : shipped_chatbot()->packs()) held += pack.facts;
  CHECK(first["total"] == held);
  CHECK(first["facts"].size() == kFacts);
  std::size_t grouped = 0;
  for (const json& group : first["groups"]) grouped += group["count"].get<std::size_t>();
  CHECK(grouped == held);

  std::set<std::string> ids;
  for (std::size_t offset = 0; offset < held; offset += kMostFacts) {
    const json page = facts("limit=200&offset=" + std::to_string(offset));
    for (const json& fact : page["facts"]) {
      CHECK(ids.insert(fact["id"]).second);
      CHECK_FALSE(fact["question"].get<std::string>().empty());
    }
  }
  CHECK(ids.size() == held);
  CHECK(facts("offset=1000000")["facts"].empty());
  CHECK(facts("limit=0")["facts"].empty());
}

TEST_CASE("facts are picked by pack, kind and property, or found by words", "[web]") {
  const json group = facts("")["groups"].back();
  const json picked = facts("pack=" + group["pack"].get<std::string>() +
                            "&kind=" + group["kind"].get<std::string>() +
                            "&property=" + group["property"].get<std::string>());
  CHECK(picked["groups"].size() == 1);
  CHECK(picked["total"] == group["count"]);
  CHECK(picked["facts"][0]["question"] == group["question"]);
  CHECK(facts("pack=nothing")["total"] == 0);

  const std::string question = group["question"];
  const json found = facts("q=" + encode(question));
  CHECK(found["facts"][0]["question"] == question);
  CHECK(facts("q=qwxzv")["total"] == 0);
}

TEST_CASE("suggestions go on from what is typed", "[web]") {
  const auto starters = suggestions("");
  CHECK(starters == shipped_chatbot()->starters(kSuggestions));
  const std::string begun = starters[0].substr(0, starters[0].size() / 2);
  const auto found = suggestions("q=" + encode(begun));
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].rfind(begun, 0) == 0);
  CHECK(suggestions("q=" + encode(begun) + "&limit=1").size() == 1);
  CHECK(suggestions("q=qwxzv").empty());
  CHECK(suggestions("q=" + std::string(5000, 'w')).empty());
}

TEST_CASE("a wrong parameter is named", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"limit=201", "limit"}, {"limit=-1", "limit"}, {"offset=x", "offset"},
      {"kin=a", "kin"},       {"q=a&q=b", "q"},      {"q=a&kind=b", "kind"},
  };
  for (const auto& [query, parameter] : cases) {
    const Response response = get_facts(Bots{shipped_chatbot()}, request(query));
    INFO(query);
    CHECK(response.status == 400);
    CHECK(json::parse(response.body)["errors"][0]["parameter"] == parameter);
  }
  CHECK(get_suggestions(Bots{shipped_chatbot()}, request("pack=nothing")).status == 400);
}

}  // namespace jauap::web
