#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// The last question of a conversation, asked once more with something else in it: "and in 2020?",
// "and the other way round?". What is put in has no place in the message.
class LastQuestion {
 public:
  using Tokens = std::vector<text::Token>;

  // Keeps references.
  LastQuestion(const Chatbot::Parts& parts, const Conversation& conversation)
      : parts_{parts}, conversation_{conversation} {}

  // With what a message names in the places of what is like it, the likeliest way first. None where
  // something has no such place. What the question said in the same words stays.
  std::vector<Tokens> with(const understanding::Line& message) const;
  // Likewise, with one name in the last such place: "what share of A was B? And C?".
  std::vector<Tokens> with_behind(const understanding::Line& message) const;
  // With its two parties in each other's place, then without what only says where they are
  // compared; empty where there are not two of a kind.
  std::vector<Tokens> reversed() const;
  // "Imports of B from A in 2021" behind an answer about the imports of A from B.
  std::optional<Tokens> reversed_fact() const;

  // The best cut of a text.
  understanding::Line cut(const Tokens& tokens) const;
  // How many names, values and adjectives there are.
  std::size_t content_of(const understanding::Line& line) const;
  // Of names, values and empty words: "Latvia?", "in 2020", "the smallest".
  bool is_only_names(const understanding::Line& line) const;
  // Whether one item may stand where the other does.
  bool is_alike(const understanding::Item& left, const understanding::Item& right) const;
  static bool names(const understanding::Item& item);
  // Whether it may stand beside a name and is none itself: "worldwide".
  static bool only_hints(const understanding::Item& item);
  // The only thing that an item may mean, the first where there are several of one kind.
  static std::optional<knowledge::EntityId> thing_of(const understanding::Item& item);
  // Adds the tokens of an item.
  static void append(const understanding::Line& line, const understanding::Item& item,
                     Tokens& tokens);

 private:
  bool is_empty_word(const understanding::Item& item) const;
  bool leads_name(const std::string& word) const;
  bool is_adjective(const understanding::Item& item) const;
  // Whether it names a property of which both sides have the same: "trade".
  bool is_mutual(const understanding::Item& item) const;
  bool is_inverse(const understanding::Item& item, const understanding::Item& other) const;
  understanding::Line unsaid(const understanding::Line& line) const;
  understanding::Line of_parties(const understanding::Line& line, bool with_hints) const;
  std::optional<Tokens> reverse(const understanding::Line& line) const;
  std::vector<Tokens> put_into(const understanding::Line& line, const understanding::Line& last,
                               bool is_from_behind) const;

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
};

}  // namespace jauap::chat
