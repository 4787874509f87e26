#include "bot/channels/slack_message.h"

#include "bot/channels/delivery.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 3'000;  // of a section
constexpr std::size_t kMostButtons = 5;
constexpr std::size_t kMostLabel = 75;
constexpr std::size_t kMostValue = 2'000;

}  // namespace

void add_answer(nlohmann::ordered_json& message, const Answer& answer) {
  nlohmann::ordered_json elements = nlohmann::ordered_json::array();
  for (const std::string& next : buttons(answer, kMostButtons)) {
    if (length(next) > kMostValue) continue;
    elements.push_back({{"type", "button"},
                        {"action_id", "ask_" + std::to_string(elements.size())},
                        {"text", {{"type", "plain_text"}, {"text", shorten(next, kMostLabel)}}},
                        {"value", next}});
  }
  const std::string text = render(answer, {Markup::Slack, kMostText, elements.empty()});
  message["text"] = text;
  if (elements.empty()) return;
  message["blocks"] = nlohmann::ordered_json::array(
      {{{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", text}}}},
       {{"type", "actions"}, {"elements", elements}}});
}

SlackPress read_press(const std::string& payload) {
  const auto read = web::read_json(payload, kDeliveryLimits);
  const Node body{read.ok() ? &*read.value : nullptr};
  const auto actions = body["actions"].items();
  if (body["type"].text() != "block_actions" || actions.empty()) return {};
  return {actions[0]["value"].text(),   body["team"]["id"].text(),
          body["channel"]["id"].text(), body["message"]["thread_ts"].text(),
          body["user"]["id"].text(),    body["trigger_id"].text(),
          body["response_url"].text()};
}

}  // namespace jauap::channels
