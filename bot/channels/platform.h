#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/channels/channel.h"

namespace jauap::channels {

// What a platform must or may be told in the configuration file.
struct Setting {
  enum class Kind {
    Text,    // in the file: "username"
    Secret,  // in a file of its own ("signing_secret_file"), or in a variable
  };
  std::string_view name = "";
  Kind kind = Kind::Text;
  bool is_required = false;
  std::string_view otherwise = "";  // the value where nothing is said
  std::string_view about = "";
  // What is wrong with a value, "" for nothing.
  std::string (*check)(const std::string& value) = nullptr;
};

// One channel as it is configured. Plain data.
struct ChannelSettings {
  std::string name;      // a part of its address: "slack"
  std::string platform;  // a name of platforms()
  std::string pack;      // the one that is asked; "" for all
  std::string url;       // where the platform reaches it; begins with "/" where that is not known
  std::map<std::string, std::string, std::less<>> values;  // of the settings
  // Where each value comes from: "jauap.toml:3", or a variable of a secret; none of its own values.
  std::map<std::string, std::string, std::less<>> origins = {};

  // "" for a setting that nothing was said of.
  const std::string& operator[](std::string_view setting) const;
};

// Where a platform sends to, behind the address of its channel.
struct Endpoint {
  std::string_view method = "POST";
  std::string_view path = "";  // may hold names: "/rooms/{alias}"
};

// A kind of channel.
struct Platform {
  std::string_view name;                        // "slack-command"
  std::string_view title;                       // "Slack slash command"
  std::string_view register_as;                 // where its address is entered, for people
  std::vector<std::string_view> content_types;  // of a delivery
  std::vector<Setting> settings;
  std::unique_ptr<Channel> (*make)(const ChannelSettings& settings) = nullptr;
  std::string_view path = "";  // behind "/webhooks/NAME", of the address that is registered
  std::vector<Endpoint> endpoints = {{}};
  bool needs_public_url = false;  // for what it signs
  std::size_t max_body = web::kMaxBody;
  base::JsonLimits limits = kDeliveryLimits;  // of a body
  // What else is registered, in lines for people; null for nothing.
  std::string (*registration)(const ChannelSettings& settings) = nullptr;
};

// Every platform, in the order of the documentation.
const std::vector<Platform>& platforms();
// Null where there is none of that name.
const Platform* find_platform(std::string_view name);
// The one of a channel that was configured; std::logic_error where it names none.
const Platform& platform_of(const ChannelSettings& settings);

// "/webhooks/slack": where a channel of that name is served.
std::string path_of(const Platform& platform, std::string_view name);

}  // namespace jauap::channels
