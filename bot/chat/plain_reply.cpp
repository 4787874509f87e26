#include "bot/chat/plain_reply.h"

#include "bot/chat/cite.h"

namespace jauap::chat {
namespace {

constexpr std::size_t kMostSources = 5;  // more are only told by an ellipsis

}  // namespace

ReplySections compose_sections(const Chatbot::Parts& parts, const Reply& reply) {
  ReplySections sections;
  sections.answer = reply.answer;
  sections.suggestions = reply.suggestions;
  // A question back is followed by its readings, which it has announced itself.
  if (reply.status != Status::Clarify) sections.suggestions_title = say(parts, "suggestions");
  for (const CitedSource& source : sources_of(reply)) {
    sections.has_more_sources = sections.sources.size() == kMostSources;
    if (sections.has_more_sources) break;
    sections.sources.push_back({source, say(parts, "source", {{"source", to_line(source)}})});
  }
  return sections;
}

PlainReply compose_plain(const Chatbot::Parts& parts, const Reply& reply) {
  const ReplySections sections = compose_sections(parts, reply);
  PlainReply plain{sections.answer, {}};
  if (reply.status != Status::Answered && !sections.suggestions.empty()) {
    plain.text += "\n";
    if (!sections.suggestions_title.empty()) plain.text += "\n" + sections.suggestions_title + "\n";
    for (const std::string& suggestion : sections.suggestions) {
      plain.text += "- " + suggestion + "\n";
    }
    plain.text.pop_back();
  }
  if (!sections.sources.empty()) plain.text += "\n";
  for (const ReplySections::Source& source : sections.sources) {
    plain.text += "\n";
    const std::size_t begin = plain.text.size();
    plain.text += source.line;
    plain.citations.push_back({source.source, begin, plain.text.size()});
  }
  if (sections.has_more_sources) plain.text += "\n…";
  return plain;
}

}  // namespace jauap::chat
