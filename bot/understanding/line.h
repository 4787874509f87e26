#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/query/calculation.h"
#include "bot/query/query.h"
#include "bot/text/tokens.h"
#include "bot/text/typed_values.h"

namespace jauap::understanding {

// A word that nothing has explained yet.
struct Plain {};

// A stretch that names something the facts hold.
struct Mention {
  std::vector<query::Sense> senses;
  bool adjective = false;  // names an entity by its adjective alone
  bool inflected = false;
};

// A question word or phrase: what is asked for.
struct Asked {
  query::Wanted wanted;
};

// "tell me about", "who is": everything held of what is named.
struct Described {};

// "is", "did" in front: yes or no.
struct Verified {};

// "in dollars": the unit in which the answer is wanted.
struct InUnit {
  std::string unit;
};

// "now", "today".
struct Present {};

// Several things that a pronoun stands for: "them".
struct Referents {
  std::vector<knowledge::EntityId> things;
};

// "gap between", "how many years before": what is to be worked out of the names around it.
struct Calculated {
  query::Calculation calculation;
  bool open = false;  // "more": where the second begins another word must say
  // Whether it is turned between the two as well: "B is made up of A".
  bool turned_between = false;
  bool alone = false;  // of a Share: what is named is the part of what goes without saying
};

// "than", "or", "and" where it may stand between the two that something is worked out of.
struct Joint {
  enum class Kind : std::uint8_t { And, Or, Than };
  Kind kind = Kind::And;
};

// A stretch of the question with what it is understood as.
struct Item {
  std::string text;       // canonical, words joined by a space
  std::size_t first = 0;  // index of its first token in the question
  std::size_t count = 0;  // in tokens
  std::variant<Plain, Mention, text::TypedValue, Asked, Described, Verified, Present, InUnit,
               Referents, Calculated, Joint>
      meaning;
};

// The question as a short line of typed stretches and words; tokens that a rule has dropped are
// gone. In the order of the question.
struct Line {
  std::vector<text::Token> tokens;  // of the whole question
  std::vector<Item> items;
  bool claims = false;  // a dropped frame said so: "…, right?", "I heard that …"
};

// Whether it says when: a date, or a stretch of time that a pack has a name for.
bool is_time(const Item& item);

// Whether any name in the line may mean this.
bool names(const Line& line, const query::Sense& sense);

// "[asked who] [name jane doe]": for explain.
std::string to_string(const Line& line);

}  // namespace jauap::understanding
