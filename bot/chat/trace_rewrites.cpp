#include "bot/chat/trace_rewrites.h"

namespace jauap::chat {

std::vector<std::string> to_lines(const std::vector<understanding::Rewrite>& rewrites) {
  std::vector<std::string> lines;
  lines.reserve(rewrites.size());
  for (const auto& rewrite : rewrites) {
    lines.push_back("\"" + rewrite.taken + "\" by " + rewrite.rule);
  }
  return lines;
}

void trace_rewrites(const understanding::Line& line, const std::string& stage,
                    const std::vector<understanding::Rewrite>& rewrites, base::Trace& trace) {
  trace.add(stage, understanding::to_string(line), to_lines(rewrites));
}

}  // namespace jauap::chat
