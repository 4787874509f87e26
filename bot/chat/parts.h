#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "bot/base/mapped_file.h"
#include "bot/chat/chatbot.h"
#include "bot/intents/intent_files.h"
#include "bot/intents/matcher.h"
#include "bot/knowledge/fact_store.h"
#include "bot/text/spelling.h"
#include "bot/text/words.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::chat {

// What a loaded chatbot is made of. Plain data behind a const pointer; nothing in it changes.
// Matchers keep references into the lists of intents, so Parts are neither copied nor moved.
struct Chatbot::Parts {
  Parts(text::Words the_words, intents::IntentFiles files,
        std::vector<intents::Intent> pack_intents, knowledge::FactTables tables,
        base::MappedFile the_common_words);
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  text::Words words;
  intents::Messages messages;
  std::vector<intents::Intent> message_intents;  // whole messages, the packs' own included
  std::vector<intents::Intent> phrase_intents;
  std::vector<intents::Intent> set_intents;
  knowledge::FactStore store;
  understanding::Vocabulary vocabulary;
  intents::Matcher whole_messages;
  intents::Matcher phrases;
  intents::Matcher set_rules;
  base::MappedFile common_words;
  text::Spelling spelling;
  std::vector<PackSummary> packs;
  // The facts that the packs' own intents name, by their key.
  std::unordered_map<std::string, knowledge::FactId> intent_facts;
};

}  // namespace jauap::chat
