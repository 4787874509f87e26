#include <unistd.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "bot/cli/command.h"
#include "bot/cli/line_reader.h"
#include "bot/cli/load.h"
#include "bot/cli/reply_text.h"
#include "bot/cli/words.h"
#include "bot/sessions/sessions.h"

namespace jauap::cli {
namespace {

struct JsonQuestion {
  std::string session;
  std::string message;
  std::string error;  // what is wrong with the line, "" for nothing
};

// Members that are not known are left alone: programs may add their own.
JsonQuestion read_json_question(const LineReader::Line& line) {
  if (!line.complete) return {"", "", "is too long"};
  const auto json = nlohmann::json::parse(line.text, nullptr, false);
  if (!json.is_object()) return {"", "", "expected a JSON object"};
  const auto message = json.find("message");
  if (message == json.end() || !message->is_string()) {
    return {"", "", "expected a text as \"message\""};
  }
  const auto session = json.find("session");
  const bool has_session = session != json.end() && !session->is_null();
  if (has_session && !session->is_string()) return {"", "", "expected a text as \"session\""};
  return {has_session ? session->get<std::string>() : "", message->get<std::string>(), ""};
}

int ask_json_lines(const chat::Chatbot& chatbot, Output& output) {
  LineReader reader{STDIN_FILENO};
  sessions::Sessions sessions;
  int code = kAnswered;
  bool all_read = true;
  std::size_t number = 0;
  while (const auto line = reader.next()) {
    ++number;
    if (is_blank(line->text)) continue;
    const JsonQuestion question = read_json_question(*line);
    if (!question.error.empty()) {
      Output::message("jauap ask: line " + std::to_string(number) + ": " + question.error);
      all_read = false;
      continue;
    }
    const chat::Reply reply = sessions.reply(chatbot, question.session, question.message);
    if (reply.status != chat::Status::Answered) code = kNotAnswered;
    output.print_json(chat::to_json_line(reply, question.session));
    output.flush();
  }
  return all_read ? code : kWrongUsage;
}

int answer(const chat::Chatbot& chatbot, const std::string& question, const Options& options,
           Output& output) {
  const chat::Reply reply = chatbot.reply(question);
  if (options.json) {
    output.print_json(chat::to_json_line(reply, ""));
  } else {
    print_reply(reply, output);
  }
  output.flush();
  return reply.status == chat::Status::Answered ? kAnswered : kNotAnswered;
}

int ask_lines(const chat::Chatbot& chatbot, const Options& options, Output& output) {
  LineReader reader{STDIN_FILENO};
  int code = kAnswered;
  bool first = true;
  while (const auto line = reader.next()) {
    if (is_blank(line->text)) continue;
    if (!first && !options.json) output.print_raw("\n");
    first = false;
    if (answer(chatbot, line->text, options, output) != kAnswered) code = kNotAnswered;
  }
  return code;
}

int wrong(const std::string& message) {
  Output::message("jauap ask: " + message);
  return kWrongUsage;
}

}  // namespace

int ask(const Options& options, Output& output) {
  const bool from_input = options.words.empty() || options.words == std::vector<std::string>{"-"};
  if (options.json && options.json_lines) return wrong("expected --json or --jsonl, found both");
  if (options.json_lines && !from_input) {
    return wrong("--jsonl reads the questions from standard input, found one as an argument too");
  }
  if (options.words.empty() && Output::input_is_terminal()) {
    return wrong("expected a question, found nothing; \"jauap ask -\" reads them line by line");
  }
  const auto chatbot = load_or_complain(options);
  if (chatbot == nullptr) return kWrongFile;
  if (options.json_lines) return ask_json_lines(*chatbot, output);
  if (from_input) return ask_lines(*chatbot, options, output);
  return answer(*chatbot, joined_words(options.words), options, output);
}

}  // namespace jauap::cli
