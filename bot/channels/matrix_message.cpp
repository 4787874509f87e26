#include "bot/channels/matrix_message.h"

#include <optional>

#include "bot/channels/words_in_front.h"
#include "bot/web/http.h"

namespace jauap::channels {
namespace {

bool is_of_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

// Whether a name that ends here goes on: a full stop or colon may be a part of a server's name.
bool goes_on(const std::string& text, std::size_t end) {
  if (end >= text.size()) return false;
  const bool may_join = text[end] == '.' || text[end] == ':';
  return is_of_name(text[end]) || (may_join && end + 1 < text.size() && is_of_name(text[end + 1]));
}

// Takes the name out of the text; false where it is not there.
bool take(std::string& text, const std::string& name) {
  for (std::size_t at = 0; !name.empty(); ++at) {
    at = text.find(name, at);
    if (at == std::string::npos) return false;
    if (goes_on(text, at + name.size())) continue;
    text.erase(at, name.size());
    return true;
  }
  return false;
}

// What a link to the user is called; nothing where there is none.
std::optional<std::string> called(const std::string& html, const std::string& user) {
  for (const std::string& name : {user, web::encode(user)}) {
    const std::string address = "https://matrix.to/#/" + name;
    const std::size_t at = html.find(address);
    if (at == std::string::npos || goes_on(html, at + address.size())) continue;
    const std::size_t begin = html.find('>', at);
    const std::size_t end = html.find("</a>", at);
    if (begin == std::string::npos || end == std::string::npos || end < begin) return "";
    return html.substr(begin + 1, end - begin - 1);
  }
  return std::nullopt;
}

// A reply of an older client begins with lines that quote what it replies to, and an empty one.
std::string without_quotation(std::string text) {
  while (text.rfind("> ", 0) == 0) {
    const std::size_t end = text.find('\n');
    text.erase(0, end == std::string::npos ? text.size() : end + 1);
    if (text.rfind('\n', 0) == 0) return text.substr(1);
  }
  return text;
}

// Whether the text begins with that name in letters of any size; then it is left out.
bool take_front(std::string& text, const std::string& name) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (name.empty() || begin == std::string::npos) return false;
  const std::string front = text.substr(begin, name.size());
  if (web::to_lower(front) != web::to_lower(name)) return false;
  const std::size_t end = begin + name.size();
  if (end < text.size() && is_of_name(text[end])) return false;
  text = without_front(text, front);
  return true;
}

}  // namespace

MatrixMessage read_matrix_message(Node content, const MatrixName& bot) {
  MatrixMessage message;
  const Node relation = content["m.relates_to"];
  message.text = content["body"].text();
  if (relation["m.in_reply_to"].exists()) {
    message.text = without_quotation(std::move(message.text));
    message.is_reply = !relation["is_falling_back"].is_true();
  }
  if (relation["rel_type"].text() == "m.thread") message.thread = relation["event_id"].text();
  for (const Node& user : content["m.mentions"]["user_ids"].items()) {
    message.is_addressed = message.is_addressed || user.text() == bot.user;
  }
  const std::string html =
      without_between(content["formatted_body"].text(), "<mx-reply>", "</mx-reply>");
  if (const auto name = called(html, bot.user)) {
    message.is_addressed = true;
    take(message.text, *name);
  }
  if (take(message.text, bot.user)) message.is_addressed = true;
  if (take_front(message.text, bot.display)) message.is_addressed = true;
  message.text = without_front(message.text, "");
  return message;
}

}  // namespace jauap::channels
