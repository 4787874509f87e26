#include "bot/chat/unresolved.h"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include "bot/query/project.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Part;
using query::Wanted;

constexpr std::size_t kOffered = 4;
constexpr std::size_t kMostRows = 2'000;  // that are looked at

// Not what kind of thing, nor why, which nearly every fact has or none.
bool is_of_few_facts(Part part) {
  switch (part) {
    case Part::Quantity:
    case Part::Percent:
    case Part::When:
    case Part::Month:
    case Part::Day:
    case Part::Where:
    case Part::Who:
    case Part::Length:
      return true;
    default:
      return false;
  }
}

// What a line asks for, and of which properties, where that is all it says of something it only
// points at.
struct Open {
  std::vector<Wanted> wanted;
  std::set<knowledge::PropertyId> properties;  // any where empty
};

std::optional<Open> read_open(const understanding::Line& line, const text::Words& words) {
  Open open;
  const auto points = [&](const auto& item) { return words.pronouns.count(item.text) > 0; };
  const bool is_pointing = std::any_of(line.items.begin(), line.items.end(), points);
  for (const auto& item : line.items) {
    if (const auto* asked = std::get_if<understanding::Asked>(&item.meaning)) {
      if (!is_of_few_facts(asked->wanted.part)) return std::nullopt;
      open.wanted.push_back(asked->wanted);
    } else if (const auto* mention = std::get_if<understanding::Mention>(&item.meaning)) {
      if (!is_pointing || !open.properties.empty()) return std::nullopt;
      for (const query::Sense& sense : mention->senses) {
        using Type = query::Sense::Type;
        if (sense.type == Type::NamePart) continue;
        if (sense.type != Type::Property && sense.type != Type::Hint) return std::nullopt;
        open.properties.insert(knowledge::PropertyId{sense.id});
      }
    } else if (!std::holds_alternative<understanding::Plain>(item.meaning)) {
      return std::nullopt;
    }
  }
  if (open.wanted.empty() || !understanding::unexplained_items(line, words).empty())
    return std::nullopt;
  return open;
}

}  // namespace

std::vector<knowledge::FactId> facts_it_may_mean(const Chatbot::Parts& parts,
                                                 const std::vector<text::Token>& tokens) {
  auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  understanding::run_cascade(line, parts.phrases, parts.words);
  const auto open = read_open(line, parts.words);
  std::vector<knowledge::FactId> facts;
  if (!open) return facts;
  std::set<knowledge::PropertyId> told;
  const std::size_t first = parts.store.tables().cells.size();
  const std::size_t end = std::min<std::size_t>(parts.store.row_count(), first + kMostRows);
  for (std::size_t i = first; i < end && facts.size() < kOffered; ++i) {
    const auto row = parts.store.row(knowledge::RowId{static_cast<std::uint32_t>(i)});
    if (row.derived || told.count(row.property) > 0) continue;
    if (!open->properties.empty() && open->properties.count(row.property) == 0) continue;
    const bool has_all = std::all_of(
        open->wanted.begin(), open->wanted.end(),
        [&](const Wanted& part) { return !query::project(parts.store, row, part, {}).empty(); });
    if (!has_all) continue;
    told.insert(row.property);
    facts.push_back(row.fact);
  }
  if (facts.size() < 2) facts.clear();
  return facts;
}

}  // namespace jauap::chat
