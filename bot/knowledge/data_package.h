#pragma once

#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/knowledge/fact.h"

namespace jauap::knowledge {

// What a datapackage.json (Data Package v2) says of its pack.
struct DataPackage {
  PackInfo info;  // without its folder
  std::vector<Source> sources;
  // The places that name a file of the pack.
  std::vector<const base::JsonValue*> resource_paths;
};

// Reads a parsed datapackage.json; the result points into `root`. Everything wrong is added to
// `problems`, under the name `file`. `folder_name` is what the pack must be called.
DataPackage read_data_package(const base::JsonValue& root, const std::string& file,
                              const std::string& folder_name, base::Problems& problems);

}  // namespace jauap::knowledge
