#include "bot/web/mcp.h"

#include <unistd.h>

#include "bot/cli/command.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/line_reader.h"
#include "bot/cli/load.h"
#include "bot/cli/words.h"

namespace jauap::cli {

int mcp(const Options& options, Output& output) {
  const auto chatbots = load_packs_or_complain(options);
  if (!chatbots) return kWrongFile;
  const web::Mcp server{*chatbots, web_folder(options)};
  LineReader reader{STDIN_FILENO};
  while (const auto line = reader.next()) {
    if (is_blank(line->text)) continue;
    // A line that is too long was cut, and so is no JSON: that is its answer.
    const std::string answer = server.answer_line(line->text);
    if (answer.empty()) continue;
    output.print_json(answer);
    output.flush();
  }
  return kAnswered;
}

}  // namespace jauap::cli
