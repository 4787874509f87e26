#include "bot/understanding/actions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/intents/sentence.h"
#include "bot/understanding/calculation_actions.h"
#include "bot/understanding/cascade.h"

namespace jauap::understanding {
namespace {

using intents::Match;
using query::Part;
using query::Sense;

constexpr std::array<std::pair<std::string_view, Part>, 17> kParts{{
    {"day", Part::Day},
    {"length", Part::Length},
    {"manner", Part::Manner},
    {"month", Part::Month},
    {"name", Part::Name},
    {"owner", Part::Owner},
    {"percent", Part::Percent},
    {"quantity", Part::Quantity},
    {"source", Part::Source},
    {"things", Part::Things},
    {"time", Part::Time},
    {"unit", Part::Unit},
    {"what", Part::Whole},
    {"when", Part::When},
    {"where", Part::Where},
    {"who", Part::Who},
    {"why", Part::Why},
}};

const Mention* mention_at(const Line& line, const intents::Capture& capture) {
  return std::get_if<Mention>(&line.items[capture.first].meaning);
}

std::vector<knowledge::KindId> kinds_of(const Mention& mention) {
  std::vector<knowledge::KindId> kinds;
  for (const Sense& sense : mention.senses) {
    if (sense.type == Sense::Type::Kind) kinds.push_back(knowledge::KindId{sense.id});
  }
  return kinds;
}

std::optional<std::vector<Item>> ask(const Line& line, const Match& match) {
  Item item = item_of(line, match);
  const std::string wanted = option(*match.intent, "wanted");
  const auto part = std::find_if(kParts.begin(), kParts.end(),
                                 [&](const auto& entry) { return entry.first == wanted; });
  if (part != kParts.end()) {
    item.meaning = Asked{{part->second}};
    std::vector<Item> items{std::move(item)};
    add_slots(line, match, items);
    // "In dollars or in euros?" asks for the unit: neither is one that it must have.
    if (part->second == Part::Unit) {
      std::erase_if(items,
                    [](const Item& slot) { return std::holds_alternative<InUnit>(slot.meaning); });
    }
    return items;
  }
  // "which country": what is asked for is used up by the asking.
  for (const auto& capture : match.captures) {
    const Mention* mention = mention_at(line, capture);
    if (mention == nullptr) continue;
    auto kinds = kinds_of(*mention);
    if (kinds.empty()) continue;
    item.meaning = Asked{{Part::OfKind, std::move(kinds)}};
    return std::vector<Item>{std::move(item)};
  }
  return std::nullopt;
}

template <class Meaning>
std::optional<std::vector<Item>> mark(const Line& line, const Match& match) {
  Item item = item_of(line, match);
  item.meaning = Meaning{};
  std::vector<Item> items{std::move(item)};
  add_slots(line, match, items);
  return items;
}

std::optional<std::vector<Item>> refer(const Line& line, const Match& match) {
  std::vector<Item> items;
  add_slots(line, match, items);
  if (items.empty()) return std::nullopt;
  return items;
}

std::optional<std::vector<Item>> drop(const Line& /*line*/, const Match& /*match*/) {
  return std::vector<Item>{};
}

constexpr std::array<std::pair<std::string_view, Action>, 9> kActions{{
    {kAsk, ask},
    {kCalculate, calculate},
    {kClaim, drop},
    {"describe", mark<Described>},
    {kDrop, drop},
    {"now", mark<Present>},
    {"refer", refer},
    {kSeparate, separate},
    {"verify", mark<Verified>},
}};

}  // namespace

std::string option(const intents::Intent& intent, const std::string& name) {
  const auto found = intent.options.find(name);
  return found == intent.options.end() ? "" : found->second;
}

Item item_of(const Line& line, const Match& match) {
  const Item& from = line.items[match.first];
  const Item& to = line.items[match.first + match.count - 1];
  Item item;
  item.first = from.first;
  item.count = to.first + to.count - from.first;
  item.text = text::join(line.tokens, item.first, item.count);
  return item;
}

void add_slots(const Line& line, const Match& match, std::vector<Item>& items) {
  for (const auto& capture : match.captures) {
    for (std::size_t i = 0; i < capture.count; ++i) {
      items.push_back(line.items[capture.first + i]);
    }
  }
}

Action find_action(std::string_view operation) {
  for (const auto& [name, action] : kActions) {
    if (name == operation) return action;
  }
  return nullptr;
}

std::vector<std::string> action_names() {
  std::vector<std::string> names;
  names.reserve(kActions.size());
  for (const auto& [name, action] : kActions) names.emplace_back(name);
  return names;
}

std::string check_phrase_intent(const intents::Intent& intent) {
  if (find_action(intent.operation) == nullptr) {
    const std::string hint = base::did_you_mean(intent.operation, action_names());
    return "the operation \"" + intent.operation + "\" is not known" +
           (hint.empty() ? "" : "; " + hint);
  }
  for (const auto& entry : intent.options) {
    const std::string& name = entry.first;
    const std::string& value = entry.second;
    if (name == "at") {
      if (value != "start" && value != "end" && value != "whole" && value != "inside") {
        return "the option \"at\" is \"" + value + "\"; expected start, inside, end or whole";
      }
    } else if (name == "wanted" && intent.operation == kAsk) {
      const bool known =
          value == "kind" || std::any_of(kParts.begin(), kParts.end(), [&](const auto& known_part) {
            return known_part.first == value;
          });
      if (!known) return "the option \"wanted\" is \"" + value + "\", which is no part of a fact";
    } else if (is_calculation_option(intent.operation, name)) {
      std::string wrong = check_calculation_option(intent.operation, name, value);
      if (!wrong.empty()) return wrong;
    } else {
      return "the option \"" + name + "\" means nothing to the operation \"" + intent.operation +
             "\"";
    }
  }
  for (const auto& sentence : intent.sentences) {
    if (sentence.tree->root->longest > kLongestStretch) {
      return "the sentence \"" + sentence.text + "\" can take more than " +
             std::to_string(kLongestStretch) + " words, which is too long for a phrase";
    }
  }
  if (intent.operation == kAsk && intent.options.count("wanted") == 0) {
    return "the operation \"ask\" needs the option \"wanted\"";
  }
  const bool names_calculation = intent.operation == kCalculate || intent.operation == kSeparate;
  if (names_calculation && intent.options.count("as") == 0) {
    return "the operation \"" + intent.operation + "\" needs the option \"as\"";
  }
  if (intent.operation == kCalculate) return check_calculation(intent);
  return "";
}

}  // namespace jauap::understanding
