#pragma once

#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/text/lexicon.h"
#include "bot/text/spelling.h"
#include "bot/text/words.h"

namespace jauap::understanding {

// What a term of the lexicon stands for.
struct Term {
  query::Sense sense;
  bool adjective = false;  // "Danish": of or from the entity
};

// All names of a fact store as one lexicon. Immutable; safe for concurrent use.
struct Vocabulary {
  text::Lexicon lexicon;
  std::vector<Term> terms;  // by TermId
};

// Names and aliases of entities, their adjectives, names of kinds; names of properties and the
// hints that may stand beside them. A hint of function words alone is left out: such words need no
// explanation. A leading article of a name is left out.
Vocabulary build_vocabulary(const knowledge::FactStore& store, const text::Words& words);

}  // namespace jauap::understanding
