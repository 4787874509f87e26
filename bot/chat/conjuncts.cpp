#include "bot/chat/conjuncts.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Sense;
using text::Token;
using understanding::Line;
using understanding::Mention;

using Tokens = std::vector<Token>;

constexpr std::size_t kMostPairs = 2;  // each may cost as much as two questions

// Whether both are things of one kind, or both properties.
bool is_one_sort(const Chatbot::Parts& parts, const Mention& left, const Mention& right) {
  const auto kind_of = [&](const Sense& sense) {
    return parts.store.entity(knowledge::EntityId{sense.id}).kind;
  };
  return std::any_of(left.senses.begin(), left.senses.end(), [&](const Sense& one) {
    return std::any_of(right.senses.begin(), right.senses.end(), [&](const Sense& other) {
      if (one.type != other.type || one.id == other.id) return false;
      if (one.type == Sense::Type::Property) return true;
      return one.type == Sense::Type::Entity && kind_of(one) == kind_of(other);
    });
  });
}

}  // namespace

std::vector<std::pair<Tokens, Tokens>> conjuncts(const Chatbot::Parts& parts,
                                                 const Tokens& tokens) {
  std::vector<std::pair<Tokens, Tokens>> pairs;
  const Line line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const auto& items = line.items;
  for (std::size_t i = 1; i + 1 < items.size() && pairs.size() < kMostPairs; ++i) {
    const auto& joiner = items[i].text;
    if (parts.words.joiners.count(joiner) + parts.words.joiner_slips.count(joiner) == 0) continue;
    std::size_t behind = i + 1;
    while (behind + 1 < items.size() && is_grammar(parts.words, line.tokens[items[behind].first]) &&
           std::holds_alternative<understanding::Plain>(items[behind].meaning)) {
      ++behind;
    }
    const auto* left = std::get_if<Mention>(&items[i - 1].meaning);
    const auto* right = std::get_if<Mention>(&items[behind].meaning);
    if (left == nullptr || right == nullptr || !is_one_sort(parts, *left, *right)) continue;
    pairs.emplace_back(
        text::without(line.tokens, items[i].first,
                      items[behind].first + items[behind].count - items[i].first),
        text::without(line.tokens, items[i - 1].first, items[behind].first - items[i - 1].first));
  }
  return pairs;
}

}  // namespace jauap::chat
