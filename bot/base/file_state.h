#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jauap::base {

// The files below some paths at one moment, to tell whether they have changed since: which files
// there are and, through symbolic links, which file each is, its size, and the time of its last
// change that no program can set back (ctime). Of files that were changed less than two seconds
// before, which one tick of the file system's clock could hide, it also knows the bytes. Plain
// data.
class FileState {
 public:
  // What is below more folders than that within each other, and files beyond so many, is left out.
  static constexpr int kMostDepth = 8;
  static constexpr std::size_t kMostFiles = 100'000;

  FileState() = default;  // of no paths
  // `before`: an earlier state of the same paths, to know of which files the bytes are needed.
  static FileState of(const std::vector<std::filesystem::path>& paths, const FileState& before);

  // Whether nothing has changed between that state and this one, which was made with it.
  bool is_unchanged_since(const FileState& before) const;

 private:
  struct File {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t changed = 0;  // in nanoseconds since 1970
    bool is_fresh = false;
    std::uint64_t bytes = 0;  // a checksum, 0 where it was not needed

    bool is_same(const File& other) const;
  };

  void add(const std::filesystem::path& path, const FileState& before, int depth);

  std::map<std::string, File> files_;
};

}  // namespace jauap::base
