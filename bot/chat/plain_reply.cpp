#include "bot/chat/plain_reply.h"

#include "bot/chat/cite.h"

namespace jauap::chat {
namespace {

constexpr std::size_t kMostSources = 5;  // more are only told by an ellipsis

}  // namespace

PlainReply compose_plain(const Chatbot::Parts& parts, const Reply& reply) {
  PlainReply plain{reply.answer, {}};
  if (reply.status != Status::Answered && !reply.suggestions.empty()) {
    plain.text += "\n";
    // A question back is followed by its readings, which it has announced itself.
    if (reply.status == Status::Unknown) plain.text += "\n" + say(parts, "suggestions") + "\n";
    for (const std::string& suggestion : reply.suggestions) plain.text += "- " + suggestion + "\n";
    plain.text.pop_back();
  }
  const auto sources = sources_of(reply);
  if (!sources.empty()) plain.text += "\n";
  for (const CitedSource& source : sources) {
    plain.text += "\n";
    if (plain.citations.size() == kMostSources) {
      plain.text += "…";
      break;
    }
    const std::size_t begin = plain.text.size();
    plain.text += say(parts, "source", {{"source", to_line(source)}});
    plain.citations.push_back({source, begin, plain.text.size()});
  }
  return plain;
}

}  // namespace jauap::chat
