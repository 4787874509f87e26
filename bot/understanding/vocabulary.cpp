#include "bot/understanding/vocabulary.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "bot/text/inflect_en.h"
#include "bot/text/text_table.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;
using knowledge::Property;
using knowledge::PropertyId;
using query::Sense;

// A word that more things share tells none of them apart.
constexpr std::size_t kMostThings = 50;

class Collector {
 public:
  explicit Collector(const text::Words& words) : words_{words}, builder_{words} {}

  void add(const std::string& phrase, Sense sense, bool adjective = false) {
    auto tokens = text::normalize(phrase, words_);
    const auto is_function = [&](const text::Token& token) {
      return words_.function_words.count(token.text) > 0 || words_.pronouns.count(token.text) > 0;
    };
    if (std::all_of(tokens.begin(), tokens.end(), is_function)) return;
    // "A2" is a berth, and "2" none.
    const bool is_code = tokens.size() == 2 && tokens.back().kind == text::TokenKind::Number;
    if (!is_code && words_.articles.count(tokens.front().text) > 0) tokens.erase(tokens.begin());
    builder_.add(tokens, term(sense, adjective));
  }

  // "Minister" of "deputy minister": what is one is not the other.
  void add_privative(const std::string& phrase, Sense opposite) {
    const auto tokens = text::normalize(phrase, words_);
    if (tokens.size() < 2 || words_.privative_words.count(tokens.front().text) == 0) return;
    add(text::join(tokens, 1, tokens.size() - 1), opposite);
  }

  // A verb, and without the preposition behind it: "through which states does the river run".
  void add_verb(const std::string& phrase, Sense sense) {
    add(phrase, sense);
    auto tokens = text::normalize(phrase, words_);
    const auto is_function = [&](const text::Token& token) {
      return words_.function_words.count(token.text) > 0;
    };
    // "be next to": what is next to what is asked with the names between, "what is Laos next to".
    if (tokens.size() > 2 && is_function(tokens.front()) && !is_function(tokens[1])) {
      add(text::join(tokens, 1, tokens.size() - 1), sense);
      return;
    }
    if (tokens.size() < 2 || words_.function_words.count(tokens.back().text) == 0) return;
    if (words_.function_words.count(tokens.front().text) > 0) return;  // "be the capital of"
    tokens.pop_back();
    add(text::join(tokens), sense);
  }

  // Each content word of the entity's name that is no name of it by itself. Counts for
  // finish_parts.
  void add_parts(const knowledge::Entity& entity, std::uint32_t id) {
    const auto is_alias = [&](const text::Token& token) {
      return std::any_of(entity.aliases.begin(), entity.aliases.end(), [&](const auto& alias) {
        return text::join(text::normalize(alias, words_)) == token.text;
      });
    };
    auto tokens = text::normalize(entity.name, words_);
    std::erase_if(tokens, [&](const text::Token& token) {
      return words_.function_words.count(token.text) > 0 || words_.joiners.count(token.text) > 0 ||
             words_.light_phrases.all.count(token.text) > 0 ||
             token.text.find_first_of("0123456789") != std::string::npos;
    });
    if (tokens.size() == 1) return;
    for (const text::Token& token : tokens) {
      if (origin_words_.count(token.text) > 0) continue;
      if (entity.aliases.empty() || !is_alias(token)) {
        parts_.emplace_back(part_words_.add(token.text), id);
      }
    }
  }

  // "African": what is of Africa, where nobody has said how that is called.
  void add_origin_word(const std::string& name, Sense sense) {
    const auto tokens = text::normalize(name, words_);
    if (tokens.size() != 1 || tokens.front().text.size() < 4 || tokens.front().text.back() != 'a') {
      return;
    }
    const std::string word = tokens.front().text + 'n';
    origin_words_.insert(word);
    add(word, sense, true);
  }

  // A word that very many names share ("San") singles none of them out, and would make each
  // question with it as long as they are many.
  void finish_parts() {
    std::vector<std::uint32_t> counts(part_words_.size());
    for (const auto& [word, id] : parts_) ++counts[word];
    for (const auto& [word, id] : parts_) {
      if (counts[word] > kMostThings) continue;
      builder_.add(part_words_.text(word), term({Sense::Type::NamePart, id}, false));
    }
  }

  // What people call a column, by its name or what its name is the plural of.
  void add_column_words(const std::string& name, Sense sense) {
    for (const std::string& base :
         text::phrase_base_forms_en(text::join(text::normalize(name, words_)))) {
      const auto found = words_.column_words.find(base);
      if (found == words_.column_words.end()) continue;
      for (const std::string& word : found->second) add_column_word(word, sense);
      return;
    }
  }

  // "write by": what stands in the column does it to the row.
  void add_column_word(const std::string& word, Sense sense) {
    constexpr std::string_view kPassive = " by";
    if (!word.ends_with(kPassive)) return add(word, sense);
    const std::string verb = word.substr(0, word.size() - kPassive.size());
    add(verb, sense);
    add(verb, {Sense::Type::InverseVerb, sense.id});
  }

  Vocabulary finish() && {
    return {std::move(builder_).build(), base::Block{std::move(terms_)}, {}, {}, {}, {}, {}};
  }

 private:
  text::TermId term(Sense sense, bool adjective) {
    constexpr text::TermId kNone = std::numeric_limits<text::TermId>::max();
    const std::size_t kind = 2 * static_cast<std::size_t>(sense.type) + (adjective ? 1 : 0);
    if (ids_.size() <= kind) ids_.resize(kind + 1);
    auto& ids = ids_[kind];
    if (ids.size() <= sense.id) {
      ids.resize(std::max<std::size_t>(sense.id + 1, 2 * ids.size()), kNone);
    }
    if (ids[sense.id] == kNone) {
      ids[sense.id] = static_cast<text::TermId>(terms_.size());
      terms_.push_back({sense, adjective});
    }
    return ids[sense.id];
  }

  const text::Words& words_;
  text::Lexicon::Builder builder_;
  std::vector<Term> terms_;
  // By type and whether it is an adjective, then by the number that the sense has.
  std::vector<std::vector<text::TermId>> ids_;
  std::unordered_set<std::string> origin_words_;
  text::TextTable part_words_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parts_;  // word and entity
};

void add_property(Collector& collector, const FactStore& store, std::uint32_t id) {
  const Property& property = store.property(PropertyId{id});
  collector.add(property.name, {Sense::Type::Property, id});
  for (const auto& word : property.words) collector.add(word, {Sense::Type::Property, id});
  for (const auto& hint : property.hints) collector.add(hint, {Sense::Type::Hint, id});
  for (const auto& word : property.antonyms) collector.add(word, {Sense::Type::Antonym, id});
  collector.add_privative(property.name, {Sense::Type::Antonym, id});
  for (const auto& word : property.words) collector.add_privative(word, {Sense::Type::Antonym, id});
  if (property.is_inferred) {
    collector.add_column_words(property.name, {Sense::Type::Property, id});
    for (const auto& word : property.words) {
      if (word != property.name) collector.add_column_words(word, {Sense::Type::Property, id});
    }
  }
  for (const auto& noun : property.count_nouns) collector.add(noun, {Sense::Type::Property, id});
  for (const auto& verb : property.verbs) collector.add_verb(verb, {Sense::Type::Verb, id});
  for (const auto& verb : property.inverse_verbs) {
    collector.add_verb(verb, {Sense::Type::InverseVerb, id});
  }
  // "By how much did exports grow": the words of what grows stand beside the words of growing.
  for (auto of = property.of; of; of = store.property(*of).of) {
    const Property& whole = store.property(*of);
    for (const auto& word : whole.words) collector.add(word, {Sense::Type::Whole, id});
    for (const auto& hint : whole.hints) collector.add(hint, {Sense::Type::Hint, id});
  }
}

// The properties that a name names, alone or behind other words: "mountain altitude".
class Names {
 public:
  Names(const FactStore& store, const text::Words& words) : words_{words} {
    const auto& properties = store.tables().properties;
    for (std::size_t i = 0; i < properties.size(); ++i) {
      const auto id = static_cast<PropertyId>(i);
      if (!properties[i].of_table) continue;  // sets of things are of tables
      add(text::normalize(properties[i].name, words), id);
      for (const auto& word : properties[i].words) add(text::normalize(word, words), id);
    }
  }

  std::vector<PropertyId> of(const std::string& name) const {
    const auto found = properties_.find(name);
    return found == properties_.end() ? std::vector<PropertyId>{} : found->second;
  }

 private:
  void add(const std::vector<text::Token>& name, PropertyId id) {
    if (name.empty()) return;
    // "highest elevation" is another thing than an elevation.
    const auto degree = words_.adjectives.degrees.find(name.front().text);
    const bool is_extreme = degree != words_.adjectives.degrees.end() &&
                            degree->second.form == text::Degree::Form::Most;
    for (std::size_t i = 0; i < (is_extreme ? 1 : name.size()); ++i) {
      auto& same = properties_[text::join(name, i, name.size() - i)];
      if (std::find(same.begin(), same.end(), id) == same.end()) same.push_back(id);
    }
  }

  const text::Words& words_;
  std::unordered_map<std::string, std::vector<PropertyId>> properties_;
};

// The dates of things in tables that nobody has described.
std::vector<PropertyId> dates_of(const FactStore& store) {
  std::vector<PropertyId> dates;
  const auto& properties = store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const bool is_date = properties[i].type == knowledge::ValueType::Date;
    if (is_date && properties[i].is_inferred) dates.push_back(static_cast<PropertyId>(i));
  }
  return dates;
}

// What a pack says of an adjective comes before what the language does.
void add_adjectives(const FactStore& store, const text::Words& words, Vocabulary& vocabulary) {
  using Form = text::Degree::Form;
  const auto& properties = store.tables().properties;
  const auto add_form = [&](const std::string& word, Form form, bool up, PropertyId id) {
    auto& adjective = vocabulary.adjectives[word];
    if (adjective.choices.empty()) {
      adjective = {form, up, {{}}};
    } else if (adjective.up != up || adjective.form != form) {
      return;  // the first pack's sense of it
    }
    adjective.choices.front().push_back(id);
  };
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const auto id = static_cast<PropertyId>(i);
    for (const auto& pair : properties[i].adjectives) {
      for (const bool up : {true, false}) {
        for (const std::string& written : up ? pair.up : pair.down) {
          const std::string word = text::join(text::normalize(written, words));
          add_form(word, Form::Plain, up, id);
          add_form(text::comparative_en(word), Form::More, up, id);
          add_form(text::superlative_en(word), Form::Most, up, id);
        }
      }
    }
  }
  const Names names{store, words};
  for (const auto& [word, degree] : words.adjectives.degrees) {
    auto& adjective = vocabulary.adjectives[word];
    if (adjective.choices.empty()) {
      adjective = {degree.form, degree.up, {}};
    } else if (adjective.up != degree.up) {
      continue;
    }
    const text::Dimension& dimension = words.adjectives.dimensions[degree.dimension];
    const bool is_described = !adjective.choices.empty();
    const auto add_choices = [&](const std::vector<std::string>& of) {
      for (const auto& name : of) {
        auto choice = names.of(name);
        if (!choice.empty()) adjective.choices.push_back(std::move(choice));
      }
    };
    add_choices(dimension.names);
    if (is_described || !adjective.choices.empty()) continue;
    if (!dimension.inverse_names.empty()) adjective.up = !adjective.up;
    add_choices(dimension.inverse_names);
    const auto dates = dates_of(store);
    if (dimension.of_time && adjective.choices.empty() && dates.size() == 1) {
      adjective.choices.push_back(dates);
    }
  }
}

std::vector<ClassTerm> add_classes(const FactStore& store, Collector& collector) {
  std::vector<ClassTerm> classes;
  const auto& properties = store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    for (const auto& word : properties[i].classes) {
      const auto index = static_cast<std::uint32_t>(classes.size());
      classes.push_back({{{static_cast<PropertyId>(i)}}, word.bound, word.at_least});
      for (const auto& phrase : word.words) collector.add(phrase, {Sense::Type::Class, index});
    }
  }
  return classes;
}

std::vector<std::string> plurals_of(const knowledge::Kind& kind, const text::Words& words) {
  std::vector<std::string> plurals{text::join(text::normalize(kind.plural, words))};
  for (const auto& word : kind.words) {
    plurals.push_back(text::plural_en(text::join(text::normalize(word, words))));
  }
  return plurals;
}

// The properties whose name begins with a superlative: of numbers, and those beside them.
void add_extremes(const FactStore& store, const text::Words& words, Vocabulary& vocabulary) {
  const auto& properties = store.tables().properties;
  const auto superlative = [&](std::size_t i) -> std::string {
    if (!properties[i].of_table) return "";
    const auto tokens = text::normalize(properties[i].name, words);
    if (tokens.size() < 2) return "";
    const auto found = words.adjectives.degrees.find(tokens.front().text);
    const bool is_most =
        found != words.adjectives.degrees.end() && found->second.form == text::Degree::Form::Most;
    return is_most ? tokens.front().text : "";
  };
  std::map<std::string, ColumnExtreme> numbers;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const std::string word = superlative(i);
    if (word.empty() || properties[i].type != knowledge::ValueType::Number) continue;
    numbers[word] = {static_cast<PropertyId>(i), words.adjectives.degrees.at(word).up};
  }
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const auto found = numbers.find(superlative(i));
    if (found != numbers.end()) vocabulary.extremes[static_cast<PropertyId>(i)] = found->second;
  }
}

// Short texts without a space ("LV"), by which things of a table are told apart; not those that
// very many have.
void add_cells(const FactStore& store, const text::Words& words, Vocabulary& vocabulary) {
  constexpr std::size_t kLongest = 6;  // letters
  for (std::size_t i = 0; i < store.tables().properties.size(); ++i) {
    const auto id = static_cast<PropertyId>(i);
    const Property& property = store.property(id);
    if (!property.of_table || property.type != knowledge::ValueType::Text) continue;
    for (const knowledge::RowId row : store.rows_of(id)) {
      const knowledge::Fact fact = store.fact(store.row(row).fact);
      for (const auto& value : fact.value) {
        const auto* written = std::get_if<std::string>(&value);
        if (written == nullptr || written->size() > kLongest) continue;
        const auto tokens = text::normalize(*written, words);
        if (tokens.size() != 1) continue;
        vocabulary.cells[tokens.front().text].push_back({fact.property, fact.subject});
      }
    }
  }
  std::erase_if(vocabulary.cells,
                [](const auto& entry) { return entry.second.size() > kMostThings; });
}

}  // namespace

Vocabulary build_vocabulary(const FactStore& store, const text::Words& words) {
  Collector collector{words};
  const auto& tables = store.tables();
  for (std::uint32_t id = 0; id < tables.kinds.size(); ++id) {
    const auto& kind = tables.kinds[id];
    const Sense sense{Sense::Type::Kind, id};
    collector.add(kind.name, sense);
    collector.add(kind.plural, sense);
    for (const auto& word : kind.words) collector.add(word, sense);
    if (kind.is_person && !kind.of_table) {
      for (const auto& noun : words.person_nouns) collector.add(noun, sense);
    }
    for (const auto& word : kind.everywhere) collector.add(word, {Sense::Type::Everywhere, id});
  }
  for (std::uint32_t id = 0; id < tables.entities.size(); ++id) {
    const auto& entity = tables.entities[id];
    const auto& kind = store.kind(entity.kind);
    const bool is_told = !kind.of_table || !kind.is_inferred || !entity.adjectives.empty();
    if (!is_told) collector.add_origin_word(entity.name, {Sense::Type::Entity, id});
  }
  for (std::uint32_t id = 0; id < tables.entities.size(); ++id) {
    const auto& entity = tables.entities[id];
    const Sense sense{Sense::Type::Entity, id};
    collector.add(entity.name, sense);
    for (const auto& alias : entity.aliases) collector.add(alias, sense);
    collector.add_parts(entity, id);
    for (const auto& adjective : entity.adjectives) collector.add(adjective, sense, true);
  }
  collector.finish_parts();
  for (std::uint32_t id = 0; id < tables.periods.size(); ++id) {
    collector.add(tables.periods[id].name, {Sense::Type::Period, id});
    for (const auto& word : tables.periods[id].words) {
      collector.add(word, {Sense::Type::Period, id});
    }
  }
  for (std::uint32_t id = 0; id < tables.properties.size(); ++id) {
    add_property(collector, store, id);
  }
  auto classes = add_classes(store, collector);
  Vocabulary vocabulary = std::move(collector).finish();
  vocabulary.classes = std::move(classes);
  add_adjectives(store, words, vocabulary);
  for (const auto& kind : tables.kinds) vocabulary.plurals.push_back(plurals_of(kind, words));
  add_extremes(store, words, vocabulary);
  add_cells(store, words, vocabulary);
  return vocabulary;
}

}  // namespace jauap::understanding
