#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/taken_as.h"
#include "bot/query/calculation.h"
#include "bot/query/denotation.h"
#include "bot/query/evaluate_set.h"
#include "bot/query/query.h"
#include "bot/text/tokens.h"
#include "bot/understanding/premise.h"

namespace jauap::chat {

// A word that was corrected: as typed and as read.
struct Correction {
  std::string typed;
  std::string read;
};

// What became of a question: exactly one way of reading it, or why there is none.
struct Understanding {
  // In the order in which one way of cutting the question is preferred to another.
  enum class Outcome : std::uint8_t {
    Answered,
    OtherUnit,    // held, but not in the unit asked for
    Corrected,    // a yes-or-no question with a wrong premise
    Ambiguous,    // the facts of the denotation are the readings
    Lacking,      // facts fit, but do not hold what is asked of them
    NotHeldThen,  // `denotation` holds what is held of other times
    NotHeld,
    SeveralQuestions,
    NothingNamed,
    UnknownWords,
  };
  Outcome outcome = Outcome::NothingNamed;
  std::optional<query::Query> query;
  std::optional<query::SetDenotation>
      set;                         // where the question was about a set: what it stands for
  bool goes_beyond_words = false;  // whether the set is read of words that do not say all of it
  // Where something was to be worked out of several facts: what came out, or the words of what is
  // not held.
  std::optional<query::CalculationDenotation> calculation;
  std::string lacking_operand;
  // What is named in front of what is told: of several options that a question lists the one that
  // is not so, as typed, or what stands at the place in a list that was asked for.
  std::string named;
  bool asks_for_existence = false;  // whether it asks if there is what a fact tells something of
  query::Denotation denotation;
  // How the number shall be written, as ask_for_scale() has it.
  std::optional<double> scale;
  std::optional<TakenAs> taken;  // a follow-up with what was said before put in
  // Whether its facts are those that say most of what was asked (nearest_fact.h): then the unknown
  // words are those that they do not say.
  bool is_nearest = false;
  std::vector<std::string> unknown_words;  // as typed
  std::vector<Correction> corrections;
  std::vector<text::Token> repaired;  // the question as repair() read it; empty where it did not
};

// Stages 4 to 8 of the path of a question (ARCHITECTURE.md): spelling, mentions, cascade,
// accounting, assembly, evaluation, premise. The ways to cut the question into names are tried in
// their order; the first that answers decides.
// With a conversation, a message that follows from what was said is filled in first; what was
// understood is left in it.
Understanding understand(const Chatbot::Parts& parts, std::string_view message,
                         std::vector<text::Token> tokens, Conversation* conversation,
                         base::Trace* trace);

}  // namespace jauap::chat
