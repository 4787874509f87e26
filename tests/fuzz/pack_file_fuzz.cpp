// Any bytes as a facts.json and, behind a line of dashes, a datapackage.json, which may describe
// the table "t.csv". A pack that is accepted must hold only positions that exist: the store is
// built from it and every row read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "bot/knowledge/fact_sentence.h"
#include "bot/knowledge/load_packs.h"

namespace {

using namespace jauap;

constexpr std::string_view kPackage = R"({
  "name": "pack", "title": "Pack", "languages": ["en"], "sources": [{"title": "Sheet"}],
  "resources": [{"path": "facts.json"}]
})";

constexpr std::string_view kTable =
    "name,land,depth,goods,near,open,seat\nSaltby,Westland,12.5,rope; salt,Elm,yes,Tarn\n"
    "Elm,Westland,-,salt,Saltby,no,Tarn\nElm,Eastland,20,,Saltby,no,Oak\n";

void require(bool holds) {
  if (!holds) std::abort();
}

void read_all(const knowledge::FactStore& store) {
  for (std::uint32_t i = 0; i < store.row_count(); ++i) {
    const knowledge::FactRow row = store.row(knowledge::RowId{i});
    const knowledge::Fact fact = store.fact(row.fact);
    require(!store.entity(row.subject).name.empty());
    require(!store.source(fact).title.empty());
    require(!store.rows_with(row.subject, row.property).empty());
    require(!store.entities_of(store.entity(row.subject).kind).empty());
    for (const auto counterpart : row.counterparts) {
      require(!store.rows_with(counterpart, row.property).empty());
    }
    for (const auto& scalar : fact.value) {
      if (const auto* entity = std::get_if<knowledge::EntityId>(&scalar)) {
        require(!store.rows_with(*entity).empty());
      }
    }
    const std::string& sentence = store.property(fact.property).sentence;
    require(!fact.text.empty() || !sentence.empty());
    require(knowledge::parse_fact_sentence(sentence).mistakes.empty());
    if (fact.period) require(*fact.period < store.tables().periods.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input{data, data + size};
  const std::size_t cut = input.find("\n---\n");
  knowledge::PackText pack;
  pack.folder = "/pack";
  pack.facts = input.substr(0, cut);
  pack.datapackage = cut == std::string::npos ? std::string{kPackage} : input.substr(cut + 5);
  pack.tables = {{"t.csv", std::string{kTable}}};
  text::Words words;
  words.language = "en";
  const auto loaded = knowledge::load_pack_texts({pack}, words, {"count", "when"});
  require(loaded.ok() == loaded.problems.empty());
  for (const auto& problem : loaded.problems) {
    require(base::to_string(problem).find('\n') == std::string::npos);
  }
  if (loaded.ok()) read_all(knowledge::FactStore{*loaded.value});
  return 0;
}
