#include "bot/base/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace jauap::base {
namespace {

Problem about(const std::filesystem::path& path, std::string message, std::string hint = "") {
  Problem problem;
  problem.file = path.string();
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  return problem;
}

}  // namespace

Loaded<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return {std::nullopt, {about(path, "there is no such file")}};
  if (!std::filesystem::is_regular_file(status)) {
    return {std::nullopt, {about(path, "expected a file, found a folder or a device")}};
  }
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    const int reason = errno;
    return {std::nullopt,
            {about(path, "cannot be read: " + std::generic_category().message(reason))}};
  }
  // The whole at once where its size is told, and a byte more, which finds the end.
  const std::uintmax_t told = std::filesystem::file_size(path, error);
  const std::size_t most = 64U << 10U;
  const std::size_t stretch = error || told >= most ? most : static_cast<std::size_t>(told) + 1;
  std::string text;
  std::string block(stretch, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    text.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (text.size() > limit) {
      return {std::nullopt, {about(path, "is larger than " + std::to_string(limit) + " bytes")}};
    }
  }
  if (file.bad()) return {std::nullopt, {about(path, "cannot be read to its end")}};
  return {std::move(text), {}};
}

Loaded<std::vector<std::filesystem::path>> list_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::directory_iterator entries{folder, error};
  if (error) return {std::nullopt, {about(folder, "cannot list the folder: " + error.message())}};
  std::vector<std::filesystem::path> paths;
  for (const std::filesystem::directory_iterator end; entries != end;) {
    paths.push_back(entries->path());
    entries.increment(error);
    if (error) return {std::nullopt, {about(folder, "cannot list the folder: " + error.message())}};
  }
  std::sort(paths.begin(), paths.end());
  return {std::move(paths), {}};
}

}  // namespace jauap::base
