#include <algorithm>
#include <stdexcept>

#include "bot/channels/platform.h"

namespace jauap::channels {

// Each in the file of its name; WhatsApp and Messenger in meta.cpp.
Platform standard_webhooks();
Platform slack_command();
Platform slack_events();
Platform mattermost();
Platform rocket_chat();
Platform zulip();
Platform telegram();
Platform teams();
Platform discord();
Platform google_chat();
Platform whatsapp();
Platform messenger();
Platform line();
Platform matrix();
Platform twilio();
Platform rasa();
Platform dialogflow();

const std::vector<Platform>& platforms() {
  static const std::vector<Platform> kPlatforms{
      standard_webhooks(),
      slack_command(),
      slack_events(),
      mattermost(),
      rocket_chat(),
      zulip(),
      telegram(),
      teams(),
      discord(),
      google_chat(),
      whatsapp(),
      messenger(),
      line(),
      matrix(),
      twilio(),
      rasa(),
      dialogflow(),
  };
  return kPlatforms;
}

const Platform* find_platform(std::string_view name) {
  const auto& all = platforms();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Platform& platform) { return platform.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Platform& platform_of(const ChannelSettings& settings) {
  const Platform* found = find_platform(settings.platform);
  if (found == nullptr) throw std::logic_error{"there is no platform " + settings.platform};
  return *found;
}

std::string path_of(const Platform& platform, std::string_view name) {
  return std::string{"/webhooks/"}.append(name).append(platform.path);
}

}  // namespace jauap::channels
