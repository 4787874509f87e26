// What may be so or not: "is Texas larger than Alaska".
#include <array>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

using query::Comparison;
using query::measured;
using query::Quantity;
using query::Set;

// "is Texas larger than Alaska", "does Texas border Alaska", "is Austin the capital of Texas".
Made verify(const SetComposer& composer, const SetSlots& slots) {
  if (const auto* sought = slots.get<Sought>("quantity")) {
    // "is the area of Texas 5000"
    const auto* amount = slots.get<text::TypedValue>("amount");
    const auto* bound = slots.get<Bound>("bound");
    if (sought->quantities.size() != 1 || (amount == nullptr && bound == nullptr)) {
      return std::nullopt;
    }
    const Quantity& quantity = sought->quantities.front();
    if (quantity.type != Quantity::Type::Value) return std::nullopt;
    if (amount != nullptr && !is_number(*amount)) return std::nullopt;
    Claim claim{quantity.set, std::nullopt};
    claim.filter = bound != nullptr
                       ? measured(quantity.measure, bound->comparison, bound->bounds)
                       : measured(quantity.measure, Comparison::Equal, {number(*amount)});
    return claim;
  }
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (slots.get<Unknown>("unknown") != nullptr) return made(composer.claim_unknown(*set));
  if (const auto* filter = slots.get<Modifier>("filter")) {
    // "is the capital of Texas large" is asked of one thing; what is said of "a state" picks some.
    const bool is_one = query::is_named(*set->set) || set->set->type == Set::Type::Extreme ||
                        set->set->type == Set::Type::Image;
    if (!is_one) return std::nullopt;
    return made(composer.claim(*set, *filter));
  }
  const auto* other = slots.get<Noun>("other");
  if (other == nullptr) return Claim{set->set, std::nullopt};
  return made(composer.claim_same(*set, *other));
}

// "do they speak French in Belgium".
Made verify_verb(const SetComposer& composer, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* first = slots.get<Noun>("first");
  const auto* second = slots.get<Noun>("second");
  if (verb == nullptr || first == nullptr || second == nullptr) return std::nullopt;
  return made(composer.claim_link(*verb, *first, *second));
}

}  // namespace

std::span<const NamedSetAction> claim_actions() {
  static constexpr std::array<NamedSetAction, 2> kActions{{
      {"verify", verify},
      {"verify_verb", verify_verb},
  }};
  return kActions;
}

}  // namespace jauap::understanding
