// Any bytes as a delivery to each platform, the first byte choosing which, the second where to and
// in which form: without its proof it is refused; read as if it were proven it makes questions that
// are answered, or nothing.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "bot/channels/platform.h"
#include "bot/web/http_json.h"
#include "tests/support/deliveries.h"

using namespace jauap;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

// JSON, TwiML or nothing.
void require_readable(const web::Response& response) {
  require(response.status >= 200 && response.status < 600);
  if (response.type.rfind("application/json", 0) == 0) {
    require(nlohmann::json::accept(response.body));
  }
}

chat::ReplySections sections_of(const std::string& text) {
  return {
      text, text.substr(0, 60), {text, "How far?"}, {{{text, "", "", text, "", {}}, text}}, true};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const Player& player = players()[data[0] % players().size()];
  const channels::Platform& platform = *channels::find_platform(player.platform);
  const auto channel = platform.make(settings_of(player));
  const std::string body{reinterpret_cast<const char*>(data) + 2, size - 2};
  web::Request request = json_request(body);
  request.content_type = platform.content_types[data[1] % platform.content_types.size()];
  // The field that would prove it is a part of the input too.
  request.fields = {{player.proof, body.substr(0, body.find('\n'))}};
  const auto& endpoint = platform.endpoints[data[1] % platform.endpoints.size()];
  request.method = endpoint.method;
  if (request.method == "GET") {
    request.parameters = web::parse_query(body);
    request.path_parameters = {{"user", body}};
  }
  const channels::Delivery delivery{request, 1'800'000'000, platform.limits};
  // Nobody guesses the secret; that nothing is asked of it needs no proof.
  const bool is_refused = !channel->refuse(delivery).empty();
  channel->nonce(delivery);
  require_readable(channel->refusal(delivery, "why"));
  const channels::Delivered delivered = channel->read(delivery);
  if (player.signs_body) require(is_refused || delivered.questions.empty());
  if (delivered.response.status != 0) require_readable(delivered.response);
  require_readable(channel->acknowledge());
  channel->judge({200, body, {}, ""});
  for (const channels::Question& question : delivered.questions) {
    // Texts of a reply are UTF-8; those of a question may be anything that a form can hold.
    const std::string said = nlohmann::json::parse(web::to_body(question.text)).get<std::string>();
    for (const chat::Status status : {chat::Status::Answered, chat::Status::Unknown}) {
      chat::Reply reply;
      reply.status = status;
      const channels::Answer answer{&reply, sections_of(said), {said}, "https://chat.example.org"};
      const auto answered = channel->answer(question, answer);
      if (const auto* response = std::get_if<web::Response>(&answered)) {
        require_readable(*response);
      } else {
        require(nlohmann::json::accept(std::get<channels::Call>(answered).body));
      }
    }
  }
  return 0;
}
