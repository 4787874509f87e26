#include "bot/chat/taken_as.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "bot/answers/tell.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using understanding::Item;
using understanding::Line;
using understanding::Mention;

// The only thing that an item names; else nothing.
std::optional<knowledge::EntityId> thing_of(const Item& item) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  if (mention == nullptr || mention->adjective) return std::nullopt;
  std::optional<knowledge::EntityId> thing;
  for (const auto& sense : mention->senses) {
    if (sense.type != query::Sense::Type::Entity) continue;
    if (thing) return std::nullopt;
    thing = knowledge::EntityId{sense.id};
  }
  return thing;
}

std::string referents_of(const Chatbot::Parts& parts, const FilledIn& filled) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  for (std::size_t i = 0; i < filled.referents.size() && i < kNamed; ++i) {
    names += (i == 0 ? "" : ", ") + answers::write_name(parts.store, filled.referents[i]);
  }
  if (filled.referents.size() > kNamed) names += ", …";
  return names;
}

// An item as its words are written: a name in full, "it" as what it stands for.
std::string write(const Chatbot::Parts& parts, const Line& line, const Item& item,
                  const std::string& referents) {
  if (const auto thing = thing_of(item)) return answers::write_name(parts.store, *thing);
  if (parts.words.referring_words.count(item.text) > 0 && !referents.empty()) return referents;
  return text::join(line.tokens, item.first, item.count);
}

bool is_from_before(const Line& line, const Item& item) {
  for (std::size_t i = 0; i < item.count; ++i) {
    if (line.tokens[item.first + i].span != text::Span{}) return false;
  }
  return true;
}

// A name or value; words that only stand beside others say nothing alone.
bool says_something(const Item& item) {
  if (std::holds_alternative<text::TypedValue>(item.meaning)) return true;
  const auto* mention = std::get_if<Mention>(&item.meaning);
  return mention != nullptr &&
         std::any_of(mention->senses.begin(), mention->senses.end(), [](const query::Sense& sense) {
           return sense.type != query::Sense::Type::Hint &&
                  sense.type != query::Sense::Type::NamePart;
         });
}

// "the" of the name behind it is not said twice.
void append(const std::string& more, std::string& text) {
  constexpr std::string_view kArticle = "the ";
  const bool twice = more.starts_with(kArticle) && text.ends_with(" the");
  const bool is_mark = more.front() == '\'';
  text += text.empty() || is_mark ? "" : " ";
  text += twice ? more.substr(kArticle.size()) : more;
}

}  // namespace

TakenAs taken_as(const Chatbot::Parts& parts, const FilledIn& filled) {
  Line line = understanding::find_mentions(filled.tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  const std::string referents = referents_of(parts, filled);
  TakenAs result;
  const auto add = [&](std::string name) {
    auto& about = result.about;
    if (std::find(about.begin(), about.end(), name) == about.end())
      about.push_back(std::move(name));
  };
  bool asks_the_same = false;  // with the last question's own words
  for (const Item& item : line.items) {
    std::string text = write(parts, line, item, referents);
    append(text, result.question);
    const bool refers = parts.words.referring_words.count(item.text) > 0;
    if (refers) {
      if (!referents.empty()) add(referents);
    } else if (is_from_before(line, item)) {
      if (says_something(item)) {
        add(std::move(text));
      } else if (std::holds_alternative<understanding::Plain>(item.meaning)) {
        asks_the_same = asks_the_same || parts.words.function_words.count(item.text) == 0;
      }
    }
  }
  if (asks_the_same) result.about.clear();
  return result;
}

}  // namespace jauap::chat
