#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace jauap::intents {

// The limits of a template. Whatever is below them compiles: a test proves it for the largest.
struct SentenceLimits {
  static constexpr std::size_t kDepth = 12;          // groups inside groups; rules inside rules
  static constexpr std::size_t kTreeDepth = 100;     // Node::depth of a whole template
  static constexpr std::size_t kSize = 4'000;        // Node::size of a whole template
  static constexpr std::size_t kTextBytes = 4'000;   // of a template as written
  static constexpr std::size_t kAlternatives = 64;   // of a word in pieces, a list value, a !(…)
  static constexpr std::size_t kAnyOrderParts = 5;   // 120 orders
  static constexpr std::size_t kWildcardWords = 30;  // of one wildcard
  static constexpr std::size_t kTests = 100;         // slots that ask more than a type: ranges
};

// Whole numbers from one end to the other, both ends included.
struct Range {
  double from = 0;
  double to = 0;
  double step = 1;

  // Whether `number` is one of from, from + step, … to.
  bool holds(double number) const;
};

enum class SlotKind : std::uint8_t {
  Typed,     // one typed token
  Wildcard,  // any tokens
  Values,    // one of the phrases of a list
};

// A phrase of a list in canonical words, and the value it stands for.
struct ListValue {
  std::vector<std::string> words;
  std::string out;
};

struct Slot {
  static constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

  SlotKind kind = SlotKind::Typed;
  std::string name;            // of the capture; "@place" for one that only answers use
  std::string type;            // of a Typed: "entity"
  bool repeated = false;       // {x+}: one or more, with "and", "or" or nothing between
  std::optional<Range> range;  // of a Typed: the number that the token must have
  std::size_t min_words = 0;   // of a Wildcard: how many tokens; of a Typed: how many words the
  std::size_t max_words = kUnbounded;  // token stands for
  std::vector<ListValue> values;       // of Values: longer phrases first

  // Whether a token of the type must pass more than that.
  bool has_test() const;
  // Whether the typed token that stands for `text` and `number` passes.
  bool accepts(const std::string& text, const std::optional<double>& number) const;
};

enum class NodeKind : std::uint8_t { Word, Slot, Sequence, Choice, Forbidden };

struct Node;
// Shared, since a rule or a part of an any-order group stands in many places.
using NodePtr = std::shared_ptr<const Node>;

// A part of a template, over whole tokens. Rules are inlined; [x] is a choice between x and the
// empty sequence; an any-order group is a choice of its orders. Made by the functions below, which
// keep the counts right; counts saturate, so that nothing overflows before the limits are checked.
struct Node {
  NodeKind kind = NodeKind::Sequence;
  std::string word;                  // of a Word, in canonical form
  std::shared_ptr<const Slot> slot;  // of a Slot
  std::vector<NodePtr> children;     // of a Sequence, Choice; the one body of a Forbidden

  std::size_t size = 0;      // at least the number of nodes and of RE2 instructions
  std::size_t depth = 0;     // nodes inside nodes
  std::size_t shortest = 0;  // in tokens
  std::size_t longest = 0;
};

NodePtr word_node(std::string word);
NodePtr slot_node(Slot slot);
NodePtr sequence_node(const std::vector<NodePtr>& children);
NodePtr choice_node(std::vector<NodePtr> children);
NodePtr forbidden_node(NodePtr body);

// A checked template.
struct Sentence {
  NodePtr root;
  // What a line must not contain: sequences of words and of "{type}".
  std::vector<std::vector<std::string>> forbidden;
};

// The words that are the whole node by themselves.
std::set<std::string> single_words(const Node& node);

// Every way to say the node, as words, slots as in sample_sentence.h; nothing where there are more
// than `limit`.
std::optional<std::vector<std::vector<std::string>>> expansions(const Node& node,
                                                                std::size_t limit);
// A slot's stand-in in such a sentence: "{entity}", "{number:3}", "{person}" for a wildcard.
std::vector<std::string> slot_sample(const Slot& slot);

// The tokens, as words and "{type}", that stand in every line that the node takes; sorted.
std::vector<std::string> tokens_in_all(const Node& node);

// Whether every line that the node takes has a token that the node names, so that it can neither be
// empty nor be made of wildcards alone.
bool names_a_token(const Node& node);

// How many slots of the node ask more of a typed token than its type.
std::size_t count_tests(const Node& node);

// A slot that one line can fill twice; "" for none.
std::string slot_filled_twice(const Node& node);

}  // namespace jauap::intents
