#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/channels/call.h"
#include "bot/channels/delivery.h"
#include "bot/channels/render.h"
#include "bot/web/http.h"

namespace jauap::channels {

// A message to the bot, as a platform delivered it.
struct Question {
  std::string text;          // without the mention of the bot
  std::string conversation;  // the user or thread that it belongs to, unique on the platform
  std::string id;            // of the delivery: the same where it is sent again; "" for none
  nlohmann::json place;      // where the answer goes, for the channel alone
  bool is_typed = false;     // still being typed: wants completions, is part of no conversation
};

// What somebody thinks of an answer: a reaction to it.
struct Opinion {
  std::string answer;  // the platform's id of the message that held it
  std::string id;      // of the delivery
  bool helpful = false;
};

// What a delivery asks for beside an answer, such as joining a room.
struct Action {
  Call call;
  std::string id;  // of what asked for it: the same where it is sent again
};

// What a delivery holds for us. Nothing at all is acknowledged and otherwise ignored.
struct Delivered {
  std::vector<Question> questions;  // more than one only where they are answered by calls
  std::vector<Opinion> opinions;
  // Instead of the acknowledgement: a challenge, a problem. One without a status counts as none.
  web::Response response{.status = 0, .type = "", .body = ""};
  std::vector<Action> actions = {};  // only where the channel makes calls
};

// One configured channel of a platform: how it proves itself, asks and is answered. Immutable and
// safe for concurrent use. Texts and ids of a delivery are any UTF-8.
class Channel {
 public:
  virtual ~Channel() = default;

  // Why it is not certain that the platform sent this; "" where it is. Looks at the raw body. Must
  // be asked before read().
  virtual std::string refuse(const Delivery& delivery) const = 0;
  // The response to what is refused: 401.
  virtual web::Response refusal(const Delivery& delivery, const std::string& wrong) const;
  // What is proven of a delivery and never comes twice: a time with an id. What bears it again is a
  // replay, and refused. "" where the proof says nothing of the kind, or where the platform itself
  // sends the same bytes again, which is acknowledged.
  virtual std::string nonce(const Delivery& /*delivery*/) const { return ""; }
  // Unknown kinds of events are ignored. What is not of the platform's form is ignored too: where a
  // field is absent or of another type it reads as "".
  virtual Delivered read(const Delivery& delivery) const = 0;
  // The answer: the response to the request, or a call to the platform's own API.
  virtual std::variant<web::Response, Call> answer(const Question& question,
                                                   const Answer& answer) const = 0;
  // Whether answers, or some of them, are calls.
  virtual bool calls() const { return false; }
  // The response to a delivery that is not answered in it.
  virtual web::Response acknowledge() const { return {.status = 200, .type = "", .body = ""}; }
  // What became of a call of answer().
  virtual Outcome judge(const CallResult& result) const { return judge_by_status(result); }
};

// An answer in the response: JSON with the status 200.
web::Response json_response(const nlohmann::ordered_json& body);

}  // namespace jauap::channels
