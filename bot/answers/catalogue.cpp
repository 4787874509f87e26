#include "bot/answers/catalogue.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "bot/answers/tell.h"
#include "bot/text/tokens.h"

namespace jauap::answers {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::PropertyId;
using knowledge::RowId;

// The facts of a property in stretches that have one pack and one kind of subject: a column of a
// table each, then each written fact, as it stands and not as read from the other end. Calls
// use(first row, how many).
template <class Use>
void for_each_stretch(const FactStore& store, PropertyId property, Use use) {
  const auto rows = store.rows_of(property);
  const auto& cells = store.tables().cells;
  auto begin = rows.begin();
  // Rows of cells come first, as the cells do among the facts; each is one fact.
  for (std::size_t i = 0; i < cells.tables().size(); ++i) {
    const std::size_t last =
        i + 1 < cells.tables().size() ? cells.tables()[i + 1].first : cells.size();
    const auto end = std::lower_bound(begin, rows.end(), static_cast<RowId>(last));
    if (begin != end) use(std::span{begin, end});
    begin = end;
  }
  for (; begin != rows.end(); ++begin) {
    if (!store.row(*begin).derived) use(std::span{begin, 1});
  }
}

using GroupKey = std::tuple<std::uint32_t, KindId>;

GroupKey key_of(const FactStore& store, FactId id) {
  const knowledge::Fact fact = store.fact(id);
  return {fact.pack, store.entity(fact.subject).kind};
}

// What is looked at for one search; a search must not cost more the more is known.
constexpr std::size_t kThings = 300;
constexpr std::size_t kFactsOfThing = 40;
constexpr std::size_t kFactsOfProperty = 60;
constexpr std::size_t kWritten = 2'000;
constexpr std::size_t kCandidates = 4'000;

bool is_word_start(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto is_letter = [&](std::size_t i) {
    return byte(i) >= 0x80U || (byte(i) >= 'a' && byte(i) <= 'z') ||
           (byte(i) >= '0' && byte(i) <= '9');
  };
  return at == 0 || !is_letter(at - 1);
}

// Whether a word of the folded text begins so.
bool has_word(std::string_view folded, std::string_view begin) {
  for (std::size_t at = 0; (at = folded.find(begin, at)) != std::string_view::npos; ++at) {
    if (is_word_start(folded, at)) return true;
  }
  return false;
}

// The words of a text, folded: what stands between characters that are neither letters nor digits.
std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  for (const auto& token : text::tokenize(folded)) {
    if (token.kind != text::TokenKind::Symbol) words.push_back(token.text);
  }
  return words;
}

// Folding costs; most names are plain letters.
std::string folded_name(const std::string& name) {
  std::string lower = name;
  for (char& c : lower) {
    if (static_cast<unsigned char>(c) >= 0x80U) return text::fold(name);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

class Search {
 public:
  Search(const FactStore& store, std::string_view typed)
      : store_{store}, typed_{text::fold(typed)}, words_{words_of(typed_)} {}

  std::vector<FoundQuestion> run(std::size_t limit) {
    if (words_.empty()) return {};
    add_facts_of_things();
    for (std::size_t i = 0; i < store_.tables().properties.size(); ++i) {
      add(store_.rows_of(static_cast<PropertyId>(i)), kFactsOfProperty);
    }
    const std::size_t cells = store_.tables().cells.size();
    const std::size_t written = std::min(store_.tables().written.size(), kWritten);
    for (std::size_t i = 0; i < written; ++i) facts_.insert(static_cast<FactId>(cells + i));
    std::map<std::string, Found> found;
    for (const FactId fact : facts_) look_at(fact, found);
    std::vector<std::pair<std::string, Found>> ranked{found.begin(), found.end()};
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& left, const auto& right) { return left.second < right.second; });
    std::vector<FoundQuestion> questions;
    for (auto& [question, each] : ranked) {
      if (questions.size() == limit) break;
      questions.push_back({each.fact, question});
    }
    return questions;
  }

 private:
  // How well it fits; the least fits best.
  struct Found {
    std::size_t missing = 0;
    bool begins_otherwise = true;
    std::size_t length = 0;
    FactId fact{};

    bool operator<(const Found& other) const {
      return std::tie(missing, begins_otherwise, length, fact) <
             std::tie(other.missing, other.begins_otherwise, other.length, other.fact);
    }
  };

  void add(std::span<const RowId> rows, std::size_t most) {
    for (const RowId row : rows.first(std::min(rows.size(), most))) {
      if (facts_.size() >= kCandidates) return;
      facts_.insert(store_.row(row).fact);
    }
  }

  // The things that most of the words name come first.
  void add_facts_of_things() {
    std::vector<std::pair<std::size_t, EntityId>> things;  // how many words it does not have
    const auto& entities = store_.tables().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const std::string name = folded_name(entities[i].name);
      const auto named = static_cast<std::size_t>(std::count_if(
          words_.begin(), words_.end(), [&](const auto& word) { return has_word(name, word); }));
      if (named > 0) things.emplace_back(words_.size() - named, static_cast<EntityId>(i));
    }
    const std::size_t most = std::min(things.size(), kThings);
    std::partial_sort(things.begin(), things.begin() + static_cast<std::ptrdiff_t>(most),
                      things.end());
    for (std::size_t i = 0; i < most; ++i) {
      add(store_.rows_with(things[i].second), kFactsOfThing);
    }
  }

  void look_at(FactId id, std::map<std::string, Found>& found) const {
    const knowledge::Fact fact = store_.fact(id);
    std::string question = question_for(store_, fact);
    // People use the words of either.
    const std::string folded = folded_name(question + " " + tell(store_, fact));
    if (!has_word(folded, words_.back())) return;
    const auto missing = static_cast<std::size_t>(std::count_if(
        words_.begin(), words_.end(), [&](const auto& word) { return !has_word(folded, word); }));
    if (missing * 2 > words_.size()) return;
    const Found fit{missing, folded.rfind(typed_, 0) != 0, question.size(), id};
    found.try_emplace(std::move(question), fit);
  }

  const FactStore& store_;
  std::string typed_;
  std::vector<std::string> words_;
  std::set<FactId> facts_;
};

}  // namespace

std::vector<FactGroup> groups_of(const FactStore& store) {
  std::vector<FactGroup> groups;
  for (std::size_t i = 0; i < store.tables().properties.size(); ++i) {
    const auto property = static_cast<PropertyId>(i);
    std::map<GroupKey, std::size_t> places;
    for_each_stretch(store, property, [&](std::span<const RowId> rows) {
      const FactId first = store.row(rows.front()).fact;
      const GroupKey key = key_of(store, first);
      const auto [place, is_new] = places.try_emplace(key, groups.size());
      if (is_new) groups.push_back({std::get<0>(key), std::get<1>(key), property, 0, first});
      groups[place->second].count += rows.size();
    });
  }
  std::sort(groups.begin(), groups.end(), [](const FactGroup& left, const FactGroup& right) {
    return std::tie(left.pack, left.first) < std::tie(right.pack, right.first);
  });
  return groups;
}

std::vector<FactId> facts_of(const FactStore& store, const FactGroup& group, std::size_t from,
                             std::size_t limit) {
  std::vector<FactId> facts;
  std::size_t before = 0;  // facts of the group in earlier stretches
  for_each_stretch(store, group.property, [&](std::span<const RowId> rows) {
    if (facts.size() == limit) return;
    if (key_of(store, store.row(rows.front()).fact) != GroupKey{group.pack, group.kind}) return;
    for (std::size_t i = from > before ? from - before : 0; i < rows.size() && facts.size() < limit;
         ++i) {
      facts.push_back(store.row(rows[i]).fact);
    }
    before += rows.size();
  });
  return facts;
}

std::vector<FoundQuestion> find_questions(const FactStore& store, std::string_view typed,
                                          std::size_t limit) {
  return Search{store, typed}.run(limit);
}

}  // namespace jauap::answers
