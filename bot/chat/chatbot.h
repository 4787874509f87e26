#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/listed_facts.h"
#include "bot/chat/reply.h"

namespace jauap::chat {

// The longest message that is read, in code points; a longer one is declined with a clear reply.
inline constexpr std::size_t kMaxMessageLength = 2000;

struct ReplyOptions {
  bool explain = false;  // fill Reply::trace
};

// A loaded pack, as its users see it.
struct PackSummary {
  std::string name;
  std::string title;
  std::string description;
  std::size_t facts = 0;
};

// Answers questions from loaded packs. Immutable: safe for concurrent use without a lock; replacing
// the knowledge means building another Chatbot (load_chatbot.h) and swapping the pointer.
class Chatbot {
 public:
  struct Parts;  // load_chatbot.cpp
  explicit Chatbot(std::unique_ptr<const Parts> parts);
  ~Chatbot();

  // The whole path of a question (ARCHITECTURE.md). Never throws, does no input or output, depends
  // only on the message and the loaded files. Any bytes are a valid message. Linear in its length.
  // With a conversation it depends on that too, and leaves in it what was talked about; one
  // conversation is for one thread at a time.
  Reply reply(std::string_view message, const ReplyOptions& options = {},
              Conversation* conversation = nullptr) const;

  const std::vector<PackSummary>& packs() const;
  std::string_view language() const;  // "en"
  // Questions to begin with, at most `limit`, spread over what the packs hold; each is answered.
  std::vector<std::string> starters(std::size_t limit) const;
  // Questions that begin with or have the words of a text that is still being typed, the nearest
  // first, at most `limit`; each is answered. Without a word, the starters.
  std::vector<std::string> completions(std::string_view typed, std::size_t limit) const;
  // What can be asked about, in the order of the packs.
  std::vector<FactGroup> fact_groups() const;
  // The facts of one of these groups from the position `from`, at most `limit`.
  std::vector<ListedFact> facts(const FactGroup& group, std::size_t from, std::size_t limit) const;
  // The facts whose question has the words of a text; as completions(), of any group.
  std::vector<ListedFact> find_facts(std::string_view text, std::size_t limit) const;

 private:
  std::unique_ptr<const Parts> parts_;
};

}  // namespace jauap::chat
