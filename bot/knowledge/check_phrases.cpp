#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bot/knowledge/check_facts.h"
#include "bot/text/tokens.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonValue;

// Who has a phrase: the first that was seen with it.
using Owners = std::unordered_map<std::string, const JsonValue*>;

// The texts under a key of an object that were good enough to be read: one or a list of them.
std::vector<const JsonValue*> texts_at(const JsonValue& object, std::string_view key) {
  std::vector<const JsonValue*> texts;
  const auto add = [&](const JsonValue& value) {
    if (value.kind == JsonKind::Text && !value.text.empty()) texts.push_back(&value);
  };
  const JsonValue* found = object.find(key);
  if (found == nullptr) return texts;
  add(*found);
  for (const JsonValue& item : found->items) add(item);
  return texts;
}

class PhraseCheck {
 public:
  PhraseCheck(const std::string& file, const text::Words& words,
              const std::vector<std::string>& reserved, base::Problems& problems)
      : file_{file}, words_{words}, problems_{problems} {
    for (const std::string& word : reserved) reserved_.insert(canonical(word));
  }

  void check_kind(const JsonValue& kind) {
    std::unordered_set<std::string> own;
    // A plural may be spelled like its singular.
    for (const std::string_view key : {"name", "plural"}) {
      for (const JsonValue* text : texts_at(kind, key)) {
        const std::string phrase = check_name(*text);
        own.insert(phrase);
        check_owner(kind_owners_, phrase, *text, kind, "kinds");
      }
    }
    for (const JsonValue* text : texts_at(kind, "words")) {
      const std::string phrase = check_name(*text);
      if (check_own(own, phrase, *text)) {
        check_owner(kind_owners_, phrase, *text, kind, "kinds");
      }
    }
  }

  void check_entity(const JsonValue& entity) {
    std::unordered_set<std::string> own;
    for (const std::string_view key : {"name", "aliases"}) {
      for (const JsonValue* text : texts_at(entity, key)) {
        const std::string phrase = check_name(*text);
        if (check_own(own, phrase, *text)) {
          check_owner(entity_owners_, phrase, *text, entity, "entities");
        }
      }
    }
    std::unordered_set<std::string> adjectives;
    for (const JsonValue* text : texts_at(entity, "adjectives")) {
      check_own(adjectives, check_name(*text), *text);
    }
  }

  // After all entities.
  void check_property(const JsonValue& property) {
    std::unordered_set<std::string> own;
    for (const JsonValue* text : texts_at(property, "words")) {
      const std::string phrase = check_name(*text);
      if (!check_own(own, phrase, *text)) continue;
      const auto owner = entity_owners_.find(phrase);
      if (owner == entity_owners_.end()) continue;
      report(*text,
             base::describe(*text) + " is also a name of the entity at " + owner->second->pointer,
             "choose a word that names only the property");
    }
    std::unordered_set<std::string> hints;
    for (const JsonValue* text : texts_at(property, "hints")) {
      const std::string phrase = check_not_empty(*text);
      if (!check_own(hints, phrase, *text) || own.count(phrase) == 0) continue;
      report(*text, base::describe(*text) + " is a word and a hint of this property",
             "keep it among the words if it names the property by itself");
    }
    if (const JsonValue* roles = property.find("roles")) {
      for (const auto& [preposition, role] : roles->members) check_preposition(preposition, role);
    }
  }

  void check_period(const JsonValue& period) {
    std::unordered_set<std::string> own;
    for (const std::string_view key : {"name", "words"}) {
      for (const JsonValue* text : texts_at(period, key)) {
        const std::string phrase = check_name(*text);
        if (check_own(own, phrase, *text)) {
          check_owner(period_owners_, phrase, *text, period, "periods");
        }
      }
    }
  }

 private:
  std::string canonical(const std::string& text) const {
    return text::join(text::normalize(text, words_));
  }

  // The canonical form; "" after a Problem.
  std::string check_not_empty(const JsonValue& text) {
    std::string phrase = canonical(text.text);
    if (phrase.empty()) {
      report(text, "expected a word or a number, found only signs in " + base::describe(text), "");
    }
    return phrase;
  }

  std::string check_name(const JsonValue& text) {
    std::string phrase = check_not_empty(text);
    if (!phrase.empty() && reserved_.count(phrase) != 0) {
      report(text, base::describe(text) + " is a word of asking, which names nothing",
             "choose a longer or another name");
    }
    return phrase;
  }

  // Whether the phrase is the first of its kind within its owner; otherwise it is a Problem, unless
  // it is empty, which was one already.
  bool check_own(std::unordered_set<std::string>& own, const std::string& phrase,
                 const JsonValue& text) {
    if (phrase.empty()) return false;
    if (own.insert(phrase).second) return true;
    report(text, base::describe(text) + " says the same as another name or word here",
           "case, accents and punctuation make no difference; leave it out");
    return false;
  }

  void check_owner(Owners& owners, const std::string& phrase, const JsonValue& text,
                   const JsonValue& owner, const std::string& owned) {
    if (phrase.empty()) return;
    const auto [found, is_new] = owners.emplace(phrase, &owner);
    if (is_new || found->second == &owner) return;
    report(text,
           base::describe(text) + " names two " + owned + ", this and the one at " +
               found->second->pointer,
           "give each a name of its own");
  }

  void check_preposition(const std::string& preposition, const JsonValue& role) {
    const std::string phrase = canonical(preposition);
    if (phrase == preposition && !phrase.empty()) return;
    report(role, "expected a preposition in lower case, found \"" + preposition + "\"",
           phrase.empty() ? "" : "write it as \"" + phrase + "\"");
  }

  void report(const JsonValue& place, std::string message, std::string hint) {
    problems_.push_back(
        {file_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
  }

  const std::string& file_;
  const text::Words& words_;
  base::Problems& problems_;
  std::unordered_set<std::string> reserved_;
  Owners kind_owners_;
  Owners entity_owners_;
  Owners period_owners_;
};

}  // namespace

void check_phrases(const FactsFile& facts, const std::string& file, const text::Words& words,
                   const std::vector<std::string>& reserved, base::Problems& problems) {
  PhraseCheck check{file, words, reserved, problems};
  for (const JsonValue* kind : facts.kinds) check.check_kind(*kind);
  for (const JsonValue* entity : facts.entities) check.check_entity(*entity);
  for (const JsonValue* property : facts.properties) check.check_property(*property);
  for (const JsonValue* period : facts.periods) check.check_period(*period);
}

}  // namespace jauap::knowledge
