#include "bot/chat/read_calculation.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/understanding/calculation.h"
#include "bot/understanding/cascade.h"

namespace jauap::chat {
namespace {

using understanding::Calculated;
using understanding::Item;

void add_rewrites(const std::vector<understanding::Rewrite>& rewrites,
                  std::vector<std::string>& details) {
  for (const auto& rewrite : rewrites) {
    details.push_back("\"" + rewrite.taken + "\" by " + rewrite.rule);
  }
}

}  // namespace

std::optional<Understanding> read_calculation(const Chatbot::Parts& parts, std::string_view message,
                                              understanding::Line line, base::Trace* trace) {
  const auto marks = understanding::mark_calculations(line, parts.phrases, parts.words);
  const bool is_marked = std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
    return std::holds_alternative<Calculated>(item.meaning);
  });
  if (!is_marked) return std::nullopt;
  const auto rewrites = understanding::run_cascade(line, parts.phrases, parts.words);
  const auto reading = understanding::read_calculation(line, parts.store, parts.words, message);
  if (trace != nullptr) {
    std::vector<std::string> details;
    add_rewrites(marks, details);
    add_rewrites(rewrites, details);
    trace->add("calculation", understanding::to_string(line), std::move(details));
  }
  if (!reading) return std::nullopt;
  Understanding result;
  if (!reading->found) {
    if (trace != nullptr) trace->add("calculation", "leads nowhere", {reading->lacking});
    if (reading->lacking.empty()) return std::nullopt;
    result.outcome = Understanding::Outcome::NotHeld;
    result.lacking_operand = reading->lacking;
    return result;
  }
  const bool is_false = reading->found->truth && !*reading->found->truth;
  result.outcome = is_false ? Understanding::Outcome::Corrected : Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = reading->found->facts;
  result.denotation.truth = reading->found->truth;
  if (reading->found->result) result.denotation.values = {*reading->found->result};
  result.calculation = reading->found;
  if (trace != nullptr) {
    std::vector<std::string> details;
    for (const auto fact : result.denotation.facts) {
      details.push_back("fact " + parts.store.fact(fact).key());
    }
    trace->add("evaluation", std::string{query::name_of(result.calculation->calculation.type)},
               std::move(details));
  }
  return result;
}

}  // namespace jauap::chat
