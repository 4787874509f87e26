#include "bot/chat/asked_scale.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "bot/text/format_number.h"
#include "bot/text/units.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;

constexpr double kLeastScale = 1000;

bool is_currency(const text::Words& words, const Tokens& tokens, std::size_t at) {
  constexpr std::size_t kLongest = 3;  // "us dollars", "pounds sterling"
  for (std::size_t count = std::min(kLongest, tokens.size() - std::min(at, tokens.size()));
       count > 0; --count) {
    if (words.currencies.count(text::join(tokens, at, count)) > 0) return true;
  }
  return false;
}

// "In billions", "in billions of dollars", "in million dollars", at a token "in".
std::optional<ScaledQuestion> named_scale(const text::Words& words, const Tokens& tokens,
                                          std::size_t at) {
  if (tokens[at].text != words.place_preposition || at + 1 >= tokens.size()) return std::nullopt;
  const auto scale = words.scale_words.find(tokens[at + 1].text);
  if (scale == words.scale_words.end() || scale->second < kLeastScale) return std::nullopt;
  const std::size_t behind = at + 2;
  if (is_currency(words, tokens, behind)) {
    return ScaledQuestion{text::without(tokens, at + 1, 1), scale->second};
  }
  const bool is_of = behind < tokens.size() && tokens[behind].text == words.possession_word;
  if (is_of && is_currency(words, tokens, behind + 1)) {
    return ScaledQuestion{text::without(tokens, at + 1, 2), scale->second};
  }
  // "In millions of people": not of an amount.
  if (is_of) return std::nullopt;
  return ScaledQuestion{text::without(tokens, at, 2), scale->second};
}

// "In plain dollars": the plain word before a currency.
bool is_plain_unit(const text::Words& words, const Tokens& tokens, std::size_t at) {
  return at > 0 && tokens[at - 1].text == words.place_preposition &&
         words.plain_words.count(tokens[at].text) > 0 && is_currency(words, tokens, at + 1);
}

}  // namespace

std::optional<ScaledQuestion> ask_for_scale(const text::Words& words, const Tokens& tokens) {
  std::optional<ScaledQuestion> asked;
  Tokens rest = tokens;
  for (std::size_t at = 0; at < rest.size();) {
    if (const std::size_t count = words.in_full_phrases.length_at(rest, at); count > 0) {
      rest = text::without(rest, at, count);
      asked = ScaledQuestion{};
    } else if (is_plain_unit(words, rest, at)) {
      rest = text::without(rest, at, 1);
      asked = ScaledQuestion{};
    } else if (auto named = named_scale(words, rest, at)) {
      if (asked) return std::nullopt;  // two wishes
      rest = std::move(named->tokens);
      asked = ScaledQuestion{{}, named->scale};
    } else {
      ++at;
    }
  }
  if (asked) asked->tokens = std::move(rest);
  return asked;
}

bool is_one_number(const Understanding& understanding) {
  const auto is_amount = [](const auto& value) {
    return std::holds_alternative<double>(value.value) &&
           (value.type == knowledge::ValueType::Number ||
            value.type == knowledge::ValueType::Money);
  };
  if (understanding.outcome != Understanding::Outcome::Answered) return false;
  if (understanding.set) {
    return understanding.set->values.size() == 1 && !understanding.set->truth &&
           is_amount(understanding.set->values.front().value);
  }
  if (understanding.calculation) {
    return understanding.calculation->result && is_amount(*understanding.calculation->result);
  }
  return understanding.denotation.values.size() == 1 &&
         is_amount(understanding.denotation.values.front());
}

std::optional<std::string> write_in_scale(const Chatbot::Parts& parts, double scale,
                                          const Reply& reply) {
  if (reply.values.size() != 1 || reply.facts.empty()) return std::nullopt;
  const auto* number = std::get_if<double>(&reply.values.front());
  if (number == nullptr) return std::nullopt;
  const CitedFact& cited = reply.facts.front();
  const auto property = parts.store.property(parts.store.fact(cited.fact).property);
  // A table may give its numbers in a scale of its own: "million USD".
  const double held = text::scale_of(cited.unit);
  const std::string plain = text::plain_unit(cited.unit);
  std::string written = text::format_in_full(*number * held / scale);
  if (scale > 1) written += " " + text::scaled_unit(scale, "");
  if (plain.empty()) return written;
  return property.type == knowledge::ValueType::Money ? plain + " " + written
                                                      : written + " " + plain;
}

}  // namespace jauap::chat
