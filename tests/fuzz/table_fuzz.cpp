// Any bytes as two tables, a line of dashes between. What is read must hold only positions that
// exist: every fact is told, from a store that is built of them.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/knowledge/table_facts.h"

namespace {

using namespace jauap;

void add(std::string bytes, const std::string& file, const text::Words& words,
         std::vector<knowledge::DescribedTable>& tables) {
  auto parsed = knowledge::parse_csv(std::move(bytes), file);
  for (const base::Problem& problem : parsed.problems) to_string(problem);
  if (parsed.ok() != parsed.problems.empty()) std::abort();
  if (!parsed.ok()) return;
  auto schema = knowledge::infer_schema(*parsed.value, file, words);
  if (schema.columns.size() != parsed.value->header.size()) std::abort();
  tables.push_back({file, std::move(*parsed.value), std::move(schema)});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const text::Words kWords{};
  const std::string all(data, data + size);
  const std::size_t cut = all.find("\n---\n");
  std::vector<knowledge::DescribedTable> tables;
  add(all.substr(0, cut), "states.csv", kWords, tables);
  if (cut != std::string::npos) add(all.substr(cut + 5), "cities.csv", kWords, tables);
  if (tables.empty()) return 0;
  const knowledge::FactStore store{knowledge::facts_of_tables(std::move(tables), kWords)};
  for (std::uint32_t i = 0; i < store.row_count(); ++i) {
    const knowledge::RowId id{i};
    const auto& row = store.row(id);
    const auto& fact = store.fact(row.fact);
    if (store.rows_with(row.subject, row.property).empty()) std::abort();
    if (answers::tell(store, fact).empty() || store.source(fact).title.empty()) std::abort();
  }
  return 0;
}
