#include "bot/channels/config.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "bot/base/toml_file.h"
#include "tests/support/temporary_folder.h"

namespace jauap::channels {
namespace {

using Catch::Matchers::Contains;

class Folder {
 public:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_.path() / name} << text;
  }
  ConfigFile read(const std::string& text,
                  const std::map<std::string, std::string>& variables = {}) const {
    const auto document = base::parse_toml(text, "jauap.toml");
    REQUIRE(document.ok());
    const base::JsonValue* url = document.value->find("public_url");
    return read_config(*document.value, folder_.path() / "jauap.toml",
                       url == nullptr ? "" : url->text, [&](const std::string& name) {
                         const auto found = variables.find(name);
                         return found == variables.end() ? std::string{} : found->second;
                       });
  }

 private:
  const TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("channels are read, with secrets from files and variables", "[channels]") {
  const Folder folder;
  folder.write("key", "secret\n");
  const ConfigFile file = folder.read(
      "public_url = \"https://chat.example.org\"\n"
      "[channels.slack]\nplatform = \"slack-command\"\nsigning_secret_file = \"key\"\n"
      "[channels.town-chat]\nplatform = \"mattermost\"\npack = \"p\"\n",
      {{"JAUAP_TOWN_CHAT_TOKEN", "token"}});
  REQUIRE(file.problems.empty());
  REQUIRE(file.config.channels.size() == 2);
  const ChannelSettings& slack = file.config.channels[0];
  CHECK(slack.url == "https://chat.example.org/webhooks/slack");
  CHECK(slack["signing_secret"] == "secret");
  CHECK(slack["response_type"] == "in_channel");
  CHECK(slack["no-such"].empty());
  CHECK(file.config.channels[1]["token"] == "token");
  CHECK(file.config.channels[1].pack == "p");
  // The variable comes before the file.
  CHECK(folder.read("[channels.zulip]\ntoken_file = \"key\"\n", {{"JAUAP_ZULIP_TOKEN", "other"}})
            .config.channels[0]["token"] == "other");
}

TEST_CASE("what is wrong with a configuration is said with its place", "[channels]") {
  const Folder folder;
  folder.write("empty", "\n");
  struct Case {
    std::string text;
    std::vector<std::string> problems;  // the line, and a part of what is said
  };
  const std::vector<Case> cases{
      {"[channels.zulip]",
       {":1:1: /channels/zulip: the secret \"token\" is missing; the token in "
        "the bot's zuliprc or botserverrc; write token_file = \"PATH\", or set "
        "JAUAP_ZULIP_TOKEN"}},
      {"[channels.zulip]\ntoken = \"x\"",
       {":1:1: /channels/zulip: the secret \"token\" is missing",
        ":2:9: /channels/zulip/token: a secret does not belong into this file; write token_file"}},
      {"[channels.zulip]\ntoken_file = \"nowhere\"", {"/channels/zulip/token_file: "}},
      {"[channels.zulip]\ntoken_file = \"empty\"", {"the file of this secret is empty"}},
      {"[channels.zulib]", {"there is no platform \"zulib\"; did you mean \"zulip\"?"}},
      {"[channels.x]\nplatform = \"teems\"",
       {":2:12: /channels/x/platform: there is no platform \"teems\"; did you mean \"teams\"?"}},
      {"[channels.Zulip]\nplatform = \"discord\"\npublic_key = \"12\"",
       {"expected a name of at most 40", "public_key: expected 64 hexadecimal digits"}},
      {"[channels.discord]", {"\"public_key\" is missing; the Public Key"}},
      {"channels = 1", {"expected an object"}},
  };
  for (const Case& wanted : cases) {
    INFO(wanted.text);
    const ConfigFile file = folder.read(wanted.text);
    REQUIRE(file.problems.size() == wanted.problems.size());
    for (std::size_t i = 0; i < wanted.problems.size(); ++i) {
      CHECK_THAT(base::to_string(file.problems[i]), Contains(wanted.problems[i]));
    }
  }
  const std::map<std::string, std::string> token{{"JAUAP_TWILIO_AUTH_TOKEN", "t"}};
  CHECK_THAT(base::to_string(folder.read("[channels.twilio]", token).problems.at(0)),
             Contains("\"public_url\" is missing"));
  const std::map<std::string, std::string> slack{{"JAUAP_SLACK_SIGNING_SECRET", "s"},
                                                 {"JAUAP_SLACK_BOT_TOKEN", "t"}};
  for (const auto& [address, is_right] :
       std::map<std::string, bool>{{"https://slack.example.org/api", true},
                                   {"http://127.0.0.1:80", true},
                                   {"http://localhost/x", true},
                                   {"http://slack.example.org", false},
                                   {"http://127.0.0.1.example.org", false},
                                   {"https://slack.example.org/", false},
                                   {"ftp://slack.example.org", false}}) {
    INFO(address);
    CHECK(folder.read("[channels.slack]\napi = \"" + address + "\"", slack).problems.empty() ==
          is_right);
  }
}

TEST_CASE("channels are printed without their secrets", "[channels]") {
  const Folder folder;
  folder.write("key", "canary\n");
  const ConfigFile file = folder.read(
      "[channels.slack]\nplatform = \"slack-command\"\npack = \"p\"\nsigning_secret_file = "
      "\"key\"\n"
      "[channels.zulip]\n",
      {{"JAUAP_ZULIP_TOKEN", "canary"}});
  const std::string text = print_channels(file.config);
  CHECK_THAT(text, !Contains("canary"));
  CHECK_THAT(text, Contains("[channels.slack]\nplatform = \"slack-command\"\npack = \"p\"\n"));
  CHECK_THAT(text, Contains("\n# signing_secret = …  # ") && Contains("jauap.toml:4\n"));
  CHECK_THAT(text, Contains("\nresponse_type = \"in_channel\"  # default\n"));
  CHECK_THAT(text, Contains("\n# token = …  # JAUAP_ZULIP_TOKEN\n"));
}

TEST_CASE("each channel is explained", "[channels]") {
  const Folder folder;
  CHECK(explain(folder.read("")) == "no channel is configured\n");
  const std::string text = "[channels.zulip]\n[channels.rest]\nplatform = \"rasa\"\n";
  CHECK(
      explain(folder.read(text, {{"JAUAP_REST_TOKEN", "t"}})) ==
      "rest: Rasa REST channel\n"
      "  register  https://YOUR.HOST/webhooks/rest/webhook\n"
      "  as        the address of the widget (its server is what stands before /webhooks)\n"
      "  complete\n"
      "zulip: Zulip outgoing webhook bot\n"
      "  register  https://YOUR.HOST/webhooks/zulip\n"
      "  as        the Endpoint URL of the bot\n"
      "  wrong     the secret \"token\" is missing; the token in the bot's zuliprc or botserverrc; "
      "write token_file = \"PATH\", or set JAUAP_ZULIP_TOKEN\n");
}

TEST_CASE("the registration file of a Matrix channel is printed", "[channels]") {
  const Folder folder;
  const std::map<std::string, std::string> secrets{{"JAUAP_MATRIX_AS_TOKEN", "secret-a"},
                                                   {"JAUAP_MATRIX_HS_TOKEN", "secret-h"}};
  const std::string api = "api = \"https://matrix.example.org\"\n";
  CHECK(explain(folder.read("public_url = \"https://chat.example.org\"\n[channels.matrix]\n"
                            "user = \"@answers+1:example.org\"\n" +
                                api,
                            secrets)) ==
        "matrix: Matrix application service\n"
        "  register  https://chat.example.org/webhooks/matrix\n"
        "  as        the url of a registration file of the homeserver:\n"
        "            id: jauap-matrix\n"
        "            url: https://chat.example.org/webhooks/matrix\n"
        "            as_token: AS_TOKEN  # the secret as_token of this channel\n"
        "            hs_token: HS_TOKEN  # the secret hs_token of this channel\n"
        "            sender_localpart: 'answers+1'\n"
        "            rate_limited: false\n"
        "            namespaces:\n"
        "              users: [{exclusive: true, regex: '@answers\\+1:example\\.org'}]\n"
        "              aliases: []\n"
        "              rooms: []\n"
        "  complete\n");
  for (const std::string user :
       {"answers", "@answers", "@:x", "@a:", "@a'b:example.org", "@a:b c"}) {
    INFO(user);
    CHECK(folder.read("[channels.matrix]\nuser = \"" + user + "\"\n" + api, secrets)
              .problems.size() == 1);
  }
}

TEST_CASE("every platform is explained for people", "[channels]") {
  for (const Platform& platform : platforms()) {
    INFO(platform.name);
    CHECK_FALSE(platform.title.empty());
    CHECK_FALSE(platform.register_as.empty());
    CHECK_FALSE(platform.content_types.empty());
    const std::string name{platform.name};
    CHECK(std::filesystem::exists(std::filesystem::path{JAUAP_SOURCE_DIR} / "docs/channels" /
                                  (name + ".md")));
    for (const Setting& setting : platform.settings) CHECK_FALSE(setting.about.empty());
  }
}

}  // namespace jauap::channels
