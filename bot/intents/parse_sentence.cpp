#include "bot/intents/parse_sentence.h"

#include <algorithm>
#include <utility>

#include "bot/intents/lower_template.h"

namespace jauap::intents {
namespace {

// Takes the !(…) out of the tree; one that stands inside a group is a Problem.
class ForbiddenParts {
 public:
  ForbiddenParts(const TemplateText& source, base::Problems& problems)
      : source_{source}, problems_{problems} {}

  NodePtr take_out(const NodePtr& node, bool inside_group = false) {
    if (node->kind == NodeKind::Forbidden) {
      if (inside_group) {
        problems_.push_back(source_.problem(place(), "!(…) stands inside other brackets",
                                            "put it at the end of the template"));
      }
      add(*node->children.front());
      return sequence_node({});
    }
    if (node->kind == NodeKind::Choice) {
      for (const NodePtr& child : node->children) take_out(child, true);
    }
    if (node->kind != NodeKind::Sequence) return node;
    std::vector<NodePtr> children;
    for (const NodePtr& child : node->children) children.push_back(take_out(child, inside_group));
    return sequence_node(children);
  }

  std::vector<std::vector<std::string>> all;

 private:
  std::size_t place() const {
    const std::size_t at = source_.text.find("!(");
    return at == std::string::npos ? 0 : at;
  }

  void add(const Node& body) {
    const auto ways = expansions(body, SentenceLimits::kAlternatives);
    if (!ways) {
      problems_.push_back(source_.problem(
          place(),
          "!(…) stands for more than " + std::to_string(SentenceLimits::kAlternatives) + " phrases",
          "write fewer alternatives"));
      return;
    }
    for (const auto& way : *ways) {
      if (way.empty()) {
        problems_.push_back(source_.problem(place(), "!(…) can be empty, which forbids every line",
                                            "remove what makes it optional"));
        continue;
      }
      all.push_back(way);
    }
    if (has_wide_slot(body)) {
      problems_.push_back(source_.problem(place(), "!(…) holds a wildcard, a range or a \"+\"",
                                          "write words and plain slots such as {entity}"));
    }
  }

  static bool has_wide_slot(const Node& node) {
    if (node.kind == NodeKind::Slot) {
      return node.slot->kind == SlotKind::Wildcard || node.slot->repeated || node.slot->has_test();
    }
    return std::any_of(node.children.begin(), node.children.end(),
                       [](const NodePtr& child) { return has_wide_slot(*child); });
  }

  const TemplateText& source_;
  base::Problems& problems_;
};

}  // namespace

std::optional<Sentence> parse_sentence(const TemplateText& source, Pieces& pieces,
                                       base::Problems& problems) {
  NodePtr tree = lower_template(source, pieces, problems);
  if (!tree) return std::nullopt;
  const std::size_t before = problems.size();
  ForbiddenParts forbidden{source, problems};
  Sentence sentence;
  sentence.root = forbidden.take_out(tree);
  sentence.forbidden = std::move(forbidden.all);
  if (problems.size() > before) return std::nullopt;

  if (!names_a_token(*sentence.root)) {
    problems.push_back(source.problem(
        0,
        sentence.root->shortest == 0 ? "can be empty, and would match every message"
                                     : "can match any words: a way through it is only wildcards",
        "keep a word or a typed slot outside of [ ]"));
  }
  if (const std::string twice = slot_filled_twice(*sentence.root); !twice.empty()) {
    problems.push_back(
        source.problem(0, "the slot {" + twice + "} stands twice, one would be lost",
                       "name them apart: {" + twice + ":first} and {" + twice + ":second}"));
  }
  const auto always = tokens_in_all(*sentence.root);
  for (const auto& phrase : sentence.forbidden) {
    if (phrase.size() == 1 && std::binary_search(always.begin(), always.end(), phrase.front())) {
      problems.push_back(
          source.problem(0, "can never match: it forbids its own word \"" + phrase.front() + "\"",
                         "remove the !(…) or the word"));
    }
  }
  if (problems.size() > before) return std::nullopt;
  return sentence;
}

std::vector<std::vector<std::string>> parse_phrases(const TemplateText& source, Pieces& pieces,
                                                    base::Problems& problems) {
  const NodePtr tree = lower_template(source, pieces, problems);
  if (!tree) return {};
  std::vector<const Node*> open{tree.get()};
  while (!open.empty()) {
    const Node* node = open.back();
    open.pop_back();
    if (node->kind == NodeKind::Slot || node->kind == NodeKind::Forbidden) {
      problems.push_back(source.problem(0, "a value of a list can hold only words",
                                        "remove the slot or the !(…)"));
      return {};
    }
    for (const NodePtr& child : node->children) open.push_back(child.get());
  }
  auto phrases = expansions(*tree, SentenceLimits::kAlternatives);
  if (!phrases) {
    problems.push_back(source.problem(0,
                                      "a value of a list stands for more than " +
                                          std::to_string(SentenceLimits::kAlternatives) +
                                          " phrases",
                                      "write several values"));
    return {};
  }
  for (const auto& phrase : *phrases) {
    if (!phrase.empty()) continue;
    problems.push_back(
        source.problem(0, "a value of a list can be empty", "keep a word outside of [ ]"));
    return {};
  }
  return std::move(*phrases);
}

}  // namespace jauap::intents
