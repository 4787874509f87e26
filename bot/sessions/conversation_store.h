#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace jauap::sessions {

// Where several servers keep the conversations that they share, as texts. It may be slow or away:
// whoever asks says how long he waits (`left`, as in patience.h), and what could not be stored in
// that time is stored later. Safe for concurrent use.
class ConversationStore {
 public:
  struct Stored {
    std::uint64_t turn = 0;  // how many turns it had; 0 for one that has not begun
    std::string text;
  };

  ConversationStore() = default;
  virtual ~ConversationStore() = default;
  ConversationStore(const ConversationStore&) = delete;
  ConversationStore& operator=(const ConversationStore&) = delete;

  // Nothing where the store cannot be asked.
  virtual std::optional<Stored> load(const std::string& name, std::chrono::nanoseconds& left) = 0;

  // The conversation after one more turn than `before` counts. Where another server was faster, it
  // as that one has left it: then nothing is stored.
  virtual std::optional<Stored> save(const std::string& name, const Stored& before,
                                     const std::string& text, std::chrono::nanoseconds& left) = 0;

  // The conversation after a turn that could not be stored: it is when the store is there, unless
  // it knows of a later turn.
  virtual void save_later(const std::string& name, const std::string& text) = 0;

  // How many conversations are to be stored later.
  virtual std::size_t waiting() const = 0;
};

}  // namespace jauap::sessions
