#include "bot/web/admin_api.h"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/sessions/ledger_file.h"
#include "bot/sessions/ledger_lines.h"
#include "bot/web/http_json.h"
#include "bot/web/pack_list.h"
#include "bot/web/query_parameters.h"

namespace jauap::web {
namespace {

using nlohmann::ordered_json;
using sessions::LedgerFile;

constexpr std::size_t kMostEntries = 1'000'000'000;

Response reload(const AdminOptions& options) {
  const std::optional<base::Problems> outcome = options.reloader->reload_now();
  if (!outcome) {
    Response response = problem(503, "The files change all the while; they are read again later.");
    response.retry_after = 1;
    return response;
  }
  if (!outcome->empty()) {
    std::vector<RequestError> errors;
    for (const base::Problem& wrong : *outcome)
      errors.push_back({std::nullopt, base::to_string(wrong)});
    return problem(409, "The files have mistakes; what was there before goes on answering.",
                   errors);
  }
  const ReloadState state = options.reloads->now();
  return {.body = to_body({{"version", state.version},
                           {"loaded", sessions::to_iso_time(state.loaded)},
                           {"packs", pack_list(*options.bots->now()->all().chatbot)}})};
}

// The answer of a function that reads or writes the ledger.
template <class Ask>
Response with_ledger(const std::filesystem::path& path, const Ask& ask) {
  if (path.empty()) return problem(404, "Nothing is kept here; --ledger names a file.");
  try {
    return ask();
  } catch (const std::system_error& error) {
    return problem(503, error.what());
  } catch (const sessions::WrongLedger& error) {
    return problem(503, error.what());
  }
}

Response missing(const std::filesystem::path& path) {
  std::string body;
  const LedgerFile file{path, LedgerFile::Open::Existing};
  for (const sessions::MissingKnowledge& entry : file.missing_knowledge()) {
    body += (body.empty() ? "" : ",") + sessions::to_line(entry);
  }
  return {.body = R"({"unanswered":[)" + body + "]}"};
}

Response entries(const std::filesystem::path& path, std::size_t most_bytes,
                 const Request& request) {
  QueryParameters parameters{request, {"from"}};
  const std::size_t from = parameters.number("from", 0, kMostEntries);
  if (auto refusal = parameters.refusal()) return *std::move(refusal);
  const LedgerFile file{path, LedgerFile::Open::Existing};
  std::string body;
  std::size_t at = 0;
  std::optional<std::size_t> next;
  const auto add = [&](const auto& kept) {
    const std::size_t place = at++;
    if (place < from || next) return;
    if (body.size() >= most_bytes) {
      next = place;
    } else {
      body += (body.empty() ? "" : ",") + sessions::to_line(kept);
    }
  };
  file.for_each(add, add);
  return {.body = R"({"entries":[)" + body + R"(],"next":)" +
                  (next ? std::to_string(*next) : "null") + "}"};
}

Response forget(const std::filesystem::path& path, const Request& request) {
  const auto read = read_json_body(request);
  if (const auto* refusal = std::get_if<Response>(&read)) return *refusal;
  const auto& body = std::get<base::JsonValue>(read);
  base::Problems problems;
  base::JsonObject object{body, "", problems};
  const auto session = read_text(object, "session");
  const auto before = read_text(object, "before");
  const auto all = object.optional_boolean("all");
  const auto time = before ? sessions::parse_iso_time(*before) : std::nullopt;
  if (before && !time) {
    object.report(*object.find("before"), "expected a day such as \"2022-06-15\"");
  }
  if (session && session->empty()) {
    object.report(*object.find("session"), "expected the name or the code of a conversation");
  }
  if (all && !*all) object.report(*object.find("all"), "expected true");
  if (problems.empty() && (session ? 1 : 0) + (before ? 1 : 0) + (all ? 1 : 0) != 1) {
    object.report(body, "expected one of \"session\", \"before\" and \"all\"");
  }
  object.finish();
  if (!problems.empty()) return problem(problems);
  LedgerFile file{path, LedgerFile::Open::Existing};
  const std::uint64_t rows = all    ? file.forget_all()
                             : time ? file.forget_before(*time)
                                    : file.forget_session(*session);
  return {.body = to_body({{"forgotten", rows}})};
}

}  // namespace

Routes admin_routes(const AdminOptions& options) {
  const auto of_ledger = [path = options.ledger](auto respond) {
    return [path, respond](const Request& request) {
      return with_ledger(path, [&] { return respond(path, request); });
    };
  };
  return {
      {"POST", "/admin/reload", [options](const Request&) { return reload(options); },
       "reads packs and ways of asking again", Access::Admin},
      {"GET", "/admin/ledger",
       of_ledger([](const auto& path, const Request&) { return missing(path); }),
       "what was not answered", Access::Admin},
      {"GET", "/admin/ledger/entries",
       of_ledger([most = options.most_bytes](const auto& path, const Request& request) {
         return entries(path, most, request);
       }),
       "what the ledger keeps", Access::Admin},
      {"POST", "/admin/ledger/forget", of_ledger(forget), "removes entries of the ledger",
       Access::Admin},
  };
}

}  // namespace jauap::web
