#include "bot/cli/reply_text.h"

#include "bot/chat/sources.h"

namespace jauap::cli {
namespace {

constexpr std::size_t kMostSources = 5;  // of one answer; more are only told by an ellipsis

}  // namespace

std::vector<std::string> source_lines(const chat::Reply& reply) {
  std::vector<std::string> lines;
  for (const chat::CitedSource& source : chat::sources_of(reply)) {
    if (lines.size() == kMostSources) {
      lines.emplace_back("…");
      break;
    }
    lines.push_back(chat::to_line(source));
  }
  return lines;
}

void print_reply(const chat::Reply& reply, Output& output) {
  output.print(reply.answer);
  output.print_raw("\n");
  for (const std::string& line : source_lines(reply)) {
    output.print("  — " + line, Style::Faint);
    output.print_raw("\n");
  }
  if (reply.status == chat::Status::Answered) return;
  for (const std::string& suggestion : reply.suggestions) {
    output.print("  → " + suggestion);
    output.print_raw("\n");
  }
}

}  // namespace jauap::cli
