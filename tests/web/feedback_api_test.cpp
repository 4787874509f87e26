#include "bot/web/feedback_api.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace jauap::web {
namespace {

using nlohmann::json;

}  // namespace

TEST_CASE("feedback is kept, or what is wrong with it is said", "[web]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
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
  Request private_one{"POST", "/api/feedback", {}, "application/json", good};
  private_one.fields = {{"sec-gpc", "1"}};
  CHECK(post_feedback(&ledger, private_one).status == 403);
  std::size_t kept = 0;
  sessions::LedgerFile{file, sessions::LedgerFile::Open::Existing}.for_each(
      [&](const sessions::KeptFeedback& each) { kept += each.feedback.question == "q" ? 1 : 100; },
      [](const sessions::KeptQuestion&) {});
  CHECK(kept == 1);
}

TEST_CASE("feedback that cannot be kept is not acknowledged", "[web]") {
  const TemporaryFolder folder;
  std::ofstream{folder.path() / "ledger"} << std::string(10'000, 'x');
  sessions::Ledger ledger{folder.path() / "ledger"};
  const std::string good = R"({"question":"q","answer":"a","helpful":false})";
  CHECK(post_feedback(&ledger, {"POST", "/api/feedback", {}, "application/json", good}).status ==
        503);
}

}  // namespace jauap::web
