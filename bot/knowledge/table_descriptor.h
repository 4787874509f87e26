#pragma once

#include <string>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/knowledge/csv_file.h"
#include "bot/knowledge/table_facts.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// A table with the resource of a datapackage.json that describes it.
struct TableResource {
  const base::JsonValue* resource = nullptr;
  std::string file;  // "cities.csv"
  std::string path;  // what Problems call it
  CsvTable table;
  std::optional<Source> source;
};

// The tables of one pack, inferred (table_schema.h) and then as their author says; the keys are
// listed in knowledge/README.md. Everything wrong in the resources is added to `problems` under the
// name `package_file`, and every cell that is not of the type that its author gave it under its
// table's. `reserved` are words of the engine that no name may be.
std::vector<DescribedTable> describe_tables(std::vector<TableResource> resources,
                                            const std::string& package_file,
                                            const text::Words& words,
                                            const std::vector<std::string>& reserved,
                                            base::Problems& problems);

}  // namespace jauap::knowledge
