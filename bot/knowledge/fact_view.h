#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bot/knowledge/cells.h"
#include "bot/knowledge/fact.h"

namespace jauap::knowledge {

// The values of a fact: of a written one where they stand, of a cell made on demand.
class FactValues {
 public:
  explicit FactValues(const Values& written) : written_{&written} {}
  FactValues(const Cells& cells, CellId cell);

  std::size_t size() const { return written_ != nullptr ? written_->size() : size_; }
  bool empty() const { return size() == 0; }
  const Scalar* begin() const {
    if (written_ != nullptr) return written_->data();
    return size_ == 1 ? &one_ : several_.data();
  }
  const Scalar* end() const { return begin() + size(); }
  const Scalar& front() const { return *begin(); }
  const Scalar& operator[](std::size_t position) const { return begin()[position]; }

 private:
  const Values* written_ = nullptr;
  std::size_t size_ = 0;
  Scalar one_;
  Values several_;
};

// One row, one meaning. Prose is only its rendering. Whether it was written by itself or is a cell
// of a table makes no difference here. Refers to the tables that it is of; made anew whenever it is
// looked at, so that `for (… : store.fact(id).value)` would outlive it: name the fact first.
struct Fact {
  Fact(const WrittenFact& fact);  // NOLINT(google-explicit-constructor): it is one
  // What a cell has numbers of.
  struct About {
    const Property& property;
    const Entity& subject;
    const Source& source;
  };
  Fact(const Cells& cells, CellId cell, const About& about);

  // What tells it from all others: "exports-2021", "cities.csv:17:area".
  std::string key() const;
  // The place in the source: "paragraph 8", "line 17".
  std::string at() const;

  EntityId subject{};
  PropertyId property{};
  FactValues value;
  const std::string& unit;
  bool approximate = false;
  std::optional<text::Date> when;
  std::optional<std::uint32_t> period;
  const std::vector<EntityId>& counterparts;
  std::optional<EntityId> place;
  const std::string& text;
  const std::string& question;
  std::uint32_t source = 0;
  std::uint32_t pack = 0;

 private:
  const WrittenFact* written_ = nullptr;
  // Of a cell:
  const CellTable* table_ = nullptr;
  std::uint32_t line_ = 0;
  const std::string* property_key_ = nullptr;
  const std::string* other_ = nullptr;  // the name of its subject where its row is about another
  bool names_file_ = false;             // the source is called otherwise than the file
};

}  // namespace jauap::knowledge
