#pragma once

#include "bot/knowledge/fact_store.h"
#include "bot/text/words.h"

namespace jauap {

// The word lists of English that are shipped.
const text::Words& english_words();

// tests/packs/lighthouse: a small invented world with every type of value, an inverse pair, a
// symmetric property, periods, and two sources. Loaded once.
const knowledge::FactStore& lighthouse();

// Its parts by key; a key that does not exist fails the test.
knowledge::EntityId lighthouse_entity(std::string_view key);
knowledge::PropertyId lighthouse_property(std::string_view key);

}  // namespace jauap
