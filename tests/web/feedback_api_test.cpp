#include "bot/web/feedback_api.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::web {
namespace {

using nlohmann::json;

}  // namespace

TEST_CASE("feedback is kept, or what is wrong with it is said", "[web]") {
  const auto file = std::filesystem::temp_directory_path() / "jauap_feedback_test.jsonl";
  std::filesystem::remove(file);
  sessions::Ledger ledger{file};
  const auto post = [&](const std::string& body, const std::string& type = "application/json") {
    return post_feedback(&ledger, {"POST", "/api/feedback", {}, type, body});
  };
  const std::string good =
      R"({"question":"q","answer":"a","helpful":false,"comment":"","session":"s"})";
  CHECK(post(good).status == 204);
  const std::vector<std::pair<std::string, std::string>> cases{
      {"{}", ""},
      {"[]", ""},
      {R"({"question":"q","answer":"a"})", ""},
      {R"({"question":1,"answer":"a","helpful":true})", "/question"},
      {R"({"question":"q","answer":"a","helpful":"yes"})", "/helpful"},
      {R"({"question":"q","answer":"a","helpful":true,"comments":""})", "/comments"},
      {json{{"question", "q"},
            {"answer", "a"},
            {"helpful", true},
            {"comment", std::string(2001, 'c')}}
           .dump(),
       "/comment"},
      {json{{"question", std::string(8001, 'q')}, {"answer", "a"}, {"helpful", true}}.dump(),
       "/question"},
  };
  for (const auto& [body, pointer] : cases) {
    const Response response = post(body);
    INFO(body.substr(0, 80));
    REQUIRE(response.status == 400);
    CHECK(json::parse(response.body)["errors"][0]["pointer"] == pointer);
  }
  CHECK(post(good, "text/plain").status == 415);
  CHECK(post("{").status == 400);
  CHECK(post_feedback(nullptr, {"POST", "/api/feedback", {}, "application/json", good}).status ==
        404);
  std::ifstream kept{file};
  std::string line;
  std::getline(kept, line);
  CHECK(json::parse(line)["session"] == "s");
  CHECK_FALSE(std::getline(kept, line));
  std::filesystem::remove(file);
}

}  // namespace jauap::web
