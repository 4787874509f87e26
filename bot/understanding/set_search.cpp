#include "bot/understanding/set_search.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "bot/understanding/set_actions.h"

namespace jauap::understanding {
namespace {

using intents::LineToken;
using intents::Match;

constexpr int kHighestCost = 3;
constexpr std::size_t kReadings = 6;
constexpr std::size_t kLongestLine = 30;     // stretches; nobody asks of sets in more
constexpr std::size_t kLongestStretch = 16;  // tokens that a rule is shown

using Tokens = std::vector<SetTokenPtr>;

int cost_of(const intents::Intent& intent) {
  const auto option = intent.options.find("cost");
  if (option == intent.options.end()) return 0;
  int cost = 0;
  std::from_chars(option->second.data(), option->second.data() + option->second.size(), cost);
  return cost;
}

class Search {
 public:
  Search(const SetLine& line, const intents::Matcher& rules, const SetComposer& composer,
         const text::Words& words, std::size_t& lookups)
      : line_{line}, rules_{rules}, composer_{composer}, words_{words}, lookups_{lookups} {}

  // Cheap readings first: what costs more is put off until none is found for less.
  std::vector<SetReading> run() {
    extend(line_.size(), {});
    for (cost_ = 1; cost_ <= kHighestCost && readings_.empty(); ++cost_) {
      for (const Branch& branch : std::exchange(put_off_[at_cost(cost_)], {})) follow(branch);
      // Readings that go beyond the words must agree, which is only known of all of them.
      if (lookups_ == 0) return {};
    }
    return std::move(readings_);
  }

 private:
  // A step that costs more than what is looked at: rewriting the tokens as a rule does, or going on
  // with them where there is none.
  struct Branch {
    std::size_t at = 0;
    Tokens tokens;
    std::optional<Match> match;
  };

  static std::size_t at_cost(int cost) { return static_cast<std::size_t>(cost); }

  void take(Branch branch, int more) {
    const int cost = cost_ + more;
    if (cost > kHighestCost) return;
    if (more > 0) {
      put_off_[at_cost(cost)].push_back(std::move(branch));
    } else {
      follow(branch);
    }
  }

  void follow(const Branch& branch) {
    if (!branch.match) return reduce(branch.at, branch.tokens);
    const SetAction action = find_set_action(branch.match->intent->operation);
    if (action == nullptr) return;
    if (auto meaning = action(composer_, SetSlots{branch.tokens, *branch.match})) {
      reduce(branch.at, rewritten(branch.tokens, *branch.match, std::move(*meaning)));
    }
  }

  // `tokens` is what the line from `at` on has become.
  void extend(std::size_t at, const Tokens& tokens) {
    if (is_done()) return;
    if (at == 0) return finish(tokens);
    const auto& readings = line_[at - 1];
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const SetToken& reading = readings[i];
      Tokens longer;
      longer.reserve(tokens.size() + 1);
      auto first = std::make_shared<SetToken>(reading);
      first->reading = static_cast<char>('a' + i);
      longer.push_back(std::move(first));
      longer.insert(longer.end(), tokens.begin(), tokens.end());
      take({at - 1, std::move(longer), std::nullopt}, reading.cost);
    }
  }

  // Rewrites at the first token as long as a rule does, then goes on to the left.
  void reduce(std::size_t at, const Tokens& tokens) {
    if (is_done()) return;
    const std::string key = key_of(at, tokens);
    if (dead_ends_.count(key) > 0) return;
    const std::size_t before = readings_.size();
    try_rules(at, tokens);
    if (readings_.size() == before && lookups_ > 0) dead_ends_.insert(key);
  }

  // What the rest of the search depends on: where it stands, what it has cost and what was made of
  // the words behind.
  std::string key_of(std::size_t at, const Tokens& tokens) const {
    std::string key = std::to_string(at) + " " + std::to_string(cost_);
    for (const SetTokenPtr& token : tokens) {
      key += '\n';
      key += type_of(token->meaning);
      key += '\t';
      key += token->reading;
      key += '\t';
      key += token->rules.empty() ? token->text : token->rules.back();
    }
    return key;
  }

  void try_rules(std::size_t at, const Tokens& tokens) {
    if (lookups_ > 0) --lookups_;
    for (Match& match : rules_.match_at(line_of(tokens), 0)) {
      const int more = cost_of(*match.intent);
      take({at, tokens, std::move(match)}, more);
      if (is_done()) return;
    }
    extend(at, tokens);
  }

  static std::vector<LineToken> line_of(const Tokens& tokens) {
    std::vector<LineToken> line;
    const std::size_t size = std::min(tokens.size(), kLongestStretch);
    line.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
      line.push_back(
          {tokens[i]->text, std::string{type_of(tokens[i]->meaning)}, std::nullopt, text::Span{}});
    }
    return line;
  }

  static Tokens rewritten(const Tokens& tokens, const Match& match, SetMeaning meaning) {
    Tokens result;
    result.reserve(tokens.size());
    auto made = std::make_shared<SetToken>();
    made->meaning = std::move(meaning);
    for (std::size_t i = 0; i < match.count; ++i) {
      made->text += (i == 0 ? "" : " ") + tokens[i]->text;
      made->reading += tokens[i]->reading;
      made->rules.insert(made->rules.end(), tokens[i]->rules.begin(), tokens[i]->rules.end());
    }
    made->rules.push_back("\"" + made->text + "\" by " + match.intent->name + ": " +
                          match.sentence->text);
    result.push_back(std::move(made));
    result.insert(result.end(), tokens.begin() + static_cast<std::ptrdiff_t>(match.count),
                  tokens.end());
    return result;
  }

  // A query where the line has become one thing that can be asked for, framed by words.
  void finish(const Tokens& tokens) {
    const SetToken* asked = nullptr;
    bool asks = false;
    for (const SetTokenPtr& token : tokens) {
      if (std::holds_alternative<Word>(token->meaning)) {
        const bool is_asking = words_.asking_words.count(token->text) > 0;
        if (!is_asking && words_.frame_words.count(token->text) == 0) return;
        asks = asks || is_asking;
      } else if (asked != nullptr) {
        return;
      } else {
        asked = token.get();
      }
    }
    if (asked == nullptr) return;
    // "which" asks for things: yes or no is no answer, wherever it stands.
    if (std::holds_alternative<Claim>(asked->meaning) && (asks || has_asking(asked->text))) return;
    SetReading reading{{}, cost_, asked->rules};
    if (!ask(asked->meaning, asks, reading.query)) return;
    const auto kind = kind_asked_for();
    if (kind && reading.query.ask == query::SetQuery::Ask::List &&
        !composer_.is_of_kind({reading.query.set, false, false}, *kind)) {
      return;
    }
    readings_.push_back(std::move(reading));
  }

  // "which towns have …" asks for towns, whatever else is named: the kind behind the first word,
  // where a verb or a preposition follows it.
  std::optional<knowledge::KindId> kind_asked_for() const {
    constexpr std::size_t kFewest = 3;  // "which", what is asked for and what of it
    if (line_.size() < kFewest || line_[0].empty() || line_[1].empty() || line_[2].empty()) {
      return std::nullopt;
    }
    const bool asks = std::holds_alternative<Word>(line_[0].back().meaning) &&
                      words_.asking_words.count(line_[0].back().text) > 0;
    const std::string& behind = line_[2].back().text;
    if (!asks || behind == "'s" || words_.function_words.count(behind) == 0) return std::nullopt;
    const auto* noun = std::get_if<Noun>(&line_[1].front().meaning);
    if (noun == nullptr || !noun->is_bare || line_[1].size() > 1) return std::nullopt;
    return noun->set->kind;
  }

  bool has_asking(const std::string& text) const {
    const auto tokens = text::tokenize(text);
    return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
      return words_.asking_words.count(token.text) > 0;
    });
  }

  bool ask(const SetMeaning& meaning, bool lists, query::SetQuery& query) const {
    if (const auto* noun = std::get_if<Noun>(&meaning)) {
      // What is held of a thing by its name alone is described elsewhere.
      if (query::is_named(*noun->set)) return false;
      query.ask = query::SetQuery::Ask::List;
      query.set = noun->set;
      query.may_be_none = composer_.may_be_none(*noun);
      return true;
    }
    if (const auto* sought = std::get_if<Sought>(&meaning)) {
      query.ask = query::SetQuery::Ask::Quantities;
      query.quantities = sought->quantities;
      return true;
    }
    if (const auto* each = std::get_if<Each>(&meaning)) {
      // "list every state", but "what do you know about each state"
      query.ask = query::SetQuery::Ask::List;
      query.set = each->noun.set;
      if (lists) return true;
      const auto held = each->noun.is_bare ? composer_.held_of(&each->noun) : std::nullopt;
      if (!held) return false;
      query.ask = query::SetQuery::Ask::Held;
      query.kinds = held->kinds;
      return true;
    }
    if (const auto* held = std::get_if<Held>(&meaning)) {
      query.ask = query::SetQuery::Ask::Held;
      query.kinds = held->kinds;
      return true;
    }
    if (const auto* claim = std::get_if<Claim>(&meaning)) {
      query.ask = query::SetQuery::Ask::Truth;
      query.set = claim->set;
      query.filter = claim->filter;
      query.mood = claim->mood;
      return true;
    }
    return false;
  }

  bool is_done() const {
    const std::size_t enough = cost_ == 0 ? 1 : kReadings;
    return lookups_ == 0 || readings_.size() >= enough;
  }

  const SetLine& line_;
  const intents::Matcher& rules_;
  const SetComposer& composer_;
  const text::Words& words_;
  std::size_t& lookups_;
  int cost_ = 0;                                               // of what is looked at
  std::array<std::vector<Branch>, kHighestCost + 1> put_off_;  // by what they cost
  std::unordered_set<std::string> dead_ends_;  // keys of what leads to no reading of its cost
  std::vector<SetReading> readings_;
};

}  // namespace

std::vector<SetReading> find_set_readings(const SetLine& line, const intents::Matcher& rules,
                                          const SetComposer& composer, const text::Words& words,
                                          std::size_t& lookups) {
  if (line.empty() || line.size() > kLongestLine) return {};
  return Search{line, rules, composer, words, lookups}.run();
}

}  // namespace jauap::understanding
