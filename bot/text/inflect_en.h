#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jauap::text {

// What an English word may be a regular inflection of, the word itself first: "companies" →
// {companies, companie, company}, "stopped" → {stopped, stoppe, stopp, stop}. Several candidates,
// since the spelling alone does not decide; a lexicon keeps the one that it holds.
// Stems of one or two letters are left out ("used" is no form of "us") but for "e" added to two
// ("used" → "use"). Words with other letters than a to z have no other forms. Derivations
// (nation, national) and comparatives are no inflections here.
std::vector<std::string> base_forms_en(std::string_view word);
// The same of a phrase, by its last word: "side effects" → {side effects, side effect}.
std::vector<std::string> phrase_base_forms_en(std::string_view phrase);
// Whether base_forms_en might give more than the word itself. Costs next to nothing.
bool may_be_inflected_en(std::string_view word);

// The plural of a noun phrase, formed on its last word: "main trading partner" → "main trading
// partners", "city" → "cities". Irregular plurals are given by the caller, not here.
std::string plural_en(std::string_view noun);

// The forms of an adjective that compare: "large" → "larger", "largest", "big" → "bigger",
// "happy" → "happier", "good" → "better". Those with "more" are not formed here.
std::string comparative_en(std::string_view adjective);
std::string superlative_en(std::string_view adjective);

}  // namespace jauap::text
