#include "bot/chat/repair.h"

#include <string>
#include <utility>

#include "bot/chat/read_question.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

bool agree(const Understanding& left, const Understanding& right) {
  if (left.outcome != right.outcome || left.set.has_value() != right.set.has_value()) return false;
  return left.set ? left.set->agrees_with(*right.set)
                  : left.denotation.facts == right.denotation.facts &&
                        left.denotation.values == right.denotation.values;
}

// The only word that neither a name nor a rule explains; nothing where there are none or several.
std::optional<std::size_t> only_strange_word(const Chatbot::Parts& parts,
                                             const std::vector<text::Token>& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  std::optional<std::size_t> strange;
  for (const auto& item : line.items) {
    if (!std::holds_alternative<understanding::Plain>(item.meaning)) continue;
    if (tokens[item.first].kind != text::TokenKind::Word) continue;
    if (parts.vocabulary.adjectives.count(item.text) > 0) continue;
    if (parts.rule_words.count(item.text) > 0) continue;
    if (strange) return std::nullopt;
    strange = item.first;
  }
  return strange;
}

}  // namespace

std::optional<Understanding> repair(const Chatbot::Parts& parts, std::string_view message,
                                    const std::vector<text::Token>& tokens, base::Trace* trace) {
  const auto strange = only_strange_word(parts, tokens);
  if (!strange) return std::nullopt;
  std::optional<Understanding> repaired;
  std::vector<std::string> details;
  const std::string& typed = tokens[*strange].text;
  const bool is_known = parts.spelling.knows(typed);
  std::size_t lookups = understanding::kSetLookups;  // of all readings together
  for (std::string& word : parts.spelling.readings(typed)) {
    // A word of the language is no mistyped "at" or "of" with a letter more.
    constexpr std::size_t kShort = 3;
    if (is_known && word.size() < kShort && word.size() < typed.size()) continue;
    auto changed = tokens;
    changed[*strange].text = word;
    Understanding result = read_question(parts, message, {changed, {}}, lookups, nullptr);
    if (lookups == 0) return std::nullopt;
    if (!is_certain(result)) continue;
    details.push_back(std::string{typed}.append(" → ").append(word));
    if (repaired && !agree(*repaired, result)) return std::nullopt;
    if (repaired) continue;
    const auto& span = tokens[*strange].span;
    result.corrections.push_back(
        {std::string{message.substr(span.begin, span.end - span.begin)}, std::move(word)});
    repaired = std::move(result);
  }
  if (trace != nullptr && repaired) {
    const std::string count = std::to_string(details.size());
    trace->add("repair", count + " readings agree", std::move(details));
  }
  return repaired;
}

}  // namespace jauap::chat
