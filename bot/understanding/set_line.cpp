#include "bot/understanding/set_line.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/units.h"

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::PropertyId;
using knowledge::ValueType;
using query::Direction;
using query::Filter;
using query::Sense;
using query::Set;

class Reader {
 public:
  Reader(const FactStore& store, const Vocabulary& vocabulary, const text::Words& words,
         const std::vector<std::string>& rule_words)
      : store_{store}, vocabulary_{vocabulary}, words_{words}, rule_words_{rule_words} {}

  SetLine read(const Line& line) {
    SetLine read;
    std::size_t last_unknown = 0;
    const std::size_t year_at = find_year(line);
    for (std::size_t i = 0; i < line.items.size(); ++i) {
      const Item& item = line.items[i];
      if (year_ != 0 && (i == year_at || i + 1 == year_at)) continue;
      is_of_table_ = is_of_table_ || words_.table_words.count(item.text) > 0;
      if (std::holds_alternative<Plain>(item.meaning) && words_.determiners.count(item.text) > 0) {
        continue;
      }
      std::vector<SetToken> readings;
      std::size_t end = item.first + item.count;
      const auto* value = std::get_if<text::TypedValue>(&item.meaning);
      if (const auto length = value == nullptr ? std::nullopt : as_measure(line, item, *value)) {
        readings.push_back({item.text, *length, 0, "", {}});
      } else if (value != nullptr && value->unit.empty()) {
        text::TypedValue measured = *value;
        const std::size_t count = unit_at(line, end, measured.unit);
        if (count > 0) {
          end += count;
          readings.push_back(
              {text::join(line.tokens, item.first, end - item.first), measured, 0, "", {}});
        }
      }
      if (readings.empty()) {
        std::string unit;
        const std::size_t count = value == nullptr ? unit_at(line, item.first, unit) : 0;
        readings = count > item.count ? std::vector<SetToken>{} : read_item(item);
        if (count > 0) {
          if (readings.empty()) end = item.first + count;
          const bool is_whole = end == item.first + count;
          if (is_whole) {
            readings.push_back(
                {text::join(line.tokens, item.first, count), InUnit{unit}, 0, "", {}});
          }
        }
      }
      if (readings.empty()) {
        // One stretch of unknown words can be told apart; of several nothing can be said.
        if (!std::holds_alternative<Plain>(item.meaning) && !is_part(item)) return {};
        const bool goes_on = last_unknown == i && i > 0;
        if (unknown_stretches_ > 0 && !goes_on) return {};
        last_unknown = i + 1;
        if (goes_on) continue;
        ++unknown_stretches_;
        readings.push_back({item.text, Unknown{}, 0, "", {}});
      }
      read.push_back(std::move(readings));
      while (i + 1 < line.items.size() && line.items[i + 1].first < end) ++i;
    }
    return is_of_table_ ? read : SetLine{};
  }

 private:
  // "population … in 2010" is the column of that year, where a table has one for each: the place
  // of the one year behind a preposition, of which a series that is named has a column.
  std::size_t find_year(const Line& line) {
    std::size_t place = 0;
    for (std::size_t i = 1; i < line.items.size(); ++i) {
      const auto* value = std::get_if<text::TypedValue>(&line.items[i].meaning);
      const bool is_year = value != nullptr && value->kind == text::ValueKind::Date &&
                           value->date.year != 0 && value->date.month == 0;
      if (!is_year) continue;
      if (year_ != 0) {  // of two nothing can be said
        year_ = 0;
        return 0;
      }
      const bool is_behind = std::holds_alternative<Plain>(line.items[i - 1].meaning) &&
                             words_.function_words.count(line.items[i - 1].text) > 0;
      if (!is_behind) return 0;
      year_ = value->date.year;
      place = i;
    }
    const bool has_member =
        std::any_of(line.items.begin(), line.items.end(), [&](const Item& item) {
          const auto* mention = std::get_if<Mention>(&item.meaning);
          return mention != nullptr &&
                 std::any_of(mention->senses.begin(), mention->senses.end(),
                             [&](const Sense& sense) {
                               return sense.type == Sense::Type::Property &&
                                      of_year(PropertyId{sense.id}).has_value();
                             });
        });
    if (!has_member) year_ = 0;
    return place;
  }

  // The column of the year asked for, of the series that a column belongs to.
  std::optional<PropertyId> of_year(PropertyId id) const {
    const std::string& series = store_.property(id).series;
    if (series.empty() || year_ == 0) return std::nullopt;
    const auto& all = store_.tables().properties;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].series == series && all[i].year == year_) return static_cast<PropertyId>(i);
    }
    return std::nullopt;
  }

  // One character in UTF-8.
  static bool is_letter(const std::string& text) {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    return !text.empty() && std::all_of(text.begin() + 1, text.end(), continues);
  }

  // Whether it is a word of longer names and nothing else.
  static bool is_part(const Item& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    return mention != nullptr &&
           std::all_of(mention->senses.begin(), mention->senses.end(),
                       [](const Sense& sense) { return sense.type == Sense::Type::NamePart; });
  }

  // "100 m" are a hundred metres where something else in the line is measured in metres: "higher".
  std::optional<text::TypedValue> as_measure(const Line& line, const Item& item,
                                             const text::TypedValue& value) const {
    if (item.count < 2 || value.kind != text::ValueKind::Number || !value.unit.empty()) {
      return std::nullopt;
    }
    const std::string& last = line.tokens[item.first + item.count - 1].text;
    const auto scale = words_.scale_words.find(last);
    if (scale == words_.scale_words.end() || !text::is_unit(last)) return std::nullopt;
    const auto has_unit = [&](PropertyId id) {
      const std::string unit = text::unit_of(store_.property(id).unit, words_);
      return !unit.empty() && text::convert_unit(1, last, unit).has_value();
    };
    const auto is_measured = [&](const Item& other) {
      if (const auto* mention = std::get_if<Mention>(&other.meaning)) {
        return std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
          return sense.type == Sense::Type::Property && has_unit(PropertyId{sense.id});
        });
      }
      const auto adjective = vocabulary_.adjectives.find(other.text);
      return adjective != vocabulary_.adjectives.end() && !adjective->second.choices.empty() &&
             std::any_of(adjective->second.choices.front().begin(),
                         adjective->second.choices.front().end(), has_unit);
    };
    if (std::none_of(line.items.begin(), line.items.end(), is_measured)) return std::nullopt;
    text::TypedValue measured = value;
    measured.number /= scale->second;
    measured.tolerance /= scale->second;
    measured.unit = last;
    return measured;
  }

  // How many tokens from `at` on name a unit, the most that do; 0 for none.
  std::size_t unit_at(const Line& line, std::size_t at, std::string& unit) const {
    for (std::size_t count = words_.longest_unit; count > 0; --count) {
      if (at + count > line.tokens.size()) continue;
      const auto found = words_.units.find(text::join(line.tokens, at, count));
      if (found == words_.units.end()) continue;
      unit = found->second;
      return count;
    }
    return 0;
  }

  std::vector<SetToken> read_item(const Item& item) {
    readings_.clear();
    text_ = item.text;
    if (const auto* mention = std::get_if<Mention>(&item.meaning)) read_mention(*mention);
    if (const auto* referents = std::get_if<Referents>(&item.meaning)) add_referents(*referents);
    if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) add(*value);
    if (const auto found = vocabulary_.adjectives.find(item.text);
        found != vocabulary_.adjectives.end()) {
      add(found->second);
    }
    if (item.count == 1 && is_letter(item.text)) add(Letter{item.text});
    if (const auto cell = vocabulary_.cells.find(item.text);
        item.count == 1 && cell != vocabulary_.cells.end()) {
      add(Cell{cell->second});
    }
    const bool is_rule_word =
        item.count == 1 && std::binary_search(rule_words_.begin(), rule_words_.end(), item.text);
    const bool is_frame =
        words_.frame_words.count(item.text) > 0 || words_.asking_words.count(item.text) > 0;
    if (is_rule_word || is_frame) add(Word{});
    return std::move(readings_);
  }

  template <class Meaning>
  void add(Meaning meaning, int cost = 0) {
    readings_.push_back({text_, std::move(meaning), cost, "", {}});
  }

  // "them": described things, not a name that several have.
  void add_referents(const Referents& referents) {
    Set named;
    named.things = referents.things;
    const auto kind = query::kind_of(named, store_);
    if (!kind || !is_of_table(*kind)) return;
    is_of_table_ = true;
    add(Noun{
        query::filtered(query::all_of_kind(*kind), query::among(query::share(std::move(named)))),
        true, false});
  }

  void read_mention(const Mention& mention) {
    Set things;
    std::vector<PropertyId> columns;
    std::vector<PropertyId> flags;
    query::Link verb;
    query::Link inverse{{}, Direction::ToSubject};
    for (const Sense& sense : mention.senses) {
      switch (sense.type) {
        case Sense::Type::Entity:
          if (is_of_table(store_.entity(EntityId{sense.id}).kind)) {
            things.things.push_back(EntityId{sense.id});
          }
          break;
        case Sense::Type::Property:
          read_property(PropertyId{sense.id}, columns, flags, verb);
          break;
        case Sense::Type::Verb:
          verb.properties.push_back(PropertyId{sense.id});
          if (!store_.property(PropertyId{sense.id}).symmetric) {
            verb.direction = Direction::ToValue;
          }
          break;
        case Sense::Type::InverseVerb:
          inverse.properties.push_back(PropertyId{sense.id});
          break;
        case Sense::Type::Everywhere:
          add(Everywhere{KindId{sense.id}});
          break;
        case Sense::Type::Antonym:
          add_antonym(PropertyId{sense.id});
          break;
        case Sense::Type::Class:
          add_class(vocabulary_.classes[sense.id]);
          break;
        default:
          break;
      }
    }
    if (const auto parts = parts_of(mention); mention.senses.size() == parts.size()) {
      add_parts(parts);
      return;
    }
    if (!things.things.empty()) {
      is_of_table_ = true;
      add_like_named(things.things);
      auto set = std::make_shared<const Set>(std::move(things));
      if (mention.adjective) add(in_front({{}, {set}, {}}));
      add(Noun{set, false, false});
      add_rows_of(set);
    }
    // A kind that is no more than what a column holds is the column first.
    const auto add_kinds = [&](bool of_rows) {
      for (const Sense& sense : mention.senses) {
        if (sense.type != Sense::Type::Kind) continue;
        const KindId kind{sense.id};
        if (store_.links().has_any(kind) == of_rows) add_kind(kind);
      }
    };
    add_kinds(true);
    if (!flags.empty()) {
      Filter filter;
      filter.type = Filter::Type::Holding;
      filter.properties = std::move(flags);
      add(in_front({{std::move(filter)}, {}, {}}));
    }
    if (!columns.empty()) {
      const bool is_plural = is_plural_of(columns.front());
      add(Column{{{std::move(columns)}}, is_plural});
    }
    if (!verb.properties.empty()) add(Verb{std::move(verb)});
    if (!inverse.properties.empty()) add(Verb{std::move(inverse)});
    add_kinds(false);
  }

  // "thrillers" are the films whose genre is the thriller: what a column of a table that nobody has
  // described holds may be said of its rows as a noun. In the singular and where the cells hold the
  // plural themselves it may as well be meant by itself.
  void add_rows_of(const query::SetPtr& values) {
    for (const EntityId thing : values->things) {
      const KindId kind = store_.entity(thing).kind;
      if (!store_.kind(kind).is_inferred || store_.links().has_any(kind)) return;
    }
    const knowledge::KindLink* only = nullptr;
    for (const knowledge::KindLink& link : store_.links().all()) {
      if (link.value != store_.entity(values->things.front()).kind) continue;
      if (only != nullptr) return;
      only = &link;
    }
    if (only == nullptr || values->things.size() > 1) return;
    const std::string last = text_.substr(text_.rfind(' ') + 1);
    const auto bases = text::base_forms_en(last);
    const bool is_plural = std::any_of(bases.begin() + 1, bases.end(), [&](const auto& base) {
      return text::plural_en(base) == last;
    });
    const bool is_cell =
        text::join(text::normalize(store_.entity(values->things.front()).name, words_)) == text_;
    Noun rows{query::filtered(query::all_of_kind(only->subject),
                              query::related({{only->property}, Direction::ToValue}, values)),
              is_plural, false};
    add(std::move(rows), is_plural && !is_cell ? 0 : 1);
  }

  static Modifier in_front(Modifier modifier) {
    modifier.stands_in_front = true;
    return modifier;
  }

  // Whether the words are those of several: "high points", where one is a "high point".
  bool is_plural_of(PropertyId id) const {
    const std::string last = text_.substr(text_.rfind(' ') + 1);
    const auto bases = text::base_forms_en(last);
    if (bases.size() < 2) return false;
    const auto names = [&](const std::string& name) {
      const auto tokens = text::normalize(name, words_);
      return !tokens.empty() &&
             std::find(bases.begin() + 1, bases.end(), tokens.back().text) != bases.end();
    };
    const auto& property = store_.property(id);
    return names(property.name) || std::any_of(property.words.begin(), property.words.end(), names);
  }

  // "Virgin Islands", which another name of one thing is, are words of the names of two: both may
  // be meant.
  void add_like_named(std::vector<EntityId>& things) const {
    if (things.size() != 1) return;
    const auto name_of = [&](EntityId thing) {
      return text::normalize(store_.entity(thing).name, words_);
    };
    const auto own = name_of(things.front());
    if (text::join(own) == text_) return;
    const auto words = text::normalize(text_, words_);
    const auto holds_words = [&](const std::vector<text::Token>& name) {
      return std::all_of(words.begin(), words.end(), [&](const text::Token& word) {
        return std::any_of(name.begin(), name.end(),
                           [&](const text::Token& other) { return other.text == word.text; });
      });
    };
    if (!holds_words(own)) return;
    const auto kind = store_.entity(things.front()).kind;
    for (const auto& hit : vocabulary_.lexicon.find(words)) {
      const Term& term = vocabulary_.terms[hit.term];
      if (term.sense.type != Sense::Type::NamePart) continue;
      const EntityId other{term.sense.id};
      const bool is_known = std::find(things.begin(), things.end(), other) != things.end();
      if (is_known || store_.entity(other).kind != kind || !holds_words(name_of(other))) continue;
      things.push_back(other);
    }
  }

  // The things whose names hold the word.
  std::vector<EntityId> parts_of(const Mention& mention) const {
    std::vector<EntityId> things;
    for (const Sense& sense : mention.senses) {
      const bool is_part = sense.type == Sense::Type::NamePart &&
                           is_of_table(store_.entity(EntityId{sense.id}).kind);
      if (is_part) things.push_back(EntityId{sense.id});
    }
    return things;
  }

  // "Virgin Islands" of "British Virgin Islands": a few things whose names hold all of the words.
  void add_parts(std::vector<EntityId> things) {
    constexpr std::size_t kFew = 4;
    std::sort(things.begin(), things.end());
    is_of_table_ = true;
    Set set;
    set.things = std::move(things);
    const bool is_few = set.things.size() <= kFew;
    Noun noun{std::make_shared<const Set>(std::move(set)), false, false};
    noun.is_part = true;
    // Of many things none is meant, but for another word beside it.
    add(std::move(noun), is_few ? 1 : 2);
  }

  void read_property(PropertyId id, std::vector<PropertyId>& columns,
                     std::vector<PropertyId>& flags, query::Link& verb) {
    if (const auto member = of_year(id)) id = *member;
    const knowledge::Property& property = store_.property(id);
    if (!property.of_table) return;
    is_of_table_ = true;
    columns.push_back(id);
    if (property.type == ValueType::Boolean) flags.push_back(id);
    // What nobody has described may be said with a noun or a verb.
    if (property.type == ValueType::Entity && property.is_inferred) {
      verb.properties.push_back(id);
    }
  }

  void add_antonym(PropertyId id) {
    // "The minister" of "deputy minister" is not all that have no deputy.
    const auto& property = store_.property(id);
    if (property.type == ValueType::Entity && !property.is_inferred) return;
    is_of_table_ = true;
    Filter filter;
    filter.type = Filter::Type::Holding;
    filter.properties = {id};
    add(in_front({{query::negated(std::move(filter))}, {}, {}}));
  }

  void add_class(const ClassTerm& term) {
    Filter filter;
    filter.type = Filter::Type::Measured;
    filter.measure.choices = term.choices;
    filter.comparison = term.at_least ? query::Comparison::AtLeast : query::Comparison::AtMost;
    query::Quantity bound;
    bound.number = term.bound;
    filter.bounds.push_back(std::move(bound));
    add(in_front({{std::move(filter)}, {}, {}}));
  }

  bool is_of_table(KindId kind) const { return store_.kind(kind).of_table; }

  void add_kind(KindId id) {
    if (!is_of_table(id)) return;
    is_of_table_ = true;
    add(Noun{query::all_of_kind(id), is_plural(id), true});
  }

  bool is_plural(KindId id) const {
    const auto& plurals = vocabulary_.plurals.at(static_cast<std::size_t>(id));
    return std::find(plurals.begin(), plurals.end(), text_) != plurals.end();
  }

  const FactStore& store_;
  const Vocabulary& vocabulary_;
  const text::Words& words_;
  const std::vector<std::string>& rule_words_;
  std::string text_;
  std::vector<SetToken> readings_;
  bool is_of_table_ = false;
  std::size_t unknown_stretches_ = 0;
  int year_ = 0;  // for which a column of a series is asked
};

}  // namespace

std::string_view type_of(const SetMeaning& meaning) {
  if (const auto* adjective = std::get_if<ComparingAdjective>(&meaning)) {
    switch (adjective->form) {
      case text::Degree::Form::Plain:
        return "degree";
      case text::Degree::Form::More:
        return "comparative";
      case text::Degree::Form::Most:
        return "superlative";
    }
  }
  if (const auto* value = std::get_if<text::TypedValue>(&meaning)) {
    return value->kind == text::ValueKind::Ordinal ? "ordinal" : "amount";
  }
  if (std::holds_alternative<InUnit>(meaning)) return "unit";
  if (std::holds_alternative<Letter>(meaning)) return "letter";
  if (std::holds_alternative<Everywhere>(meaning)) return "everywhere";
  if (std::holds_alternative<Cell>(meaning)) return "cell";
  if (std::holds_alternative<Unknown>(meaning)) return "unknown";
  if (std::holds_alternative<Each>(meaning)) return "each";
  if (std::holds_alternative<Held>(meaning)) return "held";
  constexpr std::array<std::string_view, 9> kTypes{"",       "set",   "property", "verb", "pick",
                                                   "filter", "bound", "quantity", "claim"};
  return kTypes.at(meaning.index());
}

const std::vector<std::string>& set_slot_types() {
  static const std::vector<std::string> kTypes{
      "set",         "property",   "verb",  "pick",    "filter",      "bound",   "degree",
      "comparative", "quantity",   "claim", "amount",  "superlative", "ordinal", "unit",
      "letter",      "everywhere", "cell",  "unknown", "each",        "held"};
  return kTypes;
}

SetLine read_tokens(const Line& line, const FactStore& store, const Vocabulary& vocabulary,
                    const text::Words& words, const std::vector<std::string>& rule_words) {
  return Reader{store, vocabulary, words, rule_words}.read(line);
}

}  // namespace jauap::understanding
