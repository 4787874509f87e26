#include "bot/cli/configuration.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bot/cli/command.h"
#include "tests/support/temporary_folder.h"

namespace {

using Catch::Matchers::Contains;
using jauap::TemporaryFolder;
using jauap::cli::all_options;
using jauap::cli::Option;
using jauap::cli::Options;
using jauap::cli::parse_command_line;
using jauap::cli::ParsedLine;
using jauap::cli::print_configuration;
using jauap::cli::read_configuration;

class Folder {
 public:
  std::string file(const std::string& text, const std::string& name = "jauap.toml") const {
    std::ofstream{folder_.path() / name} << text;
    return path(name);
  }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

 private:
  const TemporaryFolder folder_;
};

// The options of a server that is started so.
Options read(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"serve"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  ParsedLine line = parse_command_line(words);
  REQUIRE(line.error.empty());
  for (const auto& problem : read_configuration(line.options)) FAIL(to_string(problem));
  return line.options;
}

// What is printed of it but for where it comes from.
std::vector<std::string> values_of(const Options& options) {
  std::vector<std::string> values;
  for (const Option& option : all_options()) {
    if (option.get == nullptr) continue;
    std::string text{option.name};
    for (const std::string& value : option.get(options)) text += " " + value;
    values.push_back(text);
  }
  return values;
}

}  // namespace

TEST_CASE("a setting holds where neither a flag nor a variable says otherwise", "[cli]") {
  const Folder folder;
  const std::string file = folder.file(
      "port = 9000\nhost = \"::1\"\nmax_waiting = 64\nrequest_time = 7\n"
      "widget_parent = [\"https://a.example\", \"https://b.example\"]\n"
      "allow_origin = \"https://c.example\"\nledger_questions = \"all\"\n");
  ::setenv("JAUAP_HOST", "127.0.0.2", 1);  // NOLINT(concurrency-mt-unsafe)
  const Options options = read({"--config", file, "--max-waiting", "32"});
  ::unsetenv("JAUAP_HOST");  // NOLINT(concurrency-mt-unsafe)
  CHECK(options.port == 9000);
  CHECK(options.host == "127.0.0.2");
  CHECK(options.server.max_waiting == 32);
  CHECK(options.server.request_time == std::chrono::seconds{7});
  CHECK(options.widget_parents ==
        std::vector<std::string>{"https://a.example", "https://b.example"});
  CHECK(options.allowed_origins == std::vector<std::string>{"https://c.example"});
  CHECK(options.ledger_questions == jauap::sessions::KeptQuestions::All);
  const std::string text = print_configuration(options);
  CHECK_THAT(text, Contains("\nport = 9000  # " + file + ":1\n"));
  CHECK_THAT(text, Contains("host = \"127.0.0.2\"  # JAUAP_HOST\n"));
  CHECK_THAT(text, Contains("\nmax_waiting = 32  # --max-waiting\n"));
  CHECK_THAT(text, Contains("\nidle_time = 15  # default\n"));
  CHECK_THAT(text, Contains("\n# threads = …  # not given\n"));
}

TEST_CASE("a path of a configuration is one from its folder", "[cli]") {
  const Folder folder;
  const std::string file = folder.file(
      "knowledge = [\"packs\", \"/other\"]\nledger = \"kept/ledger.db\"\ncache = \"off\"\n");
  const Options options = read({"--config", file});
  CHECK(options.knowledge == std::vector<std::filesystem::path>{folder.path("packs"), "/other"});
  CHECK(options.ledger == folder.path("kept/ledger.db"));
  CHECK(options.cache == "off");
}

TEST_CASE("what is printed of a configuration is one", "[cli]") {
  const Folder folder;
  const Options options = read({"--port", "0", "--ledger", folder.path("a \"b\"\\c"), "--listen",
                                "unix:/tmp/x.sock", "--listen", "[::1]:8080", "--client-rate", "5",
                                "--language", "en", "--no-cache", "--knowledge", folder.path("é")});
  const Options again =
      read({"--config", folder.file(print_configuration(options), "printed.toml")});
  CHECK(values_of(again) == values_of(options));
  // A flag, and what is said anew each time, is no setting.
  CHECK_FALSE(again.no_cache);
  for (const char* name : {"--config", "--session", "--before", "--output", "--help", "--json"}) {
    CHECK_THAT(print_configuration(options), !Contains("\n" + std::string{name}.substr(2) + " = "));
  }
}

TEST_CASE("all that is wrong with a configuration is said with its place", "[cli]") {
  struct Case {
    std::string text;
    std::vector<std::string> problems;
  };
  const std::vector<Case> cases{
      {"port = 70000\nmax_bdy = 5",
       {":1:8: /port: expected a number from 0 to 65535, found \"70000\"",
        ":2:11: /max_bdy: the key \"max_bdy\" is not known here; did you mean \"max_body\"?"}},
      {"port = \"80\"", {":1:8: /port: expected a number, found \"80\""}},
      {"port = 1.5", {"expected a number from 0 to 65535, found \"1.5\""}},
      {"host = 1", {"expected a text, found 1"}},
      {"host = \"\"", {"expected a text"}},
      {"host = [\"::1\"]", {"expected a text, found a list of 1"}},
      {"listen = [\"127.0.0.1:8080\", 1]", {"/listen/1: expected a text, found 1"}},
      {"listen = \"x\"", {"expected an address such as"}},
      {"public_url = \"chat.example.org\"", {":1:14: /public_url: expected an origin"}},
      {"language = \"../x\"", {"expected a language such as en"}},
      {"config = \"x\"", {"the key \"config\" is not known here"}},
      {"[channels", {":1:"}},
  };
  const Folder folder;
  for (const Case& wanted : cases) {
    INFO(wanted.text);
    // A flag that comes before a wrong setting does not hide it.
    ParsedLine line = parse_command_line(
        {"serve", "--config", folder.file(wanted.text), "--port", "8080", "--host", "::1"});
    const auto problems = read_configuration(line.options);
    REQUIRE(problems.size() == wanted.problems.size());
    for (std::size_t i = 0; i < problems.size(); ++i) {
      CHECK_THAT(to_string(problems[i]), Contains(wanted.problems[i]));
    }
    CHECK(line.options.port == 8080);
  }
  ParsedLine line = parse_command_line({"serve", "--config", folder.path("nowhere")});
  CHECK(read_configuration(line.options).size() == 1);
}

TEST_CASE("a password of Redis is not printed", "[cli]") {
  const Options options = read({"--redis", "redis://bot:se@cret@redis/1"});
  CHECK(options.redis == "redis://bot:se@cret@redis/1");
  const std::string printed = print_configuration(options);
  CHECK_THAT(printed, Contains("redis = \"redis://bot:…@redis/1\""));
  CHECK_THAT(printed, !Contains("cret"));
  const ParsedLine wrong = parse_command_line({"serve", "--redis", "redis://bot:secret@redis/one"});
  CHECK_THAT(wrong.error, Contains("expected a database from 0 to 1023"));
  CHECK_THAT(wrong.error, !Contains("secret"));
}
