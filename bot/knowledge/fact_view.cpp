#include "bot/knowledge/fact_view.h"

namespace jauap::knowledge {
namespace {

const std::string kNoText;
const std::vector<EntityId> kNoEntities;

}  // namespace

FactValues::FactValues(const Cells& cells, CellId cell) : size_{cells.values(cell)} {
  if (size_ == 1) {
    one_ = cells.value(cell, 0);
    return;
  }
  several_.reserve(size_);
  for (std::size_t i = 0; i < size_; ++i) several_.push_back(cells.value(cell, i));
}

Fact::Fact(const WrittenFact& fact)
    : subject{fact.subject},
      property{fact.property},
      value{fact.value},
      unit{fact.unit},
      approximate{fact.approximate},
      when{fact.when},
      period{fact.period},
      counterparts{fact.counterparts},
      place{fact.place},
      text{fact.text},
      question{fact.question},
      source{fact.source},
      pack{fact.pack},
      written_{&fact} {}

Fact::Fact(const Cells& cells, CellId cell, const About& about)
    : subject{cells.subject(cell)},
      property{cells.property(cell)},
      value{cells, cell},
      unit{about.property.unit},
      counterparts{kNoEntities},
      text{kNoText},
      question{kNoText},
      table_{&cells.table(cell)},
      line_{cells.line(cell)},
      property_key_{&about.property.key} {
  source = table_->source;
  pack = table_->pack;
  if (cells.is_of_other(cell)) other_ = &about.subject.name;
  names_file_ = about.source.title != table_->file;
}

std::string Fact::key() const {
  if (written_ != nullptr) return written_->key;
  std::string key = table_->file + ":" + std::to_string(line_) + ":" + *property_key_;
  return other_ == nullptr ? key : key + ":" + *other_;
}

std::string Fact::at() const {
  if (written_ != nullptr) return written_->at;
  const std::string row = table_->place + " " + std::to_string(line_);
  return names_file_ ? row + " of " + table_->file : row;
}

}  // namespace jauap::knowledge
