#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

#include "bot/base/problem.h"

namespace jauap::base {

// The bytes of a regular file, read only where and when they are looked at. The file must not be
// shortened meanwhile; replacing it by another of its name is safe. Immutable; safe for concurrent
// use.
class MappedFile {
 public:
  // A missing or unreadable file is a Problem that says which and why.
  static Loaded<MappedFile> open(const std::filesystem::path& path);

  // The same, after `use` was given all bytes, stretch by stretch. They are read for that and not
  // mapped, which costs less time, and no memory afterwards.
  static Loaded<MappedFile> open(const std::filesystem::path& path,
                                 const std::function<void(std::string_view)>& use);

  MappedFile() = default;  // no bytes
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view bytes() const { return {begin_, size_}; }

 private:
  MappedFile(const char* begin, std::size_t size) : begin_{begin}, size_{size} {}

  const char* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace jauap::base
