#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/query/set.h"
#include "bot/text/lexicon.h"
#include "bot/text/spelling.h"
#include "bot/text/words.h"

namespace jauap::understanding {

// What a term of the lexicon stands for.
struct Term {
  query::Sense sense;
  bool adjective = false;  // "Danish": of or from the entity
};

// A form of an adjective with what it compares by: what the packs say, then what the language does.
struct ComparingAdjective {
  text::Degree::Form form = text::Degree::Form::Plain;
  bool up = true;
  query::PropertyChoices choices;
};

// "major": what Sense::Type::Class stands for.
struct ClassTerm {
  query::PropertyChoices choices;
  double bound = 0;
  bool at_least = true;
};

// What a column is that says itself what it is the most of: "highest elevation", and beside it
// "highest point". Of several things together it means the one of them all.
struct ColumnExtreme {
  knowledge::PropertyId by{};  // the column of numbers
  bool up = true;
};

// A thing whose cell of a column has a short text: "LV".
struct CellTerm {
  knowledge::PropertyId property{};
  knowledge::EntityId thing{};
};

// All names of a fact store as one lexicon. Immutable; safe for concurrent use.
struct Vocabulary {
  text::Lexicon lexicon;
  base::Block<Term> terms;                                         // by TermId
  std::unordered_map<std::string, ComparingAdjective> adjectives;  // by canonical form, one word
  std::vector<ClassTerm> classes;
  std::vector<std::vector<std::string>> plurals;  // of each kind, canonical
  std::unordered_map<knowledge::PropertyId, ColumnExtreme> extremes;
  std::unordered_map<std::string, std::vector<CellTerm>> cells;  // by canonical text, one word
};

// Names and aliases of entities, their adjectives, names of kinds; names of properties and the
// hints that may stand beside them. A hint of function words alone is left out: such words need no
// explanation. A leading article of a name is left out.
Vocabulary build_vocabulary(const knowledge::FactStore& store, const text::Words& words);

}  // namespace jauap::understanding
