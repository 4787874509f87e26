#include "bot/intents/archive_intents.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bot/intents/sentence.h"

namespace jauap::intents {

using base::Archived;
using base::ArchiveReader;
using base::ArchiveWriter;

template <class Archive, Archived<Range> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [from, to, step] = self;
  archive(from, to, step);
}

template <class Archive, Archived<ListValue> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [words, out] = self;
  archive(words, out);
}

template <class Archive, Archived<Slot> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [kind, name, type, repeated, range, min_words, max_words, values] = self;
  archive(kind, name, type, repeated, range, min_words, max_words, values);
}

namespace {

// A node whose slot and children are told by their places in lists, from 1 on; 0 for none. Children
// stand in front of what they are children of.
struct PlacedNode {
  NodeKind kind = NodeKind::Sequence;
  std::string word;
  std::uint32_t slot = 0;
  std::vector<std::uint32_t> children;
  std::size_t size = 0;
  std::size_t depth = 0;
  std::size_t shortest = 0;
  std::size_t longest = 0;
};

template <class Archive, Archived<PlacedNode> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [kind, word, slot, children, size, depth, shortest, longest] = self;
  archive(kind, word, slot, children, size, depth, shortest, longest);
}

// A sentence whose root is told by its place.
struct PlacedTemplate {
  std::string text;
  double weight = 0;
  std::string pointer;
  std::uint32_t root = 0;
  std::vector<std::vector<std::string>> forbidden;
};

template <class Archive, Archived<PlacedTemplate> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [text, weight, pointer, root, forbidden] = self;
  archive(text, weight, pointer, root, forbidden);
}

// All of an intent but its sentences.
template <class Archive, Archived<Intent> Self>
void archive_rest(Archive& archive, Self& self) {
  auto& [name, file, about, scope, operation, options, sentences, answers, facts] = self;
  archive(name, file, about, scope, operation, options, answers, facts);
}

// The nodes of all sentences, each once.
class Placing {
 public:
  std::uint32_t place(const Node& node) {
    const auto known = places_.find(&node);
    if (known != places_.end()) return known->second;
    PlacedNode placed{node.kind,  node.word,     0,           {}, node.size,
                      node.depth, node.shortest, node.longest};
    if (node.slot) placed.slot = place(*node.slot);
    for (const NodePtr& child : node.children) placed.children.push_back(place(*child));
    nodes.push_back(std::move(placed));
    return places_[&node] = static_cast<std::uint32_t>(nodes.size());
  }

  std::vector<PlacedNode> nodes;
  std::vector<Slot> slots;

 private:
  std::uint32_t place(const Slot& slot) {
    const auto [known, is_new] =
        slot_places_.emplace(&slot, static_cast<std::uint32_t>(slots.size() + 1));
    if (is_new) slots.push_back(slot);
    return known->second;
  }

  std::unordered_map<const Node*, std::uint32_t> places_;
  std::unordered_map<const Slot*, std::uint32_t> slot_places_;
};

// Nothing where a place leads nowhere.
std::optional<std::vector<NodePtr>> nodes_of(std::vector<PlacedNode> placed,
                                             std::vector<Slot> slots) {
  std::vector<std::shared_ptr<const Slot>> shared_slots;
  shared_slots.reserve(slots.size());
  for (Slot& slot : slots) shared_slots.push_back(std::make_shared<const Slot>(std::move(slot)));
  std::vector<NodePtr> nodes;
  nodes.reserve(placed.size());
  for (PlacedNode& from : placed) {
    Node node;
    node.kind = from.kind;
    node.word = std::move(from.word);
    if (from.slot > shared_slots.size()) return std::nullopt;
    if (from.slot > 0) node.slot = shared_slots[from.slot - 1];
    node.children.reserve(from.children.size());
    for (const std::uint32_t child : from.children) {
      if (child == 0 || child > nodes.size()) return std::nullopt;
      node.children.push_back(nodes[child - 1]);
    }
    node.size = from.size;
    node.depth = from.depth;
    node.shortest = from.shortest;
    node.longest = from.longest;
    nodes.push_back(std::make_shared<const Node>(std::move(node)));
  }
  return nodes;
}

}  // namespace

void write(const IntentFiles& files, ArchiveWriter& archive) {
  Placing placing;
  std::vector<std::vector<PlacedTemplate>> sentences;
  for (const Intent& intent : files.intents) {
    auto& placed = sentences.emplace_back();
    for (const Template& sentence : intent.sentences) {
      placed.push_back({sentence.text, sentence.weight, sentence.pointer,
                        placing.place(*sentence.tree->root), sentence.tree->forbidden});
    }
  }
  archive(files.messages, placing.slots, placing.nodes, sentences);
  for (const Intent& intent : files.intents) archive_rest(archive, intent);
}

std::optional<IntentFiles> read_intent_files(ArchiveReader& archive) {
  IntentFiles files;
  std::vector<Slot> slots;
  std::vector<PlacedNode> placed;
  std::vector<std::vector<PlacedTemplate>> sentences;
  archive(files.messages, slots, placed, sentences);
  const auto nodes = nodes_of(std::move(placed), std::move(slots));
  if (!nodes) return std::nullopt;
  files.intents.reserve(sentences.size());
  for (auto& of_intent : sentences) {
    Intent& intent = files.intents.emplace_back();
    archive_rest(archive, intent);
    intent.sentences.reserve(of_intent.size());
    for (PlacedTemplate& from : of_intent) {
      if (from.root == 0 || from.root > nodes->size()) return std::nullopt;
      Sentence tree{(*nodes)[from.root - 1], std::move(from.forbidden)};
      intent.sentences.push_back({std::move(from.text),
                                  std::make_shared<const Sentence>(std::move(tree)), from.weight,
                                  std::move(from.pointer)});
    }
  }
  if (!archive.holds()) return std::nullopt;
  return files;
}

}  // namespace jauap::intents
