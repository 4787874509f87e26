#include "bot/chat/lead_in.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <variant>

#include "bot/chat/split_message.h"
#include "bot/chat/word_readings.h"
#include "bot/query/query.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;

constexpr std::size_t kLongest = 16;  // words

// Where the question begins: at a word that asks, or behind a comma or a "but" at a verb that does.
// 0 where there is none behind `from`.
std::size_t find_question(const text::Words& words, std::string_view message, const Tokens& tokens,
                          std::size_t from) {
  for (std::size_t at = from + 1; at < tokens.size(); ++at) {
    // "For our records, please list …".
    if (words.request_words.count(tokens[at].text) > 0 && at + 1 < tokens.size() &&
        has_comma(message, tokens[at - 1], tokens[at])) {
      return at;
    }
    const std::size_t count = words.question_openings.length_at(tokens, at);
    if (count == 0) continue;
    const bool asks = asks_for_more(words, tokens, at) > 0;
    const bool begins_anew = words.follow_up_openings.length_at(tokens, at - 1) == 1;
    if (asks || begins_anew || has_comma(message, tokens[at - 1], tokens[at])) return at;
  }
  return 0;
}

// "We would appreciate the number of …", "kindly add the date": where an article begins what is
// asked for, a number or a property with no more than a word in front. 0 where none does.
std::size_t find_request(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto& words = parts.words;
  constexpr std::size_t kWordsInFront = 2;
  for (std::size_t at = 1; at + 1 < tokens.size() && at <= kLongest; ++at) {
    if (words.articles.count(tokens[at].text) == 0) continue;
    const Tokens asked{tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end()};
    const auto line = understanding::find_mentions(asked, parts.vocabulary, words, 1).front();
    for (std::size_t i = 0; i < std::min(kWordsInFront, line.items.size()); ++i) {
      if (words.number_nouns.count(line.items[i].text) > 0) return at;
      const auto* mention = std::get_if<understanding::Mention>(&line.items[i].meaning);
      if (mention == nullptr) continue;
      if (query::has_sense(mention->senses, query::Sense::Type::Property)) return at;
      break;
    }
  }
  return 0;
}

// "We run a small firm and would like to know": what people tell of themselves in front of saying
// that they ask. Of things that are named it could be a condition.
bool tells_of_oneself(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto& words = parts.words;
  if (words.first_persons.count(tokens.front().text) == 0 ||
      words.talk_words.count(tokens.back().text) == 0) {
    return false;
  }
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, words, 1).front();
  return std::none_of(line.items.begin(), line.items.end(), [](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr) return !std::holds_alternative<understanding::Plain>(item.meaning);
    return query::has_sense(mention->senses, query::Sense::Type::Entity) ||
           query::has_sense(mention->senses, query::Sense::Type::Period);
  });
}

// Whether words name and give nothing, whatever they may hint at.
bool names_nothing(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  return std::all_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    if (std::holds_alternative<understanding::Plain>(item.meaning)) {
      return !is_written_as_name(message, tokens, item.first);
    }
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && query::only_beside_names(mention->senses);
  });
}

bool is_talk(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens) {
  const auto& words = parts.words;
  if (words.premise_openings.length_at(tokens, 0) > 0) return false;
  // "From when", "not who"
  const std::string& last = tokens.back().text;
  if (words.describing_prepositions.count(last) > 0 ||
      words.contrast_openings.length_at(tokens, tokens.size() - 1) > 0) {
    return false;
  }
  const bool speaks = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return words.talk_words.count(token.text) > 0;
  });
  if (!speaks) return false;
  return names_nothing(parts, message, tokens);
}

}  // namespace

std::optional<Tokens> without_lead_in(const Chatbot::Parts& parts, std::string_view message,
                                      const Tokens& tokens) {
  for (std::size_t at = find_question(parts.words, message, tokens, 0); at != 0;
       at = find_question(parts.words, message, tokens, at)) {
    const auto question = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    const Tokens front{tokens.begin(), question};
    if (front.size() > kLongest) break;
    if (is_talk(parts, message, front) || tells_of_oneself(parts, front)) {
      return Tokens{question, tokens.end()};
    }
  }
  if (tokens.empty() || parts.words.talk_words.count(tokens.front().text) == 0) return std::nullopt;
  const std::size_t at = find_request(parts, tokens);
  const auto request = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  if (at == 0 || !is_talk(parts, message, {tokens.begin(), request})) return std::nullopt;
  return Tokens{request, tokens.end()};
}

std::optional<Tokens> without_purpose(const Chatbot::Parts& parts, std::string_view message,
                                      const Tokens& tokens) {
  std::size_t at = tokens.size();
  while (at > 1 && !has_comma(message, tokens[at - 2], tokens[at - 1])) --at;
  if (at-- < 2) return std::nullopt;
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  const Tokens purpose{begin, tokens.end()};
  if (parts.words.purpose_openings.length_at(purpose, 0) == 0) return std::nullopt;
  for (std::size_t i = 0; i < purpose.size(); ++i) {
    if (parts.words.asking_words.count(purpose[i].text) > 0) return std::nullopt;
  }
  return names_nothing(parts, message, purpose) ? std::optional{Tokens{tokens.begin(), begin}}
                                                : std::nullopt;
}

}  // namespace jauap::chat
