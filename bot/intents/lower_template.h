#pragma once

#include "bot/base/problem.h"
#include "bot/intents/pieces.h"
#include "bot/intents/sentence.h"
#include "bot/intents/template_syntax.h"

namespace jauap::intents {

// The tree of a template, rules inlined, within SentenceLimits, its !(…) still in it; null after a
// Problem. A mistake in a rule is reported at the rule, once, and not where the rule is named.
NodePtr lower_template(const TemplateText& source, Pieces& pieces, base::Problems& problems);

// Reads the rules that were added, so that the mistakes of those that nothing names are found too.
// Recursion is a Problem.
void check_rules(Pieces& pieces, base::Problems& problems);

}  // namespace jauap::intents
