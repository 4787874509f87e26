#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bot/base/block.h"
#include "bot/knowledge/value.h"
#include "bot/text/text_table.h"

namespace jauap::knowledge {

// What a column says of a thing, by its number in Cells.
using CellId = std::uint32_t;

// A table that cells are of.
struct CellTable {
  std::string file;          // "countries.csv"
  std::string place;         // what its rows are counted in: "line"
  std::uint32_t source = 0;  // index of its Source
  std::uint32_t pack = 0;
  CellId first = 0;  // its cells stand together, in the order of the tables
};

// The facts of tables, part by part, each part in an array: some 20 bytes a fact. What they have in
// common (unit, source, sentence) stands with their property and table. Plain data, made by a
// CellWriter.
class Cells {
 public:
  std::size_t size() const { return subjects_.size(); }
  EntityId subject(CellId cell) const { return subjects_[cell]; }
  PropertyId property(CellId cell) const { return properties_[cell]; }
  const CellTable& table(CellId cell) const;
  std::uint32_t line(CellId cell) const { return lines_[cell] & ~kOfOther; }
  // Whether it tells of another thing than its row is about.
  bool is_of_other(CellId cell) const { return (lines_[cell] & kOfOther) != 0; }
  const std::vector<CellTable>& tables() const { return tables_; }

  // Its value, or all of its values.
  std::size_t values(CellId cell) const;
  Scalar value(CellId cell, std::size_t position) const;

  // The same without making Scalars: calls use(thing), use(number) or use(date) for each value that
  // is one.
  template <class Use>
  void for_each_thing(CellId cell, Use use) const {
    for_each(cell, [&](Kind kind, std::uint64_t bits) {
      if (kind == Kind::Thing) use(static_cast<EntityId>(bits));
    });
  }
  template <class Use>
  void for_each_number(CellId cell, Use use) const {
    for_each(cell, [&](Kind kind, std::uint64_t bits) {
      if (kind == Kind::Number) use(number(bits));
    });
  }
  template <class Use>
  void for_each_date(CellId cell, Use use) const {
    for_each(cell, [&](Kind kind, std::uint64_t bits) {
      if (kind == Kind::Date) use(date(bits));
    });
  }

  // What the positions in other cells are here.
  struct Positions {
    std::span<const EntityId> entities;  // of each
    std::size_t properties = 0;          // of the first; the others follow
    std::size_t sources = 0;
    std::uint32_t pack = 0;
  };
  // Adds the cells of another pack.
  void append(const Cells& other, const Positions& positions);

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.tables_, self.subjects_, self.properties_, self.lines_, self.kinds_, self.values_,
            self.item_kinds_, self.item_values_, self.texts_, self.text_ends_);
  }

 private:
  friend class CellWriter;

  enum class Kind : std::uint8_t { Number, Thing, Text, Date, Truth, Several };
  static constexpr std::uint32_t kOfOther = 1U << 31U;
  static constexpr unsigned kCountBits = 32;  // of Several: first item, then how many

  static double number(std::uint64_t bits);
  static text::Date date(std::uint64_t bits);
  std::string_view text(std::uint64_t number) const;
  Scalar scalar(Kind kind, std::uint64_t bits) const;

  template <class Use>
  void for_each(CellId cell, Use use) const {
    const std::uint64_t bits = values_[cell];
    if (kinds_[cell] != Kind::Several) return use(kinds_[cell], bits);
    const std::uint64_t first = bits >> kCountBits;
    const std::uint64_t count = bits & 0xffffffffU;
    for (std::uint64_t i = first; i < first + count; ++i) use(item_kinds_[i], item_values_[i]);
  }

  std::vector<CellTable> tables_;
  base::Block<EntityId> subjects_;
  base::Block<PropertyId> properties_;
  base::Block<std::uint32_t> lines_;
  base::Block<Kind> kinds_;
  base::Block<std::uint64_t> values_;
  // Of cells with several values, one after the other.
  base::Block<Kind> item_kinds_;
  base::Block<std::uint64_t> item_values_;
  // The different texts.
  base::Block<char> texts_;
  base::Block<std::uint64_t> text_ends_;
};

// Fills Cells, table after table. What a property says of a thing is one cell, however many rows
// say something of it. Not for sharing between threads.
class CellWriter {
 public:
  // Where a cell stands.
  struct Place {
    std::uint32_t line = 0;
    bool is_of_other = false;
  };

  // `table.first` is found out here.
  void begin_table(CellTable table);
  bool holds(EntityId subject, PropertyId property) const;
  // Values that the cell has already are left out.
  void add(EntityId subject, PropertyId property, Values values, const Place& place);
  Cells finish() &&;

 private:
  CellId find(EntityId subject, PropertyId property) const;
  Values held_values(CellId cell) const;
  void set(CellId cell, const Values& values);
  std::pair<Cells::Kind, std::uint64_t> stored(const Scalar& value);

  Cells cells_;
  text::TextTable texts_;
  // The latest cell of each thing, and the one before each cell.
  std::vector<CellId> latest_;
  std::vector<CellId> before_;
  std::unordered_map<CellId, Values> joined_;  // cells that several rows say something of
};

}  // namespace jauap::knowledge
