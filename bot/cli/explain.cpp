#include "bot/cli/command.h"
#include "bot/cli/load.h"
#include "bot/cli/reply_text.h"
#include "bot/cli/words.h"

namespace jauap::cli {
namespace {

void print_indented(const std::string& text, std::size_t spaces, Output& output) {
  std::string line = std::string(spaces, ' ');
  for (const char c : text) {
    line += c;
    if (c == '\n') line += std::string(spaces, ' ');
  }
  output.print(line + "\n");
}

void print_trace(const chat::Reply& reply, Output& output) {
  for (const base::TraceStep& step : *reply.trace) {
    output.print(step.stage, Style::Strong);
    output.print_raw("\n");
    if (!step.summary.empty()) print_indented(step.summary, 2, output);
    for (const std::string& detail : step.details) print_indented(detail, 4, output);
  }
  for (const std::string& step : reply.steps) print_indented("= " + step, 2, output);
  output.print_raw("\n");
}

}  // namespace

int explain(const Options& options, Output& output) {
  const auto chatbot = load_or_complain(options);
  if (chatbot == nullptr) return kWrongFile;
  const chat::Reply reply = chatbot->reply(joined_words(options.words), {.explain = true});
  if (options.json) {
    output.print_json(chat::to_json_line(reply, ""));
  } else {
    if (reply.trace) print_trace(reply, output);
    print_reply(reply, output);
  }
  return reply.status == chat::Status::Answered ? kAnswered : kNotAnswered;
}

}  // namespace jauap::cli
