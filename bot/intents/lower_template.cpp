// From the pieces of a template to a tree over whole tokens. Words are what lies between spaces, so
// a template is cut there first:
//
//   what's the length[s] of {entity}
//   └─ run ──┘ └ pieces ┘└── run ──┘
//
// A run holds words and slots alone. It is normalized as a question is, with a stand-in word for
// each slot, and its tokens become the leaves of the tree. A word in pieces is spelled out (length,
// lengths), and each spelling is a run of its own.

#include "bot/intents/lower_template.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/text/tokens.h"

namespace jauap::intents {
namespace {

// Of a run: text as written, or a slot.
struct Atom {
  std::string text;
  const TemplateText* source = nullptr;
  std::size_t at = 0;
  NodePtr slot;  // null for text
};
using Run = std::vector<Atom>;

// A part of a sequence that no space divides.
using Cluster = std::vector<Item>;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_leaf(const Item& item) {
  return item.kind == ItemKind::Text || item.kind == ItemKind::Slot;
}

std::vector<Cluster> cut_at_spaces(const std::vector<Item>& items) {
  std::vector<Cluster> clusters{{}};
  for (const Item& item : items) {
    if (item.kind == ItemKind::Forbidden) {
      clusters.push_back({item});
      clusters.emplace_back();
      continue;
    }
    if (item.kind != ItemKind::Text) {
      clusters.back().push_back(item);
      continue;
    }
    for (std::size_t i = 0; i < item.text.size();) {
      std::size_t end = i;
      while (end < item.text.size() && is_space(item.text[end]) == is_space(item.text[i])) ++end;
      if (is_space(item.text[i])) {
        clusters.emplace_back();
      } else {
        Item word = item;
        word.text = item.text.substr(i, end - i);
        word.at = item.at + i;
        clusters.back().push_back(std::move(word));
      }
      i = end;
    }
  }
  clusters.erase(std::remove_if(clusters.begin(), clusters.end(),
                                [](const Cluster& cluster) { return cluster.empty(); }),
                 clusters.end());
  return clusters;
}

// Whether a character that normalizing drops may stand in a template all the same.
std::size_t allowed_gap(std::string_view text) {
  for (const std::string_view allowed :
       {" ", "\t", "\n", "\r", "'", "-", "\u2019", "\u2018", "\u02BC", "\u2010", "\u2011"}) {
    if (text.substr(0, allowed.size()) == allowed) return allowed.size();
  }
  return 0;
}

std::string first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return std::string{text.substr(0, length)};
}

class Lowering {
 public:
  // `depth` counts the rules that are open around this text.
  Lowering(const TemplateText& source, Pieces& pieces, base::Problems& problems, std::size_t depth)
      : source_{source}, pieces_{pieces}, problems_{problems}, depth_{depth} {}

  NodePtr lower(const Body& body) {
    std::vector<NodePtr> branches;
    for (const auto& items : body.branches) branches.push_back(lower_sequence(items));
    return body.any_order ? any_order(branches) : choice_node(std::move(branches));
  }

  // Whether a rule that the text names is wrong; its Problem may be an earlier one.
  bool names_wrong_rule() const { return names_wrong_rule_; }

 private:
  static NodePtr any_order(const std::vector<NodePtr>& parts) {
    std::vector<std::size_t> order(parts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::vector<NodePtr> orders;
    do {
      std::vector<NodePtr> sequence;
      sequence.reserve(order.size());
      for (const std::size_t i : order) sequence.push_back(parts[i]);
      orders.push_back(sequence_node(sequence));
    } while (std::next_permutation(order.begin(), order.end()));
    return choice_node(std::move(orders));
  }

  NodePtr lower_sequence(const std::vector<Item>& items) {
    std::vector<NodePtr> nodes;
    Run run;
    const auto flush = [&] {
      if (!run.empty()) nodes.push_back(lower_run(run));
      run.clear();
    };
    for (const Cluster& cluster : cut_at_spaces(items)) {
      if (std::all_of(cluster.begin(), cluster.end(), is_leaf)) {
        if (!run.empty()) run.push_back({" ", &source_, cluster.front().at, nullptr});
        for (const Item& item : cluster) run.push_back(atom(item));
        continue;
      }
      flush();
      nodes.push_back(cluster.size() == 1 ? lower_item(cluster.front()) : lower_pieces(cluster));
    }
    flush();
    return sequence_node(nodes);
  }

  NodePtr lower_item(const Item& item) {
    if (item.kind == ItemKind::Rule) {
      const NodePtr node = resolve(item).node;
      return node ? node : sequence_node({});
    }
    NodePtr body = lower(item.body);
    if (item.kind == ItemKind::Forbidden) return forbidden_node(std::move(body));
    if (!item.optional) return body;
    return choice_node({std::move(body), sequence_node({})});
  }

  // A word in pieces: every spelling, each as a run.
  NodePtr lower_pieces(const Cluster& cluster) {
    std::vector<NodePtr> spellings;
    for (const Run& run : spell_out(cluster)) spellings.push_back(lower_run(run));
    if (spellings.empty()) return sequence_node({});
    return choice_node(std::move(spellings));
  }

  std::vector<Run> spell_out(const std::vector<Item>& items) {
    std::vector<Run> runs{{}};
    for (const Item& item : items) {
      const std::vector<Run> more = spell_out(item);
      if (runs.size() * more.size() > SentenceLimits::kAlternatives) {
        report(item.at,
               "a word in pieces has more than " + std::to_string(SentenceLimits::kAlternatives) +
                   " spellings",
               "put a space before the brackets or write fewer of them");
        return {};
      }
      std::vector<Run> longer;
      for (const Run& run : runs) {
        for (const Run& rest : more) {
          longer.push_back(run);
          longer.back().insert(longer.back().end(), rest.begin(), rest.end());
        }
      }
      runs = std::move(longer);
    }
    return runs;
  }

  std::vector<Run> spell_out(const Item& item) {
    if (is_leaf(item)) return {{atom(item)}};
    if (item.kind == ItemKind::Forbidden) {
      report(item.at, "!(…) stands inside a word", "put it at the end of the template");
      return {};
    }
    if (item.kind == ItemKind::Rule) {
      const auto found = pieces_.find_rule(item.text);
      const Pieces::Rule& rule = resolve(item);
      if (!rule.body) return {};
      Lowering inner{rule.source, *found.pieces, problems_, depth_ + 1};
      return inner.spell_out_body(*rule.body, 0);
    }
    std::vector<Run> runs = spell_out_body(item.body, item.at);
    if (item.optional) runs.emplace_back();
    return runs;
  }

  std::vector<Run> spell_out_body(const Body& body, std::size_t at) {
    if (body.any_order) {
      report(at, "parts in any order are glued to a word", "put a space before the brackets");
      return {};
    }
    std::vector<Run> runs;
    for (const auto& branch : body.branches) {
      for (Run& run : spell_out(branch)) runs.push_back(std::move(run));
    }
    return runs;
  }

  Atom atom(const Item& item) {
    if (item.kind == ItemKind::Text) return {item.text, &source_, item.at, nullptr};
    return {"", &source_, item.at, slot_node(filled(item))};
  }

  // The slot that an item means.
  Slot filled(const Item& item) {
    Slot slot;
    slot.name = item.slot;
    slot.type = item.text;
    slot.repeated = item.repeated;
    slot.range = item.range;
    if (item.text.empty()) {  // {@name}
      slot.kind = SlotKind::Wildcard;
      slot.min_words = 1;
      slot.max_words = kWordsOfACapture;
    } else if (const Slot* list = item.range ? nullptr : pieces_.find_list(item.text)) {
      slot = *list;
      slot.name = item.slot;
      slot.repeated = item.repeated;
    } else if (!pieces_.is_type(item.text)) {
      report(item.at,
             item.range ? "a range needs the type \"number\", which is not known here"
                        : "there is no list and no slot type \"" + item.text + "\"",
             base::did_you_mean(item.text, pieces_.list_and_type_names()));
    }
    if (slot.repeated && slot.kind == SlotKind::Wildcard) {
      report(item.at, "\"+\" stands behind a wildcard, which already takes several words",
             "remove the \"+\"");
    }
    return slot;
  }

  const Pieces::Rule& resolve(const Item& item);

  NodePtr lower_run(const Run& run);

  void report(std::size_t at, std::string message, std::string hint) {
    problems_.push_back(source_.problem(at, std::move(message), std::move(hint)));
  }

  static constexpr std::size_t kWordsOfACapture = 6;

  const TemplateText& source_;
  Pieces& pieces_;
  base::Problems& problems_;
  std::size_t depth_ = 0;
  bool names_wrong_rule_ = false;
};

// What is wrong with the tree as a whole, "" for nothing.
std::string too_large(const Node& node) {
  if (node.size > SentenceLimits::kSize) {
    return "is too large: " + std::to_string(node.size) + " with all rules and orders, at most " +
           std::to_string(SentenceLimits::kSize) + " is possible";
  }
  if (node.depth > SentenceLimits::kTreeDepth) return "names rules inside rules too deeply";
  if (count_tests(node) > SentenceLimits::kTests) {
    return "has more than " + std::to_string(SentenceLimits::kTests) + " ranges in all its orders";
  }
  return "";
}

void resolve_rule(Pieces::Rule& rule, Pieces& pieces, base::Problems& problems, std::size_t depth) {
  rule.state = Pieces::Rule::State::Open;
  const std::size_t before = problems.size();
  rule.body = parse_template(rule.source, problems);
  bool wrong = false;
  if (rule.body) {
    Lowering lowering{rule.source, pieces, problems, depth};
    rule.node = lowering.lower(*rule.body);
    wrong = lowering.names_wrong_rule();
  }
  if (rule.node && problems.size() == before) {
    if (std::string message = too_large(*rule.node); !message.empty()) {
      problems.push_back(rule.source.problem(0, std::move(message), "write fewer alternatives"));
    }
  }
  if (wrong || problems.size() > before) {
    rule.body.reset();
    rule.node.reset();
  }
  rule.state = Pieces::Rule::State::Done;
}

const Pieces::Rule& Lowering::resolve(const Item& item) {
  static const Pieces::Rule kWrong;
  const auto found = pieces_.find_rule(item.text);
  if (found.rule == nullptr) {
    report(item.at, "there is no rule <" + item.text + ">",
           base::did_you_mean(item.text, pieces_.rule_names()));
    names_wrong_rule_ = true;
    return kWrong;
  }
  if (found.rule->state == Pieces::Rule::State::Open) {
    report(item.at, "the rule <" + item.text + "> contains itself",
           "write out what it should repeat");
    names_wrong_rule_ = true;
    return kWrong;
  }
  if (depth_ > SentenceLimits::kTreeDepth) {
    report(item.at, "names rules inside rules too deeply", "write some of them out");
    return kWrong;
  }
  if (found.rule->state == Pieces::Rule::State::New) {
    resolve_rule(*found.rule, *found.pieces, problems_, depth_ + 1);
  }
  if (!found.rule->body) names_wrong_rule_ = true;
  return *found.rule;
}

// Where a byte of a run's text was written.
struct Origin {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Atom* atom = nullptr;
};

NodePtr Lowering::lower_run(const Run& run) {
  static const std::string kStandIn = "slotslot";
  std::string text;
  std::vector<Origin> origins;
  for (const Atom& atom : run) {
    const std::size_t begin = text.size();
    text += atom.slot ? kStandIn : atom.text;
    origins.push_back({begin, text.size(), &atom});
  }
  const auto origin_of = [&](std::size_t at) -> const Origin& {
    return *std::find_if(origins.begin(), origins.end(),
                         [&](const Origin& origin) { return at < origin.end; });
  };
  const auto problem = [&](std::size_t at, std::string message, std::string hint) {
    const Origin& origin = origin_of(at);
    const std::size_t inside = origin.atom->slot ? 0 : at - origin.begin;
    problems_.push_back(origin.atom->source->problem(origin.atom->at + inside, std::move(message),
                                                     std::move(hint)));
  };
  const auto check_gap = [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const std::string_view rest = std::string_view{text}.substr(at, end - at);
      if (const std::size_t length = allowed_gap(rest); length > 0) {
        at += length;
        continue;
      }
      const std::string character = first_character(rest);
      problem(at,
              "\"" + character +
                  "\" never reaches a template: punctuation is dropped from "
                  "questions",
              "remove it");
      at += character.size();
    }
  };

  std::vector<NodePtr> nodes;
  std::size_t done = 0;  // bytes that are accounted for
  std::size_t slots = 0;
  for (const text::Token& token : text::normalize(text, pieces_.words())) {
    if (token.span.begin >= done) {
      check_gap(done, token.span.begin);
      const Origin& origin = origin_of(token.span.begin);
      if (origin.atom->slot && origin.begin == token.span.begin && origin.end == token.span.end) {
        nodes.push_back(origin.atom->slot);
        done = token.span.end;
        ++slots;
        continue;
      }
    }
    nodes.push_back(word_node(token.text));
    done = std::max(done, token.span.end);
  }
  check_gap(done, text.size());
  const auto wanted = std::count_if(run.begin(), run.end(), [](const Atom& a) { return !!a.slot; });
  if (slots != static_cast<std::size_t>(wanted)) {
    const auto glued = std::find_if(run.begin(), run.end(), [](const Atom& a) { return !!a.slot; });
    problems_.push_back(glued->source->problem(glued->at, "letters are glued to a slot",
                                               "put a space between them"));
  }
  return sequence_node(nodes);
}

}  // namespace

NodePtr lower_template(const TemplateText& source, Pieces& pieces, base::Problems& problems) {
  const std::size_t before = problems.size();
  const auto body = parse_template(source, problems);
  if (!body) return nullptr;
  Lowering lowering{source, pieces, problems, 0};
  NodePtr node = lowering.lower(*body);
  if (lowering.names_wrong_rule() || problems.size() > before) return nullptr;
  if (std::string message = too_large(*node); !message.empty()) {
    problems.push_back(source.problem(0, std::move(message), "split it into several sentences"));
    return nullptr;
  }
  return node;
}

void check_rules(Pieces& pieces, base::Problems& problems) {
  for (auto& [name, rule] : pieces.own_rules()) {
    if (rule.state == Pieces::Rule::State::New) resolve_rule(rule, pieces, problems, 0);
  }
}

}  // namespace jauap::intents
