#include "bot/chat/share_claim.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

#include "bot/chat/split_message.h"
#include "bot/text/format_number.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;
using Bound = ShareClaim::Bound;

constexpr double kWhole = 100;  // percent

// "A quarter of", "two thirds of": in percent, and how many tokens say so; 0 tokens where none do.
std::pair<double, std::size_t> fraction_at(const text::Words& words, const Tokens& tokens,
                                           std::size_t at) {
  double count = 1;
  std::size_t end = at;
  const auto number = words.number_words.find(tokens[end].text);
  if (number != words.number_words.end()) {
    count = number->second;
    ++end;
  } else if (words.articles.count(tokens[end].text) > 0) {
    ++end;
  }
  if (end + 1 >= tokens.size() || tokens[end + 1].text != words.possession_word) return {0, 0};
  const auto fraction = words.fraction_words.find(tokens[end].text);
  if (fraction == words.fraction_words.end()) return {0, 0};
  return {count * kWhole / fraction->second, end + 1 - at};
}

// The message with fractions in percent.
Tokens in_percent(const text::Words& words, const Tokens& tokens) {
  constexpr int kDecimals = 1;
  Tokens result;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto [percent, count] = fraction_at(words, tokens, at);
    if (count == 0) {
      result.push_back(tokens[at]);
      continue;
    }
    for (auto& token : text::tokenize(text::format_number(percent, kDecimals) + " %")) {
      token.span = tokens[at].span;
      result.push_back(std::move(token));
    }
    at += count - 1;
  }
  return result;
}

// How far what is claimed by a number may be from what is so: it may be rounded, and one that is
// "about" so much is a tenth of it off.
double tolerance(double percent, bool is_about) {
  constexpr double kHalf = 0.5;
  constexpr double kTwentieth = 0.05;
  constexpr double kTenth = 0.1;
  if (is_about) return percent * kTenth;
  return percent == std::floor(percent) ? kHalf : kTwentieth;
}

Tokens stretch(const Tokens& tokens, std::size_t first, std::size_t end) {
  return {tokens.begin() + static_cast<std::ptrdiff_t>(first),
          tokens.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

std::optional<ShareClaim> find_share_claim(const Chatbot::Parts& parts, const Tokens& typed) {
  const auto& words = parts.words;
  const bool may_claim = std::any_of(typed.begin(), typed.end(), [&](const Token& token) {
    return words.share_words.count(token.text) > 0 || words.fraction_words.count(token.text) > 0;
  });
  if (!may_claim) return std::nullopt;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    if (asks_for_more(words, typed, at) > 0) return std::nullopt;
  }
  const Tokens tokens = in_percent(words, typed);
  auto line = understanding::find_mentions(tokens, parts.vocabulary, words, 1).front();
  understanding::mark_calculations(line, parts.phrases, words);
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const auto* value = std::get_if<text::TypedValue>(&line.items[i].meaning);
    if (value == nullptr || value->kind != text::ValueKind::Percent) continue;
    const std::size_t end = line.items[i].first + line.items[i].count;
    if (end + 1 >= tokens.size() || tokens[end].text != words.possession_word) continue;
    ShareClaim claim;
    claim.percent = value->number;
    std::size_t first = line.items[i].first;
    const auto* mark =
        i == 0 ? nullptr : std::get_if<understanding::Calculated>(&line.items[i - 1].meaning);
    if (mark != nullptr && mark->calculation.type == query::Calculation::Type::Claim) {
      claim.bound = mark->calculation.turned ? Bound::Less : Bound::More;
      first = line.items[i - 1].first;
    }
    while (first > 0 && words.approximations.count(tokens[first - 1].text) > 0) {
      claim.is_about = true;
      --first;
    }
    if (first == 0) continue;
    claim.part = stretch(tokens, 0, first);
    claim.whole = stretch(tokens, end + 1, tokens.size());
    for (const bool is_named : {false, true}) {
      Tokens way = claim.part;
      if (is_named) {
        const auto part = text::tokenize(words.part_phrase);
        way.insert(way.end(), part.begin(), part.end());
      }
      way.insert(way.end(), claim.whole.begin(), claim.whole.end());
      claim.ways.push_back(text::without_places(std::move(way)));
    }
    return claim;
  }
  return std::nullopt;
}

bool decide(const Chatbot::Parts& parts, const ShareClaim& claim, Understanding& share) {
  if (share.outcome != Understanding::Outcome::Answered || !share.calculation ||
      share.calculation->calculation.type != query::Calculation::Type::Share ||
      !share.calculation->result) {
    return false;
  }
  const auto* percent = std::get_if<double>(&share.calculation->result->value);
  if (percent == nullptr) return false;
  // "Exports are 20 % of imports": not what imports are of exports.
  const query::Sense part{query::Sense::Type::Property,
                          static_cast<std::uint32_t>(share.calculation->operands[0].property)};
  const auto names_part = [&](const Tokens& tokens) {
    return understanding::names(
        understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front(), part);
  };
  if (names_part(claim.whole) && !names_part(claim.part)) {
    // Of a number that is given, the property is that of both.
    const auto& operands = share.calculation->operands;
    if (operands[0].property != operands[1].property) return false;
  }
  const bool is_so = claim.bound == Bound::More   ? *percent > claim.percent
                     : claim.bound == Bound::Less ? *percent < claim.percent
                                                  : std::abs(*percent - claim.percent) <=
                                                        tolerance(claim.percent, claim.is_about);
  share.calculation->truth = is_so;
  share.denotation.truth = is_so;
  if (!is_so) share.outcome = Understanding::Outcome::Corrected;
  return true;
}

}  // namespace jauap::chat
