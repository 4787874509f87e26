#include "bot/chat/word_readings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "bot/text/typing.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Sense;
using Relation = text::Thesaurus::Relation;

bool is_of_property(const Sense& sense) {
  return sense.type == Sense::Type::Property || sense.type == Sense::Type::Whole ||
         sense.type == Sense::Type::Hint || sense.type == Sense::Type::Verb ||
         sense.type == Sense::Type::InverseVerb;
}

// A name ("China") is no word that could stand for another ("crockery"), and neither is a part of
// one, a code, a word for a time, or one for the opposite of what is held.
bool is_word(const Chatbot::Parts& parts, const Sense& sense) {
  switch (sense.type) {
    case Sense::Type::Property:
    case Sense::Type::Whole:
    case Sense::Type::Hint:
    case Sense::Type::Kind:
    case Sense::Type::Verb:
    case Sense::Type::InverseVerb:
    case Sense::Type::Class:
      return true;
    case Sense::Type::Entity: {
      const std::string& name = parts.store.entity(knowledge::EntityId{sense.id}).name;
      return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }
    case Sense::Type::NamePart:
    case Sense::Type::Period:
    case Sense::Type::Everywhere:
    case Sense::Type::Antonym:
      return false;
  }
  return false;
}

// Whether the packs have a word for it, or a rule asks with it.
bool is_held(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens) {
  bool is_name = false;
  for (const auto& hit : parts.vocabulary.lexicon.find(tokens)) {
    // "moneyed" is no form of "money".
    if (hit.first != 0 || hit.count != tokens.size() || hit.inflected) continue;
    // What is also a name stays one.
    const auto& term = parts.vocabulary.terms[hit.term];
    if (term.adjective || !is_word(parts, term.sense)) return false;
    is_name = true;
  }
  if (is_name) return true;
  // "official document": of words that are held.
  if (tokens.size() > 1) {
    return std::all_of(tokens.begin(), tokens.end(),
                       [&](const text::Token& token) { return is_held(parts, {token}); });
  }
  const std::string& word = tokens.front().text;
  if (parts.vocabulary.adjectives.count(word) > 0) return true;
  // Not the words that a greeting or a filler is made of.
  constexpr std::size_t kShortest = 4;
  const auto& rules = parts.set_rules.words();
  return word.size() >= kShortest && std::find(rules.begin(), rules.end(), word) != rules.end() &&
         parts.words.function_words.count(word) == 0 && parts.words.determiners.count(word) == 0 &&
         parts.words.frame_words.count(word) == 0;
}

// Whether two neighbouring letters in other order are all that tells the words apart.
bool is_swap(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  const auto [at, other] = std::mismatch(left.begin(), left.end(), right.begin());
  const auto rest = left.end() - at;
  return rest >= 2 && at[0] == other[1] && at[1] == other[0] &&
         std::equal(at + 2, left.end(), other + 2);
}

// Whether a pack calls something else than one thing by it: "state", "borders". A form of a word
// of comparison is none ("larges"), and a part of a name is no word of its own.
bool is_said_of_things(const Chatbot::Parts& parts, const std::string& word) {
  const auto hits = parts.vocabulary.lexicon.find({{word, text::TokenKind::Word, {}}});
  return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) {
    const auto& term = parts.vocabulary.terms[hit.term];
    return !term.adjective && (is_of_property(term.sense) || term.sense.type == Sense::Type::Kind);
  });
}

// Whether a pack names a thing so.
bool is_name_of_thing(const Chatbot::Parts& parts, const std::string& word) {
  const auto hits = parts.vocabulary.lexicon.find({{word, text::TokenKind::Word, {}}});
  return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) {
    return !hit.inflected && parts.vocabulary.terms[hit.term].sense.type == Sense::Type::Entity;
  });
}

// A word without content, which may be left out without changing what is asked.
bool holds_together(const Chatbot::Parts& parts, const std::string& word) {
  return parts.words.function_words.count(word) > 0 || parts.words.determiners.count(word) > 0 ||
         parts.words.frame_words.count(word) > 0;
}

// Nothing was said that a pronoun could stand for, no question ends with "do" or "the", and one
// letter is no more than a word of the sentence.
bool may_stand(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens, std::size_t at,
               const std::string& read) {
  const bool is_last = at + 1 == tokens.size();
  const text::Words& words = parts.words;
  if (words.referring_words.count(read) > 0 || words.possessives.count(read) > 0) return false;
  if (!parts.spelling.holds(read) && !is_said_of_things(parts, read)) return false;
  const bool is_small = holds_together(parts, read);
  return is_small ? !is_last : tokens[at].text.size() > 1;
}

// "Minster" of "minster of finance": whether another word makes one name of it and its neighbours.
bool joins_name(const Chatbot::Parts& parts, std::vector<text::Token> tokens, std::size_t at,
                const std::string& read) {
  tokens[at].text = read;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  return std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && item.count > 1 && item.first <= at &&
           at < item.first + item.count &&
           (query::has_sense(mention->senses, Sense::Type::Property) ||
            query::has_sense(mention->senses, Sense::Type::Entity));
  });
}

// "What", "list"; "has" opens one too, but is seldom meant by what makes no sense.
bool opens_question(const Chatbot::Parts& parts, const std::string& word) {
  return parts.words.function_words.count(word) == 0 &&
         parts.words.question_openings.length_at({{word, text::TokenKind::Word, {}}}, 0) == 1;
}

// Whether a word of the language may be taken for another. "Gas" is no "has", for the question
// would then be about something else.
bool may_replace(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                 std::size_t at, const std::string& read) {
  const std::string& word = tokens[at].text;
  if (is_swap(word, read)) return true;
  if (at == 0 && opens_question(parts, read)) return true;
  if (holds_together(parts, read)) {
    return parts.words.articles.count(read) > 0 && word.size() != read.size() &&
           parts.thesaurus.like(word, parts.words).empty() &&
           !parts.thesaurus.is_name_or_number(word, parts.words);
  }
  constexpr std::size_t kShortest = 4;
  if (read.size() < kShortest || word.size() + 1 < kShortest) return false;
  if (is_said_of_things(parts, read) || joins_name(parts, tokens, at, read)) return true;
  const bool is_of_rules =
      parts.vocabulary.lexicon.find({{read, text::TokenKind::Word, {}}}).empty();
  return is_of_rules && (word.size() != read.size() || word.front() == read.front());
}

// "Waz" is "was" by another letter of its sound.
bool sounds_alike(const std::string& typed, const std::string& meant) {
  if (typed.size() != meant.size()) return false;
  const auto [left, right] = std::mismatch(typed.begin(), typed.end(), meant.begin());
  if (left == typed.end() || !std::equal(left + 1, typed.end(), right + 1)) return false;
  constexpr std::array<std::string_view, 5> kAlike{"sz", "ck", "kq", "iy", "vw"};
  const char one = *left;
  const char other = *right;
  return std::any_of(kAlike.begin(), kAlike.end(), [&](std::string_view pair) {
    return pair.find(one) != std::string_view::npos && pair.find(other) != std::string_view::npos;
  });
}

// How likely it is that a word was meant by one typed wrong, the likeliest first.
std::size_t rank_of(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                    std::size_t at, const std::string& read) {
  const std::string& word = tokens[at].text;
  if (is_swap(word, read) || sounds_alike(word, read)) return 0;
  // Of very few letters too much may have become: "iu" is "in" or "is".
  const bool is_small = (word.size() > 1 && parts.words.articles.count(read) > 0) ||
                        (word.size() > 2 && parts.words.being_words.count(read) > 0);
  const bool is_likely = is_small || (at == 0 && opens_question(parts, read)) ||
                         is_said_of_things(parts, read) || is_name_of_thing(parts, read);
  return is_likely ? 1 : kFarthestRank;
}

std::size_t distance_of(Relation relation) {
  switch (relation) {
    case Relation::Same:
      return 1;
    case Relation::Near:
    case Relation::Similar:
    case Relation::Derived:
      return 2;
  }
  return kFarthestReading;
}

}  // namespace

bool is_written_as_name(std::string_view message, const std::vector<text::Token>& tokens,
                        std::size_t at) {
  const auto begins_between = [&](const text::Token& token, char least, char most) {
    const char first = message[token.span.begin];
    return token.span.end > token.span.begin && first >= least && first <= most;
  };
  const std::size_t length = tokens[at].span.end - tokens[at].span.begin;
  if (at == 0 || length < 2 || !begins_between(tokens[at], 'A', 'Z')) return false;
  return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return token.kind == text::TokenKind::Word && begins_between(token, 'a', 'z');
  });
}

bool is_written_as_code(std::string_view message, const std::vector<text::Token>& tokens,
                        std::size_t at) {
  constexpr std::size_t kLongest = 3;
  const auto& span = tokens[at].span;
  const auto typed = message.substr(span.begin, span.end - span.begin);
  return typed.size() <= kLongest && is_written_as_name(message, tokens, at) &&
         std::all_of(typed.begin(), typed.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::size_t> strange_words(const Chatbot::Parts& parts,
                                       const std::vector<text::Token>& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  std::vector<std::size_t> strange;
  for (const auto& item : line.items) {
    if (!std::holds_alternative<understanding::Plain>(item.meaning)) continue;
    if (tokens[item.first].kind != text::TokenKind::Word) continue;
    if (parts.vocabulary.adjectives.count(item.text) > 0) continue;
    if (parts.rule_words.count(item.text) > 0) continue;
    if (parts.words.light_phrases.all.count(item.text) > 0) continue;
    strange.push_back(item.first);
  }
  return strange;
}

bool fits_the_rest(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   std::size_t at) {
  // A word of comparison is of the language and says what it says.
  if (parts.vocabulary.adjectives.count(tokens[at].text) > 0) return true;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  std::vector<std::uint32_t> properties;  // of the word
  std::vector<std::uint32_t> others;
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr) continue;
    const bool is_here = item.first <= at && at < item.first + item.count;
    for (const Sense& sense : mention->senses) {
      if (!is_of_property(sense)) continue;
      (is_here ? properties : others).push_back(sense.id);
    }
  }
  return std::any_of(properties.begin(), properties.end(), [&](std::uint32_t id) {
    return std::find(others.begin(), others.end(), id) != others.end();
  });
}

std::vector<WordReading> readings_of(const Chatbot::Parts& parts,
                                     const std::vector<text::Token>& tokens, std::size_t at,
                                     bool is_name) {
  const std::string& word = tokens[at].text;
  std::vector<WordReading> readings;
  // "s" is "is", "th" is "the": words of two letters are slips more often than words.
  constexpr std::size_t kSlip = 2;
  const bool is_known = word.size() > kSlip &&
                        (is_name ? parts.spelling.knows(word) : parts.spelling.knows_no_name(word));
  for (std::string& read : parts.spelling.readings(word)) {
    if (!may_stand(parts, tokens, at, read)) continue;
    if (is_known && (is_name || !may_replace(parts, tokens, at, read))) continue;
    const std::size_t rank = rank_of(parts, tokens, at, read);
    readings.push_back({{std::move(read)}, 0, rank, is_known});
  }
  // Likelier than any other slip.
  const auto is_first = [](const WordReading& reading) { return reading.rank == 0; };
  if (std::any_of(readings.begin(), readings.end(), is_first)) {
    std::erase_if(readings, std::not_fn(is_first));
    return readings;
  }
  if (std::string whole = parts.spelling.completed(word); !is_name && !whole.empty()) {
    readings.push_back({{std::move(whole)}, 0, kFarthestRank});
  }
  // What the packs have in one place only may be two words in another.
  if (!is_known || parts.spelling.holds(word)) {
    for (auto& parts_of_word : text::divisions(word, parts.spelling, parts.words)) {
      readings.push_back({std::move(parts_of_word), 0, kFarthestRank});
    }
  }
  if (is_name) return readings;
  for (const auto& like : parts.thesaurus.like(word, parts.words)) {
    const auto put = text::normalize(like.words, parts.words);
    if (put.empty() || !is_held(parts, put)) continue;
    WordReading reading{{}, distance_of(like.relation), 0};
    for (const auto& token : put) reading.words.push_back(token.text);
    readings.push_back(std::move(reading));
  }
  // Of those that make the same answer the first is told: rather "from" of "frm" than "erm".
  const auto order = [&](const WordReading& reading) {
    const std::string& read = reading.words.front();
    return std::tuple{reading.distance, read.front() != word.front(), read.size() <= word.size()};
  };
  std::stable_sort(readings.begin(), readings.end(),
                   [&](const auto& left, const auto& right) { return order(left) < order(right); });
  return readings;
}

std::optional<std::vector<text::Token>> without_slips(const Chatbot::Parts& parts,
                                                      std::string_view message,
                                                      const std::vector<text::Token>& tokens) {
  std::optional<std::vector<text::Token>> mended;
  for (const std::size_t at : strange_words(parts, tokens)) {
    if (is_written_as_code(message, tokens, at)) continue;
    const auto readings = readings_of(parts, tokens, at, is_written_as_name(message, tokens, at));
    if (readings.size() != 1 || readings.front().words.size() != 1) continue;
    if (readings.front().distance != 0 || readings.front().rank != 0) continue;
    if (!mended) mended = tokens;
    (*mended)[at].text = readings.front().words.front();
  }
  return mended;
}

}  // namespace jauap::chat
