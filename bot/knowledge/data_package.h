#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/knowledge/fact.h"

namespace jauap::knowledge {

// A file of a pack.
struct PackFile {
  std::string name;
  const base::JsonValue* path = nullptr;      // the place that names it
  const base::JsonValue* resource = nullptr;  // all that is said of it
  std::optional<Source> source;               // of a table's facts, where it has its own
};

// What a datapackage.json (Data Package v2) says of its pack.
struct DataPackage {
  PackInfo info;  // without its folder
  std::vector<Source> sources;
  std::vector<PackFile> files;  // "facts.json" and the like
  std::vector<PackFile> tables;
};

// Reads a parsed datapackage.json; the result points into `root`. Everything wrong is added to
// `problems`, under the name `file`, but what is said of tables only (table_descriptor.h).
// `folder_name` is what the pack must be called.
DataPackage read_data_package(const base::JsonValue& root, const std::string& file,
                              const std::string& folder_name, base::Problems& problems);

}  // namespace jauap::knowledge
