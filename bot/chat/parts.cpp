#include "bot/chat/parts.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "bot/answers/tell.h"
#include "bot/understanding/archive_vocabulary.h"

namespace jauap::chat {
namespace {

using intents::Intent;
using intents::Scope;

std::vector<Intent> of_scope(const std::vector<Intent>& intents, Scope scope,
                             std::vector<Intent> more = {}) {
  std::vector<Intent> kept = std::move(more);
  std::copy_if(intents.begin(), intents.end(), std::back_inserter(kept),
               [&](const Intent& intent) { return intent.scope == scope; });
  return kept;
}

std::unordered_set<std::string> words_of_rules(
    std::initializer_list<const intents::Matcher*> matchers, const text::Words& words,
    const understanding::Vocabulary& vocabulary) {
  std::unordered_set<std::string> all = words.function_words;
  for (const auto& entry : vocabulary.adjectives) all.insert(entry.first);
  all.insert(words.determiners.begin(), words.determiners.end());
  all.insert(words.frame_words.begin(), words.frame_words.end());
  all.insert(words.asking_words.begin(), words.asking_words.end());
  all.insert(words.titles.begin(), words.titles.end());
  for (const auto& month : words.months) all.insert(month.first);
  for (const auto& scale : words.scale_words) all.insert(scale.first);
  // "US dollars" is two words, of which the one is "dollars".
  for (const auto& currency : words.currencies) {
    if (currency.first.find(' ') == std::string::npos) all.insert(currency.first);
  }
  for (const auto* matcher : matchers) {
    all.insert(matcher->words().begin(), matcher->words().end());
  }
  return all;
}

text::Spelling spelling_of(std::optional<text::Spelling::Targets> targets,
                           const understanding::Vocabulary& vocabulary,
                           std::unordered_set<std::string> rules, std::string_view common_words) {
  if (targets) return {std::move(*targets), std::move(rules), common_words};
  return {vocabulary.lexicon.vocabulary(), std::move(rules), common_words};
}

}  // namespace

Chatbot::Parts::Knowledge::Knowledge(knowledge::FactTables tables, const text::Words& words)
    : store{std::move(tables)}, vocabulary{understanding::build_vocabulary(store, words)} {}

Chatbot::Parts::Knowledge::Knowledge(base::ArchiveReader& archive, CompiledFile file)
    : compiled{std::move(file)},
      store{archive},
      vocabulary{understanding::read_vocabulary(archive)},
      targets{text::Spelling::Targets{}} {
  archive(*targets);
}

void Chatbot::Parts::write_knowledge(base::ArchiveWriter& archive) const {
  store.write(archive);
  understanding::write(vocabulary, archive);
  archive(spelling.targets());
}

namespace {

Chatbot::Parts::Renderings render_written(const knowledge::FactStore& store,
                                          const text::Words& words) {
  Chatbot::Parts::Renderings renderings;
  for (std::size_t i = store.tables().cells.size(); i < store.row_count(); ++i) {
    const auto id = static_cast<knowledge::RowId>(i);
    const auto row = store.row(id);
    if (row.derived) continue;
    const auto fact = store.fact(row.fact);
    const auto& property = store.property(row.property);
    std::string text =
        answers::tell(store, fact) + " " + answers::question_for(store, fact) + " " + property.name;
    for (const auto& word : property.words) text += " " + word;
    for (const auto& hint : property.hints) text += " " + hint;
    renderings.index.add(text::normalize(text, words), words);
    renderings.rows.push_back(id);
  }
  return renderings;
}

}  // namespace

Chatbot::Parts::Parts(text::Words the_words, intents::IntentFiles files,
                      std::vector<Intent> pack_intents, knowledge::FactTables tables,
                      base::MappedFile the_common_words, text::Thesaurus the_thesaurus)
    : Parts{std::move(the_words),        std::move(files),
            std::move(pack_intents),     Knowledge{std::move(tables), the_words},
            std::move(the_common_words), std::move(the_thesaurus)} {}

Chatbot::Parts::Parts(text::Words&& the_words, intents::IntentFiles files,
                      std::vector<Intent> pack_intents, Knowledge knowledge,
                      base::MappedFile the_common_words, text::Thesaurus the_thesaurus)
    : words{std::move(the_words)},
      messages{std::move(files.messages)},
      message_intents{of_scope(files.intents, Scope::Message, std::move(pack_intents))},
      phrase_intents{of_scope(files.intents, Scope::Phrase)},
      set_intents{of_scope(files.intents, Scope::Set)},
      compiled{std::move(knowledge.compiled)},
      store{std::move(knowledge.store)},
      vocabulary{std::move(knowledge.vocabulary)},
      whole_messages{message_intents},
      phrases{phrase_intents},
      set_rules{set_intents},
      common_words{std::move(the_common_words)},
      rule_words{words_of_rules({&whole_messages, &phrases, &set_rules}, words, vocabulary)},
      spelling{
          spelling_of(std::move(knowledge.targets), vocabulary, rule_words, common_words.bytes())},
      thesaurus{std::move(the_thesaurus)} {
  for (const Intent& intent : message_intents) {
    for (const auto& key : intent.facts) intent_facts[key];
  }
  for (const auto& pack : store.tables().packs) {
    for (const auto& key : pack.highlights) intent_facts[key];
  }
  for (std::size_t i = 0; i < store.fact_count() && !intent_facts.empty(); ++i) {
    const auto named = intent_facts.find(store.fact(static_cast<knowledge::FactId>(i)).key());
    if (named != intent_facts.end()) named->second = static_cast<knowledge::FactId>(i);
  }
  std::vector<std::size_t> facts(store.tables().packs.size(), 0);
  for (const auto& fact : store.tables().written) ++facts[fact.pack];
  const auto& cells = store.tables().cells;
  for (std::size_t i = 0; i < cells.tables().size(); ++i) {
    const auto& table = cells.tables()[i];
    const bool is_last = i + 1 == cells.tables().size();
    facts[table.pack] += (is_last ? cells.size() : cells.tables()[i + 1].first) - table.first;
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto& pack = store.tables().packs[i];
    packs.push_back({pack.name, pack.title, pack.description, facts[i]});
  }
  renderings = render_written(store, words);
}

}  // namespace jauap::chat
