#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/base/progress.h"
#include "bot/knowledge/fact_store.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// The packs that a path stands for: the folder itself where it holds a datapackage.json, otherwise
// each folder in it that does, by name; a folder that holds neither but tables (*.csv, *.json),
// whole, or one such table by itself. None is a Problem.
base::Loaded<std::vector<std::filesystem::path>> find_packs(const std::filesystem::path& path);

// Reads packs into one set of tables. All mistakes of all packs are reported at once, each with
// file, line, JSON pointer, what was expected and found, and a hint; a pack with mistakes is
// refused whole, and then there is no value at all. Names are compared in canonical form, so
// `words` are needed; `reserved` are words of the engine that no name may be ("count", "when").
base::Loaded<FactTables> load_packs(const std::vector<std::filesystem::path>& folders,
                                    const text::Words& words,
                                    const std::vector<std::string>& reserved,
                                    const base::Progress& progress = {});

// A pack that is in memory already.
struct PackText {
  std::filesystem::path folder;            // what Problems call it; its last part is its name
  std::optional<std::string> datapackage;  // nothing where there is no such file
  std::optional<std::string> facts;        // likewise
  std::vector<std::string> other_files;    // names of the files that stand beside these
  // The tables in it. Without a datapackage.json everything is inferred of them, with one those
  // count that it lists.
  struct Table {
    std::string file;
    std::string bytes;
  };
  std::vector<Table> tables = {};
};

// The same without reading any file.
base::Loaded<FactTables> load_pack_texts(const std::vector<PackText>& packs,
                                         const text::Words& words,
                                         const std::vector<std::string>& reserved);

}  // namespace jauap::knowledge
