#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bot/base/event.h"
#include "bot/base/file_state.h"
#include "bot/base/problem.h"
#include "bot/chat/pack_chatbots.h"

namespace jauap::web {

// What became of the files since the start.
struct ReloadState {
  std::uint64_t version = 1;  // of what answers; raised by each good reload
  std::int64_t loaded = 0;    // when that was loaded, in seconds since 1970
  std::uint64_t good = 0;
  std::uint64_t failed = 0;
  base::Problems problems = {};  // of the last reload, where it failed
};

// Safe for concurrent use; shared between who reloads and who tells of it.
class ReloadStatus {
 public:
  ReloadStatus();
  ReloadState now() const;
  void succeed();
  void fail(base::Problems problems);

 private:
  mutable std::mutex mutex_;
  ReloadState state_;
};

struct ReloadOptions {
  std::vector<std::filesystem::path> watched;  // files, and folders with all that is in them
  base::FileState read = {};                   // their state before what answers now was read
  // Reads the files anew, on the reloader's thread.
  std::function<base::Loaded<chat::PackChatbots>()> load;
  // Puts what was read into use, on the same thread; where it throws, the reload has failed.
  std::function<void(const chat::PackChatbots&)> use;
  base::Log log = [](const base::Event& /*event*/) {};
  std::chrono::milliseconds interval{400};  // between two looks at the files
};

// Replaces packs and ways of asking when their files change, noticed within two seconds. What is
// read counts only where no file changed from before the first byte to behind the last, so that
// nothing is ever used of which half is older than the rest. Where it has problems, they are logged
// and what was there goes on answering; it is not read again before a file changes. One thread.
class Reloader {
 public:
  Reloader(ReloadOptions options, std::shared_ptr<ReloadStatus> status);
  ~Reloader();  // waits for a reload that is under way
  Reloader(const Reloader&) = delete;
  Reloader& operator=(const Reloader&) = delete;

  // Reloads soon, also where nothing has changed.
  void request();

  // Reloads and waits for its end: what is wrong with the files, nothing where what was read
  // answers now. No value where they changed all the while, so that they are read again later. Not
  // for several seconds of a thread that others wait for; not while this object ends.
  std::optional<base::Problems> reload_now();

 private:
  void work();
  std::optional<base::Problems> reload();
  bool is_settled();

  const ReloadOptions options_;
  const std::shared_ptr<ReloadStatus> status_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable finished_;
  std::uint64_t requested_ = 0;            // how often
  std::uint64_t done_ = 0;                 // how many of these requests are done with
  std::optional<base::Problems> outcome_;  // of the last of them
  bool is_closing_ = false;
  // Of the thread alone:
  base::FileState seen_;  // at the last look
  int unsettled_ = 0;     // looks in a row at which something had just changed
  std::thread thread_;
};

}  // namespace jauap::web
