#include "bot/chat/follow_up.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "bot/chat/antecedents.h"
#include "bot/chat/last_question.h"
#include "bot/chat/picked_thing.h"
#include "bot/chat/put_right.h"
#include "bot/knowledge/fact_things.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using query::Sense;
using text::Token;
using understanding::Item;
using understanding::Line;
using understanding::Mention;

using Tokens = std::vector<Token>;

Token word(std::string text) {
  return {std::move(text), text::TokenKind::Word, {}};
}

class Filling {
 public:
  Filling(const Chatbot::Parts& parts, const Conversation& conversation)
      : parts_{parts}, conversation_{conversation}, last_{parts, conversation} {}

  FollowUp fill(const Tokens& tokens) {
    const Antecedents antecedents{parts_, conversation_};
    FollowUp result;
    if (auto option = antecedents.chosen_option(tokens)) {
      result.ways.push_back({std::move(*option), {}});
      result.stands_alone = false;
      return result;
    }
    const Tokens opened = without_opening(parts_, tokens);
    Tokens rest = with_unit_behind(parts_, without_denied(parts_, opened));
    const bool is_corrected = rest.size() < opened.size();
    name_ones(rest);
    const bool is_opened = rest.size() < tokens.size();
    // "What was it then?"
    const bool tells_time = rest.size() > 1 && rest.back().text == parts_.words.time_pronoun;
    if (tells_time) rest.pop_back();
    if (rest.empty()) return result;
    // "What?" is no question about anything.
    if (rest.size() == 1 && parts_.words.asking_words.count(rest[0].text) > 0) return result;
    if (const auto others = without_reversal(rest)) {
      if (others->empty()) return reversed_ways();
      rest = *others;  // "the other way round, A for B?"
    }
    for (auto& way : antecedents.with_numbers(rest)) result.ways.push_back({std::move(way), {}});
    if (antecedents.asks_for_total(rest)) {
      result.asks_for_total = true;
      result.stands_alone = false;
      result.goes_on_with_nothing = result.ways.empty();
      return result;
    }
    const bool counts = !result.ways.empty();
    const bool picks = pick_thing(parts_, conversation_, rest);
    if (!picks && is_other_alone(rest)) return nothing();
    const bool shows = antecedents.point_at_things(rest);
    if (picks || shows) result.ways.push_back({rest, {}});
    const auto group = antecedents.group_of(rest);
    const bool refers = antecedents.expand_pronouns(rest);
    if (group) add_with(rest, *group, result);
    if (refers && refers_to_person(rest)) {
      if (names_person_first(rest)) {
        FollowUp itself;
        itself.names_person = true;
        return itself;
      }
      const auto person = last_person();
      if (!person) return without_ways();
      add_with(rest, {*person}, result);
    } else if (refers) {
      const auto& answered = conversation_.answered;
      const auto& subjects = conversation_.subjects;
      if (refers_to_one(rest)) {
        // "It" behind "what is the currency of X?" is X, not the currency.
        // Nor is it the country where what was talked of happened.
        if (const auto thing = last_thing()) add_with(rest, {*thing}, result);
        if (!subjects.empty()) add_with(rest, {subjects.back()}, result);
        if (answered.size() == 1) add_with(rest, answered, result);
      } else {
        add_with(rest, answered, result);
        // Behind a list, "they" are not the thing that was asked about.
        if (answered.size() < 2 || subjects.size() > 1) add_with(rest, subjects, result);
      }
    }
    // As typed: "of their X" picks nothing.
    if (refers && picks_of_counted(tokens)) return nothing();
    const Line line = last_.cut(rest);
    const std::size_t content = last_.content_of(line);
    // "Were they the first?" asks whether, and of nothing that could be so.
    if (picks && content <= 1 && parts_.words.being_words.count(rest.front().text) > 0) {
      return nothing();
    }
    // "Latvia?", "in 2020": one name or value, which by itself asks for nothing.
    const bool is_fragment = content == 1 && last_.is_only_names(without_frames(line));
    result.points_at_nothing = !refers && !is_opened && !is_fragment && !group && !picks &&
                               !shows && !counts && !tells_time;
    if (result.points_at_nothing) return result;
    constexpr std::size_t kLittle = 2;  // names and values of what asks for nothing by itself
    if (conversation_.is_lost && (is_opened || is_fragment || refers) && content <= kLittle) {
      const auto thing = refers && refers_to_one(rest) ? lost_subject() : std::nullopt;
      if (!thing) return nothing();
      FollowUp of_thing = without_ways();
      add_with(rest, {*thing}, of_thing);
      of_thing.only_of = thing;
      return of_thing;
    }
    if (is_opened || is_fragment) {
      auto replaced = last_.with(line);
      for (auto way = replaced.rbegin(); way != replaced.rend(); ++way) {
        result.ways.insert(result.ways.begin(), {std::move(*way), conversation_.referents});
      }
    }
    if (is_fragment) add_told(rest, result);
    // "Not him, the envoy": whoever that is.
    if (is_corrected && !refers) result.ways.push_back({rest, {}});
    // Behind a list, "they" are those listed: what was asked about does not stand for them.
    const bool means_list = refers && !refers_to_one(rest) && conversation_.answered.size() > 1;
    // "He" is nobody but a person.
    if (!(refers && refers_to_person(rest))) add_last(rest, line, !means_list, result);
    if (!refers && content > 0) add_behind(rest, result);
    if (!is_fragment) add_event(rest, result);
    if (is_opened || is_fragment) {
      for (auto& way : last_.with_behind(line)) {
        result.ways.push_back({std::move(way), conversation_.referents});
      }
    }
    // "Of the other country", "and Latvia?" ask nothing that was asked already.
    if (picks || (is_fragment && is_opened)) {
      std::erase_if(result.ways, [&](const FilledIn& way) { return repeats_question(way.tokens); });
    }
    // "I meant B": asked of what was asked of A.
    const bool is_meant = is_fragment && parts_.words.correction_openings.length_at(tokens, 0) > 0;
    result.stands_alone = !is_meant && !group && !picks && !shows && !counts && !tells_time &&
                          has_own_things(tokens, rest);
    return result;
  }

  // Of a message of which fill() says that it points at nothing.
  std::vector<FilledIn> further(Tokens tokens) {
    FollowUp result;
    name_ones(tokens);
    const Line line = last_.cut(tokens);
    add_last(tokens, line, true, result);
    if (last_.content_of(line) > 0) add_behind(tokens, result);
    add_event(tokens, result);
    return std::move(result.ways);
  }

 private:
  // What goes on with something that nothing can be made of.
  static FollowUp nothing() {
    FollowUp result = without_ways();
    result.goes_on_with_nothing = true;
    return result;
  }

  static FollowUp without_ways() {
    FollowUp result;
    result.stands_alone = false;
    return result;
  }

  // "And the foreign ones?": with what the last question asked of its things.
  void name_ones(Tokens& tokens) const {
    const auto ones = std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.text == parts_.words.plural_pronoun;
    });
    if (ones == tokens.end() || parts_.words.plural_pronoun.empty()) return;
    const Line last = last_.cut(conversation_.question);
    const auto noun = std::find_if(last.items.begin(), last.items.end(), [](const Item& item) {
      const auto* mention = std::get_if<Mention>(&item.meaning);
      return mention != nullptr && !query::has_sense(mention->senses, Sense::Type::Entity) &&
             (query::has_sense(mention->senses, Sense::Type::Property) ||
              query::has_sense(mention->senses, Sense::Type::Kind));
    });
    if (noun == last.items.end()) return;
    Tokens named;
    LastQuestion::append(last, *noun, named);
    tokens.insert(tokens.erase(ones), named.begin(), named.end());
  }

  bool repeats_question(const Tokens& tokens) const {
    const auto& question = conversation_.question;
    return std::equal(tokens.begin(), tokens.end(), question.begin(), question.end(),
                      [](const Token& a, const Token& b) { return a.text == b.text; });
  }

  // "And the other country?", of which it is not known which one that is.
  bool is_other_alone(const Tokens& tokens) const {
    constexpr std::size_t kFew = 4;
    return tokens.size() <= kFew &&
           std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
             return parts_.words.other_words.count(token.text) > 0;
           });
  }

  // "It", not "them".
  bool refers_to_one(const Tokens& tokens) const {
    const auto& words = parts_.words;
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.text != words.referring_word &&
             std::any_of(words.possessives.begin(), words.possessives.end(),
                         [&](const auto& entry) { return entry.second == token.text; });
    });
  }

  // "Which is the largest of them?" behind "how many are there?": they were counted, not named.
  bool picks_of_counted(const Tokens& tokens) const {
    const auto& words = parts_.words;
    bool picks = false;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      picks = picks || (tokens[i - 1].text == words.possession_word &&
                        words.referring_words.count(tokens[i].text) > 0);
    }
    if (!picks || conversation_.last_told.size() != 1) return false;
    const auto fact = parts_.store.fact(conversation_.last_told.front());
    const auto& property = parts_.store.property(fact.property);
    return knowledge::says_how_many(property) && words.units.count(fact.unit) == 0;
  }

  // "The name, please".
  Line without_frames(Line line) const {
    understanding::drop_frames(line, parts_.phrases, parts_.words);
    return line;
  }

  bool refers_to_person(const Tokens& tokens) const {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return parts_.words.person_pronouns.count(token.text) > 0;
    });
  }

  // "And the guest from Riga, who is he?": whether the message itself says who "he" is.
  bool names_person_first(const Tokens& tokens) const {
    bool is_named = false;
    for (const Item& item : last_.cut(tokens).items) {
      if (is_named && parts_.words.question_openings.length_at(tokens, item.first) > 0) return true;
      if (parts_.words.person_pronouns.count(item.text) > 0) return false;
      is_named = is_named || names_person(parts_, item);
    }
    return false;
  }

  // Where the last that was talked of is a place: the last other thing beside it.
  std::optional<EntityId> last_thing() const {
    const auto& subjects = conversation_.subjects;
    const auto is_place = [&](EntityId thing) {
      const auto& kind = parts_.store.kind(parts_.store.entity(thing).kind);
      return kind.is_place || kind.is_person || kind.of_table;
    };
    if (subjects.empty() || !is_place(subjects.back())) return std::nullopt;
    const auto thing = std::find_if_not(subjects.rbegin(), subjects.rend(), is_place);
    return thing == subjects.rend() ? std::nullopt : std::optional{*thing};
  }

  // "Who chairs the council?", which was not understood: the one thing that it named besides places
  // and people.
  std::optional<EntityId> lost_subject() const {
    std::optional<EntityId> subject;
    for (const EntityId thing : conversation_.subjects) {
      const auto& kind = parts_.store.kind(parts_.store.entity(thing).kind);
      if (kind.is_place || kind.is_person) continue;
      if (subject) return std::nullopt;
      subject = thing;
    }
    return subject;
  }

  // Of those whom the last answer named, else of all that were named, the last who is a person.
  std::optional<EntityId> last_person() const {
    for (const auto* things : {&conversation_.answered, &conversation_.named}) {
      const auto person = std::find_if(things->rbegin(), things->rend(), [&](EntityId thing) {
        return parts_.store.kind(parts_.store.entity(thing).kind).is_person;
      });
      if (person != things->rend()) return *person;
    }
    return std::nullopt;
  }

  // Whether a message that points at something, or goes on, may do so within itself: "as X is
  // small, what is its area", "so where is X". "And where is X" goes on with what was asked of
  // others.
  bool has_own_things(const Tokens& tokens, const Tokens& rest) const {
    const Line line = last_.cut(rest);
    const auto thing = std::find_if(line.items.begin(), line.items.end(), [](const Item& item) {
      return LastQuestion::thing_of(item).has_value();
    });
    const auto pronoun = std::find_if(line.items.begin(), line.items.end(), [&](const Item& item) {
      return parts_.words.referring_words.count(item.text) > 0;
    });
    if (thing == line.items.end() || pronoun < thing) return false;
    constexpr std::size_t kWhole = 5;  // words: less is what is put into the last question
    return parts_.words.joiners.count(tokens.front().text) == 0 && rest.size() >= kWhole;
  }

  // "And the other way round?": what is said besides, of which only names count.
  std::optional<Tokens> without_reversal(const Tokens& tokens) const {
    std::size_t at = 0;
    std::size_t count = 0;
    while (at < tokens.size() && count == 0) {
      count = parts_.words.reversals.length_at(tokens, at);
      if (count == 0) ++at;
    }
    if (count == 0) return std::nullopt;
    // "In the opposite direction"
    const auto leads = [&](const Token& token) {
      return parts_.words.articles.count(token.text) > 0 ||
             parts_.words.describing_prepositions.count(token.text) > 0;
    };
    const std::size_t end = at + count;
    while (at > 0 && leads(tokens[at - 1])) --at;
    Tokens rest = tokens;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at),
               rest.begin() + static_cast<std::ptrdiff_t>(end));
    rest = without_opening(parts_, rest);  // "…, I meant"
    const bool says_nothing = std::all_of(rest.begin(), rest.end(), [&](const Token& token) {
      return parts_.rule_words.count(token.text) > 0 ||
             parts_.words.irregular_forms.count(token.text) > 0;
    });
    if (says_nothing) return Tokens{};
    const Line line = last_.cut(rest);
    return last_.content_of(line) > 0 && last_.is_only_names(without_frames(line))
               ? std::optional{rest}
               : std::nullopt;
  }

  // The last question with its two parties in each other's place, or the last fact so.
  FollowUp reversed_ways() const {
    FollowUp result = without_ways();
    result.is_reversal = true;
    for (auto& way : last_.reversed()) {
      result.ways.push_back({std::move(way), conversation_.referents});
    }
    if (auto way = last_.reversed_fact()) result.ways.push_back({std::move(*way), {}});
    return result;
  }

  // "Why?", "who signed it?", "is Oslo one of them?": with all that the last question named, and
  // with its things and values alone, where `things_alone`.
  void add_last(const Tokens& tokens, const Line& line, bool things_alone, FollowUp& result) const {
    // Whoever says much, or nothing, does not go on with the last question.
    constexpr std::size_t kLongest = 24;  // words
    const bool says_nothing = std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return parts_.words.determiners.count(token.text) > 0;
    });
    if (says_nothing || tokens.size() > kLongest) return;
    const Line last = last_.cut(conversation_.question);
    const bool names_property =
        std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
          const auto* mention = std::get_if<Mention>(&item.meaning);
          return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Property);
        });
    // All, then without what may only stand beside a name ("worldwide"), then the things.
    enum class Parts : std::uint8_t { All, Names, Things };
    const bool names_thing =
        std::any_of(line.items.begin(), line.items.end(),
                    [](const Item& item) { return LastQuestion::thing_of(item).has_value(); });
    for (const Parts taken : {Parts::All, Parts::Names, Parts::Things}) {
      const bool with_properties = taken != Parts::Things;
      if (!with_properties && !things_alone) break;
      if (taken == Parts::Names && !names_thing) continue;
      Tokens all = tokens;
      bool is_any = false;
      for (const Item& item : last.items) {
        if (!LastQuestion::names(item)) continue;
        if (taken == Parts::Names && LastQuestion::only_hints(item)) continue;
        const bool is_thing = LastQuestion::thing_of(item).has_value() ||
                              std::holds_alternative<text::TypedValue>(item.meaning);
        if (!with_properties && !is_thing) continue;
        const bool is_named_anew =
            std::any_of(line.items.begin(), line.items.end(),
                        [&](const Item& other) { return last_.is_alike(item, other); });
        if (is_named_anew) continue;
        // With what marks its role: "to Lithuania", which means nothing to another property.
        // The verb of "where is Lithuania" marks none.
        const bool is_marked = !names_property && item.first > 0 &&
                               is_grammar(parts_.words, last.tokens[item.first - 1]);
        if (is_marked && (taken == Parts::All || !is_verb(last.tokens[item.first - 1]))) {
          all.push_back(last.tokens[item.first - 1]);
        }
        LastQuestion::append(last, item, all);
        is_any = true;
      }
      if (is_any) result.ways.push_back({std::move(all), conversation_.referents});
    }
  }

  bool is_verb(const Token& token) const {
    return parts_.words.irregular_forms.count(token.text) > 0;
  }

  // "What was the growth?", answered with several facts: "exports" picks one of them. With all that
  // the last question named.
  void add_told(const Tokens& tokens, FollowUp& result) const {
    if (conversation_.last_told.size() < 2) return;
    const Line last = last_.cut(conversation_.question);
    Tokens all = tokens;
    for (const Item& item : last.items) {
      if (LastQuestion::names(item)) LastQuestion::append(last, item, all);
    }
    if (all.size() > tokens.size()) {
      result.ways.insert(result.ways.begin(), {std::move(all), conversation_.referents});
    }
  }

  static void add_with(const Tokens& tokens, const std::vector<EntityId>& things,
                       FollowUp& result) {
    if (!things.empty()) result.ways.push_back({tokens, things});
  }

  // "the currency" of what was talked about, "which one is smaller" of the things.
  void add_behind(const Tokens& tokens, FollowUp& result) const {
    const auto of = parts_.words.possession_word;
    const auto referring = parts_.words.referring_word;
    if (of.empty() || referring.empty()) return;
    for (const auto* things : {&conversation_.answered, &conversation_.subjects}) {
      if (things->empty()) continue;
      Tokens beside = tokens;
      beside.push_back(word(referring));
      Tokens behind = tokens;
      behind.push_back(word(of));
      behind.push_back(word(referring));
      result.ways.push_back({std::move(behind), *things});
      result.ways.push_back({std::move(beside), *things});
    }
  }

  // "How many years is that?" behind a date: since what happened then.
  void add_event(const Tokens& tokens, FollowUp& result) const {
    const auto& told = conversation_.last_told;
    const auto& of = parts_.words.possession_word;
    if (told.size() != 1 || of.empty()) return;
    const auto& fact = parts_.store.fact(told.front());
    const auto& property = parts_.store.property(fact.property);
    if (property.type != knowledge::ValueType::Event) return;
    const std::string name =
        property.name + " " + of + " " + parts_.store.entity(fact.subject).name;
    Tokens way = tokens;
    way.push_back(word(of));
    for (auto& token : text::without_places(text::tokenize(name))) way.push_back(std::move(token));
    result.ways.push_back({std::move(way), {}});
  }

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
  LastQuestion last_;
};

}  // namespace

FollowUp follow_up(const Chatbot::Parts& parts, const std::vector<Token>& tokens,
                   const Conversation& conversation) {
  return Filling{parts, conversation}.fill(tokens);
}

std::vector<FilledIn> further_ways(const Chatbot::Parts& parts, const std::vector<Token>& tokens,
                                   const Conversation& conversation) {
  return Filling{parts, conversation}.further(tokens);
}

}  // namespace jauap::chat
