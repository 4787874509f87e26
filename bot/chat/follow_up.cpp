#include "bot/chat/follow_up.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "bot/chat/antecedents.h"
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
      : parts_{parts}, conversation_{conversation} {}

  FollowUp fill(const Tokens& tokens) {
    const Antecedents antecedents{parts_, conversation_};
    FollowUp result;
    if (auto option = antecedents.chosen_option(tokens)) {
      result.ways.push_back({std::move(*option), {}});
      result.stands_alone = false;
      return result;
    }
    Tokens rest = without_opening(tokens);
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
    const bool counts = !result.ways.empty();
    const bool picks = antecedents.pick_things(rest);
    const bool shows = antecedents.point_at_things(rest);
    if (picks || shows) result.ways.push_back({rest, {}});
    const auto group = antecedents.group_of(rest);
    const bool refers = antecedents.expand_pronouns(rest);
    if (group) add_with(rest, *group, result);
    if (refers && refers_to_person(rest)) {
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
    if (refers && picks_of_counted(rest)) return nothing();
    const Line line = cut(rest);
    const std::size_t content = content_of(line);
    // "Were they the first?" asks whether, and of nothing that could be so.
    if (picks && content <= 1 && parts_.words.being_words.count(rest.front().text) > 0) {
      return nothing();
    }
    // "Latvia?", "in 2020": one name or value, which by itself asks for nothing.
    const bool is_fragment = content == 1 && is_only_names(without_frames(line));
    constexpr std::size_t kLittle = 2;  // names and values of what asks for nothing by itself
    if (conversation_.is_lost && (is_opened || is_fragment || refers) && content <= kLittle) {
      const auto thing = refers && refers_to_one(rest) ? lost_subject() : std::nullopt;
      if (!thing) return nothing();
      return {{{rest, {*thing}}}, false, false, thing, false};
    }
    if (is_opened || is_fragment) {
      auto replaced = put_into_last(unsaid(line));
      for (auto way = replaced.rbegin(); way != replaced.rend(); ++way) {
        result.ways.insert(result.ways.begin(), {std::move(*way), conversation_.referents});
      }
    }
    // Behind a list, "they" are those listed: what was asked about does not stand for them.
    const bool means_list = refers && !refers_to_one(rest) && conversation_.answered.size() > 1;
    // "He" is nobody but a person.
    if (!(refers && refers_to_person(rest))) add_last(rest, line, !means_list, result);
    if (!refers && content > 0) add_behind(rest, result);
    if (!is_fragment) add_event(rest, result);
    if (is_opened || is_fragment) put_behind(unsaid(line), result);
    const bool is_bare = !refers && !is_opened && !is_fragment && !group && !picks && !shows &&
                         !counts && !tells_time;
    result.stands_alone = is_bare || (!group && !picks && !shows && !counts && !tells_time &&
                                      has_own_things(tokens, rest));
    return result;
  }

 private:
  // What goes on with something that nothing can be made of.
  static FollowUp nothing() {
    FollowUp result;
    result.stands_alone = false;
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
    const Line last = cut(conversation_.question);
    const auto noun = std::find_if(last.items.begin(), last.items.end(), [](const Item& item) {
      const auto* mention = std::get_if<Mention>(&item.meaning);
      return mention != nullptr && !query::has_sense(mention->senses, Sense::Type::Entity) &&
             (query::has_sense(mention->senses, Sense::Type::Property) ||
              query::has_sense(mention->senses, Sense::Type::Kind));
    });
    if (noun == last.items.end()) return;
    Tokens named;
    append(last, *noun, named);
    tokens.insert(tokens.erase(ones), named.begin(), named.end());
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
    return property.type == knowledge::ValueType::Number && words.units.count(fact.unit) == 0;
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
    const Line line = cut(rest);
    const auto thing = std::find_if(line.items.begin(), line.items.end(),
                                    [](const Item& item) { return thing_of(item).has_value(); });
    const auto pronoun = std::find_if(line.items.begin(), line.items.end(), [&](const Item& item) {
      return parts_.words.referring_words.count(item.text) > 0;
    });
    if (thing == line.items.end() || pronoun < thing) return false;
    constexpr std::size_t kWhole = 5;  // words: less is what is put into the last question
    return parts_.words.joiners.count(tokens.front().text) == 0 && rest.size() >= kWhole;
  }

  Line cut(const Tokens& tokens) const {
    return understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
  }

  // Without "and", "what about" in front.
  Tokens without_opening(const Tokens& tokens) const {
    std::size_t at = 0;
    while (at < tokens.size()) {
      const std::size_t count = parts_.words.follow_up_openings.length_at(tokens, at);
      if (count == 0) break;
      at += count;
    }
    return {tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.end()};
  }

  static bool has_word(const Tokens& tokens, const std::string& text) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.text == text; });
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
    Tokens rest = tokens;
    const auto begin = rest.begin() + static_cast<std::ptrdiff_t>(at);
    rest.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    const bool says_nothing = std::all_of(rest.begin(), rest.end(), [&](const Token& token) {
      return parts_.rule_words.count(token.text) > 0 ||
             parts_.words.irregular_forms.count(token.text) > 0;
    });
    if (says_nothing) return Tokens{};
    const Line line = cut(rest);
    return content_of(line) > 0 && is_only_names(without_frames(line)) ? std::optional{rest}
                                                                       : std::nullopt;
  }

  // The last question with its two parties in each other's place, or the last fact so.
  FollowUp reversed_ways() const {
    FollowUp result;
    result.stands_alone = false;
    result.is_reversal = true;
    if (auto reversed = reverse(cut(conversation_.question))) {
      result.ways.push_back({std::move(*reversed), conversation_.referents});
    }
    if (auto reversed = reverse_fact()) result.ways.push_back({std::move(*reversed), {}});
    return result;
  }

  // "Imports of B from A in 2021" of a fact about the imports of A from B.
  std::optional<Tokens> reverse_fact() const {
    if (conversation_.last_told.size() != 1) return std::nullopt;
    const auto fact = parts_.store.fact(conversation_.last_told.front());
    const auto& property = parts_.store.property(fact.property);
    if (property.symmetric || fact.counterparts.size() != 1) return std::nullopt;
    const auto& subject = parts_.store.entity(fact.subject);
    const auto& other = parts_.store.entity(fact.counterparts.front());
    if (subject.kind != other.kind) return std::nullopt;
    const auto marking = [&](knowledge::Role role) {
      const auto marked = std::find_if(
          property.roles.begin(), property.roles.end(),
          [&](const auto& entry) { return entry.second == role && entry.first != "'s"; });
      return marked == property.roles.end() ? std::string{} : marked->first;
    };
    const std::string of = marking(knowledge::Role::Subject);
    const std::string to = marking(knowledge::Role::Counterpart);
    if (of.empty() || to.empty()) return std::nullopt;
    std::string words = property.name + " " + of + " " + other.name + " " + to + " " + subject.name;
    if (fact.when) words += " " + parts_.words.place_preposition + " " + text::to_iso(*fact.when);
    return text::without_places(text::tokenize(words));
  }

  // The line with its two things of one kind exchanged; nothing where there are not two.
  std::optional<Tokens> reverse(const Line& line) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < line.items.size(); ++i) {
      if (thing_of(line.items[i])) places.push_back(i);
    }
    if (places.size() != 2 || !is_alike(line.items[places[0]], line.items[places[1]])) {
      return std::nullopt;
    }
    Tokens tokens;
    for (std::size_t i = 0; i < line.items.size(); ++i) {
      if (i != places[0] && i != places[1]) {
        append(line, line.items[i], tokens);
        continue;
      }
      const auto other = *thing_of(line.items[i == places[0] ? places[1] : places[0]]);
      const bool is_adjective = std::get<Mention>(line.items[i].meaning).adjective;
      const auto& entity = parts_.store.entity(other);
      const bool has_adjective = is_adjective && !entity.adjectives.empty();
      for (auto& token : text::without_places(
               text::tokenize(has_adjective ? entity.adjectives[0] : entity.name))) {
        tokens.push_back(std::move(token));
      }
    }
    return tokens;
  }

  static void append(const Line& line, const Item& item, Tokens& tokens) {
    for (std::size_t i = 0; i < item.count; ++i) tokens.push_back(line.tokens[item.first + i]);
  }

  // The only thing that an item may mean, the first where there are several of one kind.
  static std::optional<EntityId> thing_of(const Item& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr) return std::nullopt;
    for (const Sense& sense : mention->senses) {
      if (sense.type == Sense::Type::Entity) return EntityId{sense.id};
    }
    return std::nullopt;
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
    const Line last = cut(conversation_.question);
    const bool names_property =
        std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
          const auto* mention = std::get_if<Mention>(&item.meaning);
          return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Property);
        });
    for (const bool with_properties : {true, false}) {
      if (!with_properties && !things_alone) break;
      Tokens all = tokens;
      bool is_any = false;
      for (const Item& item : last.items) {
        if (!names(item)) continue;
        const bool is_thing =
            thing_of(item).has_value() || std::holds_alternative<text::TypedValue>(item.meaning);
        if (!with_properties && !is_thing) continue;
        const bool is_named_anew =
            std::any_of(line.items.begin(), line.items.end(),
                        [&](const Item& other) { return is_alike(item, other); });
        if (is_named_anew) continue;
        // With what marks its role: "to Lithuania", which means nothing to another property.
        if (!names_property && item.first > 0 &&
            is_grammar(parts_.words, last.tokens[item.first - 1])) {
          all.push_back(last.tokens[item.first - 1]);
        }
        append(last, item, all);
        is_any = true;
      }
      if (is_any) result.ways.push_back({std::move(all), conversation_.referents});
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

  bool is_empty_word(const Item& item) const {
    return std::holds_alternative<understanding::Plain>(item.meaning) &&
           (parts_.words.function_words.count(item.text) > 0 ||
            parts_.words.determiners.count(item.text) > 0 || item.text == "'s");
  }

  static bool names(const Item& item) {
    return std::holds_alternative<Mention>(item.meaning) ||
           std::holds_alternative<text::TypedValue>(item.meaning);
  }

  bool is_adjective(const Item& item) const {
    return parts_.vocabulary.adjectives.count(item.text) > 0;
  }

  // How many names, values and adjectives there are.
  std::size_t content_of(const Line& line) const {
    return static_cast<std::size_t>(
        std::count_if(line.items.begin(), line.items.end(),
                      [&](const Item& item) { return names(item) || is_adjective(item); }));
  }

  // A message of names, values and empty words: "Latvia?", "in 2020", "the smallest".
  bool is_only_names(const Line& line) const {
    return std::all_of(line.items.begin(), line.items.end(), [&](const Item& item) {
      return names(item) || is_adjective(item) || is_empty_word(item);
    });
  }

  // Whether one item may stand where the other does.
  bool is_alike(const Item& left, const Item& right) const {
    const auto& adjectives = parts_.vocabulary.adjectives;
    const auto adjective = adjectives.find(left.text);
    const auto other = adjectives.find(right.text);
    if (adjective != adjectives.end() && other != adjectives.end()) {
      return adjective->second.form == other->second.form;
    }
    const auto* value = std::get_if<text::TypedValue>(&left.meaning);
    const auto* other_value = std::get_if<text::TypedValue>(&right.meaning);
    if (value != nullptr && other_value != nullptr) return value->kind == other_value->kind;
    const auto* mention = std::get_if<Mention>(&left.meaning);
    const auto* other_mention = std::get_if<Mention>(&right.meaning);
    if (mention == nullptr || other_mention == nullptr) return false;
    for (const Sense& sense : mention->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      const auto kind = parts_.store.entity(EntityId{sense.id}).kind;
      for (const Sense& same : other_mention->senses) {
        if (same.type == Sense::Type::Entity &&
            parts_.store.entity(EntityId{same.id}).kind == kind) {
          return true;
        }
      }
    }
    if (query::has_sense(mention->senses, Sense::Type::Entity)) return false;
    for (const auto type : {Sense::Type::Property, Sense::Type::Kind}) {
      if (query::has_sense(mention->senses, type) && query::has_sense(other_mention->senses, type))
        return true;
    }
    return false;
  }

  // "And the share of imports?" without what the last question asked for in the same words.
  Line unsaid(const Line& line) const {
    const Line last = cut(conversation_.question);
    const auto is_said = [&](const Item& item) {
      return names(item) && !thing_of(item) &&
             !std::holds_alternative<text::TypedValue>(item.meaning) &&
             std::any_of(last.items.begin(), last.items.end(),
                         [&](const Item& said) { return said.text == item.text; });
    };
    Line rest = line;
    std::erase_if(rest.items, is_said);
    return content_of(rest) > 0 ? rest : line;
  }

  // The last question with what the message names in the places of what is like it, from the front;
  // before that, where the message names one thing, in the last place of the shortest names:
  // "growth of exports" may be one name and two.
  std::vector<Tokens> put_into_last(const Line& line) const {
    if (conversation_.question.empty()) return {};
    const auto cuts =
        understanding::find_mentions(conversation_.question, parts_.vocabulary, parts_.words);
    // A date is not cut in two.
    const auto values_in = [](const Line& one) {
      return std::count_if(one.items.begin(), one.items.end(), [](const Item& item) {
        return std::holds_alternative<text::TypedValue>(item.meaning);
      });
    };
    const auto values = values_in(cuts.front());
    const Line& finest =
        *std::max_element(cuts.begin(), cuts.end(), [&](const Line& a, const Line& b) {
          if ((values_in(a) == values) != (values_in(b) == values)) return values_in(b) == values;
          return a.items.size() < b.items.size();
        });
    std::vector<Tokens> ways;
    if (content_of(line) == 1 && finest.items.size() > cuts.front().items.size()) {
      ways = put_into(line, finest, true);
    }
    for (auto& way : put_into(line, cuts.front(), false)) ways.push_back(std::move(way));
    return ways;
  }

  // "What share of A was B? And C?": in the last such place.
  void put_behind(const Line& line, FollowUp& result) const {
    if (conversation_.question.empty() || content_of(line) > 1) return;
    for (auto& way : put_into(line, cut(conversation_.question), true)) {
      result.ways.push_back({std::move(way), conversation_.referents});
    }
  }

  // The same for one cut, from behind or from the front. Where another property is put in, once
  // more without what marks the roles: "to" of exports is "from" of imports.
  std::vector<Tokens> put_into(const Line& line, const Line& last, bool is_from_behind) const {
    std::vector<const Item*> instead(last.items.size(), nullptr);
    bool is_any = false;
    for (const Item& item : line.items) {
      if (is_empty_word(item)) continue;
      if (!names(item) && !is_adjective(item)) {
        // "and which is …" asks anew; only words that frame a question say nothing of it.
        if (parts_.words.frame_words.count(item.text) > 0) continue;
        if (has_word(conversation_.question, item.text)) continue;
        return {};
      }
      std::size_t place = last.items.size();
      for (std::size_t i = last.items.size(); i-- > 0;) {
        if (instead[i] != nullptr || !is_alike(item, last.items[i])) continue;
        place = i;
        if (is_from_behind) break;
      }
      if (place == last.items.size()) return {};
      instead[place] = &item;
      is_any = true;
    }
    if (!is_any) return {};
    if (names_other_party(last, instead)) {
      auto reversed = reverse(last);
      return reversed ? std::vector<Tokens>{std::move(*reversed)} : std::vector<Tokens>{};
    }
    std::vector<Tokens> ways(1);
    for (std::size_t i = 0; i < last.items.size(); ++i) {
      const Item& item = instead[i] == nullptr ? last.items[i] : *instead[i];
      append(instead[i] == nullptr ? last : line, item, ways[0]);
    }
    const bool is_other_property =
        std::any_of(instead.begin(), instead.end(), [](const Item* item) {
          const auto* mention = item == nullptr ? nullptr : std::get_if<Mention>(&item->meaning);
          return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Property);
        });
    if (!is_other_property) return ways;
    Tokens unmarked;
    for (std::size_t i = 0; i < last.items.size(); ++i) {
      const Item& item = instead[i] == nullptr ? last.items[i] : *instead[i];
      const bool marks = i + 1 < last.items.size() && instead[i] == nullptr &&
                         std::holds_alternative<understanding::Plain>(item.meaning) &&
                         thing_of(last.items[i + 1]).has_value() &&
                         is_grammar(parts_.words, last.tokens[item.first]);
      if (!marks) append(instead[i] == nullptr ? last : line, item, unmarked);
    }
    ways.push_back(std::move(unmarked));
    return ways;
  }

  // Of "what about Lithuania?" behind "how much did Kazakhstan export to Lithuania?": what is named
  // stands elsewhere in the question, so that the two change places.
  static bool names_other_party(const Line& last, const std::vector<const Item*>& instead) {
    for (std::size_t i = 0; i < instead.size(); ++i) {
      const auto named = instead[i] == nullptr ? std::nullopt : thing_of(*instead[i]);
      if (!named) continue;
      for (std::size_t k = 0; k < last.items.size(); ++k) {
        if (k != i && instead[k] == nullptr && thing_of(last.items[k]) == named) return true;
      }
    }
    return false;
  }

  const Chatbot::Parts& parts_;
  const Conversation& conversation_;
};

}  // namespace

FollowUp follow_up(const Chatbot::Parts& parts, const std::vector<Token>& tokens,
                   const Conversation& conversation) {
  return Filling{parts, conversation}.fill(tokens);
}

}  // namespace jauap::chat
