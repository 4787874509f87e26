// What may be so or not: "is Texas larger than Alaska".
#include <array>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

using query::Comparison;
using query::measured;
using query::Quantity;
using query::Set;

// The two that a noun joins.
const std::vector<query::SetPtr>* two_of(const Noun* noun) {
  if (noun == nullptr || noun->set->type != Set::Type::Joined) return nullptr;
  const auto& parts = noun->set->parts;
  return parts.size() == 2 && query::is_named(*noun->set) ? &parts : nullptr;
}

// "is Texas larger than Alaska", "does Texas border Alaska", "is Austin the capital of Texas".
std::optional<Claim> claimed(const SetComposer& composer, const SetSlots& slots) {
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
  // A word of a name is no name to say anything of.
  if (set->is_part && slots.option("mood") == "stated") return std::nullopt;
  if (slots.get<Unknown>("unknown") != nullptr) {
    // "New York": a word of other names beside one of none.
    const auto* part = slots.get<Noun>("part");
    if (part != nullptr && !part->is_part) return std::nullopt;
    return composer.claim_unknown(*set);
  }
  if (const auto* filter = slots.get<Modifier>("filter")) {
    // "is the capital of Texas large" is asked of one thing; what is said of "a state" picks some.
    const bool is_one = query::is_named(*set->set) || set->set->type == Set::Type::Extreme ||
                        set->set->type == Set::Type::Image;
    if (!is_one) return std::nullopt;
    return composer.claim(*set, *filter);
  }
  const auto* other = slots.get<Noun>("other");
  if (other == nullptr) return Claim{set->set, std::nullopt};
  if (other->is_part) return std::nullopt;
  // "the area is X": said of one thing, by its name or a description of one.
  const bool is_stated = slots.option("mood") == "stated";
  const bool is_one = query::is_named(*set->set) || set->set->type == Set::Type::Extreme ||
                      set->set->type == Set::Type::Image;
  if (is_stated && !is_one) return std::nullopt;
  // "are Texas and Alaska neighbours": of each other, not of anything.
  if (two_of(set) != nullptr && composer.is_mutual(*other)) return std::nullopt;
  return composer.claim_same(*set, *other);
}

// Option "mood": "stated" for "Texas borders Alaska.", "presumed" for "why does Texas border
// Alaska".
Made in_mood(std::optional<Claim> claim, const SetSlots& slots) {
  if (!claim) return std::nullopt;
  const std::string mood = slots.option("mood");
  if (mood == "stated") claim->mood = query::SetQuery::Mood::Stated;
  if (mood == "presumed") claim->mood = query::SetQuery::Mood::Presumed;
  return *claim;
}

Made verify(const SetComposer& composer, const SetSlots& slots) {
  return in_mood(claimed(composer, slots), slots);
}

// "do they speak French in Belgium".
Made verify_verb(const SetComposer& composer, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* first = slots.get<Noun>("first");
  const auto* second = slots.get<Noun>("second");
  if (verb == nullptr || first == nullptr || second == nullptr) return std::nullopt;
  return in_mood(composer.claim_link(*verb, *first, *second), slots);
}

// "do Texas and Alaska have the same capital".
Made verify_same(const SetComposer& composer, const SetSlots& slots) {
  const auto* parts = two_of(slots.get<Noun>("set"));
  const auto* column = slots.get<Column>("property");
  if (parts == nullptr || column == nullptr) return std::nullopt;
  const auto same = composer.same_as(*column, {parts->back(), false, false});
  if (!same) return std::nullopt;
  return in_mood(composer.claim({parts->front(), false, false}, only(same->parts.front())), slots);
}

// "are Texas and Alaska neighbours", "do they border each other", of what each is of the other.
// Option "shared": "yes" for "do they share a border", which of anything else asks for the same.
Made verify_mutual(const SetComposer& composer, const SetSlots& slots) {
  const auto link = composer.mutual(slots.get<Verb>("verb"), slots.get<Column>("property"));
  if (!link) return slots.option("shared") == "yes" ? verify_same(composer, slots) : std::nullopt;
  const auto* first = slots.get<Noun>("first");
  const auto* second = slots.get<Noun>("second");
  if (first != nullptr && second != nullptr) {
    return in_mood(composer.claim_link(*link, *first, *second), slots);
  }
  const auto* parts = two_of(slots.get<Noun>("set"));
  if (parts == nullptr) return std::nullopt;
  const Noun one{parts->front(), false, false};
  const Noun other{parts->back(), false, false};
  return in_mood(composer.claim_link(*link, one, other), slots);
}

}  // namespace

std::span<const NamedSetAction> claim_actions() {
  static constexpr std::array<NamedSetAction, 4> kActions{{
      {"verify", verify},
      {"verify_mutual", verify_mutual},
      {"verify_same", verify_same},
      {"verify_verb", verify_verb},
  }};
  return kActions;
}

}  // namespace jauap::understanding
