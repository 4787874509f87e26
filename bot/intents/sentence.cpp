#include "bot/intents/sentence.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace jauap::intents {
namespace {

constexpr std::size_t kMost = 1'000'000;  // where counts stop counting

std::size_t plus(std::size_t left, std::size_t right) {
  return std::min(kMost, left + right);
}

std::size_t words_in(const std::string& text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c != ' ' && !inside) ++words;
    inside = c != ' ';
  }
  return words;
}

std::string as_text(double number) {
  const auto whole = static_cast<long long>(number);
  return static_cast<double>(whole) == number ? std::to_string(whole) : std::to_string(number);
}

void count_slot(const Slot& slot, Node& node) {
  constexpr std::size_t kCapture = 2;
  switch (slot.kind) {
    case SlotKind::Typed:
      node.size = slot.type.size() + (slot.has_test() ? 16 : 12);
      node.shortest = node.longest = 1;
      break;
    case SlotKind::Wildcard:
      node.size = slot.max_words * 6;
      node.shortest = slot.min_words;
      node.longest = slot.max_words;
      break;
    case SlotKind::Values:
      node.shortest = kMost;
      for (const ListValue& value : slot.values) {
        for (const std::string& word : value.words) node.size = plus(node.size, word.size() + 1);
        node.size = plus(node.size, 2);
        node.shortest = std::min(node.shortest, value.words.size());
        node.longest = std::max(node.longest, value.words.size());
      }
      break;
  }
  if (slot.repeated) {
    node.size = plus(node.size, plus(node.size, 20));
    node.longest = kMost;
  }
  node.size = plus(node.size, kCapture);
}

using Ways = std::vector<std::vector<std::string>>;

std::optional<Ways> ways_to_fill(const Slot& slot, std::size_t limit) {
  if (slot.kind != SlotKind::Values) return Ways{slot_sample(slot)};
  if (slot.values.size() > limit) return std::nullopt;
  Ways ways;
  for (const ListValue& value : slot.values) ways.push_back(value.words);
  return ways;
}

std::optional<Ways> ways_in_sequence(const Node& node, std::size_t limit) {
  Ways ways{{}};
  for (const NodePtr& child : node.children) {
    const auto more = expansions(*child, limit);
    if (!more || more->size() * ways.size() > limit) return std::nullopt;
    Ways longer;
    for (const auto& way : ways) {
      for (const auto& rest : *more) {
        longer.push_back(way);
        longer.back().insert(longer.back().end(), rest.begin(), rest.end());
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

// Adds the slots of the node to `seen`; "" unless one of them can be filled twice.
std::string gather_slots(const Node& node, std::vector<std::string>& seen) {
  if (node.kind == NodeKind::Slot) {
    if (std::find(seen.begin(), seen.end(), node.slot->name) != seen.end()) return node.slot->name;
    seen.push_back(node.slot->name);
  } else if (node.kind == NodeKind::Sequence) {
    for (const NodePtr& child : node.children) {
      if (auto twice = gather_slots(*child, seen); !twice.empty()) return twice;
    }
  } else if (node.kind == NodeKind::Choice) {
    std::vector<std::string> all = seen;
    for (const NodePtr& child : node.children) {
      std::vector<std::string> branch = seen;
      if (auto twice = gather_slots(*child, branch); !twice.empty()) return twice;
      for (const std::string& name : branch) {
        if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
      }
    }
    seen = std::move(all);
  }
  return "";
}

}  // namespace

bool Range::holds(double number) const {
  if (!(number >= from && number <= to)) return false;
  const double steps = (number - from) / step;
  return std::abs(steps - std::round(steps)) < 1e-9;
}

bool Slot::has_test() const {
  return kind == SlotKind::Typed && (range || min_words > 1 || max_words != kUnbounded);
}

bool Slot::accepts(const std::string& text, const std::optional<double>& number) const {
  if (range && !(number && range->holds(*number))) return false;
  const std::size_t words = words_in(text);
  return words >= min_words && words <= max_words;
}

NodePtr word_node(std::string word) {
  Node node;
  node.kind = NodeKind::Word;
  node.size = word.size() + 2;
  node.shortest = node.longest = 1;
  node.word = std::move(word);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr slot_node(Slot slot) {
  Node node;
  node.kind = NodeKind::Slot;
  count_slot(slot, node);
  node.slot = std::make_shared<const Slot>(std::move(slot));
  return std::make_shared<const Node>(std::move(node));
}

NodePtr sequence_node(const std::vector<NodePtr>& children) {
  Node node;
  for (const NodePtr& child : children) {
    if (child->kind == NodeKind::Sequence && child->children.empty()) continue;
    node.size = plus(node.size, child->size);
    node.depth = std::max(node.depth, child->depth + 1);
    node.shortest = plus(node.shortest, child->shortest);
    node.longest = plus(node.longest, child->longest);
    node.children.push_back(child);
  }
  if (node.children.size() == 1) return node.children.front();
  return std::make_shared<const Node>(std::move(node));
}

NodePtr choice_node(std::vector<NodePtr> children) {
  if (children.size() == 1) return std::move(children.front());
  Node node;
  node.kind = NodeKind::Choice;
  node.shortest = kMost;
  for (const NodePtr& child : children) {
    node.size = plus(node.size, child->size + 2);
    node.depth = std::max(node.depth, child->depth + 1);
    node.shortest = std::min(node.shortest, child->shortest);
    node.longest = std::max(node.longest, child->longest);
  }
  node.children = std::move(children);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr forbidden_node(NodePtr body) {
  Node node;
  node.kind = NodeKind::Forbidden;
  node.size = plus(body->size, 1);
  node.depth = body->depth + 1;
  node.children.push_back(std::move(body));
  return std::make_shared<const Node>(std::move(node));
}

std::set<std::string> single_words(const Node& node) {
  std::set<std::string> words;
  if (node.shortest > 1 || node.longest == 0) return words;
  if (node.kind == NodeKind::Word) {
    words.insert(node.word);
  } else if (node.kind == NodeKind::Slot) {
    for (const ListValue& value : node.slot->values) {
      if (value.words.size() == 1) words.insert(value.words.front());
    }
  } else if (node.kind == NodeKind::Choice || node.kind == NodeKind::Sequence) {
    // Of a sequence, the words of a part that the others can be left out beside.
    const std::size_t shortest = node.kind == NodeKind::Sequence ? node.shortest : 0;
    for (const NodePtr& child : node.children) {
      if (shortest == 0 || child->shortest == shortest) words.merge(single_words(*child));
    }
  }
  return words;
}

std::optional<Ways> expansions(const Node& node, std::size_t limit) {
  switch (node.kind) {
    case NodeKind::Word:
      return Ways{{node.word}};
    case NodeKind::Slot:
      return ways_to_fill(*node.slot, limit);
    case NodeKind::Sequence:
      return ways_in_sequence(node, limit);
    case NodeKind::Forbidden:
      return Ways{{}};
    case NodeKind::Choice:
      break;
  }
  Ways ways;
  for (const NodePtr& child : node.children) {
    auto more = expansions(*child, limit);
    if (!more || ways.size() + more->size() > limit) return std::nullopt;
    std::move(more->begin(), more->end(), std::back_inserter(ways));
  }
  return ways;
}

std::vector<std::string> slot_sample(const Slot& slot) {
  if (slot.kind == SlotKind::Values) return slot.values.front().words;
  if (slot.kind == SlotKind::Wildcard) {
    const std::string name = slot.name.substr(slot.name.front() == '@' ? 1 : 0);
    return std::vector<std::string>(slot.min_words, "{" + name + "}");
  }
  if (slot.range) return {"{" + slot.type + ":" + as_text(slot.range->from) + "}"};
  if (slot.min_words <= 1) return {"{" + slot.type + "}"};
  std::string sample = "{" + slot.type + ":" + slot.type;
  for (std::size_t i = 1; i < slot.min_words; ++i) sample += " " + slot.type;
  return {sample + "}"};
}

std::vector<std::string> tokens_in_all(const Node& node) {
  std::vector<std::string> tokens;
  if (node.kind == NodeKind::Word) {
    tokens.push_back(node.word);
  } else if (node.kind == NodeKind::Slot && node.slot->kind == SlotKind::Typed) {
    tokens.push_back("{" + node.slot->type + "}");
  } else if (node.kind == NodeKind::Sequence) {
    for (const NodePtr& child : node.children) {
      const auto more = tokens_in_all(*child);
      tokens.insert(tokens.end(), more.begin(), more.end());
    }
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  } else if (node.kind == NodeKind::Choice) {
    tokens = tokens_in_all(*node.children.front());
    for (const NodePtr& child : node.children) {
      if (tokens.empty()) break;
      const auto other = tokens_in_all(*child);
      std::vector<std::string> both;
      std::set_intersection(tokens.begin(), tokens.end(), other.begin(), other.end(),
                            std::back_inserter(both));
      tokens = std::move(both);
    }
  }
  return tokens;
}

bool names_a_token(const Node& node) {
  const auto named = [](const NodePtr& child) { return names_a_token(*child); };
  switch (node.kind) {
    case NodeKind::Word:
      return true;
    case NodeKind::Slot:
      return node.slot->kind != SlotKind::Wildcard;
    case NodeKind::Sequence:
      return std::any_of(node.children.begin(), node.children.end(), named);
    case NodeKind::Choice:
      return std::all_of(node.children.begin(), node.children.end(), named);
    case NodeKind::Forbidden:
      break;
  }
  return false;
}

std::size_t count_tests(const Node& node) {
  std::size_t tests = node.kind == NodeKind::Slot && node.slot->has_test() ? 1 : 0;
  for (const NodePtr& child : node.children) tests += count_tests(*child);
  return tests;
}

std::string slot_filled_twice(const Node& node) {
  std::vector<std::string> seen;
  return gather_slots(node, seen);
}

}  // namespace jauap::intents
