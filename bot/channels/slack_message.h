#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "bot/channels/render.h"

namespace jauap::channels {

// Adds to a message of Slack the text of an answer, and buttons for the questions to go on with.
void add_answer(nlohmann::ordered_json& message, const Answer& answer);

// A pressed button of a message that add_answer() wrote.
struct SlackPress {
  std::string question;  // "" where it is none of ours
  std::string team;
  std::string channel;
  std::string thread;  // "" where the message begins none
  std::string user;
  std::string id;
  std::string response_url;  // where Slack takes answers to it
};

// Reads what Slack sends to the Interactivity Request URL, the "payload" of a form.
SlackPress read_press(const std::string& payload);

}  // namespace jauap::channels
