#include "bot/channels/config.h"

#include <algorithm>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/base/files.h"
#include "bot/base/toml_file.h"
#include "bot/web/http.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMaxSecret = 16'384;
constexpr std::size_t kMaxName = 40;

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxName &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

std::string did_you_mean(const std::string& name) {
  std::vector<std::string> names;
  for (const Platform& platform : platforms()) names.emplace_back(platform.name);
  return base::did_you_mean(name, names);
}

class Reader {
 public:
  Reader(std::filesystem::path file, const std::string& public_url, const Environment& environment)
      : file_{std::move(file)}, public_url_{public_url}, environment_{environment} {}

  ConfigFile read(const base::JsonValue& document) && {
    base::JsonObject object{document, file_.string(), problems_};
    for (const auto& [name, value] : object.members("channels")) read_channel(name, value);
    base::sort_problems(problems_);
    return {std::move(config_), std::move(problems_)};
  }

 private:
  void read_channel(const std::string& name, const base::JsonValue& value) {
    base::JsonObject object{value, file_.string(), problems_};
    if (!is_name(name)) {
      object.report(value, "expected a name of at most " + std::to_string(kMaxName) +
                               " small letters, digits and hyphens, found \"" + name + "\"");
    }
    ChannelSettings channel;
    channel.name = name;
    channel.platform = object.optional_text("platform").value_or(name);
    channel.pack = object.optional_text("pack").value_or("");
    const Platform* platform = find_platform(channel.platform);
    if (platform == nullptr) {
      const base::JsonValue* said = object.find("platform");
      object.report(said == nullptr ? value : *said,
                    "there is no platform \"" + channel.platform + "\"",
                    did_you_mean(channel.platform));
      return;
    }
    if (platform->needs_public_url && public_url_.empty()) {
      object.report(value, "\"public_url\" is missing",
                    std::string{platform->title} +
                        " signs it; write public_url = \"https://YOUR.HOST\" above all channels");
    }
    channel.url = public_url_ + path_of(*platform, name);
    for (const Setting& setting : platform->settings) {
      const std::string found = setting.kind == Setting::Kind::Secret
                                    ? read_secret(object, name, setting)
                                    : read_plain(object, setting);
      if (found.empty()) continue;
      channel.values.emplace(setting.name, found);
      if (std::string origin = origin_of(object, name, setting); !origin.empty()) {
        channel.origins.emplace(setting.name, std::move(origin));
      }
    }
    object.finish();
    config_.channels.push_back(std::move(channel));
  }

  std::string read_plain(base::JsonObject& object, const Setting& setting) {
    const auto said = object.optional_text(setting.name);
    std::string found = said.value_or(std::string{setting.otherwise});
    const base::JsonValue* place = object.find(setting.name);
    if (found.empty() && setting.is_required && place == nullptr) {
      object.report(object.value(), "\"" + std::string{setting.name} + "\" is missing",
                    std::string{setting.about});
    }
    check(object, place == nullptr ? object.value() : *place, setting, found);
    return found;
  }

  std::string read_secret(base::JsonObject& object, const std::string& channel,
                          const Setting& setting) {
    const std::string key = std::string{setting.name} + "_file";
    const std::string variable = variable_of(channel, setting.name);
    if (const base::JsonValue* open = object.find(setting.name); open != nullptr) {
      object.report(*open, "a secret does not belong into this file",
                    "write " + key + " = \"PATH\", or set " + variable);
    }
    const auto path = object.optional_text(key);
    std::string secret = environment_(variable);
    const base::JsonValue* place = path ? object.find(key) : &object.value();
    if (secret.empty() && path) {
      auto loaded = base::read_file(file_.parent_path() / *path, kMaxSecret);
      if (!loaded.ok()) {
        object.report(*place, base::to_string(loaded.problems.front()));
        return "";
      }
      secret = std::move(*loaded.value);
      while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
      if (secret.empty()) object.report(*place, "the file of this secret is empty");
    } else if (secret.empty() && setting.is_required) {
      object.report(
          *place, "the secret \"" + std::string{setting.name} + "\" is missing",
          std::string{setting.about} + "; write " + key + " = \"PATH\", or set " + variable);
    }
    check(object, *place, setting, secret);
    return secret;
  }

  std::string origin_of(base::JsonObject& object, const std::string& channel,
                        const Setting& setting) const {
    const bool is_secret = setting.kind == Setting::Kind::Secret;
    std::string variable = variable_of(channel, setting.name);
    if (is_secret && !environment_(variable).empty()) return variable;
    const base::JsonValue* place =
        object.find(std::string{setting.name} + (is_secret ? "_file" : ""));
    return place == nullptr ? "" : file_.string() + ":" + std::to_string(place->line);
  }

  static void check(base::JsonObject& object, const base::JsonValue& place, const Setting& setting,
                    const std::string& value) {
    if (value.empty() || setting.check == nullptr) return;
    const std::string wrong = setting.check(value);
    if (!wrong.empty()) object.report(place, std::string{setting.name} + ": " + wrong);
  }

  const std::filesystem::path file_;
  const std::string& public_url_;
  const Environment& environment_;
  Config config_;
  base::Problems problems_;
};

}  // namespace

const std::string& ChannelSettings::operator[](std::string_view setting) const {
  static const std::string kNothing;
  const auto found = values.find(setting);
  return found == values.end() ? kNothing : found->second;
}

ConfigFile read_config(const base::JsonValue& document, const std::filesystem::path& file,
                       const std::string& public_url, const Environment& environment) {
  return Reader{file, public_url, environment}.read(document);
}

std::string print_channels(const Config& config) {
  std::string text;
  for (const ChannelSettings& channel : config.channels) {
    text += "\n[channels." + channel.name + "]\nplatform = \"" + channel.platform + "\"\n";
    if (!channel.pack.empty()) text += "pack = " + base::toml_quoted(channel.pack) + "\n";
    for (const Setting& setting : platform_of(channel).settings) {
      if (channel[setting.name].empty()) continue;
      const auto origin = channel.origins.find(setting.name);
      const bool is_secret = setting.kind == Setting::Kind::Secret;
      text += (is_secret ? "# " : "") + std::string{setting.name} + " = " +
              (is_secret ? "…" : base::toml_quoted(channel[setting.name])) + "  # " +
              (origin == channel.origins.end() ? "default" : origin->second) + "\n";
    }
  }
  return text;
}

std::string variable_of(std::string_view channel, std::string_view setting) {
  std::string name = std::string{"JAUAP_"}.append(channel).append("_").append(setting);
  for (char& c : name) {
    if (c == '-') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

std::string explain(const ConfigFile& file) {
  std::string text;
  for (const ChannelSettings& channel : file.config.channels) {
    const Platform& platform = platform_of(channel);
    const bool is_known = channel.url.front() != '/';
    text += channel.name + ": " + std::string{platform.title} + "\n  register  " +
            (is_known ? channel.url : "https://YOUR.HOST" + channel.url) + "\n  as        " +
            std::string{platform.register_as} + "\n";
    bool is_complete = true;
    for (const base::Problem& problem : file.problems) {
      const std::string pointer = "/channels/" + channel.name;
      if (problem.pointer != pointer && problem.pointer.rfind(pointer + "/", 0) != 0) continue;
      is_complete = false;
      text += "  wrong     " + problem.message + (problem.hint.empty() ? "" : "; " + problem.hint) +
              "\n";
    }
    if (!is_complete) continue;
    if (platform.registration != nullptr) text += platform.registration(channel);
    text += "  complete\n";
  }
  return text.empty() ? "no channel is configured\n" : text;
}

}  // namespace jauap::channels
