#include "bot/chat/split_message.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/chat/word_readings.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;

using Tokens = std::vector<Token>;

// What stands between two tokens.
enum class Gap { None, Clause, Sentence, Question };

Tokens range(const Tokens& tokens, std::size_t first, std::size_t count) {
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

bool has(std::string_view text, std::string_view sign) {
  return text.find(sign) != std::string_view::npos;
}

class Splitting {
 public:
  Splitting(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens)
      : parts_{parts}, message_{message}, tokens_{tokens} {}

  std::vector<MessagePart> split() const {
    std::vector<MessagePart> found;
    MessagePart part;
    part.is_opened = begins_anew(0);
    std::size_t number = 1;  // of the next question of a list: "1 who … 2 when …"
    if (is_numbered(0, number)) {
      part = {1, 0, false, true, false};
      ++number;
    }
    for (std::size_t i = part.first; i < tokens_.size(); ++i) {
      ++part.count;
      const Gap gap = gap_behind(i);
      const std::size_t next = i + 1;
      const bool ends = gap == Gap::Sentence || gap == Gap::Question;
      const bool counts = next < tokens_.size() && is_numbered(next, number);
      const bool may_cut = next < tokens_.size() && !ends && cuts_before(next, gap);
      // "In 2021, how many …"
      const bool is_time = may_cut && (is_only_time(parts_.words, stretch_of(part)) ||
                                       is_time_clause(parts_.words, stretch_of(part)));
      part.is_opened = part.is_opened || is_time;
      const bool cuts =
          !ends &&
          (counts || (may_cut && !is_time && !is_question_word(part) && !is_topic_of(part, next)));
      if (!ends && !cuts && next < tokens_.size()) continue;
      part.is_marked = gap == Gap::Question;
      found.push_back(part);
      if (counts) {
        part = {next + 1, 0, false, true, ends};
        ++number;
        ++i;
        continue;
      }
      part = {next, 0, false,
              next < tokens_.size() && (ends ? begins_anew(next) : opens_behind_joiner(next)),
              ends};
    }
    // "… is that so?" marks the clauses before it too.
    for (std::size_t i = found.size(); i-- > 1;) {
      if (!found[i].begins_sentence && found[i].is_marked && found[i - 1].is_opened) {
        found[i - 1].is_marked = true;
      }
    }
    return found;
  }

 private:
  Gap gap_behind(std::size_t index) const {
    const std::size_t begin = tokens_[index].span.end;
    const std::size_t end =
        index + 1 < tokens_.size() ? tokens_[index + 1].span.begin : message_.size();
    if (begin >= end) return Gap::None;
    const std::string_view between = message_.substr(begin, end - begin);
    if (has(between, "?") || has(between, "？") || has(between, "؟")) return Gap::Question;
    if (has(between, "!") || has(between, ";") || has(between, "\n") || has(between, "…") ||
        has(between, "。")) {
      return Gap::Sentence;
    }
    const bool stops =
        between.front() == '.' && parts_.words.abbreviations.count(tokens_[index].text) == 0;
    // "J. Smith"; "..." is no more than a pause, but whoever goes on starts anew.
    if (stops && (tokens_[index].text.size() > 1 || tokens_[index].kind != text::TokenKind::Word)) {
      return Gap::Sentence;
    }
    const bool pauses = has(between, ",") || has(between, ":") || has(between, "(") ||
                        has(between, ")") || has(between, " - ") || has(between, "–") ||
                        has(between, "—");
    return pauses ? Gap::Clause : Gap::None;
  }

  bool cuts_before(std::size_t next, Gap gap) const {
    const auto& words = parts_.words;
    if (gap == Gap::Clause) {
      return opens_behind_joiner(next) || words.aside_openings.length_at(tokens_, next) > 0;
    }
    // Without a comma only what asks plainly: "how many … and which …", not "… and is …".
    if (words.joiners.count(tokens_[next].text) == 0) return false;
    const std::size_t at = behind_joiner(next);
    return at + 1 < tokens_.size() && asks_for_more(parts_.words, tokens_, at) > 0;
  }

  // "When and where was it?": nothing yet but how a question begins.
  bool is_question_word(const MessagePart& part) const {
    return parts_.words.question_openings.length_at(tokens_, part.first) == part.count;
  }

  // "This Ann Smith, what is her job?": nothing but a name in front of a clause that speaks of it.
  bool is_topic_of(const MessagePart& part, std::size_t next) const {
    constexpr std::size_t kLongest = 5;
    const auto& words = parts_.words;
    const Tokens own = stretch_of(part);
    const auto tells = [&](const Token& token) {
      return words.being_words.count(token.text) + words.doing_words.count(token.text) > 0;
    };
    if (part.is_opened || own.size() > kLongest || words.aside_openings.length_at(own, 0) > 0 ||
        std::any_of(own.begin(), own.end(), tells)) {
      return false;
    }
    bool refers = false;
    for (std::size_t i = next; i < tokens_.size(); ++i) {
      // "… and what does it do?": each question is one by itself.
      if (i > next + 1 && asks_for_more(words, tokens_, i) > 0) return false;
      const bool is_owner = words.possessives.count(tokens_[i].text) > 0;
      refers = refers || is_owner || words.referring_words.count(tokens_[i].text) > 0;
      const Gap gap = gap_behind(i);
      if (gap == Gap::Sentence || gap == Gap::Question) break;
    }
    if (!refers) return false;
    const auto line = understanding::find_mentions(own, parts_.vocabulary, words, 1).front();
    return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
      const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
      return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Entity);
    });
  }

  Tokens stretch_of(const MessagePart& part) const {
    return range(tokens_, part.first, part.count);
  }

  // Whether a list of questions goes on here: "2 when was it published".
  bool is_numbered(std::size_t at, std::size_t number) const {
    return at + 1 < tokens_.size() && tokens_[at].kind == text::TokenKind::Number &&
           tokens_[at].text == std::to_string(number) &&
           parts_.words.question_openings.length_at(tokens_, at + 1) > 0;
  }

  // Behind "and", "and also".
  std::size_t behind_joiner(std::size_t at) const {
    ++at;
    while (at < tokens_.size() && parts_.words.follow_up_openings.length_at(tokens_, at) == 1) ++at;
    return at;
  }

  // "Also where …", "and what …": whether a sentence asks, whatever it begins with.
  bool begins_anew(std::size_t at) const {
    if (opens(at)) return true;
    const bool is_led = parts_.words.joiners.count(tokens_[at].text) > 0 ||
                        parts_.words.follow_up_openings.length_at(tokens_, at) == 1;
    const std::size_t behind = behind_joiner(at);
    return is_led && behind < tokens_.size() && gap_behind(behind - 1) == Gap::None &&
           opens(behind);
  }

  bool opens_behind_joiner(std::size_t at) const {
    if (opens(at)) return true;
    if (parts_.words.joiners.count(tokens_[at].text) == 0) return false;
    const std::size_t behind = behind_joiner(at);
    return behind < tokens_.size() && opens(behind);
  }

  // Whether a question or a request begins here.
  bool opens(std::size_t at) const {
    const std::size_t question = parts_.words.question_openings.length_at(tokens_, at);
    const std::size_t aside = parts_.words.aside_openings.length_at(tokens_, at);
    if (question > 0 || aside > 0) return question >= aside;  // "what a pity"
    // A long polite frame: "the only thing I want to know is".
    constexpr std::size_t kFrame = 3;
    constexpr std::size_t kLookedAt = 14;
    std::size_t count = std::min(kLookedAt, tokens_.size() - at);
    for (std::size_t i = 0; i + 1 < count; ++i) {
      const Gap gap = gap_behind(at + i);
      if (gap == Gap::Sentence || gap == Gap::Question) count = i + 1;
    }
    understanding::Line line;
    line.tokens = range(tokens_, at, count);
    for (std::size_t i = 0; i < count; ++i) {
      line.items.push_back({line.tokens[i].text, i, 1, understanding::Plain{}});
    }
    understanding::drop_frames(line, parts_.phrases, parts_.words);
    return !line.items.empty() && line.items.front().first >= kFrame;
  }

  const Chatbot::Parts& parts_;
  std::string_view message_;
  const Tokens& tokens_;
};

// Whether the sentence goes on behind a part.
bool goes_on_behind(std::string_view message, const Tokens& tokens, const MessagePart& part) {
  const std::size_t next = part.first + part.count;
  if (next >= tokens.size()) return false;
  return text::typed_between(message, tokens[next - 1], tokens[next]).find_first_of(".!?;\n") ==
         std::string_view::npos;
}

// "DROP TABLE": a word of the language in capitals is no name.
bool is_shouted(const Chatbot::Parts& parts, std::string_view message, const Token& token) {
  constexpr std::size_t kShortest = 3;
  const auto typed = message.substr(token.span.begin, token.span.end - token.span.begin);
  return typed.size() >= kShortest && parts.spelling.knows_no_name(token.text) &&
         std::all_of(typed.begin(), typed.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Whether a line gives a value or names what could be asked of something.
bool says_something(const understanding::Line& line) {
  return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    if (std::holds_alternative<text::TypedValue>(item.meaning)) return true;
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Property);
  });
}

}  // namespace

std::vector<MessagePart> split_message(const Chatbot::Parts& parts, std::string_view message,
                                       const Tokens& tokens) {
  return Splitting{parts, message, tokens}.split();
}

bool is_aside(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens,
              const MessagePart& part) {
  const Tokens own = range(tokens, part.first, part.count);
  const auto& openings = parts.words.aside_openings;
  if (!part.is_marked && openings.length_at(own, 0) > 0) return true;
  auto line = understanding::find_mentions(own, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  // "Dear all, my teacher says …".
  const bool opens = !line.items.empty() && openings.length_at(own, line.items.front().first) > 0;
  if (!part.is_marked && opens) return true;
  // "If exports had been the same in 2021, …"
  const bool supposes = parts.words.premise_openings.length_at(own, 0) > 0;
  if (goes_on_behind(message, tokens, part) && (supposes || says_something(line))) return false;
  const auto strange = understanding::unexplained_words(line, parts.words, message).size();
  // "My mother was born in Turku": what somebody tells of themselves.
  const bool is_personal =
      !line.items.empty() && parts.words.first_persons.count(line.items.front().text) > 0;
  if (!part.is_marked && is_personal && strange > 0 && !says_something(line)) return true;
  bool names_something = false;
  bool may_name = false;
  // "Goodness, time flies. …", "… never heard of it before": a sentence in front of a question or
  // behind it says nothing with words that may stand beside names, unless it gives circumstances.
  const bool is_apart =
      !part.is_marked && part.begins_sentence && !goes_on_behind(message, tokens, part) &&
      parts.words.describing_prepositions.count(own.front().text) == 0 &&
      (part.first == 0 ||
       has(text::typed_between(message, tokens[part.first - 1], tokens[part.first]), "?"));
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    const bool is_command = mention != nullptr && is_shouted(parts, message, own[item.first]) &&
                            !query::has_sense(mention->senses, query::Sense::Type::Entity);
    if (is_command || (is_apart && strange > 0 && mention != nullptr &&
                       query::only_beside_names(mention->senses)))
      continue;
    if (!std::holds_alternative<understanding::Plain>(item.meaning)) {
      names_something = true;
    } else if (is_written_as_name(message, own, item.first) &&
               !is_shouted(parts, message, own[item.first])) {
      may_name = true;
    }
  }
  // "Hm, well." "always forget"
  if (!names_something && !may_name && part.begins_sentence) return true;
  // "For Latvia only." could be a condition; long talk of other things is none.
  constexpr std::size_t kTalk = 2;
  constexpr std::size_t kLong = 6;
  constexpr std::size_t kVeryLong = 12;
  return strange >= kTalk && part.count >= (may_name ? kVeryLong : kLong);
}

std::size_t asks_for_more(const text::Words& words, const Tokens& tokens, std::size_t at) {
  const std::size_t count = words.question_openings.length_at(tokens, at);
  if (count == 0 || words.irregular_forms.count(tokens[at].text) > 0) return 0;
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  const bool asks =
      std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                  [&](const Token& token) { return words.function_words.count(token.text) == 0; });
  return asks ? count : 0;
}

bool is_only_time(const text::Words& words, const Tokens& tokens) {
  constexpr std::size_t kTime = 4;  // words
  const auto is_number = [](const Token& token) { return token.kind == text::TokenKind::Number; };
  return tokens.size() <= kTime && std::any_of(tokens.begin(), tokens.end(), is_number) &&
         std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
           return is_number(token) || words.articles.count(token.text) > 0 ||
                  words.describing_prepositions.count(token.text) > 0 ||
                  words.months.count(token.text) > 0;
         });
}

bool is_time_clause(const text::Words& words, const Tokens& tokens) {
  return tokens.size() > 1 && words.time_openings.count(tokens.front().text) > 0 &&
         words.question_openings.length_at(tokens, 1) == 0;
}

bool has_comma(std::string_view message, const Token& before, const Token& token) {
  return has(text::typed_between(message, before, token), ",");
}

}  // namespace jauap::chat
