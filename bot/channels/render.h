#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/chatbot.h"

namespace jauap::channels {

// What the bot says to a question, for a channel to show.
struct Answer {
  const chat::Reply* reply = nullptr;  // null only for completions
  chat::ReplySections sections;
  std::vector<std::string> completions = {};  // of what is being typed
  std::string page = {};  // the address that shows the whole answer; "" where none is known
};

// How a platform reads a text.
enum class Markup {
  Plain,
  Slack,       // "&", "<" and ">" are entities; <address|text>
  CommonMark,  // punctuation behind a backslash; [text](address)
  RocketChat,  // as CommonMark, but fewer characters can be escaped
  Zulip,       // no backslashes, but entities; [text](address)
  GoogleChat,  // no escapes; <address|text>
  Xml,         // a text inside an element; not more than that
  Html,        // entities; <br>; <a href>
};

struct Style {
  Markup markup = Markup::Plain;
  std::size_t most = 2000;        // the longest text, as length() counts
  bool lists_suggestions = true;  // false where they are shown as buttons
};

// The answer as one text: the answer itself; questions to go on with, where there is no answer or a
// question back; and the sources, the first two of them. What is too long is cut behind a sentence,
// and followed by the page that has it whole. Nothing of the answer is read as markup.
std::string render(const Answer& answer, const Style& style);

// A text so that the platform shows it as it is.
std::string escape(std::string_view text, Markup markup);

// The first so many UTF-16 units of a text, with an ellipsis as the last one where it is longer;
// never half a character. For the labels of buttons.
std::string shorten(std::string_view text, std::size_t most);

// The suggestions that are shown as buttons, at most so many: questions to go on with.
std::vector<std::string> buttons(const Answer& answer, std::size_t most);

// The length of a UTF-8 text in UTF-16 units, which no platform's count exceeds.
std::size_t length(std::string_view text);

}  // namespace jauap::channels
