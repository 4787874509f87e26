#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_line.h"

namespace jauap::understanding {

// The tokens that a rule of the scope "set" took, by its slots.
class SetSlots {
 public:
  SetSlots(const std::vector<SetToken>& tokens, const intents::Match& match)
      : tokens_{tokens}, match_{match} {}

  // What a slot holds; null where the rule has not filled it or it holds something else.
  template <class Meaning>
  const Meaning* get(std::string_view slot) const {
    for (const auto& capture : match_.captures) {
      if (capture.slot == slot) return std::get_if<Meaning>(&tokens_[capture.first].meaning);
    }
    return nullptr;
  }

  // An option of the rule's intent, "" where it has none of that name.
  std::string option(const std::string& name) const;

 private:
  const std::vector<SetToken>& tokens_;
  const intents::Match& match_;
};

// What a rule makes of its slots; nothing where they do not fit together, which is a refusal, not
// an error.
using SetAction = std::optional<SetMeaning> (*)(const SetComposer& composer, const SetSlots& slots);

// The action that an intent of the scope "set" names as its operation; null for an unknown name.
SetAction find_set_action(std::string_view operation);

// What is wrong with such an intent's operation and options, "" for nothing.
std::string check_set_intent(const intents::Intent& intent);

}  // namespace jauap::understanding
