// Runs the program itself, over the packs that come with it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_program.h"
#include "tests/support/shipped_chatbot.h"

namespace {

using jauap::Ended;
using jauap::run_at_terminal;
using jauap::run_shell;

// In single quotes for the shell.
std::string quoted_for_shell(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "'\\''" : std::string{c};
  return result + "'";
}

std::string known() {
  return jauap::shipped_chatbot()->starters(1).at(0);
}
std::string known_answer() {
  return jauap::shipped_chatbot()->reply(known()).answer;
}
const std::string kNonsense = "Zxqv wkjh bnmp?";

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// What is the same for every way of ending: a part of each output, "" for an empty one.
struct Case {
  std::string line;
  int code;
  std::string output;
  std::string messages;
};

void check(const Case& wanted) {
  const Ended ended = run_shell(wanted.line);
  INFO(wanted.line << "\nwanted " << wanted.code << "\n"
                   << wanted.output << "\n"
                   << wanted.messages << "\nfound " << ended.code << "\n"
                   << ended.output << "\n"
                   << ended.messages);
  CHECK(ended.code == wanted.code);
  CHECK(contains(ended.output, wanted.output));
  CHECK(ended.output.empty() == wanted.output.empty());
  CHECK(contains(ended.messages, wanted.messages));
  CHECK(ended.messages.empty() == wanted.messages.empty());
}

}  // namespace

TEST_CASE("a ledger of an earlier version is taken over, shown and cleared", "[program]") {
  const Ended ended = run_shell(R"sh(
set -e
export JAUAP_LEDGER=ledger
line='{"time":"2022-06-15T08:00:00Z","question":"How high?","answer":"34 m","helpful":false,'
echo "$line"'"comment":"me@example.com","session":"s"}' > old.jsonl
echo '{"kind":"question","time":"2022-06-16T08:00:00Z","question":"Trade with Atlantis?",'`
     `'"status":"unknown","missing":"Atlantis","session":"t"}' >> old.jsonl
$JAUAP ledger import old.jsonl
$JAUAP ledger list
$JAUAP ledger list --json
$JAUAP ledger export
$JAUAP ledger stats
$JAUAP ledger stats --json
$JAUAP ledger forget --session t
$JAUAP ledger forget --before 2022-06-16
$JAUAP ledger forget --all
)sh");
  INFO(ended.output << ended.messages);
  CHECK(ended.code == 0);
  CHECK(ended.messages.empty());
  for (const char* part :
       {"2 entries taken over\n", "     1  2022-06-16  Atlantis\n        Trade with Atlantis?\n",
        R"({"missing":"Atlantis","questions":1,"last":"2022-06-16T08:00:00Z",)",
        R"("answer":"34 m","helpful":false,"comment":"[e-mail]")", "not helpful  1\n",
        R"("questions":1,"helpful":0,"not_helpful":1,"first":"2022-06-15T08:00:00Z")",
        "1 entry forgotten\n1 entry forgotten\n0 entries forgotten\n"}) {
    INFO(part);
    CHECK(contains(ended.output, part));
  }
}

TEST_CASE("each command ends with its exit code, answers and messages apart", "[program]") {
  const std::string asked = quoted_for_shell(known());
  const std::vector<Case> cases{
      {"$JAUAP", 0, "Usage: jauap COMMAND", ""},
      {"$JAUAP --help", 0, "Usage: jauap COMMAND", ""},
      {"$JAUAP help ask", 0, "Usage: jauap ask", ""},
      {"$JAUAP ask --help", 0, "Usage: jauap ask", ""},
      {"$JAUAP help aks", 2, "", "did you mean \"ask\"?"},
      {"$JAUAP version", 0, "jauap " JAUAP_VERSION "\n", ""},
      {"$JAUAP serve --version", 0, "jauap " JAUAP_VERSION "\n", ""},
      {"$JAUAP sevre", 2, "", "did you mean \"serve\"?"},
      {"$JAUAP ask --jsno x", 2, "", "did you mean \"--json\"?"},
      {"$JAUAP ask --json --jsonl", 2, "", "found both"},
      {"$JAUAP ask --jsonl x", 2, "", "--jsonl reads the questions from standard input"},
      {"$JAUAP ask " + asked, 0, known_answer(), ""},
      {"$JAUAP ask " + quoted_for_shell(kNonsense), 1, " ", ""},
      {"$JAUAP explain " + asked, 0, known_answer(), ""},
      {"$JAUAP explain --json " + asked, 0, R"("trace":[)", ""},
      {"$JAUAP check", 0, "no problems: ", ""},
      {"$JAUAP check nowhere", 3, "nowhere: ", ""},
      {"$JAUAP test kazakhstan-lithuania", 0, " as expected\n", ""},
      {"$JAUAP test nowhere", 3, "", "nowhere: "},
      {"$JAUAP ask --knowledge nowhere x", 3, "", "nowhere: "},
      {"JAUAP_KNOWLEDGE=nowhere $JAUAP ask x", 3, "", "nowhere: "},
      {"JAUAP_KNOWLEDGE=nowhere $JAUAP ask --knowledge elsewhere x", 3, "", "elsewhere: "},
      {"$JAUAP ask --intents nowhere x", 3, "", "nowhere/en"},
      {"$JAUAP ask --language xx x", 3, "", "/xx"},
      {"$JAUAP serve --web nowhere --port 0", 4, "", "nowhere"},
      {"$JAUAP serve --host example.invalid --port 0", 4, "", "example.invalid"},
      {"$JAUAP serve --allow-origin '*' --port 0", 2, "", "--allow-origin: expected an origin"},
      {"$JAUAP serve --token-file nowhere --port 0", 4, "", "nowhere"},
      {"echo short > token; $JAUAP serve --token-file token --port 0", 4, "",
       "token of at least 16"},
      {"$JAUAP serve --admin-token-file nowhere --port 0", 4, "", "nowhere"},
      {"echo 0123456789abcdef > token; $JAUAP serve --token-file token --admin-token-file token", 4,
       "", "are the same"},
      {"$JAUAP ledger", 2, "", "expected list|export|stats|forget|import"},
      {"$JAUAP ledger list", 2, "", "--ledger names the file"},
      {"$JAUAP ledger lst --ledger x", 2, "", "expected list, export"},
      {"$JAUAP ledger list --ledger nowhere", 4, "", "nowhere"},
      {"echo '{}' > l; $JAUAP ledger list --ledger l", 3, "", "jauap ledger import"},
      {"$JAUAP ledger forget --ledger x", 2, "", "one of --session, --before and --all"},
      {"$JAUAP ledger forget --all --before 2022-01-01 --ledger x", 2, "", "one of"},
      {"$JAUAP ledger forget --before May --ledger x", 2, "", "expected a day"},
      {"$JAUAP ledger import --ledger x", 2, "", "a file of lines"},
      {"echo '{}' > l; $JAUAP ledger import l --ledger x", 3, "", "l:1"},
      {"$JAUAP serve --ledger / --port 0", 4, "", "Is a directory"},
      {"$JAUAP serve --ledger x --ledger-questions some --port 0", 2, "",
       "expected none, unanswered or all"},
      {"$JAUAP serve --ledger x --ledger-days -1 --port 0", 2, "", "from 0 to 36500"},
      {"$JAUAP serve --check-config", 2, "", "a file that --config names"},
      {"$JAUAP serve --config nowhere --port 0", 3, "", "nowhere: "},
      {"printf '[channels.zulip]' > c; $JAUAP serve --config c --port 0", 3, "",
       "c:1:1: /channels/zulip: the secret \"token\" is missing"},
      {"printf '[channels.zulip]' > c; JAUAP_CONFIG=c $JAUAP serve --check-config", 3,
       "  wrong     the secret", "JAUAP_ZULIP_TOKEN"},
      {"printf '[channels.zulip]' > c; JAUAP_ZULIP_TOKEN=t $JAUAP serve --config c --check-config",
       0, "register  https://YOUR.HOST/webhooks/zulip\n", ""},
      {"printf 'port = 70000\nhots = 1' > c; $JAUAP ask x --config c", 3, "",
       "c:1:8: /port: expected a number from 0 to 65535, found \"70000\"\n"
       "c:2:8: /hots: the key \"hots\" is not known here; did you mean \"host\"?\n"},
      {"printf 'port = 9000\n[channels.zulip]' > c; JAUAP_ZULIP_TOKEN=canary $JAUAP serve "
       "--print-config --config c",
       0, "\nport = 9000  # c:1\n", ""},
      {"printf '[channels.zulip]' > c; JAUAP_ZULIP_TOKEN=canary $JAUAP serve --config c "
       "--print-config | grep -v canary",
       0, "# token = …  # JAUAP_ZULIP_TOKEN\n", ""},
      {"printf '[channels.zulip]\npack=\"no\"' > c; JAUAP_ZULIP_TOKEN=t $JAUAP serve --config c", 4,
       "", "there is no pack \"no\""},
      {"$JAUAP mcp --web nowhere < /dev/null", 4, "", "nowhere"},
      {"$JAUAP mcp --knowledge nowhere < /dev/null", 3, "", "nowhere: "},
      {"$JAUAP mcp < /dev/null", 0, "", ""},
      {"$JAUAP completion tcsh", 2, "", "expected bash, zsh or fish, found \"tcsh\""},
      {"$JAUAP ask x > /dev/full", 4, "", "No space left on device"},
      {"$JAUAP help > /dev/full", 4, "", "No space left on device"},
      {"$JAUAP ask - < /", 4, "", "Is a directory"},
      {"$JAUAP ask - < /dev/null", 0, "", ""},
      {"cp $JAUAP moved; ./moved ask x", 4, "", "cannot find the folder "},
  };
  for (const Case& wanted : cases) check(wanted);
}

TEST_CASE("a table becomes a pack that answers the same", "[program]") {
  const std::string made = "printf 'town,area_km2\\nTarn,5\\nElm,7\\n' > towns.csv; ";
  const std::string import = made + "$JAUAP import towns.csv --output p/my-towns";
  check({import, 0, "wrote p/my-towns/datapackage.json: 1 table, 2 rows\n", ""});
  const std::string quiet = import + " > /dev/null; ";
  check({quiet + "$JAUAP check p/my-towns", 0, "no problems: 1 pack, 2 facts", ""});
  check({quiet + "$JAUAP ask --knowledge p/my-towns What is the area of Elm", 0,
         "The area of Elm is 7 km².", ""});
  check({quiet + "$JAUAP import towns.csv --output p/my-towns", 4, "", "p/my-towns already"});
  check({made + "$JAUAP import towns.csv --output 'My Towns'", 2, "", "found \"My Towns\""});
  check({made + "mkdir q; cp towns.csv q; $JAUAP import towns.csv q/towns.csv --output x", 2, "",
         "two files would be called towns.csv"});
  check({"$JAUAP import nowhere.csv", 3, "", "nowhere.csv: there is no such file"});
  check({"printf 'a,b\\n1\\n' > t.csv; $JAUAP import t.csv", 3, "", "t.csv:2: expected 2 cells"});
}

TEST_CASE("a mistake in a pack is named with its place", "[program]") {
  const std::string pack = "mkdir -p p/broken; echo '{\"name\": }' > p/broken/datapackage.json; ";
  check({pack + "$JAUAP check p", 3, "p/broken/datapackage.json:1:", ""});
  check({pack + "$JAUAP check broken --knowledge p", 3, "p/broken/datapackage.json:1:", ""});
  check({pack + "$JAUAP ask --knowledge p x", 3, "", "p/broken/datapackage.json:1:"});
}

TEST_CASE("a difference from a pack's questions is shown", "[program]") {
  const std::string copy = "cp -r " JAUAP_SOURCE_DIR "/knowledge copy; for f in copy/*/; do echo ";
  const std::string question =
      R"('{"id": "n", "turns": [{"ask": "Zxqv?", "expect": "answer"}]}' > $f/questions.jsonl; done; )";
  check({copy + question + "$JAUAP test copy", 1,
         "questions.jsonl:1: n\n  > Zxqv?\n  wanted  an answer\n  found   unknown: ", ""});
}

TEST_CASE("each line of input is a question", "[program]") {
  const std::string lines = "printf '%s\\n' " + quoted_for_shell(known()) + " '' Zxqv | ";
  for (const std::string line : {"$JAUAP ask --json", "$JAUAP ask --json -"}) {
    const Ended ended = run_shell(lines + line);
    INFO(line << "\n" << ended.output << ended.messages);
    CHECK(ended.code == 1);
    CHECK(count_lines(ended.output) == 2);
  }
  check({lines + "$JAUAP ask", 1, known_answer(), ""});
}

TEST_CASE("lines of JSON are answered in order, one each", "[program]") {
  const std::string question = nlohmann::json{{"session", "s1"}, {"message", known()}}.dump();
  const Ended ended = run_shell("printf '%s\\n' " + quoted_for_shell(question) +
                                R"( '{"message": "Zxqv"}' '{"message": ""}' | $JAUAP ask --jsonl)");
  CHECK(ended.messages.empty());
  CHECK(ended.code == 1);
  std::vector<nlohmann::json> replies;
  std::istringstream lines{ended.output};
  for (std::string line; std::getline(lines, line);) replies.push_back(nlohmann::json::parse(line));
  REQUIRE(replies.size() == 3);
  CHECK(replies[0]["session"] == "s1");
  CHECK(replies[0]["status"] == "answered");
  CHECK(replies[0]["answer"] == known_answer());
  CHECK(replies[1]["status"] == "unknown");
}

TEST_CASE("a broken line of JSON is named, and the others are answered", "[program]") {
  const Ended ended = run_shell(
      R"(printf '%s\n' '{"message": 1}' '{' '[]' '{"message": "x", "session": 1}' '{"message": "x"}' |)"
      " $JAUAP ask --jsonl");
  CHECK(ended.code == 2);
  CHECK(count_lines(ended.output) == 1);
  CHECK(ended.messages ==
        "jauap ask: line 1: expected a text as \"message\"\n"
        "jauap ask: line 2: expected a JSON object\n"
        "jauap ask: line 3: expected a JSON object\n"
        "jauap ask: line 4: expected a text as \"session\"\n");
}

TEST_CASE("each reply is out before the next question is in", "[program]") {
  // The second question is only sent when the first reply is read.
  check(
      {"coproc $JAUAP ask --jsonl\n"
       "for i in 1 2; do echo '{\"message\": \"Zxqv\"}' >&\"${COPROC[1]}\"\n"
       "read -r -t 60 -u \"${COPROC[0]}\" line && echo \"got $i\"; done",
       0, "got 1\ngot 2\n", ""});
}

TEST_CASE("a reader that has enough ends the program without a message", "[program]") {
  check({"yes Zxqv 2> /dev/null | $JAUAP ask | head -n 1; echo ${PIPESTATUS[1]}", 0, "\n4\n", ""});
}

TEST_CASE("nothing of a question reaches the terminal as a control character", "[program]") {
  for (const std::string option : {"", "--json"}) {
    const Ended ended =
        run_shell("$JAUAP ask " + option + R"( $'Zxqv \e[31m \u009b \x7f \xff \u202e')");
    INFO(ended.output);
    CHECK(ended.code == 1);
    for (const char* sent : {"\x1b", "\x7f", "\xC2\x9B", "\xFF", "\u202e"}) {
      CHECK_FALSE(contains(ended.output, sent));
    }
  }
}

TEST_CASE("colour is for terminals and for those who ask for it", "[program]") {
  const std::string ask = "$JAUAP ask " + quoted_for_shell(known());
  const auto is_colored = [](const Ended& ended) { return contains(ended.output, "\x1b["); };
  CHECK_FALSE(is_colored(run_shell(ask)));
  CHECK(is_colored(run_shell("FORCE_COLOR=1 " + ask)));
  CHECK_FALSE(is_colored(run_shell("FORCE_COLOR=0 " + ask)));
  CHECK_FALSE(is_colored(run_shell("NO_COLOR=1 FORCE_COLOR=1 " + ask)));
  CHECK_FALSE(is_colored(run_shell("FORCE_COLOR=1 " + ask + " --no-color")));
  CHECK(is_colored(run_at_terminal(ask)));
  CHECK_FALSE(is_colored(run_at_terminal(ask + " --no-color")));
  CHECK_FALSE(is_colored(run_at_terminal("NO_COLOR=1 " + ask)));
  CHECK_FALSE(is_colored(run_at_terminal("TERM=dumb " + ask)));
}

TEST_CASE("at a terminal, a command without a question says what is missing", "[program]") {
  const Ended ended = run_at_terminal("$JAUAP ask");
  CHECK(ended.code == 2);
  CHECK(contains(ended.output, "expected a question, found nothing"));
}

TEST_CASE("a chat at a terminal answers, and keeps its lines for the next one", "[program]") {
  const std::string show =
      "; echo \"ended $?\"; stat -c %a .local/state/jauap/history; "
      "cat .local/state/jauap/history";
  const Ended ended = run_at_terminal("$JAUAP chat" + show, {"Zxqv\xC3\xA9?\n", "\x04"});
  INFO(ended.output);
  CHECK(contains(ended.output, "> "));
  CHECK(contains(ended.output, "ended 0"));
  CHECK(contains(ended.output, "600"));
  CHECK(contains(ended.output, "_HiStOrY_V2_"));
  const Ended elsewhere = run_at_terminal(
      "export XDG_STATE_HOME=$PWD/state; $JAUAP chat; ls state/jauap", {"Zxqv\n", "quit\n"});
  CHECK(contains(elsewhere.output, "history"));
}

TEST_CASE("a chat without a terminal is questions in and answers out", "[program]") {
  const Ended ended = run_shell("printf '%s\\n' " + quoted_for_shell(known()) +
                                " '' exit never | $JAUAP chat; ls -A");
  INFO(ended.output);
  CHECK(contains(ended.output, known_answer()));
  CHECK_FALSE(contains(ended.output, "> "));
  CHECK_FALSE(contains(ended.output, ".local"));
  CHECK(ended.messages.empty());
}

TEST_CASE("the server says where it is, and ends when told to", "[program]") {
  for (const std::string signal : {"INT", "TERM"}) {
    check(
        {"set -m; $JAUAP serve --port 0 > url & server=$!\n"
         "for i in {1..600}; do [[ -s url ]] && break; sleep 0.1; done; cat url\n"
         "kill -" +
             signal + " $server; wait $server; echo \"ended $?\"",
         0, "ended 0\n", ""});
  }
}

TEST_CASE("each message of a program that starts this one is answered by a line", "[program]") {
  check(
      {"printf '%s\\n' '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}' "
       "'{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}' '' "
       "'{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}' | $JAUAP mcp",
       0,
       "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n"
       "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n",
       ""});
}

TEST_CASE("a port that is taken is named", "[program]") {
  const Ended ended = run_shell(
      "$JAUAP serve --port 0 > url & server=$!\n"
      "for i in {1..600}; do [[ -s url ]] && break; sleep 0.1; done\n"
      "port=$(sed 's/.*://' url); $JAUAP serve --port $port; code=$?; kill $server; wait; exit "
      "$code");
  INFO(ended.messages);
  CHECK(ended.code == 4);
  CHECK(ended.output.empty());
  CHECK(contains(ended.messages, "127.0.0.1"));
}

TEST_CASE("the completions are programs of their shells", "[program]") {
  check({"$JAUAP completion bash | bash -n && echo good", 0, "good", ""});
  check({"$JAUAP completion zsh > z; if command -v zsh > n; then zsh -n z; fi && echo good", 0,
         "good", ""});
  check({"$JAUAP completion fish > f; if command -v fish > n; then fish -n f; fi && echo good", 0,
         "good", ""});
}

TEST_CASE("bash completes commands, options, choices and folders", "[program]") {
  const std::string complete =
      "source <($JAUAP completion bash); mkdir folder; touch file\n"
      "try() { COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)); _jauap; echo \"${COMPREPLY[*]}\"; }\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"jauap se", "serve"},
      {"jauap ask --j", "--json --jsonl"},
      {"jauap chat --j", ""},
      {"jauap --no", "--no-cache --no-color"},
      {"jauap completion z", "zsh"},
      {"jauap help exp", "explain"},
      {"jauap --knowledge f", "file folder"},
      {"jauap --knowledge file serve --po", "--port"},
      {"jauap serve --web f", "folder"},
      {"jauap check f", "folder"},
      {"jauap ask f", ""},
  };
  for (const auto& [words, wanted] : cases) {
    const Ended ended = run_shell(complete + "try " + words);
    INFO(words << ended.messages);
    CHECK(ended.output == wanted + "\n");
  }
}

TEST_CASE("the manual page has no mistakes and names every command", "[program]") {
  const Ended ended = run_shell(
      "$JAUAP man > jauap.1; if command -v groff > n; then groff -man -ww -Tutf8 -z jauap.1; fi; "
      "cat jauap.1");
  CHECK(ended.messages.empty());
  for (const std::string part : {".SS \"ask", ".SS \"serve", "JAUAP_KNOWLEDGE", "EXIT STATUS"}) {
    CHECK(contains(ended.output, part));
  }
}
