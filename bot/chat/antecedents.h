#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/text/tokens.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "their" becomes "them 's": what stands for the owner, with a possessive mark behind.
void expand_possessives(const text::Words& words, std::vector<text::Token>& tokens);

// Whether a line gives a value, or names a thing or a property.
bool names_something(const understanding::Line& line);

// Whether a stretch names a person, or somebody of a kind of people.
bool names_person(const Chatbot::Parts& parts, const understanding::Item& item);

bool has_word(const std::vector<text::Token>& tokens, const std::string& text);

// Whether a word says nothing by itself: "to", "is", "and".
bool is_grammar(const text::Words& words, const text::Token& token);

// The "one" of "the first one".
bool is_one(const text::Words& words, const std::vector<text::Token>& tokens, std::size_t at);

// What the words of a message that point at something said before stand for.
class Antecedents {
 public:
  using Tokens = std::vector<text::Token>;

  // Keeps references.
  Antecedents(const Chatbot::Parts& parts, const Conversation& conversation)
      : parts_{parts}, conversation_{conversation} {}

  // "their" becomes "them 's", "there" becomes "in them"; whether any word refers to something said
  // before.
  bool expand_pronouns(Tokens& tokens) const;

  // The question that answers "which of these do you mean?": its number, or a word that only it
  // has.
  std::optional<Tokens> chosen_option(const Tokens& tokens) const;

  // Puts names in the places of "that agreement", "this country": the thing of the kind that was
  // named last. Whether there was one.
  bool point_at_things(Tokens& tokens) const;

  // "Which of the three …", "both": the things named last, as many as are counted, with a pronoun
  // put in for them.
  std::optional<std::vector<knowledge::EntityId>> group_of(Tokens& tokens) const;

  // "Which of them is larger?", "by how much?" behind two numbers, "which was first?" behind two
  // things that happened: with what they are. Empty where the message names something itself.
  std::vector<Tokens> with_numbers(const Tokens& tokens) const;
  // "So total?": whether a message asks for nothing but what was told comes to.
  bool asks_for_total(const Tokens& tokens) const;

 private:
  bool drop_membership(Tokens& tokens) const;
  bool refers_to_place(const Tokens& tokens, std::size_t at) const;
  std::optional<knowledge::EntityId> last_of_kind(const understanding::Mention& mention) const;
  std::vector<Tokens> with_last_number(const Tokens& tokens) const;
  bool is_amount(knowledge::FactId number) const;
  Tokens name_of(knowledge::FactId number) const;
  Tokens without_said(const Tokens& tokens) const;

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
};

}  // namespace jauap::chat
