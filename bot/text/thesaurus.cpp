#include "bot/text/thesaurus.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/tokens.h"

namespace jauap::text {
namespace {

using Relation = Thesaurus::Relation;

using Part = WordNet::Part;
using Synset = WordNet::Synset;

// The main senses of a word that is given; of the one that is asked about, it is only the first.
constexpr std::size_t kMainSenses = 2;
// Frequent senses: "instrument" is a document in its fourth.
constexpr std::size_t kSenses = 4;
// Verbs of a group are near whatever else they mean: "expand" is "extend" in its seventh sense.
constexpr std::size_t kManySenses = 8;
// A name is one in its first sense or most of the first three: "president" is, "commerce" is none.
constexpr std::size_t kNameSenses = 3;

bool has_capital(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string key_of(std::string_view word) {
  std::string key{word};
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return key;
}

// Who, or when: nothing that is only near will do. (Of places not even the same will: the provinces
// of one country are no states, whatever they are elsewhere.)
bool is_particular(std::size_t kind) {
  return kind == WordNet::Person || kind == WordNet::Time || kind == WordNet::Group;
}

// Nouns that say the same as their verb or adjective: "expansion", and not "visitor" of "visit".
bool says_the_same(Part part, std::size_t kind) {
  if (part != WordNet::Noun) return true;
  return kind == WordNet::Act || kind == WordNet::Attribute || kind == WordNet::Event ||
         kind == WordNet::Process || kind == WordNet::State || kind == WordNet::Communication ||
         kind == WordNet::Cognition;
}

// How frequent the meanings of words are.
class Frequencies {
 public:
  explicit Frequencies(const WordNet& wordnet) : wordnet_{wordnet} {}

  // Whether the word is met as this part of speech, or as none: "a buy" is none.
  bool is_met(Part part, std::string_view word) const {
    if (wordnet_.senses(part, word).met > 0) return true;
    for (const Part other : WordNet::kParts) {
      if (wordnet_.senses(other, word).met > 0) return false;
    }
    return true;
  }

  // Whether the meaning is among the word's first ones.
  bool is_among(Part part, std::string_view word, std::size_t place, std::size_t most) const {
    const auto places = wordnet_.senses(part, word).places;
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(most, places.size()));
    return std::find(places.begin(), end, place) != end;
  }

  // Whether the meaning is a frequent one of the word.
  bool is_frequent(Part part, std::string_view word, std::size_t place) const {
    // Verbs are told apart more finely than nouns: "start" is "initiate" in its fifth sense.
    const std::size_t most = part == WordNet::Verb ? kManySenses : kSenses;
    const std::size_t tagged = std::max<std::size_t>(wordnet_.senses(part, word).met, 1);
    return is_met(part, word) && is_among(part, word, place, std::min(most, tagged));
  }

 private:
  const WordNet& wordnet_;
};

// What the word may be a form of, itself first.
std::vector<std::string> bases_of(std::string_view word, const Words& words) {
  std::vector<std::string> bases = base_forms_en(word);
  const auto irregular = words.irregular_forms.find(std::string{word});
  if (irregular != words.irregular_forms.end()) bases.push_back(irregular->second);
  return bases;
}

// In canonical form.
std::string written_as(std::string_view word, const Words& words) {
  std::string spaced{word};
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return join(normalize(spaced, words));
}

class Collector {
 public:
  Collector(const WordNet& wordnet, const Words& words)
      : wordnet_{wordnet}, frequencies_{wordnet}, words_{words} {}

  void collect(Part part, const std::string& base) {
    if (!frequencies_.is_met(part, base)) return;
    const auto places = wordnet_.senses(part, base).places;
    for (std::size_t i = 0; i < std::min(kSenses, places.size()); ++i) {
      const auto synset = wordnet_.at(part, places[i]);
      if (!synset || synset->kind == WordNet::Quantity || synset->kind == WordNet::Location)
        continue;
      // People are what they are called first: few candidates are prospects.
      if (part == WordNet::Noun && synset->kind == WordNet::Person && i > 0) continue;
      is_main_ = i == 0;
      follow(part, places[i], *synset, base);
    }
  }

  std::vector<Thesaurus::Like> finish(const std::vector<std::string>& own) && {
    std::erase_if(found_, [&](const Thesaurus::Like& like) {
      return opposites_.count(like.words) > 0 ||
             std::find(own.begin(), own.end(), like.words) != own.end() ||
             words_.number_words.count(like.words) > 0 ||
             like.words.find_first_of("0123456789") != std::string::npos;
    });
    std::stable_sort(found_.begin(), found_.end(), [](const auto& left, const auto& right) {
      return left.relation < right.relation;
    });
    // Each word once, by its nearest relation.
    std::vector<Thesaurus::Like> kept;
    std::unordered_set<std::string> seen;
    for (auto& like : found_) {
      if (seen.insert(like.words).second) kept.push_back(std::move(like));
    }
    return kept;
  }

 private:
  void follow(Part part, std::size_t place, const Synset& synset, const std::string& base) {
    for (const auto word : synset.words) {
      const std::string key = key_of(word);
      const bool is_main = is_main_ && frequencies_.is_among(part, key, place, kMainSenses);
      if (part == WordNet::Noun && synset.kind == WordNet::Person &&
          !frequencies_.is_among(part, key, place, 1))
        continue;
      add(part, place, word, is_main ? Relation::Same : Relation::Near);
    }
    for (const WordNet::Pointer& pointer : synset.pointers) {
      const bool is_own = pointer.from == 0 || (pointer.from <= synset.words.size() &&
                                                key_of(synset.words[pointer.from - 1]) == base);
      if (!is_own) continue;
      const auto other = wordnet_.at(pointer.part, pointer.place);
      if (!other) continue;
      if (pointer.sign == "!") {
        for (const auto word : other->words) opposites_.insert(written(word));
      }
      if (is_particular(synset.kind) && part == WordNet::Noun) continue;
      const bool is_unlike = is_particular(other->kind) || other->kind == WordNet::Quantity ||
                             other->kind == WordNet::Location;
      if (pointer.part == WordNet::Noun && is_unlike) continue;
      if (pointer.sign == "&" || pointer.sign == "$") {
        // Words of both meanings are the same or nothing: "betray" is a rare "sell", and no other.
        for (const auto word : other->words) {
          const bool is_shared =
              std::find(synset.words.begin(), synset.words.end(), word) != synset.words.end();
          if (!is_shared) add(pointer.part, pointer.place, word, Relation::Similar);
        }
      }
      // Of adjectives and adverbs "\" is what they are made of: "economic", "quickly".
      const bool is_derived =
          pointer.sign == "+" || (pointer.sign == "\\" && part != WordNet::Noun);
      if (is_derived && pointer.to >= 1 && pointer.to <= other->words.size() &&
          says_the_same(part, synset.kind) && says_the_same(pointer.part, other->kind)) {
        add_all(pointer.part, pointer.place, *other, Relation::Derived);
      }
    }
  }

  void add_all(Part part, std::size_t place, const Synset& synset, Relation relation) {
    for (const auto word : synset.words) add(part, place, word, relation);
  }

  void add(Part part, std::size_t place, std::string_view word, Relation relation) {
    const std::string key = key_of(word);
    const bool is_frequent = relation == Relation::Similar
                                 ? frequencies_.is_among(part, key, place, kManySenses)
                                 : frequencies_.is_frequent(part, key, place);
    if (has_capital(word) || !is_frequent) return;
    found_.push_back({written(word), relation});
  }

  std::string written(std::string_view word) const { return written_as(word, words_); }

  const WordNet& wordnet_;
  Frequencies frequencies_;
  const Words& words_;
  std::vector<Thesaurus::Like> found_;
  std::unordered_set<std::string> opposites_;
  bool is_main_ = false;  // whether the meaning is the word's first
};

}  // namespace

base::Loaded<Thesaurus> Thesaurus::open(const std::filesystem::path& folder) {
  auto wordnet = WordNet::open(folder);
  if (!wordnet.ok()) return {std::nullopt, std::move(wordnet.problems)};
  Thesaurus thesaurus;
  thesaurus.wordnet_ = std::move(*wordnet.value);
  return {std::move(thesaurus), {}};
}

bool Thesaurus::is_name_or_number(std::string_view word, const Words& words) const {
  for (const std::string& base : bases_of(word, words)) {
    // "penned" has nothing to do with somebody named Penn.
    if (base != word && word.back() != 's') continue;
    for (const Part part : {WordNet::Noun, WordNet::Adjective}) {
      const auto places = wordnet_.senses(part, base).places;
      std::size_t names = 0;
      for (std::size_t i = 0; i < std::min(kNameSenses, places.size()); ++i) {
        const auto synset = wordnet_.at(part, places[i]);
        if (!synset) continue;
        if (i == 0 && synset->kind == WordNet::Quantity && part == WordNet::Noun) return true;
        const bool is_name = std::any_of(
            synset->words.begin(), synset->words.end(),
            [&](auto written) { return key_of(written) == base && has_capital(written); });
        if (is_name && (i == 0 || ++names == 2)) return true;
      }
    }
  }
  return false;
}

std::vector<std::string> Thesaurus::opposites(std::string_view word, const Words& words) const {
  std::vector<std::string> found;
  for (const std::string& base : bases_of(word, words)) {
    for (const WordNet::Part part : WordNet::kParts) {
      const auto places = wordnet_.senses(part, base).places;
      for (std::size_t i = 0; i < std::min(kMainSenses, places.size()); ++i) {
        const auto synset = wordnet_.at(part, places[i]);
        if (!synset) continue;
        for (const WordNet::Pointer& pointer : synset->pointers) {
          const bool is_own = pointer.from >= 1 && pointer.from <= synset->words.size() &&
                              key_of(synset->words[pointer.from - 1]) == base;
          if (pointer.sign != "!" || !is_own) continue;
          const auto other = wordnet_.at(pointer.part, pointer.place);
          const bool is_one = other && pointer.to >= 1 && pointer.to <= other->words.size();
          if (is_one) found.push_back(written_as(other->words[pointer.to - 1], words));
        }
      }
    }
  }
  return found;
}

std::vector<Thesaurus::Like> Thesaurus::like(std::string_view word, const Words& words) const {
  if (is_name_or_number(word, words)) return {};
  Collector collector{wordnet_, words};
  const auto bases = bases_of(word, words);
  for (const std::string& base : bases) {
    for (const Part part : WordNet::kParts) collector.collect(part, base);
  }
  return std::move(collector).finish(bases);
}

}  // namespace jauap::text
