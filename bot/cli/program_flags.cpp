#include "bot/cli/program_flags.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "bot/cli/option_values.h"
#include "bot/web/cors.h"

namespace jauap::cli {
namespace {

// A language is the name of a folder: nothing that leads out of it.
std::string check_language(const std::string& value) {
  const bool is_name = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
  return is_name ? "" : "expected a language such as en, found \"" + value + "\"";
}

using sessions::KeptQuestions;

constexpr std::array<std::pair<std::string_view, KeptQuestions>, 3> kKeptQuestions{
    {{"none", KeptQuestions::None},
     {"unanswered", KeptQuestions::Unanswered},
     {"all", KeptQuestions::All}}};

constexpr std::array<std::pair<std::string_view, LogFormat>, 2> kLogFormats{
    {{"text", LogFormat::Text}, {"json", LogFormat::Json}}};

}  // namespace

std::vector<Option> program_flags() {
  return {
      flag<&Options::json>("--json", "",
                           "Print each reply as one line of JSON, the object of the HTTP API."),
      flag<&Options::json_lines>(
          "--jsonl", "",
          "Read lines of JSON from standard input, {\"session\": ID, \"message\": TEXT}, of which "
          "the "
          "session may be left out, and print each reply as one line of JSON, in the same order."),
      text<&Options::host>(ValueKind::Text, "--host", "ADDRESS", "JAUAP_HOST",
                           "The address to listen on (127.0.0.1)."),
      number<&Options::port, 0, 65'535>("--port", "NUMBER", "JAUAP_PORT",
                                        "The port to listen on (8080); 0 for any that is free."),
      text<&Options::web>(ValueKind::Folder, "--web", "FOLDER", "JAUAP_WEB",
                          "The folder of the page (the one that came with the program)."),
      list<&Options::allowed_origins, web::check_origin>(
          ValueKind::Text, "--allow-origin", "ORIGIN", "",
          "A site whose pages may ask here, such as https://example.org; may be given several "
          "times "
          "(none but the server's own)."),
      text<&Options::token_file>(
          ValueKind::Path, "--token-file", "FILE", "JAUAP_TOKEN_FILE",
          "A file with the token that every request must bear, but for the health checks (none)."),
      text<&Options::admin_token_file>(
          ValueKind::Path, "--admin-token-file", "FILE", "JAUAP_ADMIN_TOKEN_FILE",
          "A file with another token, for administrators: who bears it may reload packs and read "
          "and clear the ledger below /admin/, which is not there without (none)."),
      text<&Options::ledger>(
          ValueKind::Path, "--ledger", "FILE", "JAUAP_LEDGER",
          "The database that keeps what people think of answers and how many questions were "
          "answered; "
          "the page asks them only where there is one. Nothing that may tell who somebody is gets "
          "into it."),
      choice<&Options::ledger_questions, kKeptQuestions>(
          "--ledger-questions", "WHICH", "JAUAP_LEDGER_QUESTIONS",
          "Which questions the ledger keeps with their words (none): unanswered or all."),
      number<&Options::ledger_days, 0, 36'500>(
          "--ledger-days", "DAYS", "JAUAP_LEDGER_DAYS",
          "After how many days the ledger forgets an entry (30); 0 for never."),
      number<&Options::ledger_megabytes, 1, 1'000'000>(
          "--ledger-size", "MEGABYTES", "JAUAP_LEDGER_SIZE",
          "How large the ledger may become (256); its oldest questions make room."),
      choice<&Options::log_format, kLogFormats>(
          "--log-format", "FORMAT", "JAUAP_LOG_FORMAT",
          "How the log is written on standard error: text or json, an object a line (text to a "
          "terminal, json to anything else)."),
      each_time(text<&Options::session>(
          ValueKind::Text, "--session", "NAME", "",
          "The conversation to forget: its name, or its code in the ledger.")),
      each_time(text<&Options::before>(ValueKind::Text, "--before", "DAY", "",
                                       "Forget what is older than that day, such as 2022-06-15.")),
      flag<&Options::all>("--all", "", "Forget everything."),
      list<&Options::widget_parents, web::check_origin>(
          ValueKind::Text, "--widget-parent", "SITE", "",
          "A site, such as https://example.org, whose pages may show the page as a widget; may be "
          "given several times."),
      each_time(text<&Options::config>(
          ValueKind::Path, "--config", "FILE", "JAUAP_CONFIG",
          "A file of settings (TOML), which holds where neither an option nor a variable says "
          "otherwise, and of the channels of a server (none).")),
      flag<&Options::check_config>("--check-config", "",
                                   "Explain each channel of the configuration, what to register "
                                   "and what is missing, and end."),
      flag<&Options::print_config>(
          "--print-config", "",
          "Print every setting as such a file, with where its value comes from, and end."),
      each_time(text<&Options::output>(
          ValueKind::Folder, "--output", "FOLDER", "",
          "The folder of the pack, which is made (one named as the first file).")),
      list<&Options::knowledge>(
          ValueKind::Path, "--knowledge", "PATH", "JAUAP_KNOWLEDGE",
          "A pack, a folder of packs or a table (CSV or JSON) to answer from; may be given several "
          "times (the packs that came with the program)."),
      text<&Options::intents>(
          ValueKind::Folder, "--intents", "FOLDER", "JAUAP_INTENTS",
          "The folder that holds the ways of asking, a folder for each language (the one that came "
          "with the program)."),
      text<&Options::language, check_language>(ValueKind::Text, "--language", "LANGUAGE",
                                               "JAUAP_LANGUAGE",
                                               "The language of questions and answers (en)."),
      text<&Options::thesaurus>(
          ValueKind::Folder, "--thesaurus", "FOLDER", "JAUAP_THESAURUS",
          "The folder of WordNet, for words that mean what a pack calls otherwise (where Debian's "
          "wordnet-base has it); \"off\" for none."),
      text<&Options::cache>(ValueKind::Folder, "--cache", "FOLDER", "JAUAP_CACHE",
                            "The folder that keeps what is worked out of tables and ways of "
                            "asking, so that they load "
                            "at once the next time (~/.cache/jauap); \"off\" for none."),
      flag<&Options::no_cache>("--no-cache", "",
                               "Work everything out anew, and keep nothing of it."),
      flag<&Options::no_color>("--no-color", "", "Print without colour."),
      flag<&Options::help>("--help", "-h", "Explain the command."),
      flag<&Options::version>("--version", "", "Print the version."),
  };
}

}  // namespace jauap::cli
