#include "bot/knowledge/check_facts.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "bot/knowledge/fact_sentence.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonValue;

template <class Id>
std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

bool ends_with_one_of(const std::string& text, std::string_view signs) {
  return !text.empty() && signs.find(text.back()) != std::string_view::npos;
}

bool has_part(const WrittenFact& fact, FactPart part) {
  switch (part) {
    case FactPart::Subject:
    case FactPart::Property:
      return true;
    case FactPart::Value:
      return !fact.value.empty();
    case FactPart::When:
      return fact.when || fact.period;
    case FactPart::Counterpart:
      return !fact.counterparts.empty();
    case FactPart::Place:
      return fact.place.has_value();
    case FactPart::Unit:
      return !fact.unit.empty();
  }
  return false;
}

class FactCheck {
 public:
  FactCheck(const FactsFile& file, const std::string& name, base::Problems& problems)
      : file_{file}, tables_{file.tables}, name_{name}, problems_{problems} {}

  void check_inverses() {
    for (std::size_t i = 0; i < tables_.properties.size(); ++i) {
      const Property& property = tables_.properties[i];
      if (!property.inverse) continue;
      const JsonValue& place = *file_.properties[i]->find("inverse");
      const Property& inverse = tables_.properties[index(*property.inverse)];
      if (index(*property.inverse) == i) {
        report(place, "a property is not its own inverse",
               "where both ends may be exchanged, write \"symmetric\": true");
      } else if (inverse.inverse != static_cast<PropertyId>(i)) {
        report(place, quoted(property) + " is not the inverse of " + quoted(inverse),
               "write \"inverse\": " + quoted(property) + " in " + quoted(inverse));
      } else if (inverse.type != property.type) {
        report(place, "a property and its inverse must have the same type");
      }
      if (property.symmetric) {
        report(place, "a symmetric property has no inverse", "keep one of the two");
      }
    }
  }

  // Follows each chain until a property that was already seen. Seen on this very walk: a cycle.
  void check_chains() {
    std::vector<std::size_t> walk(tables_.properties.size(), 0);
    for (std::size_t start = 0; start < walk.size(); ++start) {
      std::size_t at = start;
      while (walk[at] == 0) {
        walk[at] = start + 1;
        const auto next = tables_.properties[at].of;
        if (!next) break;
        if (walk[index(*next)] == start + 1) {
          report(*file_.properties[at]->find("of"),
                 "a property cannot be, by way of \"of\", a share of itself");
          break;
        }
        at = index(*next);
      }
    }
  }

  // What is more than what must be numbers of one type; the difference itself is in no fact.
  void check_differences() {
    for (std::size_t i = 0; i < tables_.properties.size(); ++i) {
      const Property& property = tables_.properties[i];
      if (!property.difference) continue;
      const JsonValue& place = *file_.properties[i]->find("difference");
      const auto [first, second] = *property.difference;
      for (const PropertyId part : {first, second}) {
        const Property& of = tables_.properties[index(part)];
        if (has_type_of(property, of, place, "a difference") && of.difference) {
          report(place, quoted(of) + " is a difference itself");
        }
      }
      if (!is_amount(property.type)) report(place, "only numbers have a difference");
    }
    for (std::size_t i = 0; i < tables_.written.size(); ++i) {
      if (!file_.sound[i]) continue;
      const Property& property = tables_.properties[index(tables_.written[i].property)];
      if (!property.difference) continue;
      report(*file_.facts[i], quoted(property) + " is worked out, no fact says it",
             "leave out \"difference\" or the fact");
    }
  }

  // What together makes a whole must be numbers of its type, no wholes themselves, and parts of no
  // other.
  void check_sums() {
    std::set<std::size_t> parts;
    for (std::size_t i = 0; i < tables_.properties.size(); ++i) {
      const Property& property = tables_.properties[i];
      if (!property.sum) continue;
      const JsonValue& place = *file_.properties[i]->find("sum");
      const auto [first, second] = *property.sum;
      for (const PropertyId part : {first, second}) {
        const Property& of = tables_.properties[index(part)];
        if (has_type_of(property, of, place, "a sum") && (of.sum || of.difference)) {
          report(place, quoted(of) + " is a sum or a difference itself");
        }
        if (!parts.insert(index(part)).second) {
          report(place, quoted(of) + " is a part of another sum already");
        }
      }
      if (property.type != ValueType::Number && property.type != ValueType::Money) {
        report(place, "only numbers and amounts of money have a sum");
      }
    }
  }

  void check_sentences() {
    for (std::size_t i = 0; i < tables_.properties.size(); ++i) {
      const Property& property = tables_.properties[i];
      sentences_.push_back(checked_sentence(property.sentence, i, "sentence", ".!?"));
      questions_.push_back(checked_sentence(property.question, i, "question", "?"));
    }
    for (std::size_t i = 0; i < tables_.written.size(); ++i) {
      const WrittenFact& fact = tables_.written[i];
      const JsonValue& place = *file_.facts[i];
      check_end(fact.text, place, "text", ".!?");
      check_end(fact.question, place, "question", "?");
      if (!file_.sound[i]) continue;
      if (fact.text.empty()) check_parts(i, sentences_[index(fact.property)], "sentence", "text");
      if (fact.question.empty()) {
        check_parts(i, questions_[index(fact.property)], "question", "question");
      }
    }
  }

  void check_repetition() {
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < tables_.written.size(); ++i) {
      if (!file_.sound[i]) continue;
      const WrittenFact& fact = tables_.written[i];
      std::size_t other = i;
      for (const WrittenRow& row :
           fact_rows(fact, static_cast<FactId>(i), tables_.properties[index(fact.property)])) {
        const auto [found, is_new] = first.emplace(statement_of(row, fact), i);
        if (!is_new && other == i) other = found->second;
      }
      if (other != i) report_repetition(i, other);
    }
  }

  void check_use() {
    const FactTables& tables = tables_;
    std::vector<bool> entities(tables.entities.size());
    std::vector<bool> kinds(tables.kinds.size());
    std::vector<bool> properties(tables.properties.size());
    std::vector<bool> periods(tables.periods.size());
    for (const Entity& entity : tables.entities) mark(kinds, index(entity.kind));
    for (const WrittenFact& fact : tables.written) {
      mark(entities, index(fact.subject));
      for (const EntityId counterpart : fact.counterparts) mark(entities, index(counterpart));
      if (fact.place) mark(entities, index(*fact.place));
      for (const Scalar& scalar : fact.value) {
        if (const auto* entity = std::get_if<EntityId>(&scalar)) mark(entities, index(*entity));
      }
      mark(properties, index(fact.property));
      if (fact.period) mark(periods, *fact.period);
    }
    mark_related(properties);
    if (!file_.missed_entity) report_unused(entities, file_.entities, "no fact names this entity");
    if (!file_.missed_kind) report_unused(kinds, file_.kinds, "no entity is of this kind");
    if (!file_.missed_property) {
      report_unused(properties, file_.properties, "no fact has this property");
    }
    if (!file_.missed_period) report_unused(periods, file_.periods, "no fact has this period");
  }

 private:
  // What something is worked out of must be of its type.
  bool has_type_of(const Property& property, const Property& of, const JsonValue& place,
                   const std::string& what) {
    if (of.type == property.type) return true;
    report(place, what + " and what it is of must have the same type",
           quoted(of) + " has another one");
    return false;
  }

  static std::string quoted(const Property& property) { return "\"" + property.key + "\""; }

  // Of a table that could not be read, position 0 may not exist.
  static void mark(std::vector<bool>& used, std::size_t at) {
    if (at < used.size()) used[at] = true;
  }

  // The inverse of a property that is used has rows too, what it is a share of lends it words, and
  // of two that are used there is a difference.
  void mark_related(std::vector<bool>& used) const {
    const std::vector<bool> in_facts = used;
    for (std::size_t i = 0; i < in_facts.size(); ++i) {
      if (!in_facts[i]) continue;
      if (const auto inverse = tables_.properties[i].inverse) mark(used, index(*inverse));
    }
    const std::vector<bool> with_rows = used;
    for (std::size_t i = 0; i < used.size(); ++i) {
      const auto& pair = tables_.properties[i].difference;
      if (pair && with_rows[index(pair->first)] && with_rows[index(pair->second)]) mark(used, i);
    }
    for (std::size_t i = 0; i < with_rows.size(); ++i) {
      if (!with_rows[i]) continue;
      // Ends at a property with facts of its own, whose chain is followed from there.
      for (auto next = tables_.properties[i].of; next && !used[index(*next)];
           next = tables_.properties[index(*next)].of) {
        used[index(*next)] = true;
      }
    }
  }

  void report_unused(const std::vector<bool>& used, const std::vector<const JsonValue*>& places,
                     const std::string& message) {
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) report(*places[i], message, "use it or leave it out");
    }
  }

  FactSentence checked_sentence(const std::string& text, std::size_t property, std::string_view key,
                                std::string_view signs) {
    FactSentence sentence = parse_fact_sentence(text);
    check_end(text, *file_.properties[property], key, signs);
    if (sentence.mistakes.empty()) return sentence;
    const JsonValue& place = *file_.properties[property]->find(key);
    for (const auto& [message, hint] : sentence.mistakes) report(place, message, hint);
    return sentence;
  }

  void check_end(const std::string& text, const JsonValue& owner, std::string_view key,
                 std::string_view signs) {
    if (text.empty() || ends_with_one_of(text, signs)) return;
    const JsonValue& place = *owner.find(key);
    report(place,
           (signs == "?" ? "expected a question that ends with \"?\", found "
                         : "expected a sentence that ends with \".\", \"!\" or \"?\", found ") +
               base::describe(place));
  }

  void check_parts(std::size_t fact, const FactSentence& sentence, const std::string& of_property,
                   const std::string& own) {
    for (const auto& [text, part] : sentence.pieces) {
      if (!part || has_part(tables_.written[fact], *part)) continue;
      const Property& property = tables_.properties[index(tables_.written[fact].property)];
      std::string message = "the " + of_property + " of " + quoted(property);
      message += " names {" + text + "}, which this fact does not have";
      report(*file_.facts[fact], std::move(message), "give the fact a \"" + own + "\" of its own");
      return;
    }
  }

  // All that a row says but its value, as a key: equal exactly for rows that say it of the same.
  static std::string statement_of(const WrittenRow& row, const WrittenFact& fact) {
    std::vector<EntityId> counterparts = row.counterparts;
    std::sort(counterparts.begin(), counterparts.end());
    const text::Date when = fact.when.value_or(text::Date{});
    std::string key;
    const auto add = [&](std::size_t number) { key += std::to_string(number) + ' '; };
    add(index(row.property));
    add(index(row.subject));
    for (const int part : {when.year, when.month, when.day}) key += std::to_string(part) + '-';
    add(fact.period ? *fact.period + 1 : 0U);
    add(fact.place ? index(*fact.place) + 1 : 0U);
    for (const EntityId counterpart : counterparts) add(index(counterpart));
    return key;
  }

  void report_repetition(std::size_t later, std::size_t earlier) {
    const WrittenFact& fact = tables_.written[later];
    const WrittenFact& other = tables_.written[earlier];
    const std::string which = "\"" + other.key + "\"";
    if (fact.value == other.value && fact.unit == other.unit) {
      report(*file_.facts[later], "says the same as the fact " + which, "keep one of the two");
      return;
    }
    report(*file_.facts[later],
           "contradicts the fact " + which + ": " + value_of(later) + " here, " +
               value_of(earlier) + " there",
           "tell them apart by \"when\", \"period\" or \"place\", or make one list of them");
  }

  std::string value_of(std::size_t fact) const {
    const JsonValue* value = file_.facts[fact]->find("value");
    std::string text = value == nullptr ? "no value" : base::describe(*value);
    if (!tables_.written[fact].unit.empty()) text += " " + tables_.written[fact].unit;
    return text;
  }

  void report(const JsonValue& place, std::string message, std::string hint = "") {
    problems_.push_back(
        {name_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
  }

  const FactsFile& file_;
  const FactTables& tables_;
  const std::string& name_;
  base::Problems& problems_;
  std::vector<FactSentence> sentences_;
  std::vector<FactSentence> questions_;
};

}  // namespace

void check_facts(const FactsFile& facts, const std::string& file, base::Problems& problems) {
  FactCheck check{facts, file, problems};
  check.check_inverses();
  check.check_chains();
  check.check_differences();
  check.check_sums();
  check.check_sentences();
  check.check_repetition();
  check.check_use();
}

}  // namespace jauap::knowledge
