#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bot/base/archive.h"
#include "bot/base/mapped_file.h"
#include "bot/chat/chatbot.h"
#include "bot/chat/compiled_file.h"
#include "bot/intents/intent_files.h"
#include "bot/intents/matcher.h"
#include "bot/knowledge/fact_store.h"
#include "bot/passages/passage_index.h"
#include "bot/text/spelling.h"
#include "bot/text/thesaurus.h"
#include "bot/text/words.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::chat {

// What a loaded chatbot is made of. Plain data behind a const pointer; nothing in it changes.
// Matchers keep references into the lists of intents, so Parts are neither copied nor moved.
struct Chatbot::Parts {
  // What is worked out of packs, as far as it is worth keeping.
  struct Knowledge {
    Knowledge(knowledge::FactTables tables, const text::Words& words);
    // Of an archive that write_knowledge() made, which the file keeps.
    Knowledge(base::ArchiveReader& archive, CompiledFile file);

    std::optional<CompiledFile> compiled;  // what the others refer to
    knowledge::FactStore store;
    understanding::Vocabulary vocabulary;
    std::optional<text::Spelling::Targets> targets;
  };

  Parts(text::Words&& the_words, intents::IntentFiles files,
        std::vector<intents::Intent> pack_intents, Knowledge knowledge,
        base::MappedFile the_common_words, text::Thesaurus the_thesaurus);
  Parts(text::Words the_words, intents::IntentFiles files,
        std::vector<intents::Intent> pack_intents, knowledge::FactTables tables,
        base::MappedFile the_common_words, text::Thesaurus the_thesaurus = {});
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  void write_knowledge(base::ArchiveWriter& archive) const;

  text::Words words;
  intents::Messages messages;
  std::vector<intents::Intent> message_intents;  // whole messages, the packs' own included
  std::vector<intents::Intent> phrase_intents;
  std::vector<intents::Intent> set_intents;
  std::optional<CompiledFile> compiled;
  knowledge::FactStore store;
  understanding::Vocabulary vocabulary;
  intents::Matcher whole_messages;
  intents::Matcher phrases;
  intents::Matcher set_rules;
  base::MappedFile common_words;
  std::unordered_set<std::string> rule_words;  // of all rules, and those of grammar
  text::Spelling spelling;
  text::Thesaurus thesaurus;
  std::vector<PackSummary> packs;
  // The written facts as they are told and called, each with the row that it is.
  struct Renderings {
    passages::PassageIndex index;
    std::vector<knowledge::RowId> rows;  // by PassageId
  };
  Renderings renderings;
  // The facts that the packs' own intents name, by their key.
  std::unordered_map<std::string, knowledge::FactId> intent_facts;
};

}  // namespace jauap::chat
