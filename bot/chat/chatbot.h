#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/listed_facts.h"
#include "bot/chat/reply.h"
#include "bot/chat/sources.h"

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

// Whether a message is longer than what is read.
bool is_too_long(std::string_view message);

// A reply as one text, for channels that show nothing else.
struct PlainReply {
  struct Citation {
    CitedSource source;
    std::size_t begin = 0;  // of its line in the text, in bytes
    std::size_t end = 0;
  };
  std::string text;
  std::vector<Citation> citations;
};

// A reply in parts, for channels that set each in a way of their own.
struct ReplySections {
  struct Source {
    CitedSource source;
    std::string line;  // for people: "Source: title, publisher, …"
  };
  std::string answer;
  std::string suggestions_title;         // "" where the answer itself announces them
  std::vector<std::string> suggestions;  // questions to go on with, also behind an answer
  std::vector<Source> sources;           // the first few
  bool has_more_sources = false;
};

// What a search for facts found.
struct FoundFacts {
  std::vector<CitedFact> facts;
  std::size_t total = 0;                 // how many there are, also those beyond the limit
  std::vector<std::string> unmatched;    // words that name nothing, as typed
  std::vector<std::string> suggestions;  // where nothing was found: questions that are near
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

  // The answer, with the suggestions where there is none, and a line for each of the first few
  // sources.
  PlainReply plain(const Reply& reply) const;

  // The same in parts.
  ReplySections sections(const Reply& reply) const;

  // The facts that have a place for every name, number and time in the words, the surest first, at
  // most `limit` of them. Any bytes are valid words; none are found for those that name nothing.
  FoundFacts find_facts(std::string_view words, std::size_t limit) const;

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
  std::vector<ListedFact> search_facts(std::string_view text, std::size_t limit) const;

  // Another one for each chatbot that was ever made by this process.
  std::uint64_t serial() const { return serial_; }

  // For the other files of this folder.
  const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const Parts> parts_;
  std::uint64_t serial_;
};

}  // namespace jauap::chat
