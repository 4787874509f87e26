#include "bot/cli/command.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "bot/cli/help.h"
#include "bot/web/server_options.h"

namespace {

using jauap::cli::Command;
using jauap::cli::parse_command_line;
using jauap::cli::ParsedLine;
using Words = std::vector<std::string>;

// "command: words" or "error".
std::string understood(const Words& arguments) {
  const ParsedLine line = parse_command_line(arguments);
  if (!line.error.empty()) return line.error;
  std::string text{line.command == nullptr ? "none" : line.command->name};
  for (const std::string& word : line.options.words) text += " [" + word + "]";
  return text;
}

}  // namespace

TEST_CASE("words and options are told apart", "[cli]") {
  struct Case {
    Words arguments;
    std::string wanted;
  };
  const std::vector<Case> cases{
      {{}, "none"},
      {{"--no-color"}, "none"},
      {{"ask", "how", "big"}, "ask [how] [big]"},
      {{"ask", "how", "--json", "big"}, "ask [how] [big]"},
      {{"--knowledge", "a", "ask", "--knowledge", "b", "how"}, "ask [how]"},
      {{"ask", "serve", "help", "test"}, "ask [serve] [help] [test]"},
      {{"ask", "-"}, "ask [-]"},
      {{"ask", "[a,b]", ""}, "ask [[a,b]] []"},
      {{"ask", "-5", "-.5", "plus"}, "ask [-5] [-.5] [plus]"},
      {{"ask", "--", "--json", "--"}, "ask [--json] [--]"},
      {{"help", "ask"}, "help [ask]"},
      {{"ask", "--jsno"}, "there is no option --jsno here; did you mean \"--json\"?"},
      {{"ask", "--prot=3", "x"},
       "there is no option --prot here; what follows \"--\" is never taken as an option"},
      {{"chat", "--port", "1"},
       "there is no option --port here; it stands behind a command that takes it"},
      {{"--json", "ask", "x"},
       "there is no option --json here; it stands behind a command that takes it"},
      {{"ask", "-x"},
       "there is no option -x here; what follows \"--\" is never taken as an option"},
      {{"sevre"}, "there is no command \"sevre\"; did you mean \"serve\"?"},
      {{"how big is it"},
       "there is no command \"how big is it\"; questions are asked with \"jauap ask QUESTION\""},
      {{"explain"}, "expected QUESTION…, found nothing"},
      {{"chat", "hello"}, "takes no arguments"},
      {{"help", "ask", "chat"}, "takes no more than 1 argument, found 2"},
      {{"serve", "--port", "x"}, "--port: expected a number from 0 to 65535, found \"x\""},
      {{"serve", "--max-body", "0"},
       "--max-body: expected a number from 1 to 1073741824, found \"0\""},
      {{"serve", "--threads", "many"},
       "--threads: expected a number from 1 to 1024, found \"many\""},
      {{"serve", "--listen", "::1:80"},
       "--listen: expected an address such as 127.0.0.1:8080, [::1]:8080 or unix:/run/jauap.sock, "
       "found \"::1:80\""},
      {{"serve", "--port", "65536"}, "--port: expected a number from 0 to 65535, found \"65536\""},
      {{"serve", "--widget-parent", "https://a.example/x"},
       "--widget-parent: expected an origin such as https://example.org, found "
       "\"https://a.example/x\""},
      {{"serve", "--widget-parent", "https://a.example; script-src *"},
       "--widget-parent: expected an origin such as https://example.org, found "
       "\"https://a.example; script-src *\""},
      {{"serve", "--widget-parent", "*"},
       "--widget-parent: expected an origin such as https://example.org, found "
       "\"*\""},
      {{"ask", "x", "--language", "../en"},
       "--language: expected a language such as en, found \"../en\""},
  };
  for (const auto& [arguments, wanted] : cases) CHECK(understood(arguments) == wanted);
}

TEST_CASE("an option without its value is wrong usage", "[cli]") {
  CHECK_FALSE(parse_command_line({"ask", "x", "--knowledge"}).error.empty());
  CHECK_FALSE(parse_command_line({"ask", "x", "--json=false"}).error.empty());
}

TEST_CASE("the last value counts, and all of a repeatable option", "[cli]") {
  const auto options =
      parse_command_line({"--knowledge", "a", "serve", "--knowledge=b", "--port", "1", "--port=2"})
          .options;
  CHECK(options.knowledge == std::vector<std::filesystem::path>{"a", "b"});
  CHECK(options.port == 2);
}

TEST_CASE("every limit of the server is an option and a variable", "[cli]") {
  const auto server = parse_command_line({"serve", "--listen", "[::]:443", "--listen=unix:/a",
                                          "--max-body=5", "--request-time", "7", "--threads", "3"})
                          .options.server;
  CHECK(server.listen == std::vector<std::string>{"[::]:443", "unix:/a"});
  CHECK(server.max_body == 5);
  CHECK(server.request_time == std::chrono::seconds{7});
  CHECK(server.threads == 3);
  CHECK(server.max_waiting == jauap::web::ServerOptions{}.max_waiting);
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs
  setenv("JAUAP_CLIENT_RATE", "20", 1);
  CHECK(parse_command_line({"serve"}).options.server.client_rate == 20);
  CHECK(parse_command_line({"serve", "--client-rate=0"}).options.server.client_rate == 0);
  unsetenv("JAUAP_CLIENT_RATE");
  // NOLINTEND(concurrency-mt-unsafe)
}

TEST_CASE("flags come before the environment, and that before what is built in", "[cli]") {
  // NOLINTBEGIN(concurrency-mt-unsafe): no other thread runs
  CHECK(parse_command_line({"serve"}).options.port == 8080);
  setenv("JAUAP_PORT", "9000", 1);
  setenv("JAUAP_KNOWLEDGE", "a::b:", 1);
  CHECK(parse_command_line({"serve"}).options.port == 9000);
  CHECK(parse_command_line({"serve", "--port", "1"}).options.port == 1);
  CHECK(parse_command_line({"serve"}).options.knowledge ==
        std::vector<std::filesystem::path>{"a", "b"});
  setenv("JAUAP_PORT", "many", 1);
  CHECK(understood({"serve"}) == "JAUAP_PORT: expected a number from 0 to 65535, found \"many\"");
  CHECK(understood({"ask", "x"}) == "ask [x]");  // which has no port
  setenv("JAUAP_PORT", "", 1);
  CHECK(parse_command_line({"serve"}).options.port == 8080);
  unsetenv("JAUAP_PORT");
  unsetenv("JAUAP_KNOWLEDGE");
  // NOLINTEND(concurrency-mt-unsafe)
}

TEST_CASE("every option of a command exists and is explained", "[cli]") {
  for (const Command& command : jauap::cli::all_commands()) {
    INFO(command.name);
    CHECK(command.run != nullptr);
    CHECK(command.summary.substr(command.summary.size() - 1) == ".");
    const std::string help = jauap::cli::command_help(command);
    for (const jauap::cli::Option* option : jauap::cli::options_of(command)) {
      REQUIRE(option != nullptr);
      CHECK(help.find(option->name) != std::string::npos);
    }
  }
}

TEST_CASE("text is broken at spaces", "[cli]") {
  CHECK(jauap::cli::wrap("", 10, 2).empty());
  CHECK(jauap::cli::wrap("one two three", 8, 2) == "one two\n  three");
  CHECK(jauap::cli::wrap("ääää öööö", 9, 0) == "ääää öööö");
  CHECK(jauap::cli::wrap("a\n\nb c", 1, 1) == "a\n\n b\n c");
  CHECK(jauap::cli::wrap("extraordinary a", 4, 0) == "extraordinary\na");
}
