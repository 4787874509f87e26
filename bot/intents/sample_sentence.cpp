#include "bot/intents/sample_sentence.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "bot/intents/sentence.h"

namespace jauap::intents {
namespace {

using Words = std::vector<std::string>;

// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood 2014): the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}
  std::size_t below(std::size_t sides) {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % sides);
  }

 private:
  std::uint64_t state_;
};

void append_sample(const Node& node, Dice& dice, Words& words) {
  if (node.kind == NodeKind::Word) {
    words.push_back(node.word);
  } else if (node.kind == NodeKind::Choice) {
    append_sample(*node.children[dice.below(node.children.size())], dice, words);
  } else if (node.kind == NodeKind::Slot) {
    const Slot& slot = *node.slot;
    const Words sample = slot.kind == SlotKind::Values
                             ? slot.values[dice.below(slot.values.size())].words
                             : slot_sample(slot);
    words.insert(words.end(), sample.begin(), sample.end());
  } else {
    for (const NodePtr& child : node.children) append_sample(*child, dice, words);
  }
}

bool is_forbidden(const Sentence& sentence, const Words& words) {
  return std::any_of(
      sentence.forbidden.begin(), sentence.forbidden.end(), [&](const Words& phrase) {
        return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
      });
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

}  // namespace

std::vector<std::string> sample_sentences(const Template& sentence, std::size_t limit,
                                          std::uint64_t seed) {
  constexpr std::size_t kTriesForEach = 8;
  std::vector<std::string> samples;
  std::unordered_set<std::string> seen;
  const auto add = [&](const Words& words) {
    if (is_forbidden(*sentence.tree, words)) return;
    std::string text = joined(words);
    if (seen.insert(text).second) samples.push_back(std::move(text));
  };
  const auto all = expansions(*sentence.tree->root, limit);
  if (all) {
    for (const Words& words : *all) add(words);
    return samples;
  }
  Dice dice{seed};
  for (std::size_t i = 0; i < limit * kTriesForEach && samples.size() < limit; ++i) {
    Words words;
    append_sample(*sentence.tree->root, dice, words);
    add(words);
  }
  return samples;
}

}  // namespace jauap::intents
