#include "bot/base/file_state.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <iterator>

#include "bot/base/checksum.h"
#include "bot/base/files.h"

namespace jauap::base {
namespace {

constexpr std::int64_t kFresh = 2'000'000'000;  // nanoseconds
constexpr std::size_t kLargestRead = std::size_t{1} << 30U;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::uint64_t bytes_of(const std::filesystem::path& path) {
  const auto text = read_file(path, kLargestRead);
  return text.ok() ? checksum(*text.value) : 1;
}

}  // namespace

bool FileState::File::is_same(const File& other) const {
  return device == other.device && inode == other.inode && size == other.size &&
         changed == other.changed;
}

FileState FileState::of(const std::vector<std::filesystem::path>& paths, const FileState& before) {
  FileState state;
  for (const auto& path : paths) state.add(path, before, 0);
  return state;
}

void FileState::add(const std::filesystem::path& path, const FileState& before, int depth) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  struct stat status {};
  if (files_.size() >= kMostFiles || depth > kMostDepth) return;
  if (::stat(path.c_str(), &status) != 0) return;
  File file{status.st_dev, status.st_ino, 0, 0};
  if (S_ISDIR(status.st_mode)) {
    // The folder itself counts too: it may be another one under the same name.
    files_[path.string()] = file;
    for (const auto& entry :
         list_folder(path).value.value_or(std::vector<std::filesystem::path>{})) {
      add(entry, before, depth + 1);
    }
    return;
  }
  if (!S_ISREG(status.st_mode)) return;
  file.size = status.st_size;
  file.changed = status.st_ctim.tv_sec * kSecond + status.st_ctim.tv_nsec;
  file.is_fresh = now() - file.changed < kFresh;
  const auto known = before.files_.find(path.string());
  const bool was_fresh = known != before.files_.end() && known->second.is_fresh;
  if (file.is_fresh || was_fresh) file.bytes = bytes_of(path);
  files_[path.string()] = file;
}

bool FileState::is_unchanged_since(const FileState& before) const {
  return std::equal(files_.begin(), files_.end(), before.files_.begin(), before.files_.end(),
                    [](const auto& now, const auto& then) {
                      return now.first == then.first && now.second.is_same(then.second) &&
                             (!then.second.is_fresh || now.second.bytes == then.second.bytes);
                    });
}

}  // namespace jauap::base
