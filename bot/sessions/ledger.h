#pragma once

#include <filesystem>
#include <mutex>
#include <string>

namespace jauap::sessions {

// What somebody thought of an answer. Plain data, in UTF-8.
struct Feedback {
  std::string question;
  std::string answer;
  bool helpful = false;
  std::string comment;  // "" for none
  std::string session;  // the conversation, as its caller named it; "" for none
};

// Keeps what people thought of answers, for whoever looks after the packs: a file to which a line
// of JSON is added each time, {"time": "2022-06-15T08:00:00Z", "question", "answer", "helpful",
// "comment", "session"}. Who reads it needs nothing but a JSON reader, even while it is written.
// Safe for concurrent use; several processes may share one file.
class Ledger {
 public:
  // Opens the file, and makes it where it is not there, readable for its owner alone. Throws
  // std::system_error where it cannot be written.
  explicit Ledger(const std::filesystem::path& file);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // Returns once the line is on the disk. Throws std::system_error where that fails; then nothing,
  // or a line that is cut off, was added, and the next one still begins a line of its own.
  void add(const Feedback& feedback);

 private:
  const std::filesystem::path file_;
  const int descriptor_;
  std::mutex mutex_;
  bool is_cut_ = false;  // the last line may lack its end
};

}  // namespace jauap::sessions
