#include "bot/chat/whole_message.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>

#include "bot/understanding/actions.h"

namespace jauap::chat {
namespace {

using intents::LineToken;

std::vector<LineToken> words_of(const std::vector<text::Token>& tokens) {
  std::vector<LineToken> line;
  line.reserve(tokens.size());
  for (const auto& token : tokens) line.push_back({token.text, "", std::nullopt, token.span});
  return line;
}

// "hey so what is this even about lol": what a whole message says besides such words.
std::vector<text::Token> without_light_phrases(const Chatbot::Parts& parts,
                                               const std::vector<text::Token>& tokens) {
  std::vector<text::Token> rest;
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t length = parts.words.light_phrases.length_at(tokens, i);
    const bool repeats = !rest.empty() && rest.back().text == tokens[i].text;  // "hello hello"
    if (length == 0 && !repeats) rest.push_back(tokens[i]);
    i += std::max<std::size_t>(length, 1);
  }
  return rest;
}

bool is_frame_in_front(const intents::Intent& intent) {
  return intent.operation == understanding::kDrop && understanding::option(intent, "at") == "start";
}
bool is_frame_behind(const intents::Intent& intent) {
  return intent.operation == understanding::kDrop && understanding::option(intent, "at") == "end";
}

// "Hello, what can I ask you, please?": the message between polite frames, the fewest words taken
// away first. Only short messages are whole without more.
std::vector<std::vector<LineToken>> between_frames(const Chatbot::Parts& parts,
                                                   const std::vector<LineToken>& line) {
  constexpr std::size_t kLongest = 20;    // of a message
  constexpr std::size_t kMostFrames = 3;  // on either side
  constexpr std::size_t kLongestBehind = 8;
  std::vector<std::vector<LineToken>> rests;
  if (line.size() > kLongest) return rests;
  std::vector<std::size_t> begins{0};
  while (begins.size() <= kMostFrames && begins.back() < line.size()) {
    const auto found = parts.phrases.match_at(line, begins.back(), is_frame_in_front);
    if (found.empty()) break;
    begins.push_back(begins.back() + found.front().count);
  }
  std::vector<std::size_t> ends{line.size()};
  for (bool is_any = true; is_any && ends.size() <= kMostFrames;) {
    is_any = false;
    const std::span<const LineToken> rest{line.data(), ends.back()};
    const std::size_t first = rest.size() - std::min(rest.size() - 1, kLongestBehind);
    for (std::size_t at = first; at < rest.size() && !is_any; ++at) {
      const auto found = parts.phrases.match_at(rest, at, is_frame_behind);
      is_any = !found.empty() && at + found.front().count == rest.size();
      if (is_any) ends.push_back(at);
    }
  }
  for (const std::size_t end : ends) {
    for (const std::size_t begin : begins) {
      if (begin >= end || (begin == 0 && end == line.size())) continue;
      const auto first = line.begin();
      rests.emplace_back(first + static_cast<std::ptrdiff_t>(begin),
                         first + static_cast<std::ptrdiff_t>(end));
    }
  }
  std::stable_sort(rests.begin(), rests.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return rests;
}

// What the first of the lines that are a whole message matches.
std::vector<intents::Match> first_match(const Chatbot::Parts& parts,
                                        const std::vector<std::vector<LineToken>>& lines) {
  for (const auto& line : lines) {
    auto matches = parts.whole_messages.match(line);
    if (!matches.empty()) return matches;
  }
  return {};
}

}  // namespace

void trace_nearest(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   base::Trace& trace) {
  std::vector<std::string> details;
  for (const auto* matcher : {&parts.whole_messages, &parts.phrases}) {
    for (const auto& near : matcher->nearest(words_of(tokens), 3)) {
      details.push_back(near.intent->name + ": " + near.sentence->text + " (" +
                        std::to_string(near.shared) + " words shared)");
    }
  }
  const std::string count = std::to_string(details.size());
  trace.add("nearest templates", count, std::move(details));
}

std::optional<intents::Match> match_whole_message(const Chatbot::Parts& parts,
                                                  const std::vector<text::Token>& tokens,
                                                  base::Trace* trace) {
  std::vector<std::vector<LineToken>> lines{words_of(tokens)};
  const auto rest = without_light_phrases(parts, tokens);
  if (!rest.empty() && rest.size() < tokens.size()) lines.push_back(words_of(rest));
  auto matches = first_match(parts, lines);
  for (auto line = lines.begin(); matches.empty() && line != lines.end(); ++line) {
    matches = first_match(parts, between_frames(parts, *line));
  }
  if (matches.empty()) {
    if (trace != nullptr) trace->add("whole message", "no intent");
    return std::nullopt;
  }
  if (trace != nullptr) {
    std::vector<std::string> details;
    details.reserve(matches.size());
    for (const auto& match : matches) {
      details.push_back(match.intent->name + ": " + match.sentence->text);
    }
    trace->add("whole message", matches.front().intent->name, std::move(details));
  }
  return matches.front();
}

}  // namespace jauap::chat
