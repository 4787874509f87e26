#include "bot/understanding/set_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::PropertyId;
using query::Part;
using query::Sense;
using query::Set;
using query::SetQuery;
using text::Degree;

using Properties = std::vector<PropertyId>;

class Reader {
 public:
  Reader(const Line& line, const FactStore& store, const text::Words& words)
      : line_{line}, store_{store}, words_{words} {}

  std::optional<SetQuery> read() {
    for (at_ = line_.items.size(); at_-- > 0;) {
      if (!take(line_.items[at_])) return std::nullopt;
    }
    return finish();
  }

 private:
  bool take(const Item& item) {
    if (const auto* asked = std::get_if<Asked>(&item.meaning)) return take_asked(*asked, item);
    if (std::holds_alternative<Described>(item.meaning)) return true;
    if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) return take_value(*value);
    if (item.count == 1 && take_word(item.text)) return true;
    if (const auto* mention = std::get_if<Mention>(&item.meaning)) return take_mention(*mention);
    return std::holds_alternative<Plain>(item.meaning) && is_empty(item.text);
  }

  // "and" joins what this reader does not put together.
  bool is_empty(const std::string& word) const {
    return words_.joiners.count(word) == 0 &&
           (words_.function_words.count(word) > 0 || words_.relative_words.count(word) > 0);
  }

  bool take_asked(const Asked& asked, const Item& item) {
    if (asked.wanted.part == Part::OfKind) return take_kind(*asked.wanted.kind);
    if (asked.wanted.part == Part::Quantity && kind_at_ == at_ + 1 && !property_) {
      if (counts_) return false;
      ask_ = SetQuery::Ask::Count;
      counts_ = true;
      return true;
    }
    asked_names_ = names_in(item.text);
    if (asked.wanted.part == Part::Manner && degree_ && degree_at_ == at_ + 1) {
      asked_names_ = words_.adjectives.dimensions[degree_->dimension].names;  // "how deep"
      degree_.reset();
      asks_quantity_ = true;
      return true;
    }
    asks_quantity_ = asks_quantity_ || asked.wanted.part == Part::Quantity;
    return asked.wanted.part == Part::Whole || asked.wanted.part == Part::Things ||
           asked.wanted.part == Part::Quantity;
  }

  // What "how large" or "what is the size of" may ask for.
  std::vector<std::string> names_in(const std::string& asked) const {
    for (const text::Token& token : text::tokenize(asked)) {
      const auto degree = words_.adjectives.degrees.find(token.text);
      if (degree != words_.adjectives.degrees.end()) {
        return words_.adjectives.dimensions[degree->second.dimension].names;
      }
      for (const text::Dimension& dimension : words_.adjectives.dimensions) {
        const auto& names = dimension.names;
        if (std::find(names.begin(), names.end(), token.text) != names.end()) return names;
      }
    }
    return {};
  }

  // A number to compare with; "2000" is one, though it could be a year.
  bool take_value(const text::TypedValue& value) {
    const bool is_year = value.kind == text::ValueKind::Date && value.date.month == 0;
    if ((value.kind != text::ValueKind::Number && !is_year) || bound_) return false;
    bound_ = Bound{is_year ? value.date.year : value.number, nullptr};
    bound_at_ = at_;
    return true;
  }

  // "than" behind which a number or a single thing stands.
  bool take_than() {
    if (bound_) return bound_at_ == at_ + 1;
    if (!set_ || set_->type != Set::Type::Things || property_) return false;
    bound_ = Bound{0, std::make_shared<const Set>(*std::exchange(set_, std::nullopt))};
    bound_at_ = at_;
    return true;
  }

  // "larger than", "over": what is compared is named in front of it, or meant by the adjective.
  bool take_comparison(bool up, const std::vector<std::string>& names) {
    if (!bound_ || bound_at_ + 1 < at_ || bound_at_ > at_ + 2 || comparison_) return false;
    comparison_ = Comparison{choices(names), false, up, *std::exchange(bound_, std::nullopt)};
    comparison_at_ = at_;
    return true;
  }

  // A word that picks, compares or adds up; false where it is none.
  bool take_word(const std::string& word) {
    if (words_.than_words.count(word) > 0) return take_than();
    const bool more = words_.more_words.count(word) > 0;
    if (bound_ && (more || words_.less_words.count(word) > 0)) return take_comparison(more, {});
    const bool most = words_.most_words.count(word) > 0;
    if (most || words_.least_words.count(word) > 0) return take_most(most);
    const bool total = words_.total_words.count(word) > 0;
    if (total || words_.average_words.count(word) > 0) {
      if (!property_ || added_up_) return false;
      ask_ = total ? SetQuery::Ask::Total : SetQuery::Ask::Average;
      added_up_ = true;
      return true;
    }
    const auto degree = words_.adjectives.degrees.find(word);
    if (degree == words_.adjectives.degrees.end()) return false;
    if (degree->second.form == Degree::Form::Plain) {
      if (degree_) return false;
      degree_ = degree->second;
      degree_at_ = at_;
      return true;
    }
    if (degree->second.form == Degree::Form::More) {
      return take_comparison(degree->second.up,
                             words_.adjectives.dimensions[degree->second.dimension].names);
    }
    return degree->second.form == Degree::Form::Most && take_superlative(degree->second, at_ + 1);
  }

  // "the most populous city", "the country with the most people".
  bool take_most(bool most) {
    if (degree_) {
      Degree degree = *std::exchange(degree_, std::nullopt);
      degree.up = degree.up == most;
      return take_superlative(degree, degree_at_ + 1);
    }
    if (!property_ || pick_) return false;
    pick_ = Pick{{*std::exchange(property_, std::nullopt)}, most};
    return true;
  }

  // `behind` is where what follows the adjective begins.
  bool take_superlative(const Degree& degree, std::size_t behind) {
    if (pick_) return false;
    // "with the largest population": of what stands behind it; else of what the adjective means.
    if (property_ && property_at_ == behind) {
      pick_ = Pick{{*std::exchange(property_, std::nullopt)}, degree.up};
      return true;
    }
    pick_ = Pick{choices(words_.adjectives.dimensions[degree.dimension].names), degree.up};
    // "the largest city in …" picks from the set behind it, "the state that is largest" from the
    // one in front.
    if (kind_at_ == behind) pick();
    return true;
  }

  bool take_mention(const Mention& mention) {
    const auto has = [&](Sense::Type type) {
      return std::any_of(mention.senses.begin(), mention.senses.end(),
                         [&](const Sense& sense) { return sense.type == type; });
    };
    Properties properties;
    std::vector<EntityId> things;
    std::optional<KindId> kind;
    for (const Sense& sense : mention.senses) {
      if (sense.type == Sense::Type::Property) properties.push_back(PropertyId{sense.id});
      if (sense.type == Sense::Type::Entity) things.push_back(EntityId{sense.id});
      if (sense.type == Sense::Type::Kind && is_set(KindId{sense.id})) kind = KindId{sense.id};
    }
    if (kind && !property_ && names_same(*kind)) return true;
    // A column and the kind of what it holds have one name: "the state of", "states that".
    if (kind && (properties.empty() || !is_followed_by_of())) return take_kind(*kind);
    if (!properties.empty()) return take_property(std::move(properties));
    if (has(Sense::Type::Entity)) return take_things(std::move(things));
    return kind && take_kind(*kind);
  }

  bool is_followed_by_of() const {
    return at_ + 1 < line_.items.size() && line_.items[at_ + 1].text == "of";
  }

  bool is_set(KindId kind) const { return store_.kind(kind).is_inferred; }

  bool take_kind(KindId kind) {
    if (!is_set(kind)) return false;
    // "the mississippi river": the thing of that kind.
    if (at_ > 0 && !counts_) {
      if (const auto* mention = std::get_if<Mention>(&line_.items[at_ - 1].meaning)) {
        for (const Sense& sense : mention->senses) {
          if (sense.type != Sense::Type::Entity) continue;
          if (store_.entity(EntityId{sense.id}).kind != kind) continue;
          --at_;
          return take_things({EntityId{sense.id}});
        }
      }
    }
    if (!property_ && names_same(kind)) return true;
    Set found;
    found.kind = kind;
    found.type = set_ ? Set::Type::Related : Set::Type::OfKind;
    if (set_) {
      // Being related to anything of a kind picks nothing: "the states with a lowest point".
      if (set_->type == Set::Type::OfKind) return false;
      found.operand = std::make_shared<const Set>(std::move(*set_));
      if (property_) found.properties = *std::exchange(property_, std::nullopt);
    }
    set_ = std::move(found);
    if (property_ && !pick_ && !hold()) return false;
    if (comparison_) compare();
    property_set_ = false;
    kind_at_ = at_;
    has_kind_ = true;
    is_plural_ = is_plural(kind);
    if (pick_) pick();
    return true;
  }

  // "the state of texas", "the state texas": one thing by its kind and its name.
  bool names_same(KindId kind) {
    if (!set_ || set_->type != Set::Type::Things) return false;
    const Item& item = line_.items[at_];
    const auto singular = text::join(text::normalize(store_.kind(kind).name, words_));
    if (item.text != singular) return false;
    for (std::size_t i = at_ + 1; i < things_at_; ++i) {
      const std::string& word = line_.items[i].text;
      if (word != "of" && words_.articles.count(word) == 0) return false;
    }
    std::vector<EntityId> same;
    for (const EntityId thing : set_->things) {
      if (store_.entity(thing).kind == kind) same.push_back(thing);
    }
    if (same.empty()) return false;
    set_->things = std::move(same);
    return true;
  }

  // "landlocked countries", "countries that are landlocked": those for which it is so.
  bool hold() {
    const bool is_boolean =
        std::all_of(property_->begin(), property_->end(), [&](PropertyId property) {
          return store_.property(property).type == knowledge::ValueType::Boolean;
        });
    if (!is_boolean) return false;
    Set found;
    found.type = Set::Type::Holding;
    found.properties = *std::exchange(property_, std::nullopt);
    found.operand = std::make_shared<const Set>(std::move(*set_));
    set_ = std::move(found);
    return true;
  }

  // "capital cities": those things of a kind that the property leads to.
  bool leads_to(const Properties& properties, KindId kind) const {
    return std::any_of(properties.begin(), properties.end(), [&](PropertyId property) {
      const auto rows = store_.rows_of(property);
      return std::any_of(rows.begin(), rows.end(), [&](const knowledge::RowId row) {
        const auto& values = store_.fact(store_.row(row).fact).value;
        return std::any_of(values.begin(), values.end(), [&](const knowledge::Scalar& value) {
          const auto* entity = std::get_if<EntityId>(&value);
          return entity != nullptr && store_.entity(*entity).kind == kind;
        });
      });
    });
  }

  bool take_property(Properties properties) {
    if (comparison_ && !comparison_->is_named) {
      // "a population over 1,000", "an area greater than that of …": no more than "of" between.
      comparison_->choices = {std::move(properties)};
      comparison_->is_named = true;
      return at_ + 2 >= comparison_at_;
    }
    if (property_) return false;
    if (set_ && set_->type == Set::Type::Related && set_->properties.empty() &&
        kind_at_ == at_ + 1 && leads_to(properties, set_->kind)) {
      set_->properties = std::move(properties);
      return true;
    }
    property_ = std::move(properties);
    property_at_ = at_;
    property_set_ = set_.has_value();
    if (set_ && kind_at_ == at_ + 1) hold();
    return true;
  }

  bool take_things(std::vector<EntityId> things) {
    if (set_ || things.empty()) return false;
    things_at_ = at_;
    Set found;
    found.things = std::move(things);
    set_ = std::move(found);
    property_set_ = property_.has_value();
    return true;
  }

  // Takes from the set those that have the most or least of what is compared.
  void pick() {
    const Pick picked = *std::exchange(pick_, std::nullopt);
    Set found;
    found.type = Set::Type::Extreme;
    found.up = picked.up;
    found.choices = picked.choices;
    found.operand = std::make_shared<const Set>(std::move(*set_));
    set_ = std::move(found);
  }

  // Takes from the set those that have more or less of what is compared.
  void compare() {
    const Comparison comparison = *std::exchange(comparison_, std::nullopt);
    Set found;
    found.type = Set::Type::Compared;
    found.up = comparison.up;
    found.number = comparison.bound.number;
    found.other = comparison.bound.thing;
    found.choices = comparison.choices;
    found.operand = std::make_shared<const Set>(std::move(*set_));
    set_ = std::move(found);
  }

  // For each name the properties that have it, alone or behind other words: "mountain altitude".
  std::vector<Properties> choices(const std::vector<std::string>& names) const {
    std::vector<Properties> all;
    const auto& properties = store_.tables().properties;
    for (const std::string& name : names) {
      Properties& same = all.emplace_back();
      for (std::size_t i = 0; i < properties.size(); ++i) {
        const std::string own = text::join(text::normalize(properties[i].name, words_));
        const bool ends_so = own.size() > name.size() &&
                             own.compare(own.size() - name.size(), name.size(), name) == 0 &&
                             own[own.size() - name.size() - 1] == ' ';
        if (own == name || ends_so) same.push_back(static_cast<PropertyId>(i));
      }
    }
    return all;
  }

  KindId kind_of_things() const { return store_.entity(set_->things.front()).kind; }

  bool is_plural(KindId kind) const {
    const auto plural = text::join(text::normalize(store_.kind(kind).plural, words_));
    const std::string& text = line_.items[at_].text;
    return text.size() >= plural.size() &&
           text.compare(text.size() - plural.size(), plural.size(), plural) == 0;
  }

  std::optional<SetQuery> finish() {
    if (!set_ || pick_ || degree_ || bound_ || comparison_) return std::nullopt;
    SetQuery result;
    result.ask = ask_;
    if (!has_kind_) {
      // "How large is Texas": a thing of a table, and what the adjective means.
      if (asked_names_.empty() || property_ || !is_set(kind_of_things())) return std::nullopt;
      result.ask = SetQuery::Ask::Value;
      result.choices = choices(asked_names_);
      result.set = std::move(*set_);
      return result;
    }
    result.may_be_none = is_plural_;
    if (asks_quantity_ && !property_) {
      // "How large is the largest city": what it is the largest by.
      if (set_->type != Set::Type::Extreme || counts_) return std::nullopt;
      result.choices = set_->choices;
      result.ask = SetQuery::Ask::Value;
    } else if (property_) {
      if (!property_set_ || counts_) return std::nullopt;
      result.choices = {std::move(*property_)};
      if (!added_up_) result.ask = SetQuery::Ask::Value;
    }
    result.set = std::move(*set_);
    return result;
  }

  // What is compared with: a number or a thing.
  struct Bound {
    double number = 0;
    std::shared_ptr<const Set> thing;
  };

  struct Comparison {
    query::PropertyChoices choices;
    bool is_named = false;  // what is compared stands in front of it; else the adjective tells
    bool up = true;
    Bound bound;
  };

  struct Pick {
    query::PropertyChoices choices;
    bool up = true;
  };

  const Line& line_;
  const FactStore& store_;
  const text::Words& words_;
  std::size_t at_ = 0;
  std::optional<Set> set_;              // what is read so far, from the right
  std::optional<Properties> property_;  // read, and waiting for what it joins or is asked of
  std::size_t property_at_ = 0;
  bool property_set_ = false;  // the set is what it is asked of or joins to
  std::size_t kind_at_ = 0;    // where the last kind stood
  std::size_t things_at_ = 0;  // where the things were named
  std::size_t degree_at_ = 0;
  std::optional<Degree> degree_;  // an adjective that waits for its "most"
  std::optional<Bound> bound_;    // a number or thing that waits for "more than"
  std::size_t bound_at_ = 0;
  std::optional<Comparison> comparison_;  // that waits for its set
  std::size_t comparison_at_ = 0;
  std::optional<Pick> pick_;  // a superlative that waits for its set
  SetQuery::Ask ask_ = SetQuery::Ask::List;
  bool has_kind_ = false;
  bool is_plural_ = false;  // the last kind: "which states" may be none, "which state" may not
  bool counts_ = false;
  bool asks_quantity_ = false;
  std::vector<std::string> asked_names_;  // what "how large" may ask for
  bool added_up_ = false;
};

}  // namespace

std::optional<SetQuery> read_set(const Line& line, const FactStore& store,
                                 const text::Words& words) {
  return Reader{line, store, words}.read();
}

}  // namespace jauap::understanding
