#include "bot/text/lexicon.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "bot/base/archive.h"
#include "bot/base/lists.h"
#include "bot/text/inflect_en.h"
#include "bot/text/text_table.h"

// A trie over words, its edges in one hash table: (node, word) → node. A key is the pair itself, so
// two phrases can never be mistaken for each other, and most first words of a question are known to
// begin no phrase after one look. "exported goods" finds the phrase "export goods" because each
// word of a question stands for all words of the phrases that share a base form with it:
//
//   forms  "export" → itself, and as a base form of {export, exports}
//   edges  (root, export) → 7    (7, goods) → 8    terms of 8: {12}

namespace jauap::text {
namespace {

using Numbers = base::Lists<std::uint32_t>;

constexpr std::uint32_t kNone = TextTable::kNone;
constexpr std::uint32_t kRoot = 0;

// (node, word) → node, in the same kind of table.
class EdgeTable {
 public:
  EdgeTable() { slots_.resize(16); }

  std::uint32_t find(std::uint32_t node, std::uint32_t word) const {
    return slots_[slot_of(node, word)].target;
  }

  // The target of the edge, `target` where the edge is new.
  std::uint32_t add(std::uint32_t node, std::uint32_t word, std::uint32_t target) {
    std::size_t slot = slot_of(node, word);
    if (slots_[slot].target != kNone) return slots_[slot].target;
    if (3 * (count_ + 1) > 2 * slots_.size()) {
      grow();
      slot = slot_of(node, word);
    }
    slots_.change(slot) = {node, word, target};
    ++count_;
    return target;
  }

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.slots_, self.count_);
  }

 private:
  struct Slot {
    std::uint32_t node = 0;
    std::uint32_t word = 0;
    std::uint32_t target = kNone;
  };

  std::size_t slot_of(std::uint32_t node, std::uint32_t word) const {
    std::size_t slot =
        mixed((std::uint64_t{node} << 32U | word) * 0x9e3779b97f4a7c15U) & (slots_.size() - 1);
    while (slots_[slot].target != kNone &&
           (slots_[slot].node != node || slots_[slot].word != word)) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }

  void grow() {
    const base::Block<Slot> old = std::move(slots_);
    slots_ = {};
    slots_.resize(old.size() * 2);
    for (const Slot& slot : old) {
      if (slot.target != kNone) slots_.change(slot_of(slot.node, slot.word)) = slot;
    }
  }

  base::Block<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace

struct Lexicon::Builder::Phrases {
  const Words& words;
  TextTable forms;
  EdgeTable edges;
  std::uint32_t nodes = 1;
  std::vector<std::pair<std::uint32_t, TermId>> terms;  // node and term
};

struct Lexicon::Index {
  // The words of the phrases come first, then forms that no phrase holds but a word of one goes
  // back to ("company" where the phrase is "companies"), then irregular forms of either.
  TextTable forms;
  std::uint32_t words = 0;  // how many of the forms are words of phrases
  Numbers words_by_form;    // form → the other words of phrases that it is a form or base of
  EdgeTable edges;
  Numbers terms_by_node;

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.forms, self.words, self.words_by_form, self.edges, self.terms_by_node);
  }

  // A word of a phrase that a word of the question may stand for.
  struct Candidate {
    std::uint32_t word = 0;
    bool inflected = false;
  };
  // A place in the trie, reached through words of which any was inflected.
  struct State {
    std::uint32_t node = kRoot;
    bool inflected = false;
  };

  void add_candidates(const std::string& text, std::vector<Candidate>& candidates) const {
    const std::size_t first = candidates.size();
    const std::uint32_t exact = forms.find(text);
    if (exact != kNone) {
      if (exact < words) candidates.push_back({exact, false});
      add_words_with(exact, first, candidates);
    }
    if (!may_be_inflected_en(text)) return;
    for (const std::string& base : base_forms_en(text)) {
      const std::uint32_t form = forms.find(base);
      if (form == kNone || form == exact) continue;
      if (form < words) add(form, first, candidates);
      add_words_with(form, first, candidates);
    }
  }

 private:
  void add_words_with(std::uint32_t form, std::size_t first,
                      std::vector<Candidate>& candidates) const {
    for (const std::uint32_t word : words_by_form.list(form)) add(word, first, candidates);
  }

  // Unless it is there, from index `first` on.
  static void add(std::uint32_t word, std::size_t first, std::vector<Candidate>& candidates) {
    const bool is_known =
        std::any_of(candidates.begin() + static_cast<std::ptrdiff_t>(first), candidates.end(),
                    [&](const Candidate& candidate) { return candidate.word == word; });
    if (!is_known) candidates.push_back({word, true});
  }
};

Lexicon::Builder::Builder(const Words& words) : phrases_{new Phrases{words, {}, {}, 1, {}}} {}
Lexicon::Builder::~Builder() = default;

void Lexicon::Builder::add(std::string_view phrase, TermId term) {
  add(normalize(phrase, phrases_->words), term);
}

void Lexicon::Builder::add(const std::vector<Token>& tokens, TermId term) {
  if (tokens.empty()) return;
  std::uint32_t node = kRoot;
  for (const Token& token : tokens) {
    const std::uint32_t word = phrases_->forms.add(token.text);
    node = phrases_->edges.add(node, word, phrases_->nodes);
    if (node == phrases_->nodes) ++phrases_->nodes;
  }
  phrases_->terms.emplace_back(node, term);
}

Lexicon Lexicon::Builder::build() && {
  auto index = std::make_unique<Index>();
  index->forms = std::move(phrases_->forms);
  index->edges = std::move(phrases_->edges);
  index->terms_by_node = Numbers{phrases_->nodes, phrases_->terms};
  index->words = index->forms.size();

  // Each form with the words that it is a base form of.
  const auto& irregular = phrases_->words.irregular_forms;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> form_and_word;
  for (std::uint32_t word = 0; word < index->words; ++word) {
    const std::string text{index->forms.text(word)};
    if (may_be_inflected_en(text)) {
      for (const std::string& base : base_forms_en(text)) {
        if (base != text) form_and_word.emplace_back(index->forms.add(base), word);
      }
    }
    if (const auto base = irregular.find(text); base != irregular.end()) {
      form_and_word.emplace_back(index->forms.add(base->second), word);
    }
  }
  // "sold" is a form of all words that "sell" is a base form of, itself included.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> irregular_by_base;
  for (const auto& [form, base] : irregular) {
    const std::uint32_t known = index->forms.find(base);
    if (known == kNone) continue;
    const std::uint32_t added = index->forms.add(form);
    irregular_by_base[known].push_back(added);
    if (known < index->words) form_and_word.emplace_back(added, known);
  }
  const std::size_t with_base = form_and_word.size();
  for (std::size_t i = 0; i < with_base; ++i) {
    const auto [base, word] = form_and_word[i];
    const auto found = irregular_by_base.find(base);
    if (found == irregular_by_base.end()) continue;
    for (const std::uint32_t form : found->second) form_and_word.emplace_back(form, word);
  }
  index->words_by_form = Numbers{index->forms.size(), form_and_word};
  return Lexicon{std::move(index)};
}

void Lexicon::exchange(base::ArchiveWriter& archive) const {
  archive(*index_);
}

void Lexicon::exchange(base::ArchiveReader& archive) {
  auto index = std::make_unique<Index>();
  archive(*index);
  index_ = std::move(index);
}

Lexicon::Lexicon() : index_{std::make_unique<const Index>()} {}
Lexicon::Lexicon(std::unique_ptr<const Index> index) : index_{std::move(index)} {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

std::vector<LexiconHit> Lexicon::find(const std::vector<Token>& tokens) const {
  std::vector<Index::Candidate> candidates;
  candidates.reserve(2 * tokens.size());
  std::vector<std::size_t> begins;  // of each token's candidates
  begins.reserve(tokens.size() + 1);
  begins.push_back(0);
  for (const Token& token : tokens) {
    index_->add_candidates(token.text, candidates);
    begins.push_back(candidates.size());
  }
  std::vector<LexiconHit> hits;
  std::vector<Index::State> states;
  std::vector<Index::State> next;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (begins[first] == begins[first + 1]) continue;
    states.assign(1, {});
    for (std::size_t at = first; at < tokens.size() && !states.empty(); ++at) {
      next.clear();
      for (const Index::State& state : states) {
        for (std::size_t i = begins[at]; i < begins[at + 1]; ++i) {
          const std::uint32_t node = index_->edges.find(state.node, candidates[i].word);
          if (node == kNone) continue;
          next.push_back({node, state.inflected || candidates[i].inflected});
          for (const TermId term : index_->terms_by_node.list(node)) {
            hits.push_back({first, at + 1 - first, term, next.back().inflected});
          }
        }
      }
      states.swap(next);
    }
  }
  // A term that is found exactly is not reported as inflected too.
  // The complement puts the longest first.
  const auto by_term = [](const LexiconHit& hit) {
    return std::tuple{hit.first, ~hit.count, hit.term, hit.inflected};
  };
  const auto by_rank = [](const LexiconHit& hit) {
    return std::tuple{hit.first, ~hit.count, hit.inflected, hit.term};
  };
  std::sort(hits.begin(), hits.end(),
            [&](const auto& left, const auto& right) { return by_term(left) < by_term(right); });
  const auto is_same = [](const LexiconHit& left, const LexiconHit& right) {
    return left.first == right.first && left.count == right.count && left.term == right.term;
  };
  hits.erase(std::unique(hits.begin(), hits.end(), is_same), hits.end());
  std::sort(hits.begin(), hits.end(),
            [&](const auto& left, const auto& right) { return by_rank(left) < by_rank(right); });
  return hits;
}

std::vector<std::string> Lexicon::vocabulary() const {
  std::vector<std::string> words;
  words.reserve(index_->words);
  for (std::uint32_t word = 0; word < index_->words; ++word) {
    words.emplace_back(index_->forms.text(word));
  }
  return words;
}

}  // namespace jauap::text
