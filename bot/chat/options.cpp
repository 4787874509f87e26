#include "bot/chat/options.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "bot/chat/split_message.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;

// A stretch of tokens.
struct Stretch {
  std::size_t first = 0;
  std::size_t end = 0;
};

Tokens range(const Tokens& tokens, std::size_t first, std::size_t end) {
  return {tokens.begin() + static_cast<std::ptrdiff_t>(first),
          tokens.begin() + static_cast<std::ptrdiff_t>(end)};
}

class Listing {
 public:
  Listing(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens)
      : words_{parts.words}, message_{message}, tokens_{tokens} {}

  std::optional<Options> find() const {
    const auto list = list_of_options();
    if (!list) return std::nullopt;
    const Tokens asked = list->first == 0 ? range(tokens_, list->end, tokens_.size())
                                          : range(tokens_, 0, list->first);
    return ask_each(asked, options_in(*list));
  }

 private:
  bool joins(std::size_t at) const {
    return words_.alternative_joiners.count(tokens_[at].text) > 0 ||
           words_.joiners.count(tokens_[at].text) > 0;
  }

  bool asks(const Tokens& tokens, std::size_t at) const {
    return asks_for_more(words_, tokens, at) > 0;
  }

  std::string_view gap_before(std::size_t at) const {
    return text::typed_between(message_, tokens_[at - 1], tokens_[at]);
  }

  static bool has(std::string_view text, std::string_view signs) {
    return text.find_first_of(signs) != std::string_view::npos;
  }

  // Behind the last colon, or else behind the first comma from which on an "or" joins all.
  std::optional<Stretch> list_of_options() const {
    std::size_t first_asking = 0;
    while (first_asking < tokens_.size() && !asks(tokens_, first_asking)) ++first_asking;
    if (first_asking == tokens_.size()) return std::nullopt;
    // "A, B, C: which …"
    if (first_asking > 2 && has(gap_before(first_asking), ":,-")) return Stretch{0, first_asking};
    for (std::size_t at = tokens_.size() - 1; at > first_asking + 1; --at) {
      if (has(gap_before(at), ":")) return Stretch{at, tokens_.size()};
    }
    for (std::size_t at = first_asking + 2; at < tokens_.size(); ++at) {
      if (!has(gap_before(at), ",-")) continue;
      for (std::size_t i = at + 1; i < tokens_.size(); ++i) {
        if (words_.alternative_joiners.count(tokens_[i].text) > 0)
          return Stretch{at, tokens_.size()};
      }
    }
    return std::nullopt;
  }

  std::vector<Stretch> options_in(const Stretch& list) const {
    std::vector<Stretch> options;
    Stretch option{list.first, list.first};
    for (std::size_t at = list.first; at < list.end; ++at) {
      const bool ends = at > list.first && has(gap_before(at), ",;/");
      if ((ends || joins(at)) && option.end > option.first) {
        options.push_back(option);
        option = {at, at};
      }
      if (joins(at)) {
        option = {at + 1, at + 1};
      } else {
        option.end = at + 1;
      }
    }
    if (option.end > option.first) options.push_back(option);
    return options;
  }

  // "Which of them is not on the list": "is A on the list" of each.
  std::optional<Options> ask_each(const Tokens& asked, const std::vector<Stretch>& list) const {
    constexpr std::size_t kMost = 6;
    constexpr std::size_t kLongest = 6;  // words of an option
    if (list.size() < 2 || list.size() > kMost) return std::nullopt;
    if (std::any_of(list.begin(), list.end(),
                    [](const Stretch& option) { return option.end - option.first > kLongest; })) {
      return std::nullopt;
    }
    std::size_t first = 0;
    while (first < asked.size() && !asks(asked, first)) ++first;
    if (first == asked.size()) return std::nullopt;
    const auto asking = asked.begin() + static_cast<std::ptrdiff_t>(first);
    const auto denies = [&](const Token& token) { return words_.negations.count(token.text) > 0; };
    const auto is_verb = [&](const Token& token) {
      const auto base = words_.irregular_forms.find(token.text);
      return base != words_.irregular_forms.end() && words_.function_words.count(token.text) > 0;
    };
    const auto denied = std::find_if(asking, asked.end(), denies);
    const bool is_denied = denied != asked.end();
    if (is_denied && std::any_of(denied + 1, asked.end(), denies)) return std::nullopt;
    // Two of which one is so: find_alternatives() knows how they are joined.
    if (!is_denied && list.size() == 2) return std::nullopt;
    const auto verb = is_denied ? std::prev(denied) : std::find_if(asking, asked.end(), is_verb);
    if (verb == asked.end() || verb <= asking || !is_verb(*verb)) return std::nullopt;
    Options found;
    found.asks_which_not = is_denied;
    for (const Stretch& option : list) {
      const std::size_t begin = tokens_[option.first].span.begin;
      const std::size_t end = tokens_[option.end - 1].span.end;
      if (begin >= end || end > message_.size()) return std::nullopt;
      Tokens question{*verb};
      const Tokens own = range(tokens_, option.first, option.end);
      question.insert(question.end(), own.begin(), own.end());
      question.insert(question.end(), (is_denied ? denied : verb) + 1, asked.end());
      found.options.push_back(
          {std::string{message_.substr(begin, end - begin)}, std::move(question)});
    }
    return found;
  }

  const text::Words& words_;
  std::string_view message_;
  const Tokens& tokens_;
};

}  // namespace

std::optional<Options> find_options(const Chatbot::Parts& parts, std::string_view message,
                                    const Tokens& tokens) {
  constexpr std::size_t kShortest = 5;  // words
  if (tokens.size() < kShortest) return std::nullopt;
  return Listing{parts, message, tokens}.find();
}

std::optional<Asserted> without_negation(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto& words = parts.words;
  const auto denies = [&](const Token& token) { return words.negations.count(token.text) > 0; };
  const std::size_t why = words.reason_openings.length_at(tokens, 0);
  Asserted asserted;
  asserted.asks_why = why > 0;
  std::size_t denied = 0;
  for (std::size_t at = why; at < tokens.size(); ++at) {
    if (asks_for_more(words, tokens, at) > 0) return std::nullopt;
    if (denies(tokens[at])) {
      ++denied;
    } else {
      asserted.tokens.push_back(tokens[at]);
    }
  }
  if (denied != 1 || asserted.tokens.empty()) return std::nullopt;
  return asserted;
}

}  // namespace jauap::chat
