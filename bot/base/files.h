#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bot/base/problem.h"

namespace jauap::base {

// The bytes of a regular file. A missing, unreadable or too large file is a Problem that says which
// and why. `limit` is in bytes.
Loaded<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 64U << 20U);

// The entries of a folder in the order of their names, so that loading never depends on the disk.
// A folder that cannot be read is a Problem.
Loaded<std::vector<std::filesystem::path>> list_folder(const std::filesystem::path& folder);

}  // namespace jauap::base
