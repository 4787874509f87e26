#include "bot/chat/compiled_file.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace jauap::chat {
namespace {

namespace fs = std::filesystem;

constexpr std::array<char, 8> kMagic{'j', 'a', 'u', 'a', 'p', '\n', '\0', '1'};

// 48 bytes without a gap; the contents follow.
struct Header {
  std::array<char, 8> magic = kMagic;
  base::Fingerprint::Value of{};
  std::uint64_t size = 0;      // of the contents
  std::uint64_t contents = 0;  // checksums
  std::uint64_t header = 0;    // of all in front of it
};
static_assert(sizeof(Header) == 48);

std::uint64_t checksum_of(const Header& header) {
  std::array<char, sizeof(Header) - sizeof header.header> bytes{};
  std::memcpy(bytes.data(), &header, bytes.size());
  return base::checksum({bytes.data(), bytes.size()});
}

}  // namespace

std::optional<CompiledFile> CompiledFile::open(const fs::path& path,
                                               const base::Fingerprint::Value& of) {
  Header header;
  std::size_t header_bytes = 0;  // read so far
  base::Checksum contents;
  auto mapped = base::MappedFile::open(path, [&](std::string_view bytes) {
    const std::size_t of_header = std::min(sizeof header - header_bytes, bytes.size());
    std::memcpy(reinterpret_cast<char*>(&header) + header_bytes, bytes.data(), of_header);
    header_bytes += of_header;
    contents.add(bytes.substr(of_header));
  });
  if (!mapped.ok() || header_bytes < sizeof header) return std::nullopt;
  CompiledFile file{std::move(*mapped.value)};
  if (header.magic != kMagic || header.of != of || header.header != checksum_of(header) ||
      header.size != file.contents().size() || header.contents != contents.value()) {
    return std::nullopt;
  }
  return file;
}

bool CompiledFile::write(const fs::path& path, const base::Fingerprint::Value& of,
                         std::string_view contents) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  fs::path unfinished = path;
  unfinished += "." + std::to_string(::getpid());
  Header header;
  header.of = of;
  header.size = contents.size();
  header.contents = base::checksum(contents);
  header.header = checksum_of(header);
  std::array<char, sizeof header> bytes{};
  std::memcpy(bytes.data(), &header, bytes.size());
  std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
  out.write(bytes.data(), bytes.size());
  out.write(contents.data(), static_cast<std::streamsize>(contents.size()));
  out.close();
  if (out) fs::rename(unfinished, path, error);
  if (out && !error) return true;
  fs::remove(unfinished, error);
  return false;
}

CompiledFile::CompiledFile(base::MappedFile file) : file_{std::move(file)} {}

std::string_view CompiledFile::contents() const {
  return file_.bytes().substr(sizeof(Header));
}

}  // namespace jauap::chat
