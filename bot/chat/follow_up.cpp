#include "bot/chat/follow_up.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using query::Sense;
using text::Token;
using understanding::Item;
using understanding::Line;
using understanding::Mention;

using Tokens = std::vector<Token>;

Token word(std::string text) {
  return {std::move(text), text::TokenKind::Word, {}};
}

bool has_sense(const Mention& mention, Sense::Type type) {
  return std::any_of(mention.senses.begin(), mention.senses.end(),
                     [&](const Sense& sense) { return sense.type == type; });
}

class Filling {
 public:
  Filling(const Chatbot::Parts& parts, const Conversation& conversation)
      : parts_{parts}, conversation_{conversation} {}

  FollowUp fill(const Tokens& tokens) {
    FollowUp result;
    Tokens rest = without_opening(tokens);
    const bool is_opened = rest.size() < tokens.size();
    if (rest.empty()) return result;
    const bool refers = expand_pronouns(rest);
    if (refers) {
      add_with(rest, conversation_.answered, result);
      add_with(rest, conversation_.subjects, result);
    }
    const Line line = cut(rest);
    const std::size_t content = content_of(line);
    // "Latvia?", "in 2020": one name or value, which by itself asks for nothing.
    const bool is_fragment = content == 1 && is_only_names(line);
    if (is_opened || is_fragment) {
      if (auto replaced = put_into_last(line)) {
        result.ways.insert(result.ways.begin(), {std::move(*replaced), conversation_.referents});
      }
    }
    if (!refers && content > 0) add_behind(rest, result);
    result.stands_alone = !refers && !is_opened && !is_fragment;
    return result;
  }

 private:
  Line cut(const Tokens& tokens) const {
    return understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
  }

  // Without "and", "what about" in front.
  Tokens without_opening(const Tokens& tokens) const {
    std::size_t at = 0;
    for (bool found = true; found && at < tokens.size();) {
      found = false;
      for (std::size_t count = parts_.words.longest_opening; count > 0 && !found; --count) {
        if (at + count > tokens.size()) continue;
        if (parts_.words.follow_up_openings.count(text::join(tokens, at, count)) == 0) continue;
        at += count;
        found = true;
      }
    }
    return {tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.end()};
  }

  // "their" becomes "them 's"; whether any word refers to something said before.
  bool expand_pronouns(Tokens& tokens) const {
    bool refers = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto possessive = parts_.words.possessives.find(tokens[i].text);
      if (possessive != parts_.words.possessives.end()) {
        tokens[i].text = possessive->second;
        Token mark{"'s", text::TokenKind::Symbol, tokens[i].span};
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(mark));
      }
      refers = refers || parts_.words.referring_words.count(tokens[i].text) > 0;
    }
    return refers;
  }

  static void add_with(const Tokens& tokens, const std::vector<EntityId>& things,
                       FollowUp& result) {
    if (!things.empty()) result.ways.push_back({tokens, things});
  }

  // "the currency" of what was talked about, "which one is smaller" of the things.
  void add_behind(const Tokens& tokens, FollowUp& result) const {
    const auto of = parts_.words.possession_word;
    const auto referring = parts_.words.referring_word;
    if (of.empty() || referring.empty()) return;
    for (const auto* things : {&conversation_.answered, &conversation_.subjects}) {
      if (things->empty()) continue;
      Tokens beside = tokens;
      beside.push_back(word(referring));
      Tokens behind = tokens;
      behind.push_back(word(of));
      behind.push_back(word(referring));
      result.ways.push_back({std::move(behind), *things});
      result.ways.push_back({std::move(beside), *things});
    }
  }

  bool is_empty_word(const Item& item) const {
    return std::holds_alternative<understanding::Plain>(item.meaning) &&
           (parts_.words.function_words.count(item.text) > 0 ||
            parts_.words.determiners.count(item.text) > 0 || item.text == "'s");
  }

  static bool names(const Item& item) {
    return std::holds_alternative<Mention>(item.meaning) ||
           std::holds_alternative<text::TypedValue>(item.meaning);
  }

  bool is_adjective(const Item& item) const {
    return parts_.vocabulary.adjectives.count(item.text) > 0;
  }

  // How many names, values and adjectives there are.
  std::size_t content_of(const Line& line) const {
    return static_cast<std::size_t>(
        std::count_if(line.items.begin(), line.items.end(),
                      [&](const Item& item) { return names(item) || is_adjective(item); }));
  }

  // A message of names, values and empty words: "Latvia?", "in 2020", "the smallest".
  bool is_only_names(const Line& line) const {
    return std::all_of(line.items.begin(), line.items.end(), [&](const Item& item) {
      return names(item) || is_adjective(item) || is_empty_word(item);
    });
  }

  // Whether one item may stand where the other does.
  bool is_alike(const Item& left, const Item& right) const {
    const auto& adjectives = parts_.vocabulary.adjectives;
    const auto adjective = adjectives.find(left.text);
    const auto other = adjectives.find(right.text);
    if (adjective != adjectives.end() && other != adjectives.end()) {
      return adjective->second.form == other->second.form;
    }
    const auto* value = std::get_if<text::TypedValue>(&left.meaning);
    const auto* other_value = std::get_if<text::TypedValue>(&right.meaning);
    if (value != nullptr && other_value != nullptr) return value->kind == other_value->kind;
    const auto* mention = std::get_if<Mention>(&left.meaning);
    const auto* other_mention = std::get_if<Mention>(&right.meaning);
    if (mention == nullptr || other_mention == nullptr) return false;
    for (const Sense& sense : mention->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      const auto kind = parts_.store.entity(EntityId{sense.id}).kind;
      for (const Sense& same : other_mention->senses) {
        if (same.type == Sense::Type::Entity &&
            parts_.store.entity(EntityId{same.id}).kind == kind) {
          return true;
        }
      }
    }
    if (has_sense(*mention, Sense::Type::Entity)) return false;
    for (const auto type : {Sense::Type::Property, Sense::Type::Kind}) {
      if (has_sense(*mention, type) && has_sense(*other_mention, type)) return true;
    }
    return false;
  }

  // The last question with what the message names in the places of what is like it.
  std::optional<Tokens> put_into_last(const Line& line) const {
    if (conversation_.question.empty()) return std::nullopt;
    const Line last = cut(conversation_.question);
    std::vector<const Item*> instead(last.items.size(), nullptr);
    bool is_any = false;
    for (const Item& item : line.items) {
      if (is_empty_word(item)) continue;
      if (!names(item) && !is_adjective(item)) {
        // "and which is …" asks anew; only words that frame a question say nothing of it.
        if (parts_.words.frame_words.count(item.text) > 0) continue;
        return std::nullopt;
      }
      std::size_t place = last.items.size();
      for (std::size_t i = last.items.size(); i-- > 0;) {
        if (instead[i] == nullptr && is_alike(item, last.items[i])) place = i;
      }
      if (place == last.items.size()) return std::nullopt;
      instead[place] = &item;
      is_any = true;
    }
    if (!is_any) return std::nullopt;
    Tokens tokens;
    for (std::size_t i = 0; i < last.items.size(); ++i) {
      const Item& item = instead[i] == nullptr ? last.items[i] : *instead[i];
      const Line& from = instead[i] == nullptr ? last : line;
      for (std::size_t k = 0; k < item.count; ++k) tokens.push_back(from.tokens[item.first + k]);
    }
    return tokens;
  }

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
};

}  // namespace

FollowUp follow_up(const Chatbot::Parts& parts, const std::vector<Token>& tokens,
                   const Conversation& conversation) {
  return Filling{parts, conversation}.fill(tokens);
}

}  // namespace jauap::chat
