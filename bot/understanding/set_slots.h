#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/query/set.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/set_line.h"

namespace jauap::understanding {

// The tokens that a rule of the scope "set" took, by its slots. For one match.
class SetSlots {
 public:
  SetSlots(const std::vector<SetTokenPtr>& tokens, const intents::Match& match)
      : tokens_{tokens}, match_{match} {}

  // What a slot holds; null where the rule has not filled it or it holds something else.
  template <class Meaning>
  const Meaning* get(std::string_view slot) const {
    for (const auto& capture : match_.captures) {
      if (capture.slot == slot) return std::get_if<Meaning>(&tokens_[capture.first]->meaning);
    }
    return nullptr;
  }

  // The words that a slot took; "" where the rule has not filled it.
  std::string text(std::string_view slot) const;

  // An option of the rule's intent, "" where it has none of that name.
  std::string option(const std::string& name) const;

 private:
  const std::vector<SetTokenPtr>& tokens_;
  const intents::Match& match_;
};

// What an action makes; nothing where its slots do not fit together.
using Made = std::optional<SetMeaning>;

template <class Meaning>
Made made(std::optional<Meaning> meaning) {
  if (!meaning) return std::nullopt;
  return SetMeaning{std::move(*meaning)};
}

// A modifier of one filter.
Modifier only(query::Filter filter);
// A value of a question as a quantity. A year is its number; other dates are none.
bool is_number(const text::TypedValue& value);
query::Quantity number(const text::TypedValue& value);
// What things have of the same that others are compared by.
query::Quantity same_of(const query::SetPtr& set);

}  // namespace jauap::understanding
