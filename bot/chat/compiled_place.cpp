#include "bot/chat/compiled_place.h"

#include <sys/stat.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <system_error>

#include "bot/base/files.h"
#include "bot/base/mapped_file.h"

namespace jauap::chat {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kSmallest = 32U << 10U;  // bytes of tables

// The regular files of a folder, or the file itself.
std::vector<fs::path> files_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  auto entries = base::list_folder(path).value.value_or(std::vector<fs::path>{});
  std::erase_if(entries, [&](const fs::path& entry) { return !fs::is_regular_file(entry, error); });
  return entries;
}

std::uintmax_t bytes_in_tables(const std::vector<fs::path>& packs) {
  std::uintmax_t bytes = 0;
  for (const fs::path& pack : packs) {
    for (const fs::path& file : files_of(pack)) {
      std::error_code error;
      const auto size = fs::file_size(file, error);
      const bool is_table = file.extension() == ".csv" || file.extension() == ".json";
      if (!error && is_table) bytes += size;
    }
  }
  return bytes;
}

// A newly built program may work things out in another way under the same version.
void add_program(base::Fingerprint& of) {
  of.add(JAUAP_VERSION);
  struct stat program {};
  if (::stat("/proc/self/exe", &program) != 0) return;
  of.add(std::to_string(program.st_size));
  of.add(std::to_string(program.st_mtim.tv_sec));
  of.add(std::to_string(program.st_mtim.tv_nsec));
}

void add_files(const fs::path& path, base::Fingerprint& of) {
  of.add(path.string());
  for (const fs::path& file : files_of(path)) {
    base::Checksum bytes;
    const auto use = [&](std::string_view stretch) { bytes.add(stretch); };
    const auto mapped = base::MappedFile::open(file, use);
    of.add(file.filename().string());
    of.add(std::to_string(mapped.ok() ? mapped.value->bytes().size() : 0));
    of.add(std::to_string(bytes.value()));
  }
}

fs::path file_of(const LoadOptions& options, const base::Fingerprint& name) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx",
                static_cast<unsigned long long>(name.value().front()));
  return options.cache / (std::string{digits} + ".jauap");
}

// One file for the same paths, whatever is in them, so that what is stale is replaced.
void add_path(const fs::path& path, base::Fingerprint& name) {
  std::error_code error;
  name.add(fs::absolute(path, error).lexically_normal().string());
}

}  // namespace

std::optional<CompiledPlace> place_of_intents(const LoadOptions& options) {
  if (options.cache.empty()) return std::nullopt;
  const fs::path folder = options.intents / options.language;
  base::Fingerprint name;
  base::Fingerprint of;
  name.add("intents");
  add_path(folder, name);
  add_program(of);
  add_files(folder, of);
  return CompiledPlace{file_of(options, name), of.value()};
}

std::optional<CompiledPlace> place_of_packs(const LoadOptions& options,
                                            const std::vector<fs::path>& packs,
                                            const CompiledPlace& intents) {
  if (bytes_in_tables(packs) < kSmallest) return std::nullopt;
  base::Fingerprint name;
  base::Fingerprint of;
  name.add("packs");
  name.add(options.language);
  for (const std::uint64_t part : intents.of) of.add(std::to_string(part));
  for (const fs::path& pack : packs) {
    add_path(pack, name);
    add_files(pack, of);
  }
  return CompiledPlace{file_of(options, name), of.value()};
}

}  // namespace jauap::chat
