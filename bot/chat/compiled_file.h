#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "bot/base/checksum.h"
#include "bot/base/mapped_file.h"

namespace jauap::chat {

// A file that keeps what was worked out of others, so that the next start can map it instead of
// working it out again. It says what it was made of and whether it is whole; it can always be
// thrown away.
class CompiledFile {
 public:
  // Nothing where there is no such file, where it was made of something else than `of` or by
  // another build, and where a byte of it is not as it was written.
  static std::optional<CompiledFile> open(const std::filesystem::path& path,
                                          const base::Fingerprint::Value& of);

  // Makes or replaces the file, whole or not at all, with its folder where that is missing. False
  // where that was not possible: a full disk, no right to write.
  static bool write(const std::filesystem::path& path, const base::Fingerprint::Value& of,
                    std::string_view contents);

  // They begin at a multiple of 8 in memory.
  std::string_view contents() const;

 private:
  explicit CompiledFile(base::MappedFile file);
  base::MappedFile file_;
};

}  // namespace jauap::chat
