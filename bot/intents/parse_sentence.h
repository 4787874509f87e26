#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/intents/pieces.h"
#include "bot/intents/sentence.h"
#include "bot/intents/template_syntax.h"

namespace jauap::intents {

// A template over whole tokens: its words are cut and normalized as a question's are, its rules
// inlined, a word in pieces (length[s]) spelled out. Nothing after a Problem; a mistake in a rule
// is reported at the rule, once, and not again where the rule is named.
std::optional<Sentence> parse_sentence(const TemplateText& source, Pieces& pieces,
                                       base::Problems& problems);

// The phrases that a template of words alone stands for: the values of a list.
std::vector<std::vector<std::string>> parse_phrases(const TemplateText& source, Pieces& pieces,
                                                    base::Problems& problems);

}  // namespace jauap::intents
