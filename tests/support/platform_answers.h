#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "bot/channels/platform.h"
#include "bot/chat/reply.h"

namespace jauap::channels {

// The platforms by name, with the settings of their players (deliveries.h).
std::unique_ptr<Channel> channel(const std::string& platform);
Delivered read(const std::string& platform, const web::Request& request);

// The one question of a request; requires that it is one.
Question question(const std::string& platform, const web::Request& request);

// What a question, or that of a request, is answered as JSON where nothing is known and two
// questions are near.
nlohmann::json answer_to(const std::string& platform, const Question& question,
                         chat::Status status = chat::Status::Unknown);
nlohmann::json answer_to(const std::string& platform, const web::Request& request);

// A text as the platform delivers it.
web::Request message(const std::string& platform, const std::string& text = "How high?");

}  // namespace jauap::channels
