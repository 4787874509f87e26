#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bot/channels/platform.h"
#include "bot/web/http.h"

namespace jauap {

// When what the tests deliver arrives, in Unix seconds.
inline constexpr std::int64_t kNow = 1'800'000'000;

// What a delivery of a platform is made of.
struct Message {
  std::string text;
  std::string id = "1";
  std::int64_t time = 0;    // Unix seconds
  std::string secret = "";  // another one than the right one; "" for the right one
  std::string user = "ann";
};

// A platform as the tests play it, from its documentation.
struct Player {
  std::string platform;
  std::map<std::string, std::string, std::less<>> values;  // of the settings
  std::function<web::Request(const Message&)> deliver;
  std::string proof = "";  // the field that holds the signature or token; "" where the body does
  bool signs_body = false;
  bool signs_time = false;
  bool has_id = true;
  bool is_sent_once = false;  // what comes again is a replay, never the platform's own
  int refused_status = 401;   // of a wrong secret
};

// One for every platform.
const std::vector<Player>& players();
const Player& player(const std::string& platform);

// The settings of a channel that is called as its platform, at https://chat.example.org.
channels::ChannelSettings settings_of(const Player& player);

// A token as Google Chat bears it, of Google's key or of another one.
std::string google_token(const nlohmann::ordered_json& claims, const std::string& header,
                         bool is_of_other_key);

web::Request json_request(const std::string& body, web::Fields fields = {});
web::Request form_request(const std::vector<std::pair<std::string, std::string>>& form,
                          web::Fields fields = {});

}  // namespace jauap
