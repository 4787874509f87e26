#include "bot/understanding/vocabulary.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "bot/text/inflect_en.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;
using knowledge::Property;
using knowledge::PropertyId;
using query::Sense;

class Collector {
 public:
  explicit Collector(const text::Words& words) : words_{words}, builder_{words} {}

  void add(const std::string& phrase, Sense sense, bool adjective = false) {
    auto tokens = text::normalize(phrase, words_);
    const auto is_function = [&](const text::Token& token) {
      return words_.function_words.count(token.text) > 0 || words_.pronouns.count(token.text) > 0;
    };
    if (std::all_of(tokens.begin(), tokens.end(), is_function)) return;
    if (words_.articles.count(tokens.front().text) > 0) tokens.erase(tokens.begin());
    builder_.add(text::join(tokens), term(sense, adjective));
  }

  // Each content word of the entity's name that is no name of it by itself.
  void add_parts(const knowledge::Entity& entity, Sense sense) {
    const auto is_alias = [&](const text::Token& token) {
      return std::any_of(entity.aliases.begin(), entity.aliases.end(), [&](const auto& alias) {
        return text::join(text::normalize(alias, words_)) == token.text;
      });
    };
    auto tokens = text::normalize(entity.name, words_);
    std::erase_if(tokens, [&](const text::Token& token) {
      return words_.function_words.count(token.text) > 0 || words_.joiners.count(token.text) > 0 ||
             token.text.find_first_of("0123456789") != std::string::npos;
    });
    if (tokens.size() == 1) return;
    for (const text::Token& token : tokens) {
      if (!is_alias(token)) builder_.add(token.text, term(sense, false));
    }
  }

  // What people call a column, by its name or what its name is the plural of.
  void add_column_words(const std::string& name, Sense sense) {
    for (const std::string& base : text::base_forms_en(text::join(text::normalize(name, words_)))) {
      const auto found = words_.column_words.find(base);
      if (found == words_.column_words.end()) continue;
      for (const std::string& word : found->second) add(word, sense);
      return;
    }
  }

  Vocabulary finish() && { return {std::move(builder_).build(), std::move(terms_)}; }

 private:
  text::TermId term(Sense sense, bool adjective) {
    const auto key = std::tuple{sense.type, sense.id, adjective};
    const auto [place, added] = ids_.try_emplace(key, static_cast<text::TermId>(terms_.size()));
    if (added) terms_.push_back({sense, adjective});
    return place->second;
  }

  const text::Words& words_;
  text::Lexicon::Builder builder_;
  std::vector<Term> terms_;
  std::map<std::tuple<Sense::Type, std::uint32_t, bool>, text::TermId> ids_;
};

void add_property(Collector& collector, const FactStore& store, std::uint32_t id) {
  const Property& property = store.property(PropertyId{id});
  collector.add(property.name, {Sense::Type::Property, id});
  for (const auto& word : property.words) collector.add(word, {Sense::Type::Property, id});
  for (const auto& hint : property.hints) collector.add(hint, {Sense::Type::Hint, id});
  if (property.is_inferred) collector.add_column_words(property.name, {Sense::Type::Property, id});
  // "By how much did exports grow": the words of what grows stand beside the words of growing.
  for (auto of = property.of; of; of = store.property(*of).of) {
    const Property& whole = store.property(*of);
    for (const auto& word : whole.words) collector.add(word, {Sense::Type::Whole, id});
    for (const auto& hint : whole.hints) collector.add(hint, {Sense::Type::Hint, id});
  }
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
  }
  for (std::uint32_t id = 0; id < tables.entities.size(); ++id) {
    const auto& entity = tables.entities[id];
    const Sense sense{Sense::Type::Entity, id};
    collector.add(entity.name, sense);
    for (const auto& alias : entity.aliases) collector.add(alias, sense);
    collector.add_parts(entity, {Sense::Type::NamePart, id});
    for (const auto& adjective : entity.adjectives) collector.add(adjective, sense, true);
  }
  for (std::uint32_t id = 0; id < tables.periods.size(); ++id) {
    collector.add(tables.periods[id].name, {Sense::Type::Period, id});
    for (const auto& word : tables.periods[id].words) {
      collector.add(word, {Sense::Type::Period, id});
    }
  }
  for (std::uint32_t id = 0; id < tables.properties.size(); ++id) {
    add_property(collector, store, id);
  }
  return std::move(collector).finish();
}

}  // namespace jauap::understanding
