#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/channels/platform.h"

namespace jauap::channels {

// The channels of a configuration file, with the secrets that it names.
struct Config {
  std::vector<ChannelSettings> channels;
};

struct ConfigFile {
  Config config;            // as far as it could be read
  base::Problems problems;  // of all parts; with any of them no channel may be served
};

// The value of an environment variable, "" where it is not set.
using Environment = std::function<std::string(const std::string& name)>;

// Reads the channels of a configuration file (bot/cli/configuration.h):
//
//   [channels.slack]
//   platform = "slack-command"          # may be left out where the name says it
//   pack = "gull-rock"                  # one pack only; may be left out
//   signing_secret_file = "slack.key"   # relative to this file; or JAUAP_SLACK_SIGNING_SECRET
//
// A secret in the file itself is a mistake, and so is a required setting that is not there: then
// the Problem says how to give it. A variable comes before a file. `public_url` is how others reach
// this server, "https://chat.example.org"; "" where that is not known.
ConfigFile read_config(const base::JsonValue& document, const std::filesystem::path& file,
                       const std::string& public_url, const Environment& environment);

// The channels as they stand in such a file, each value with where it comes from, but for secrets,
// of which only that is said.
std::string print_channels(const Config& config);

// "JAUAP_SLACK_SIGNING_SECRET", of the channel "slack".
std::string variable_of(std::string_view channel, std::string_view setting);

// What to do for each channel, for people: the address to register and what is missing. Of problems
// only those of a channel.
std::string explain(const ConfigFile& file);

}  // namespace jauap::channels
