#include "bot/knowledge/cells.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace jauap::knowledge {
namespace {

constexpr CellId kNone = std::numeric_limits<CellId>::max();

// A date as one number: year, month and day, each in its own bits.
constexpr unsigned kYearAt = 16;
constexpr unsigned kMonthAt = 8;

std::uint64_t packed(const text::Date& date) {
  return std::uint64_t{static_cast<std::uint32_t>(date.year)} << kYearAt |
         static_cast<std::uint64_t>(date.month) << kMonthAt | static_cast<std::uint64_t>(date.day);
}

}  // namespace

const CellTable& Cells::table(CellId cell) const {
  const auto after =
      std::upper_bound(tables_.begin(), tables_.end(), cell,
                       [](CellId wanted, const CellTable& table) { return wanted < table.first; });
  return *std::prev(after);
}

std::size_t Cells::values(CellId cell) const {
  return kinds_[cell] == Kind::Several ? values_[cell] & 0xffffffffU : 1;
}

Scalar Cells::value(CellId cell, std::size_t position) const {
  if (kinds_[cell] != Kind::Several) return scalar(kinds_[cell], values_[cell]);
  const std::uint64_t item = (values_[cell] >> kCountBits) + position;
  return scalar(item_kinds_[item], item_values_[item]);
}

double Cells::number(std::uint64_t bits) {
  return std::bit_cast<double>(bits);
}

text::Date Cells::date(std::uint64_t bits) {
  constexpr std::uint64_t kByte = 0xff;
  return {static_cast<int>(static_cast<std::uint32_t>(bits >> kYearAt)),
          static_cast<int>(bits >> kMonthAt & kByte), static_cast<int>(bits & kByte)};
}

std::string_view Cells::text(std::uint64_t number) const {
  const std::uint64_t begin = number == 0 ? 0 : text_ends_[number - 1];
  return {texts_.begin() + begin, text_ends_[number] - begin};
}

Scalar Cells::scalar(Kind kind, std::uint64_t bits) const {
  switch (kind) {
    case Kind::Number:
      return number(bits);
    case Kind::Thing:
      return static_cast<EntityId>(bits);
    case Kind::Text:
      return std::string{text(bits)};
    case Kind::Date:
      return date(bits);
    case Kind::Truth:
      return bits != 0;
    case Kind::Several:
      break;
  }
  return std::monostate{};
}

void Cells::append(const Cells& other, const Positions& positions) {
  const auto cells = static_cast<CellId>(size());
  const std::uint64_t items = item_kinds_.size();
  const std::uint64_t texts = text_ends_.size();
  const std::uint64_t bytes = texts_.size();
  const auto value = [&](Kind kind, std::uint64_t bits) {
    if (kind == Kind::Thing) return static_cast<std::uint64_t>(positions.entities[bits]);
    if (kind == Kind::Text) return bits + texts;
    if (kind == Kind::Several) return bits + (items << kCountBits);
    return bits;
  };
  for (CellTable table : other.tables_) {
    table.source += static_cast<std::uint32_t>(positions.sources);
    table.pack = positions.pack;
    table.first += cells;
    tables_.push_back(std::move(table));
  }
  for (CellId cell = 0; cell < other.size(); ++cell) {
    subjects_.push_back(positions.entities[static_cast<std::size_t>(other.subjects_[cell])]);
    properties_.push_back(static_cast<PropertyId>(
        static_cast<std::size_t>(other.properties_[cell]) + positions.properties));
    values_.push_back(value(other.kinds_[cell], other.values_[cell]));
  }
  lines_.append(other.lines_.items());
  kinds_.append(other.kinds_.items());
  for (std::size_t i = 0; i < other.item_kinds_.size(); ++i) {
    item_values_.push_back(value(other.item_kinds_[i], other.item_values_[i]));
  }
  item_kinds_.append(other.item_kinds_.items());
  texts_.append(other.texts_.items());
  for (const std::uint64_t end : other.text_ends_) text_ends_.push_back(end + bytes);
}

void CellWriter::begin_table(CellTable table) {
  table.first = static_cast<CellId>(cells_.size());
  cells_.tables_.push_back(std::move(table));
}

CellId CellWriter::find(EntityId subject, PropertyId property) const {
  const auto entity = static_cast<std::size_t>(subject);
  if (entity >= latest_.size()) return kNone;
  CellId cell = latest_[entity];
  while (cell != kNone && cells_.properties_[cell] != property) cell = before_[cell];
  return cell;
}

bool CellWriter::holds(EntityId subject, PropertyId property) const {
  return find(subject, property) != kNone;
}

void CellWriter::add(EntityId subject, PropertyId property, Values values, const Place& place) {
  const CellId held = find(subject, property);
  if (held != kNone) {
    Values& all = joined_[held];
    if (all.empty()) all = held_values(held);
    for (Scalar& value : values) {
      if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(std::move(value));
    }
    return;
  }
  const auto cell = static_cast<CellId>(cells_.size());
  const auto entity = static_cast<std::size_t>(subject);
  if (entity >= latest_.size()) latest_.resize(std::max(entity + 1, 2 * latest_.size()), kNone);
  before_.push_back(std::exchange(latest_[entity], cell));
  cells_.subjects_.push_back(subject);
  cells_.properties_.push_back(property);
  cells_.lines_.push_back(place.line | (place.is_of_other ? Cells::kOfOther : 0));
  cells_.kinds_.push_back({});
  cells_.values_.push_back(0);
  set(cell, values);
}

Values CellWriter::held_values(CellId cell) const {
  Values values;
  cells_.for_each(cell, [&](Cells::Kind kind, std::uint64_t bits) {
    if (kind == Cells::Kind::Text) {
      values.emplace_back(std::string{texts_.text(static_cast<std::uint32_t>(bits))});
    } else {
      values.push_back(cells_.scalar(kind, bits));
    }
  });
  return values;
}

void CellWriter::set(CellId cell, const Values& values) {
  if (values.size() == 1) {
    const auto [kind, bits] = stored(values.front());
    cells_.kinds_.change(cell) = kind;
    cells_.values_.change(cell) = bits;
    return;
  }
  cells_.kinds_.change(cell) = Cells::Kind::Several;
  cells_.values_.change(cell) =
      std::uint64_t{cells_.item_kinds_.size()} << Cells::kCountBits | values.size();
  for (const Scalar& value : values) {
    const auto [kind, bits] = stored(value);
    cells_.item_kinds_.push_back(kind);
    cells_.item_values_.push_back(bits);
  }
}

std::pair<Cells::Kind, std::uint64_t> CellWriter::stored(const Scalar& value) {
  using Kind = Cells::Kind;
  if (const auto* number = std::get_if<double>(&value)) {
    return {Kind::Number, std::bit_cast<std::uint64_t>(*number)};
  }
  if (const auto* thing = std::get_if<EntityId>(&value)) {
    return {Kind::Thing, static_cast<std::uint64_t>(*thing)};
  }
  if (const auto* date = std::get_if<text::Date>(&value)) return {Kind::Date, packed(*date)};
  if (const auto* truth = std::get_if<bool>(&value)) return {Kind::Truth, *truth ? 1 : 0};
  const auto* text = std::get_if<std::string>(&value);
  return {Kind::Text, texts_.add(text == nullptr ? std::string_view{} : *text)};
}

Cells CellWriter::finish() && {
  // In the order of the cells, so that the same tables always give the same bytes.
  std::vector<CellId> joined;
  for (const auto& [cell, values] : joined_) joined.push_back(cell);
  std::sort(joined.begin(), joined.end());
  for (const CellId cell : joined) set(cell, joined_[cell]);
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    cells_.texts_.append(texts_.text(i));
    cells_.text_ends_.push_back(cells_.texts_.size());
  }
  cells_.subjects_.close();
  cells_.properties_.close();
  cells_.lines_.close();
  cells_.kinds_.close();
  cells_.values_.close();
  cells_.item_kinds_.close();
  cells_.item_values_.close();
  cells_.texts_.close();
  cells_.text_ends_.close();
  return std::move(cells_);
}

}  // namespace jauap::knowledge
