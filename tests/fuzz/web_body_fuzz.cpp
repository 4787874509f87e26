// Any bytes as the body of a request to each interface for programs, the first byte choosing which:
// the answer is JSON, or events of JSON, of a status that the interface knows, and never an error
// of the server's own.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>

#include "bot/chat/pack_chatbots.h"
#include "bot/web/bots.h"
#include "bot/web/chat_api.h"
#include "bot/web/chat_completions.h"
#include "bot/web/mcp.h"

using namespace jauap;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct World {
  chat::PackChatbots chatbots;
  web::Mcp mcp;
};

const World& world() {
  static const World kWorld = [] {
    const std::filesystem::path root{JAUAP_SOURCE_DIR};
    auto chatbots =
        chat::load_pack_chatbots({.knowledge = {root / "knowledge"}, .intents = root / "intents"})
            .value.value();
    return World{chatbots, web::Mcp{chatbots, root / "web"}};
  }();
  return kWorld;
}

void require_json(const web::Response& response, std::initializer_list<int> known) {
  require(std::find(known.begin(), known.end(), response.status) != known.end());
  if (response.type.rfind("text/event-stream", 0) == 0) {
    constexpr std::string_view kEnd = "data: [DONE]\n\n";
    std::string_view events = response.body;
    require(events.size() > kEnd.size() && events.substr(events.size() - kEnd.size()) == kEnd);
    events.remove_suffix(kEnd.size());
    while (!events.empty()) {
      const std::size_t end = events.find("\n\n");
      require(events.substr(0, 6) == "data: " && end != std::string_view::npos);
      require(nlohmann::json::accept(events.substr(6, end - 6)));
      events.remove_prefix(end + 2);
    }
    return;
  }
  require(response.status == 202 ? response.body.empty() : nlohmann::json::accept(response.body));
}

}  // namespace

// Loading is not part of the time of the first input.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  world();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string body{reinterpret_cast<const char*>(data) + 1, size - 1};
  web::Request request{"POST", "/", {}, "application/json", body, "id", {}};
  switch (data[0] % 5) {
    case 0: {
      require_json(web::post_chat(web::Bots{world().chatbots}, request), {200, 400});
      break;
    }
    case 1:
      require_json(web::post_chat_completion(world().chatbots, request, 0), {200, 400, 404});
      break;
    case 2:
      require_json(world().mcp.post(request), {200, 202, 400, 404});
      break;
    case 3:
      request.fields = {{"mcp-protocol-version", "2026-07-28"},
                        {"mcp-method", "tools/call"},
                        {"mcp-name", body.substr(0, body.find('{'))}};
      request.body = body.substr(std::min(body.find('{'), body.size()));
      require_json(world().mcp.post(request), {200, 202, 400, 404});
      break;
    default: {
      const std::string line = world().mcp.answer_line(body);
      require(line.empty() || nlohmann::json::accept(line));
      require(line.find('\n') == std::string::npos);
    }
  }
  return 0;
}
