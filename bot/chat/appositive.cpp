#include "bot/chat/appositive.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/chat/look_up.h"
#include "bot/chat/split_message.h"
#include "bot/knowledge/fact_things.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;
using understanding::Item;
using understanding::Line;
using Tokens = std::vector<Token>;

// Tokens that say who somebody is, and where they end.
struct Apposition {
  std::size_t begin;
  std::size_t end;
};

// Reads what stands beside the name of a person.
class Beside {
 public:
  Beside(const Chatbot::Parts& parts, std::string_view message, const Line& line)
      : parts_{parts}, message_{message}, line_{line} {}

  // What may say who the person of an item is, in front of the name, behind it and after "as".
  std::vector<Apposition> of(std::size_t person) const {
    std::vector<Apposition> appositions;
    std::size_t first = person;
    while (first > 0 && !is_parted(first) && describes(line_.items[first - 1])) --first;
    // "A word from minister Ann": what joins it to the rest is none of it.
    while (first < person &&
           std::holds_alternative<understanding::Plain>(line_.items[first].meaning)) {
      ++first;
    }
    add(first, person, appositions);
    std::size_t last = person + 1;
    if (last < line_.items.size() && is_parted(last)) {
      while (last < line_.items.size() && describes(line_.items[last]) &&
             (last == person + 1 || !is_parted(last))) {
        ++last;
      }
      add(person + 1, last, appositions);
    }
    for (std::size_t as = person + 1; as < line_.items.size(); ++as) {
      if (parts_.words.capacity_words.count(line_.items[as].text) == 0) continue;
      last = as + 1;
      while (last < line_.items.size() && describes(line_.items[last])) ++last;
      add(as + 1, last, appositions);
    }
    return appositions;
  }

 private:
  // A name or what joins names: "the minister of Norway", "Norway's minister".
  bool describes(const Item& item) const {
    if (std::holds_alternative<understanding::Mention>(item.meaning)) {
      return !names_person(parts_, item);
    }
    const auto& words = parts_.words;
    return std::holds_alternative<understanding::Plain>(item.meaning) &&
           (words.articles.count(item.text) > 0 || item.text == "'s" ||
            words.describing_prepositions.count(item.text) > 0);
  }

  bool is_parted(std::size_t item) const {
    const std::size_t token = line_.items[item].first;
    return has_comma(message_, line_.tokens[token - 1], line_.tokens[token]);
  }

  // Where it names an office: somebody's, of which it is told who has it.
  void add(std::size_t first, std::size_t last, std::vector<Apposition>& appositions) const {
    const auto names_office = [&](const Item& item) {
      const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
      if (mention == nullptr) return false;
      return std::any_of(mention->senses.begin(), mention->senses.end(), [&](const auto& sense) {
        using Type = query::Sense::Type;
        if (sense.type != Type::Property && sense.type != Type::Antonym) return false;
        return knowledge::says_who(parts_.store.property(knowledge::PropertyId{sense.id}));
      });
    };
    const auto& items = line_.items;
    if (first == last ||
        std::none_of(items.begin() + static_cast<std::ptrdiff_t>(first),
                     items.begin() + static_cast<std::ptrdiff_t>(last), names_office)) {
      return;
    }
    const std::size_t end = last < items.size() ? items[last].first : line_.tokens.size();
    appositions.push_back({items[first].first, end});
  }

  const Chatbot::Parts& parts_;
  std::string_view message_;
  const Line& line_;
};

// The one fact that says who has an office, of those that a person has: "Ann is the envoy of A".
std::optional<knowledge::FactId> office_of(const knowledge::FactStore& store, const Item& person) {
  std::optional<knowledge::FactId> office;
  for (const auto& sense : std::get<understanding::Mention>(person.meaning).senses) {
    if (sense.type != query::Sense::Type::Entity) continue;
    const knowledge::EntityId thing{sense.id};
    for (const auto row : knowledge::few_rows_with(store, thing)) {
      const auto id = store.row(row).fact;
      const auto fact = store.fact(id);
      const bool is_office = fact.value.size() == 1 &&
                             fact.value.front() == knowledge::Scalar{thing} &&
                             knowledge::says_who(store.property(fact.property));
      if (!is_office || office == id) continue;
      if (office) return std::nullopt;
      office = id;
    }
  }
  return office;
}

}  // namespace

std::optional<Understanding> check_appositive(const Chatbot::Parts& parts, std::string_view message,
                                              const Tokens& tokens, base::Trace* trace) {
  const Line line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const auto is_person = [&](const Item& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Entity) &&
           names_person(parts, item);
  };
  const auto person = std::find_if(line.items.begin(), line.items.end(), is_person);
  if (person == line.items.end()) return std::nullopt;
  const auto index = static_cast<std::size_t>(person - line.items.begin());
  const std::size_t behind =
      index + 1 < line.items.size() ? line.items[index + 1].first : tokens.size();
  const auto at = [&](std::size_t i) { return tokens.begin() + static_cast<std::ptrdiff_t>(i); };
  for (const Apposition& apposition : Beside{parts, message, line}.of(index)) {
    Tokens claim{at(person->first), at(behind)};
    claim.insert(claim.end(), at(apposition.begin), at(apposition.end));
    if (trace != nullptr) trace->add("appositive", text::join(claim));
    Line told = understanding::find_mentions(claim, parts.vocabulary, parts.words, 1).front();
    understanding::drop_frames(told, parts.phrases, parts.words);
    Understanding result = look_up(parts, message, told, trace, true);
    if (result.outcome == Understanding::Outcome::Corrected) return result;
    // Nobody has the office that is claimed; the person has another.
    const auto office = office_of(parts.store, *person);
    if (result.outcome != Understanding::Outcome::NotHeld || !office) continue;
    const auto own = static_cast<std::uint32_t>(parts.store.fact(*office).property);
    if (understanding::names(told, {query::Sense::Type::Property, own})) continue;
    result.outcome = Understanding::Outcome::Corrected;
    result.denotation = {};
    result.denotation.facts = {*office};
    result.denotation.truth = false;
    return result;
  }
  return std::nullopt;
}

}  // namespace jauap::chat
