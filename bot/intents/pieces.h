#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/problem.h"
#include "bot/intents/sentence.h"
#include "bot/intents/template_syntax.h"
#include "bot/text/words.h"

namespace jauap::intents {

// What a template may name: rules, lists and the types of typed tokens. An intent's own rules and
// lists stand over those that all share; a rule sees only what stands where it was written.
// For loading only: not for sharing between threads. Keeps all references given.
class Pieces {
 public:
  Pieces(const text::Words& words, const std::vector<std::string>& slot_types)
      : words_{words}, slot_types_{slot_types} {}
  // The pieces of one intent, over `shared`.
  explicit Pieces(Pieces& shared)
      : words_{shared.words_}, slot_types_{shared.slot_types_}, shared_{&shared} {}

  void add_rule(const std::string& name, TemplateText source);
  // `filler` is a Slot without its name.
  void add_list(const std::string& name, Slot filler);

  struct Rule {
    enum class State : std::uint8_t { New, Open, Done };
    TemplateText source;
    State state = State::New;
    std::optional<Body> body;  // nothing where the rule is wrong
    NodePtr node;              // null where the rule is wrong
  };

  // The rule that `name` means here and the pieces that it was written with; null for none.
  struct FoundRule {
    Rule* rule = nullptr;
    Pieces* pieces = nullptr;
  };
  FoundRule find_rule(std::string_view name);
  const Slot* find_list(std::string_view name) const;
  bool is_type(std::string_view name) const;

  std::vector<std::string> rule_names() const;
  std::vector<std::string> list_and_type_names() const;
  std::map<std::string, Rule, std::less<>>& own_rules() { return rules_; }
  const text::Words& words() const { return words_; }

 private:
  const text::Words& words_;
  const std::vector<std::string>& slot_types_;
  Pieces* shared_ = nullptr;
  std::map<std::string, Rule, std::less<>> rules_;
  std::map<std::string, Slot, std::less<>> lists_;
};

}  // namespace jauap::intents
