#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/block.h"
#include "bot/base/lists.h"
#include "bot/knowledge/cells.h"
#include "bot/knowledge/fact.h"
#include "bot/knowledge/fact_view.h"
#include "bot/knowledge/kind_links.h"

namespace jauap::base {
class ArchiveReader;
class ArchiveWriter;
}  // namespace jauap::base

namespace jauap::knowledge {

// Index of a FactRow.
enum class RowId : std::uint32_t {};

// A fact as it is looked up. Most facts are one row; a fact whose property has an inverse is also a
// row of that inverse, and a symmetric one is a row from each end.
struct WrittenRow {
  FactId fact{};
  PropertyId property{};
  EntityId subject{};
  std::vector<EntityId> counterparts;
  bool derived = false;  // read from the other end
};

// The same, of a fact that is written or a cell; refers to the store.
struct FactRow {
  FactId fact{};
  PropertyId property{};
  EntityId subject{};
  std::span<const EntityId> counterparts;
  bool derived = false;
};

// The rows of one fact: the fact itself first, then, where its property has an inverse or is
// symmetric, one row for each counterpart, in which that counterpart and the subject have changed
// places. No two of them are equal.
std::vector<WrittenRow> fact_rows(const WrittenFact& fact, FactId id, const Property& property);

// What is given to a store: the contents of one or more packs, references already resolved to
// indexes. Plain data.
struct FactTables {
  std::vector<PackInfo> packs;
  std::vector<Source> sources;
  std::vector<Kind> kinds;
  std::vector<Entity> entities;
  std::vector<Property> properties;
  std::vector<Period> periods;
  std::vector<WrittenFact> written;  // all but the cells
  Cells cells;
};

// A fact by its number: the cells come first, then the written ones.
Fact fact_of(const FactTables& tables, FactId id);

// Everything that is known, found by any of its parts: the cells of tables come first, each of
// which is one fact and one row, then the written facts. Never changes after construction; safe for
// concurrent use. The cost of looking something up does not grow with the number of facts.
class FactStore {
 public:
  explicit FactStore(FactTables tables);

  // A store as bytes and back. What is read refers to the archive's bytes, as its blocks do.
  explicit FactStore(base::ArchiveReader& archive);
  void write(base::ArchiveWriter& archive) const;

  const FactTables& tables() const { return tables_; }
  const Kind& kind(KindId id) const { return tables_.kinds[static_cast<std::size_t>(id)]; }
  const Entity& entity(EntityId id) const { return tables_.entities[static_cast<std::size_t>(id)]; }
  const Property& property(PropertyId id) const {
    return tables_.properties[static_cast<std::size_t>(id)];
  }
  std::size_t fact_count() const { return tables_.written.size() + tables_.cells.size(); }
  Fact fact(FactId id) const { return fact_of(tables_, id); }
  const Source& source(const Fact& fact) const { return tables_.sources[fact.source]; }
  const PackInfo& pack(const Fact& fact) const { return tables_.packs[fact.pack]; }
  std::size_t row_count() const { return rows_.size() + tables_.cells.size(); }
  FactRow row(RowId id) const;
  // The row of a fact as it is written, not read from another end.
  FactRow row_of(FactId id) const;

  // Row ids in ascending order; empty where nothing is held. `with_entity` is in any role: subject,
  // counterpart, place or value.
  std::span<const RowId> rows_of(PropertyId property) const;
  std::span<const RowId> rows_with(EntityId entity) const;
  std::span<const RowId> rows_with(EntityId entity, PropertyId property) const;
  std::span<const EntityId> entities_of(KindId kind) const;
  // Rows whose fact holds for or happened in this year or a period named by it, has a date of it
  // among its values, or has
  // the year itself as a number without a unit ("built: 1874").
  std::span<const RowId> rows_in_year(int year) const;
  // The same for a month of any year.
  std::span<const RowId> rows_in_month(int month) const;
  // Rows whose fact has a number among its values that differs from this one by no more than the
  // tolerance, by their number.
  std::span<const RowId> rows_with_number(double number, double tolerance) const;

  // Which kinds facts are about and join.
  const KindLinks& links() const { return links_; }

  std::string_view name(EntityId id) const { return entity(id).name; }

 private:
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self);
  PropertyId property_of(RowId id) const;
  const WrittenFact& written_fact(const WrittenRow& row) const;
  void index_rows();
  void index_times();
  void index_numbers();

  FactTables tables_;
  KindLinks links_;
  std::vector<WrittenRow> rows_;  // of the written facts
  base::Lists<EntityId> by_kind_;
  base::Lists<RowId> by_property_;
  base::Lists<RowId> by_entity_;
  base::Lists<RowId> by_entity_property_;  // the same, of each entity in the order of properties
  base::Lists<RowId> by_year_;
  base::Lists<RowId> by_month_;
  base::Block<double> numbers_;     // ascending
  base::Block<RowId> number_rows_;  // the row of each
};

}  // namespace jauap::knowledge
