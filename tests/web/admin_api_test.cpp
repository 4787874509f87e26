#include "bot/web/admin_api.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bot/sessions/ledger_file.h"
#include "tests/support/shipped_chatbot.h"
#include "tests/support/temporary_folder.h"

namespace jauap::web {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// What is asked of the routes below /admin/.
class Admin {
 public:
  explicit Admin(AdminOptions options) : routes_{admin_routes(options)} {}

  Response get(const std::string& path, const std::string& query = "") const {
    return ask({"GET", path, parse_query(query), "", ""});
  }
  Response post(const std::string& path, const std::string& body = "",
                const std::string& type = "application/json") const {
    return ask({"POST", path, {}, type, body});
  }

 private:
  Response ask(const Request& request) const {
    for (const Route& route : routes_) {
      CHECK(route.access == Access::Admin);
      if (route.path == request.path && route.method == request.method) {
        return route.handler(request);
      }
    }
    FAIL("there is no " << request.path);
    return {};
  }

  const Routes routes_;
};

base::Problem mistake() {
  base::Problem problem;
  problem.file = "packs/facts.json";
  problem.message = "expected a number";
  return problem;
}

}  // namespace

TEST_CASE("who asks for a reload hears what became of it", "[web]") {
  const TemporaryFolder folder;
  const fs::path watched = folder.path() / "facts.csv";
  std::ofstream{watched} << "name,height\n";
  const auto reloads = std::make_shared<ReloadStatus>();
  const auto bots = std::make_shared<const LiveBots>(shipped_chatbots());
  base::Loaded<chat::PackChatbots> found{shipped_chatbots(), {}};
  bool changes = false;  // while it is read
  bool can_be_used = true;
  int used = 0;
  const auto reloader =
      std::make_shared<Reloader>(ReloadOptions{.watched = {watched},
                                               .load =
                                                   [&] {
                                                     if (changes)
                                                       std::ofstream{watched, std::ios::app} << "x";
                                                     return found;
                                                   },
                                               .use =
                                                   [&](const chat::PackChatbots&) {
                                                     if (!can_be_used)
                                                       throw std::runtime_error{"no memory"};
                                                     ++used;
                                                   },
                                               .interval = std::chrono::hours{1}},
                                 reloads);
  const Admin admin{{reloader, reloads, bots, {}}};
  const auto reload = [&] { return admin.post("/admin/reload", "", ""); };

  const Response good = reload();
  CHECK(good.status == 200);
  const json told = json::parse(good.body);
  CHECK(told["version"] == 2);
  CHECK(told["packs"].size() == shipped_chatbot()->packs().size());
  CHECK(used == 1);

  found = {std::nullopt, {mistake(), mistake()}};
  const Response broken = reload();
  CHECK(broken.status == 409);
  CHECK(broken.type == "application/problem+json; charset=utf-8");
  const json errors = json::parse(broken.body)["errors"];
  CHECK(errors == json::parse(R"([{"detail": "packs/facts.json: expected a number"},
                                  {"detail": "packs/facts.json: expected a number"}])"));
  CHECK(used == 1);
  CHECK(reloads->now().version == 2);

  found = {shipped_chatbots(), {}};
  can_be_used = false;
  CHECK(reload().status == 409);
  can_be_used = true;
  changes = true;
  const Response restless = reload();
  CHECK(restless.status == 503);
  CHECK(restless.retry_after == 1);
  CHECK(used == 1);
  changes = false;
  CHECK(json::parse(reload().body)["version"] == 3);
  CHECK(used == 2);
}

TEST_CASE("the ledger is read and cleared by administrators", "[web]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "ledger";
  const Admin admin{{nullptr, nullptr, nullptr, path}};
  const auto entries = [&](const std::string& query = "") {
    return json::parse(admin.get("/admin/ledger/entries", query).body);
  };
  CHECK(admin.get("/admin/ledger").status == 503);  // there is no file
  {
    const std::vector<sessions::KeptFeedback> feedback{
        {1'655'300'000, {"q", "a", true, "", "ann"}}};
    const std::vector<sessions::KeptQuestion> questions{
        {1'655'300'001, "ann", "How large is trade with Atlantis?", "unknown", "Atlantis"},
        {1'655'300'002, "bob", "And with Atlantis now?", "unknown", "Atlantis"},
        {1'755'300'003, "bob", "What is Mu?", "unknown", "Mu"}};
    sessions::LedgerFile{path, sessions::LedgerFile::Open::Create}.write({feedback, questions, {}});
  }
  CHECK(json::parse(admin.get("/admin/ledger").body) == json::parse(R"({"unanswered": [
      {"missing": "Atlantis", "questions": 2, "last": "2022-06-15T13:33:22Z",
       "example": "And with Atlantis now?"},
      {"missing": "Mu", "questions": 1, "last": "2025-08-15T23:20:03Z",
       "example": "What is Mu?"}]})"));
  CHECK(entries()["entries"].size() == 4);
  CHECK(entries()["entries"][0]["kind"] == "feedback");
  CHECK(entries()["next"].is_null());
  CHECK(entries("from=3")["entries"][0]["question"] == "What is Mu?");
  CHECK(entries("from=4")["entries"].empty());
  CHECK(admin.get("/admin/ledger/entries", "from=-1").status == 400);
  CHECK(admin.get("/admin/ledger/entries", "form=1").status == 400);

  const std::vector<std::pair<std::string, std::string>> cases{
      {"{}", ""},
      {"[]", ""},
      {R"({"session": ""})", "/session"},
      {R"({"session": 1})", "/session"},
      {R"({"before": "yesterday"})", "/before"},
      {R"({"all": false})", "/all"},
      {R"({"session": "ann", "all": true})", ""},
      {R"({"sessions": "ann"})", ""},
  };
  for (const auto& [body, pointer] : cases) {
    const Response response = admin.post("/admin/ledger/forget", body);
    INFO(body << " " << response.body);
    REQUIRE(response.status == 400);
    CHECK(json::parse(response.body)["errors"][0]["pointer"] == pointer);
  }
  CHECK(admin.post("/admin/ledger/forget", R"({"all": true})", "text/plain").status == 415);
  CHECK(entries()["entries"].size() == 4);
  const auto forget = [&](const std::string& body) {
    return json::parse(admin.post("/admin/ledger/forget", body).body)["forgotten"];
  };
  CHECK(forget(R"({"session": "ann"})") == 2);
  CHECK(forget(R"({"before": "2023-01-01"})") == 1);
  CHECK(forget(R"({"session": "nobody"})") == 0);
  CHECK(forget(R"({"all": true})") == 1);
  CHECK(entries()["entries"].empty());
}

TEST_CASE("entries of a ledger that are too long for one answer come in several", "[web]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "ledger";
  constexpr std::size_t kEntries = 50;
  std::vector<sessions::KeptFeedback> feedback;
  for (std::size_t i = 0; i < kEntries; ++i) {
    feedback.push_back({1'655'300'000, {std::to_string(i), "an answer", true, "", ""}});
  }
  sessions::LedgerFile{path, sessions::LedgerFile::Open::Create}.write({feedback, {}, {}});
  const Admin admin{{nullptr, nullptr, nullptr, path, 2'000}};
  std::size_t seen = 0;
  json next = 0;
  for (std::size_t answers = 1; !next.is_null(); ++answers) {
    const Response response = admin.get("/admin/ledger/entries", "from=" + next.dump());
    CHECK(response.body.size() < 2'500);
    const json body = json::parse(response.body);
    for (const json& entry : body["entries"]) {
      CHECK(entry["question"] == std::to_string(seen));
      ++seen;
    }
    next = body["next"];
    REQUIRE(answers < 10);
  }
  CHECK(seen == kEntries);
}

TEST_CASE("administrators are told where there is no ledger, or one that is broken", "[web]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "ledger";
  std::ofstream{path} << std::string(10'000, 'x');
  for (const auto& [ledger, status] :
       std::vector<std::pair<fs::path, int>>{{"", 404}, {path, 503}}) {
    const Admin admin{{nullptr, nullptr, nullptr, ledger}};
    CHECK(admin.get("/admin/ledger").status == status);
    CHECK(admin.get("/admin/ledger/entries").status == status);
    CHECK(admin.post("/admin/ledger/forget", R"({"all": true})").status == status);
  }
}

}  // namespace jauap::web
