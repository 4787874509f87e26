#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/intents/intent.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_slots.h"

namespace jauap::understanding {

// What a rule makes of its slots; nothing where they do not fit together, which is a refusal, not
// an error.
using SetAction = Made (*)(const SetComposer& composer, const SetSlots& slots);

// The action that an intent of the scope "set" names as its operation; null for an unknown name.
// What each does is told beside it, in set_filter_actions.cpp and its siblings.
SetAction find_set_action(std::string_view operation);

// What is wrong with such an intent's operation and options, "" for nothing.
std::string check_set_intent(const intents::Intent& intent);

}  // namespace jauap::understanding
