#include "bot/channels/render.h"

#include <algorithm>

namespace jauap::channels {
namespace {

constexpr std::size_t kMostSources = 2;
constexpr std::string_view kEllipsis = "…";

// The bytes of the character that begins here.
std::size_t character_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

std::string link(std::string_view text, const std::string& address, Markup markup) {
  std::string shown = escape(text, markup);
  const bool is_web = address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0;
  // An address with one of these would end the link early, or begin something else.
  if (!is_web || address.find_first_of(" |<>()\"'\\") != std::string::npos) return shown;
  switch (markup) {
    case Markup::Slack:
    case Markup::GoogleChat:
      return "<" + address + "|" + shown + ">";
    case Markup::CommonMark:
    case Markup::RocketChat:
    case Markup::Zulip:
      return "[" + shown + "](" + address + ")";
    case Markup::Html:
      return "<a href=\"" + escape(address, markup) + "\">" + shown + "</a>";
    case Markup::Plain:
    case Markup::Xml:
      return shown;  // the line has the address in words
  }
  return shown;
}

// A line of a source. Where the address is a link, it need not be read.
std::string source_line(const chat::ReplySections::Source& source, Markup markup) {
  const std::string& address = source.source.url;
  if (markup == Markup::Plain || markup == Markup::Xml || address.empty()) {
    return escape(source.line, markup);
  }
  std::string text = source.line;
  const std::string told = ", " + address;
  if (const std::size_t at = text.find(told); at != std::string::npos) text.erase(at, told.size());
  return link(text, address, markup);
}

// The longest beginning that ends behind a sentence, or else a word, and fits.
std::string_view cut(std::string_view text, std::size_t most, Markup markup) {
  std::size_t sentence = 0;
  std::size_t word = 0;
  std::size_t any = 0;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::min(character_size(text[at]), text.size() - at);
    used += length(escape(text.substr(at, size), markup));
    if (used > most) break;
    at += size;
    any = at;
    if (at < text.size() && text[at] != ' ' && text[at] != '\n') continue;
    word = at;
    if (std::string_view{".!?:"}.find(text[at - 1]) != std::string_view::npos) sentence = at;
  }
  return text.substr(0, sentence > 0 ? sentence : word > 0 ? word : any);
}

}  // namespace

std::size_t length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string escape(std::string_view text, Markup markup) {
  std::string escaped;
  for (const char c : text) {
    const auto is_one_of = [c](std::string_view list) {
      return list.find(c) != std::string_view::npos;
    };
    switch (markup) {
      case Markup::Plain:
        break;
      case Markup::Slack:
      case Markup::Xml:
      case Markup::Html:
        if (c == '&') escaped += "&amp;";
        if (c == '<') escaped += "&lt;";
        if (c == '>') escaped += "&gt;";
        if (is_one_of("&<>")) continue;
        if (markup == Markup::Slack) break;
        // XML and HTML have no way to write these.
        if (static_cast<unsigned char>(c) < 0x20 && !is_one_of("\t\n\r")) continue;
        if (markup == Markup::Html && is_one_of("\"\n")) {
          escaped += c == '\n' ? "<br>" : "&quot;";
          continue;
        }
        break;
      case Markup::CommonMark:
        if (is_one_of("\\`*_~[]<>|#&")) escaped += '\\';
        break;
      case Markup::RocketChat:
        if (is_one_of("*_~`#")) escaped += '\\';
        break;
      case Markup::Zulip:
        if (is_one_of("&<*`~@#[]$!")) {
          escaped += "&#" + std::to_string(static_cast<int>(c)) + ";";
          continue;
        }
        break;
      case Markup::GoogleChat:
        break;
    }
    escaped += c;
    // A zero-width space keeps what follows from being read as a name or an address.
    const bool is_backslashed = markup == Markup::CommonMark || markup == Markup::RocketChat;
    if ((is_backslashed && c == '@') || (markup == Markup::GoogleChat && c == '<')) {
      escaped += "\u200B";
    }
  }
  return escaped;
}

std::string shorten(std::string_view text, std::size_t most) {
  if (length(text) <= most) return std::string{text};
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = std::min(character_size(text[at]), text.size() - at);
    used += length(text.substr(at, size));
    if (used + 1 > most) break;
    at += size;
  }
  return std::string{text.substr(0, at)}.append(kEllipsis);
}

std::vector<std::string> buttons(const Answer& answer, std::size_t most) {
  std::vector<std::string> questions = answer.sections.suggestions;
  if (questions.size() > most) questions.resize(most);
  return questions;
}

std::string render(const Answer& answer, const Style& style) {
  const Markup markup = style.markup;
  const chat::ReplySections& sections = answer.sections;
  const bool lists = style.lists_suggestions && answer.reply->status != chat::Status::Answered;
  const std::string line = escape("\n", markup);
  std::string tail;
  if (lists && !sections.suggestions.empty()) {
    if (!sections.suggestions_title.empty()) {
      tail += line + line + escape(sections.suggestions_title, markup);
    }
    for (const std::string& suggestion : sections.suggestions) {
      tail += line + "• " + escape(suggestion, markup);
    }
  }
  for (std::size_t i = 0; i < std::min(sections.sources.size(), kMostSources); ++i) {
    tail += (i == 0 ? line + line : line) + source_line(sections.sources[i], markup);
  }
  if (sections.sources.size() > kMostSources) tail.append(line).append(kEllipsis);

  std::string text = escape(sections.answer, markup);
  if (length(text) + length(tail) <= style.most) return text + tail;
  std::string more = " " + std::string{kEllipsis};
  if (!answer.page.empty()) {
    // A backslash would become a part of the address; "&" is the only sign in it that means more.
    const bool has_entities =
        markup == Markup::Slack || markup == Markup::Xml || markup == Markup::Html;
    more += " " + (has_entities ? escape(answer.page, markup) : answer.page);
  }
  // The page shows the sources too, so the tail gives way where it alone is too long.
  if (length(tail) + length(more) > style.most / 2) tail.clear();
  if (length(more) > style.most / 2) more = " " + std::string{kEllipsis};
  const std::size_t room = style.most - length(tail) - length(more);
  text = escape(cut(sections.answer, room, markup), markup);
  return text + more + tail;
}

}  // namespace jauap::channels
