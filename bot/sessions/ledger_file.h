#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "bot/sessions/ledger_entries.h"

namespace jauap::sessions {

// The file is something else than a ledger, or one of a later version; it was not touched.
struct WrongLedger : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The file of a ledger: a database of SQLite with a write-ahead log beside it (FILE-wal, FILE-shm).
// Texts are redacted (text/redact.h) before they are written, and conversations are kept as codes
// made with a key of this file, since their names may be telephone numbers. What is deleted is
// overwritten. Several processes may use one file; one object is for one thread. Everything throws
// std::system_error where the file cannot be read or written, with the code no_space_on_device,
// read_only_file_system, device_or_resource_busy (it waits five seconds for other processes) or
// io_error.
class LedgerFile {
 public:
  enum class Open { Existing, Create };

  // Readable for its owner alone where it is made. Throws WrongLedger. `most_bytes` is the largest
  // that the file may become, 0 for as large as the disk allows.
  LedgerFile(const std::filesystem::path& file, Open open, std::uint64_t most_bytes = 0);
  ~LedgerFile();
  LedgerFile(LedgerFile&&) noexcept;
  LedgerFile& operator=(LedgerFile&&) = delete;

  struct Batch {
    std::span<const KeptFeedback> feedback;
    std::span<const KeptQuestion> questions;  // session as its caller named it
    DailyCounts counts;                       // what is added to them
  };
  // All of it or nothing. Returns once it is on the disk where there is feedback in it, else once
  // no end of the process can lose it. Where the file is nearly as large as it may be, the oldest
  // questions make room.
  void write(const Batch& batch);

  // Whether the path still leads to the file that was opened.
  bool is_in_place() const;

  // Removes what is older than that time, of a conversation (its name or its code), everything.
  // Returns how many entries that were; no byte of them is left in the file or its log, or it
  // throws.
  std::uint64_t forget_before(std::int64_t time);
  std::uint64_t forget_session(const std::string& session);
  std::uint64_t forget_all();

  // The most frequent first.
  std::vector<MissingKnowledge> missing_knowledge() const;
  LedgerStatistics statistics() const;
  // All entries in the order of their times.
  void for_each(const std::function<void(const KeptFeedback&)>& feedback,
                const std::function<void(const KeptQuestion&)>& question) const;

 private:
  struct Database;
  std::unique_ptr<Database> database_;
};

}  // namespace jauap::sessions
