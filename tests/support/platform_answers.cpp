#include "tests/support/platform_answers.h"

#include <catch2/catch.hpp>
#include <variant>

#include "tests/support/deliveries.h"

namespace jauap::channels {

using nlohmann::json;

std::unique_ptr<Channel> channel(const std::string& platform) {
  return find_platform(platform)->make(settings_of(player(platform)));
}

Delivered read(const std::string& platform, const web::Request& request) {
  return channel(platform)->read(Delivery{request, kNow});
}

Question question(const std::string& platform, const web::Request& request) {
  const Delivered delivered = read(platform, request);
  REQUIRE(delivered.questions.size() == 1);
  return delivered.questions[0];
}

json answer_to(const std::string& platform, const Question& question, chat::Status status) {
  chat::Reply reply;
  reply.status = status;
  reply.answer = "No <idea>.";
  const Answer answer{&reply,
                      {reply.answer, "Ask:", {"How far?", std::string(90, 'q')}, {}, false}};
  const auto answered = channel(platform)->answer(question, answer);
  if (const auto* call = std::get_if<Call>(&answered)) return json::parse(call->body);
  const auto& response = std::get<web::Response>(answered);
  CHECK(response.status == 200);
  CHECK(response.type == "application/json; charset=utf-8");
  return json::parse(response.body);
}

json answer_to(const std::string& platform, const web::Request& request) {
  return answer_to(platform, question(platform, request));
}

web::Request message(const std::string& platform, const std::string& text) {
  return player(platform).deliver({text, "12", kNow});
}

}  // namespace jauap::channels
