// A template is posted under the tokens of its cheapest required set: a set of tokens, one of which
// stands in every line that the template takes. Of the sets that a template has, the one whose
// tokens stand in the fewest templates:
//
//   (what|which) is the area of {entity}
//   sets: {what, which} {is} {the} {area} {of} {{entity}}        posted under: area
//
// A line looks up its tokens and gets the few templates that can fit. Their length, a bit mask of
// all words that they cannot do without and masks of the sets discard most of the rest before RE2
// is asked.

#include "bot/intents/matcher.h"

#include <algorithm>
#include <bitset>
#include <iterator>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "bot/intents/compiled_template.h"
#include "bot/intents/sentence.h"

namespace jauap::intents {
namespace {

using TokenId = Matcher::TokenId;
using TemplateId = std::uint32_t;

constexpr TokenId kUnknown = 0xffffffff;

// A few bits for many tokens: wide enough that most lines leave most of them unset.
using Mask = std::bitset<256>;

std::size_t bit_of(TokenId id) {
  return (id * std::uint64_t{0x9E3779B97F4A7C15}) >> 56U;
}

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
using TokenIds = std::unordered_map<std::string, TokenId, StringHash, std::equal_to<>>;

// For each token the templates it leads to.
class Postings {
 public:
  void add(TokenId token, TemplateId sentence) {
    if (lists_.size() <= token) lists_.resize(token + 1);
    if (lists_[token].empty() || lists_[token].back() != sentence) {
      lists_[token].push_back(sentence);
    }
  }
  const std::vector<TemplateId>& of(TokenId token) const {
    static const std::vector<TemplateId> kNone;
    return token < lists_.size() ? lists_[token] : kNone;
  }

 private:
  std::vector<std::vector<TemplateId>> lists_;
};

// One of these tokens stands in every line that a part of a template takes.
struct RequiredSet {
  std::vector<TokenId> tokens;
  std::size_t cost = 0;  // in how many templates the tokens stand
};

// The tokens that a stretch taken by a node can begin with.
struct FirstTokens {
  std::vector<TokenId> tokens;
  bool any = false;  // a wildcard comes first
  bool can_be_empty = false;
};

// Higher weight, fewer wildcard words, more literal words; all three are in the score. Then names
// and texts, so that the order of loading does not show.
bool better(const Match& left, const Match& right) {
  if (left.score != right.score) return left.score > right.score;
  return std::tie(left.intent->name, left.sentence->text, left.sentence->pointer) <
         std::tie(right.intent->name, right.sentence->text, right.sentence->pointer);
}

const RequiredSet& cheapest(const std::vector<RequiredSet>& sets) {
  return *std::min_element(
      sets.begin(), sets.end(),
      [](const RequiredSet& left, const RequiredSet& right) { return left.cost < right.cost; });
}

void sort_unique(std::vector<std::uint32_t>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

struct Matcher::Index {
  explicit Index(const std::vector<Intent>& intents);

  class Beginnings;

  struct Entry {
    Mask must;                // bits that the mask of every line has
    std::vector<Mask> needs;  // of each of them the mask of every line has a bit
    std::size_t shortest = 0;
    std::size_t longest = 0;
  };

  TokenIds ids;
  std::vector<std::string> literal_words;
  std::vector<Entry> entries;               // by TemplateId
  std::vector<CompiledTemplate> templates;  // by TemplateId
  Postings by_required;
  Postings by_first;
  Postings by_word;  // every literal word, for nearest()
  std::vector<TemplateId> begins_with_any;

  TokenId find(const LineToken& token) const {
    const auto found =
        token.type.empty() ? ids.find(std::string_view{token.text}) : ids.find(token_key(token));
    return found == ids.end() ? kUnknown : found->second;
  }
  std::vector<TokenId> find(std::span<const LineToken> line) const;
  bool can_fit(TemplateId id, const Mask& mask) const {
    const Entry& entry = entries[id];
    return (entry.must & ~mask).none() &&
           std::all_of(entry.needs.begin(), entry.needs.end(),
                       [&](const Mask& need) { return (need & mask).any(); });
  }

 private:
  TokenId intern(const std::string& key) {
    return ids.emplace(key, static_cast<TokenId>(ids.size())).first->second;
  }
  void gather(const Node& node, std::vector<TokenId>& tokens);
  Mask must_mask(const Node& node) const;
  // None where the node can do without any token.
  std::vector<RequiredSet> required_sets(const Node& node) const;
  static void add_needs(std::vector<RequiredSet> sets, Entry& entry);
  FirstTokens first_tokens(const Node& node) const;
  TokenId id_of(const std::string& key) const { return ids.find(key)->second; }

  std::vector<std::size_t> frequency_;  // by TokenId: in how many templates it stands
};

void Matcher::Index::gather(const Node& node, std::vector<TokenId>& tokens) {
  if (node.kind == NodeKind::Word) {
    tokens.push_back(intern(node.word));
  } else if (node.kind == NodeKind::Slot && node.slot->kind == SlotKind::Typed) {
    tokens.push_back(intern("{" + node.slot->type + "}"));
  } else if (node.kind == NodeKind::Slot) {
    for (const ListValue& value : node.slot->values) {
      for (const std::string& word : value.words) {
        tokens.push_back(intern(word));
      }
    }
  }
  for (const NodePtr& child : node.children) gather(*child, tokens);
}

Mask Matcher::Index::must_mask(const Node& node) const {
  Mask mask;
  if (node.kind == NodeKind::Word) {
    mask.set(bit_of(id_of(node.word)));
  } else if (node.kind == NodeKind::Slot && node.slot->kind == SlotKind::Typed) {
    mask.set(bit_of(id_of("{" + node.slot->type + "}")));
  } else if (node.kind == NodeKind::Sequence) {
    for (const NodePtr& child : node.children) mask |= must_mask(*child);
  } else if (node.kind == NodeKind::Choice) {
    mask.set();
    for (const NodePtr& child : node.children) mask &= must_mask(*child);
  }
  return mask;
}

std::vector<RequiredSet> Matcher::Index::required_sets(const Node& node) const {
  std::vector<RequiredSet> sets;
  RequiredSet set;
  const auto add = [&](const std::string& key) {
    set.tokens.push_back(id_of(key));
    set.cost += frequency_[set.tokens.back()];
  };
  if (node.kind == NodeKind::Word) {
    add(node.word);
  } else if (node.kind == NodeKind::Slot) {
    if (node.slot->kind == SlotKind::Typed) add("{" + node.slot->type + "}");
    for (const ListValue& value : node.slot->values) {
      const auto rarest = std::min_element(
          value.words.begin(), value.words.end(), [&](const auto& left, const auto& right) {
            return frequency_[id_of(left)] < frequency_[id_of(right)];
          });
      add(*rarest);
    }
  } else if (node.kind == NodeKind::Sequence) {
    for (const NodePtr& child : node.children) {
      auto more = required_sets(*child);
      std::move(more.begin(), more.end(), std::back_inserter(sets));
    }
  } else if (node.kind == NodeKind::Choice) {
    for (const NodePtr& child : node.children) {
      const auto others = required_sets(*child);
      if (others.empty()) return {};
      const RequiredSet& other = cheapest(others);
      set.tokens.insert(set.tokens.end(), other.tokens.begin(), other.tokens.end());
      set.cost += other.cost;
    }
  }
  sort_unique(set.tokens);
  if (!set.tokens.empty()) sets.push_back(std::move(set));
  return sets;
}

// The sets of several tokens that tell the most; those of one are in `must`.
void Matcher::Index::add_needs(std::vector<RequiredSet> sets, Entry& entry) {
  constexpr std::size_t kMost = 4;
  std::sort(sets.begin(), sets.end(), [](const RequiredSet& left, const RequiredSet& right) {
    return std::tie(left.cost, left.tokens) < std::tie(right.cost, right.tokens);
  });
  for (const RequiredSet& set : sets) {
    if (set.tokens.size() < 2 || entry.needs.size() == kMost) continue;
    Mask& need = entry.needs.emplace_back();
    for (const TokenId token : set.tokens) need.set(bit_of(token));
  }
}

FirstTokens Matcher::Index::first_tokens(const Node& node) const {
  FirstTokens first;
  if (node.kind == NodeKind::Word) {
    first.tokens.push_back(id_of(node.word));
  } else if (node.kind == NodeKind::Slot) {
    if (node.slot->kind == SlotKind::Typed) {
      first.tokens.push_back(id_of("{" + node.slot->type + "}"));
    }
    for (const ListValue& value : node.slot->values) {
      first.tokens.push_back(id_of(value.words.front()));
    }
    first.any = node.slot->kind == SlotKind::Wildcard;
  } else {
    const bool is_choice = node.kind == NodeKind::Choice;
    first.can_be_empty = !is_choice;
    for (const NodePtr& child : node.children) {
      const FirstTokens other = first_tokens(*child);
      first.tokens.insert(first.tokens.end(), other.tokens.begin(), other.tokens.end());
      first.any = first.any || other.any;
      if (is_choice) {
        first.can_be_empty = first.can_be_empty || other.can_be_empty;
      } else if (!other.can_be_empty) {
        first.can_be_empty = false;
        break;
      }
    }
  }
  sort_unique(first.tokens);
  return first;
}

Matcher::Index::Index(const std::vector<Intent>& intents) {
  std::size_t count = 0;
  for (const Intent& intent : intents) count += intent.sentences.size();
  templates.reserve(count);
  std::vector<TokenId> tokens;
  for (const Intent& intent : intents) {
    for (const Template& sentence : intent.sentences) {
      const auto id = static_cast<TemplateId>(templates.size());
      templates.emplace_back(intent, sentence);
      tokens.clear();
      gather(*sentence.tree->root, tokens);
      sort_unique(tokens);
      frequency_.resize(ids.size());
      for (const TokenId token : tokens) {
        ++frequency_[token];
        by_word.add(token, id);
      }
    }
  }
  for (const auto& [key, id] : ids) {
    if (key.front() != '{') literal_words.push_back(key);
  }
  std::sort(literal_words.begin(), literal_words.end());
  entries.resize(templates.size());
  for (TemplateId id = 0; id < templates.size(); ++id) {
    const Node& root = *templates[id].sentence().tree->root;
    Entry& entry = entries[id];
    entry.shortest = root.shortest;
    entry.longest = root.longest;
    entry.must = must_mask(root);
    auto sets = required_sets(root);
    if (!sets.empty()) {
      for (const TokenId token : cheapest(sets).tokens) by_required.add(token, id);
    }
    add_needs(std::move(sets), entry);
    const FirstTokens begins = first_tokens(root);
    for (const TokenId token : begins.tokens) by_first.add(token, id);
    if (begins.any) begins_with_any.push_back(id);
  }
}

std::vector<TokenId> Matcher::Index::find(std::span<const LineToken> line) const {
  std::vector<TokenId> found;
  found.reserve(line.size());
  for (const LineToken& token : line) {
    if (const TokenId id = find(token); id != kUnknown) found.push_back(id);
  }
  sort_unique(found);
  return found;
}

// The masks of the beginnings of a line, each made when one of its length is first asked for.
class Matcher::Index::Beginnings {
 public:
  explicit Beginnings(std::span<const TokenId> ids) : ids_{ids} {
    masks_.reserve(ids.size() + 1);
    masks_.emplace_back();
  }

  const Mask& of(std::size_t count) {
    count = std::min(count, ids_.size());
    while (masks_.size() <= count) {
      Mask mask = masks_.back();
      if (const TokenId id = ids_[masks_.size() - 1]; id != kUnknown) mask.set(bit_of(id));
      masks_.push_back(mask);
    }
    return masks_[count];
  }

 private:
  std::span<const TokenId> ids_;
  std::vector<Mask> masks_;  // by the number of tokens
};

Matcher::Matcher(const std::vector<Intent>& intents)
    : index_{std::make_unique<const Index>(intents)} {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

std::vector<Match> Matcher::match(const std::vector<LineToken>& line) const {
  Mask mask;
  std::vector<TemplateId> candidates;
  const std::vector<TokenId> tokens = index_->find(line);
  for (const TokenId token : tokens) mask.set(bit_of(token));
  for (const TokenId token : tokens) {
    for (const TemplateId id : index_->by_required.of(token)) {
      const Index::Entry& entry = index_->entries[id];
      if (line.size() < entry.shortest || line.size() > entry.longest) continue;
      if (index_->can_fit(id, mask)) candidates.push_back(id);
    }
  }
  std::vector<Match> matches;
  if (candidates.empty()) return matches;
  sort_unique(candidates);
  const EncodedLine encoded = encode_line(line);
  for (const TemplateId id : candidates) {
    if (auto match = index_->templates[id].match(line, encoded)) {
      matches.push_back(std::move(*match));
    }
  }
  std::sort(matches.begin(), matches.end(), better);
  return matches;
}

std::vector<TokenId> Matcher::ids_of(std::span<const LineToken> line) const {
  std::vector<TokenId> ids;
  ids.reserve(line.size());
  for (const LineToken& token : line) ids.push_back(index_->find(token));
  return ids;
}

std::vector<Match> Matcher::match_at(std::span<const LineToken> line, std::size_t first,
                                     Wanted wanted) const {
  return match_at(line, ids_of(line), first, wanted);
}

std::vector<Match> Matcher::match_at(std::span<const LineToken> line, std::span<const TokenId> ids,
                                     std::size_t first, Wanted wanted) const {
  std::vector<Match> matches;
  if (first >= line.size()) return matches;
  const std::size_t left = line.size() - first;
  std::vector<TemplateId> candidates;
  Index::Beginnings beginnings{ids.subspan(first)};
  const auto add = [&](const std::vector<TemplateId>& posted) {
    for (const TemplateId id : posted) {
      if (left < index_->entries[id].shortest) continue;
      if (!index_->can_fit(id, beginnings.of(index_->entries[id].longest))) continue;
      if (wanted != nullptr && !wanted(index_->templates[id].intent())) continue;
      candidates.push_back(id);
    }
  };
  add(index_->begins_with_any);
  if (ids[first] != kUnknown) add(index_->by_first.of(ids[first]));
  if (candidates.empty()) return matches;
  sort_unique(candidates);
  const EncodedLine encoded = encode_line(line);
  for (const TemplateId id : candidates) {
    if (auto match = index_->templates[id].match_at(line, encoded, first)) {
      matches.push_back(std::move(*match));
    }
  }
  std::sort(matches.begin(), matches.end(), [](const Match& left_match, const Match& right_match) {
    if (left_match.count != right_match.count) return left_match.count > right_match.count;
    return better(left_match, right_match);
  });
  return matches;
}

std::vector<NearMiss> Matcher::nearest(const std::vector<LineToken>& line,
                                       std::size_t limit) const {
  std::unordered_map<TemplateId, std::size_t> shared;
  for (const TokenId token : index_->find(line)) {
    for (const TemplateId id : index_->by_word.of(token)) ++shared[id];
  }
  std::vector<NearMiss> near;
  near.reserve(shared.size());
  for (const auto& [id, count] : shared) {
    const CompiledTemplate& candidate = index_->templates[id];
    near.push_back({&candidate.intent(), &candidate.sentence(), count});
  }
  const auto nearer = [](const NearMiss& left, const NearMiss& right) {
    if (left.shared != right.shared) return left.shared > right.shared;
    return std::tie(left.intent->name, left.sentence->text, left.sentence->pointer) <
           std::tie(right.intent->name, right.sentence->text, right.sentence->pointer);
  };
  const std::size_t kept = std::min(limit, near.size());
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(),
                    nearer);
  near.resize(kept);
  return near;
}

const std::vector<std::string>& Matcher::words() const {
  return index_->literal_words;
}

}  // namespace jauap::intents
