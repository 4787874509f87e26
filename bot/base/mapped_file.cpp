#include "bot/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace jauap::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& path)
      : number_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

Problem unreadable(const std::filesystem::path& path, const std::string& reason) {
  Problem problem;
  problem.file = path.string();
  problem.message = "cannot be read: " + reason;
  return problem;
}

}  // namespace

Loaded<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  return open(path, {});
}

Loaded<MappedFile> MappedFile::open(const std::filesystem::path& path,
                                    const std::function<void(std::string_view)>& use) {
  const auto failure = [&] {
    return Loaded<MappedFile>{std::nullopt,
                              {unreadable(path, std::generic_category().message(errno))}};
  };
  const Descriptor file{path};
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return failure();
  if (!S_ISREG(status.st_mode)) {
    return {std::nullopt, {unreadable(path, "expected a file, found a folder or a device")}};
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return {MappedFile{}, {}};
  constexpr std::size_t kStretch = std::size_t{1} << 18U;  // stays in the processor's cache
  std::vector<char> stretch(use ? std::min(kStretch, size) : 0);
  for (std::size_t at = 0; use && at < size;) {
    const ssize_t read =
        ::pread(file.number(), stretch.data(), stretch.size(), static_cast<off_t>(at));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return failure();
    if (read == 0) break;  // it was shortened
    use({stretch.data(), static_cast<std::size_t>(read)});
    at += static_cast<std::size_t>(read);
  }
  void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (begin == MAP_FAILED) return failure();
  return {MappedFile{static_cast<const char*>(begin), size}, {}};
}

MappedFile::~MappedFile() {
  // mmap gave the pages as void*, and takes them back so.
  if (begin_ != nullptr) ::munmap(const_cast<char*>(begin_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_{std::exchange(other.begin_, nullptr)}, size_{std::exchange(other.size_, 0)} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(begin_, other.begin_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace jauap::base
