#include "bot/chat/compose_set.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/cite.h"
#include "bot/chat/draw_facts.h"
#include "bot/text/format_number.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using knowledge::ValueType;
using query::Owned;
using query::SetDenotation;
using query::SetQuery;

constexpr std::size_t kNamed = 20;  // names and facts that a person wants to read

std::string names_of(const Chatbot::Parts& parts, const std::vector<EntityId>& things) {
  std::string names;
  for (std::size_t i = 0; i < things.size() && i < kNamed; ++i) {
    names += (i == 0 ? "" : ", ") + answers::write_name(parts.store, things[i]);
  }
  if (things.size() <= kNamed) return names;
  return say(parts, "more_names",
             {{"names", names}, {"count", std::to_string(things.size() - kNamed)}});
}

// A number that was worked out, to two digits behind the point; whether that rounds it is said.
std::string written(const Chatbot::Parts& parts, const query::Projected& value) {
  constexpr int kDigits = 2;
  constexpr double kScale = 100;
  constexpr double kWords = 1e6;  // from here on numbers are written in words, to six digits
  const auto* number = std::get_if<double>(&value.value);
  if (number == nullptr) return "";
  const bool is_large = std::abs(*number) >= kWords;
  const bool is_rounded =
      !is_large && std::abs(*number * kScale - std::round(*number * kScale)) > 1e-6;
  std::string text = text::format_number(*number, is_large ? 6 : kDigits);
  if (value.type == ValueType::Percent) {
    text += " %";
  } else if (!value.unit.empty()) {
    text += " " + value.unit;
  }
  return is_rounded ? say(parts, "about", {{"value", text}}) : text;
}

std::string owner_of(const Chatbot::Parts& parts, const Owned& value) {
  return value.thing ? answers::write_name(parts.store, *value.thing) : "";
}

Placeholders parts_of(const Chatbot::Parts& parts, const query::Step& step) {
  Placeholders all{{"value", written(parts, step.result)}, {"count", std::to_string(step.count)}};
  if (!step.operands.empty()) {
    all.emplace_back("first", written(parts, step.operands.front().value));
    all.emplace_back("second", written(parts, step.operands.back().value));
    all.emplace_back("thing", owner_of(parts, step.operands.front()));
  }
  return all;
}

// What the numbers of a query are numbers of: "area".
std::string property_of(const Chatbot::Parts& parts, const SetDenotation& set) {
  if (set.facts.empty()) return "";
  return parts.store.property(parts.store.fact(set.facts.front()).property).name;
}

// Whether the one fact names the things and no others.
bool tells_all(const Chatbot::Parts& parts, const SetDenotation& set) {
  const auto& fact = parts.store.fact(set.facts.front());
  return fact.subject != set.things.front() && fact.value.size() == set.things.size();
}

// "The harbour, the pier": an article that begins a sentence is written as its first word.
std::string begin_sentence(const Chatbot::Parts& parts, std::string names) {
  const std::string first = names.substr(0, names.find(' '));
  if (parts.words.articles.count(first) > 0 && first[0] >= 'a' && first[0] <= 'z') {
    names[0] = static_cast<char>(first[0] - 'a' + 'A');
  }
  return names;
}

// What is known of the things themselves, else what names them; what picked them out says other
// things as well.
std::vector<FactId> facts_about_things(const Chatbot::Parts& parts, const SetDenotation& set) {
  std::vector<FactId> own;
  std::vector<FactId> naming;
  for (const FactId id : set.facts) {
    const auto& fact = parts.store.fact(id);
    const auto is_named = [&](EntityId thing) {
      return std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{thing}) !=
             fact.value.end();
    };
    if (std::find(set.things.begin(), set.things.end(), fact.subject) != set.things.end()) {
      own.push_back(id);
    } else if (std::any_of(set.things.begin(), set.things.end(), is_named)) {
      naming.push_back(id);
    }
  }
  return own.empty() ? naming : own;
}

void list(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  for (const EntityId thing : set.things) {
    reply.values.push_back(to_reply_value(parts, thing, ValueType::Entity));
  }
  const std::string names = begin_sentence(parts, names_of(parts, set.things));
  const bool is_one = set.things.size() == 1;
  if (is_one) reply.value_text = names;
  const auto about = facts_about_things(parts, set);
  const bool is_counted = !set.compared.empty() && !set.compared.front().fact;
  if (set.things.empty()) {
    reply.answer = say(parts, "none");
  } else if (is_counted) {
    reply.answer = say(parts, "counted_most",
                       {{"names", names}, {"value", written(parts, set.compared.front().value)}});
  } else if (is_one && (about.empty() || about.size() > kFactsTold)) {
    reply.answer = names + ".";
  } else if (set.facts.size() == 1 && tells_all(parts, set)) {
    // "The capital of Norway is Oslo." names it already.
    reply.answer = tell_all(parts, set.facts);
  } else if (about.size() <= kFactsTold && (is_one || set.facts.size() == set.things.size())) {
    // Few enough to say what is known of each: "The length of the Salt is 9 km."
    reply.answer = say(parts, "named", {{"names", names}, {"facts", tell_all(parts, about)}});
  } else {
    reply.answer =
        say(parts, "listed", {{"names", names}, {"count", std::to_string(set.things.size())}});
  }
}

// "There are 2 harbours: …"; without the kind where the things are of several.
std::string say_count(const Chatbot::Parts& parts, const SetDenotation& set) {
  const auto kind = parts.store.entity(set.things.front()).kind;
  const bool is_one_kind = std::all_of(set.things.begin(), set.things.end(), [&](EntityId thing) {
    return parts.store.entity(thing).kind == kind;
  });
  const auto& held = parts.store.kind(kind);
  const std::string count = std::to_string(set.things.size());
  const std::string names = names_of(parts, set.things);
  if (!is_one_kind || held.plural.empty())
    return say(parts, "counted", {{"count", count}, {"names", names}});
  if (set.things.size() == 1) {
    return say(parts, "counted_one", {{"kind", held.name}, {"names", names}});
  }
  return say(parts, "counted_kind", {{"count", count}, {"kind", held.plural}, {"names", names}});
}

// "Westland: 3, Eastland: 2."
std::string numbers_of(const Chatbot::Parts& parts, const SetDenotation& set) {
  std::string numbers;
  for (std::size_t i = 0; i < set.values.size() && i < kNamed; ++i) {
    numbers += (i == 0 ? "" : ", ") + owner_of(parts, set.values[i]) + ": " +
               written(parts, set.values[i].value);
  }
  if (set.values.size() > kNamed) {
    numbers = say(parts, "more_names",
                  {{"names", numbers}, {"count", std::to_string(set.values.size() - kNamed)}});
  }
  return numbers + ".";
}

// What the columns hold of things of each kind.
void tell_held(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  for (const query::HeldOf& held : set.held) {
    std::string names;
    for (const auto id : held.properties) {
      const std::string& name = parts.store.property(id).name;
      names += (names.empty() ? "" : ", ") + name;
      reply.values.emplace_back(name);
    }
    reply.answer +=
        (reply.answer.empty() ? "" : " ") +
        say(parts, "held_of", {{"kind", parts.store.kind(held.kind).name}, {"properties", names}});
  }
}

void tell_quantities(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  for (const Owned& value : set.values) {
    reply.values.push_back(to_reply_value(parts, value.value.value, value.value.type));
  }
  if (set.values.size() == 1) reply.value_text = written(parts, set.values.front().value);
  for (const query::Step& step : set.steps) {
    reply.steps.push_back(
        say(parts, std::string{query::name_of(step.type)} + "_of", parts_of(parts, step)));
  }
  if (set.values.empty()) {
    reply.answer = say(parts, "none");
  } else if (set.is_count) {
    reply.answer = set.things.empty() ? say(parts, "none") : say_count(parts, set);
  } else if (!set.is_of_each && !set.steps.empty()) {
    auto placeholders = parts_of(parts, set.steps.back());
    placeholders.emplace_back("property", property_of(parts, set));
    reply.answer = say(parts, std::string{query::name_of(set.steps.back().type)}, placeholders);
    const auto& operands = set.steps.back().operands;
    if (!set.denied.empty() && operands.size() == 2) {
      reply.premise = tell_all(parts, set.facts);
      reply.answer = say(parts, "not_more",
                         {{"first", owner_of(parts, operands.front())},
                          {"second", owner_of(parts, operands.back())},
                          {"word", set.denied},
                          {"facts", *reply.premise},
                          {"answer", reply.answer}});
    }
  } else if (!set.is_of_each && !set.facts.empty()) {
    reply.answer = tell_all(parts, set.facts, kNamed);
  } else {
    reply.answer = numbers_of(parts, set);
  }
}

void verify(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  reply.values.emplace_back(*set.truth);
  const std::string told = tell_all(parts, set.facts);
  if (*set.truth) {
    reply.answer = say(parts, "yes", {{"fact", told}});
  } else if (told.empty()) {
    reply.answer = say(parts, "no");
  } else {
    reply.answer = say(parts, set.is_corrected ? "corrected" : "no_fact", {{"fact", told}});
    reply.premise = told;
  }
  while (!reply.answer.empty() && reply.answer.back() == ' ') reply.answer.pop_back();
}

// Bars where several things are told apart by one number each.
void draw(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  const auto& values = set.compared.empty() ? set.values : set.compared;
  if (values.size() < 2 || values.size() > kMostBars) return;
  Chart chart;
  chart.unit = values.front().value.unit;
  for (const Owned& value : values) {
    const auto* number = std::get_if<double>(&value.value.value);
    if (number == nullptr || !value.thing || value.value.unit != chart.unit) return;
    chart.bars.push_back(
        {answers::write_name(parts.store, *value.thing), *number, written(parts, value.value)});
  }
  chart.title = property_of(parts, set);
  reply.chart = std::move(chart);
}

// That there are such things no fact says by itself: the first that is held of each thing named,
// and of a column the first that it holds.
std::vector<FactId> witnesses(const Chatbot::Parts& parts, const SetDenotation& set) {
  std::vector<FactId> facts;
  const auto add_first = [&](std::span<const knowledge::RowId> rows) {
    if (!rows.empty()) facts.push_back(parts.store.row(rows.front()).fact);
  };
  for (std::size_t i = 0; i < std::min(set.things.size(), kNamed); ++i) {
    add_first(parts.store.rows_with(set.things[i]));
  }
  for (const query::HeldOf& held : set.held) {
    for (const auto id : held.properties) add_first(parts.store.rows_of(id));
  }
  return facts;
}

}  // namespace

void compose_set(const Chatbot::Parts& parts, const SetDenotation& set, Reply& reply) {
  reply.status = Status::Answered;
  switch (set.ask) {
    case SetQuery::Ask::List:
      list(parts, set, reply);
      break;
    case SetQuery::Ask::Held:
      tell_held(parts, set, reply);
      break;
    case SetQuery::Ask::Quantities:
      tell_quantities(parts, set, reply);
      break;
    case SetQuery::Ask::Truth:
      verify(parts, set, reply);
      break;
  }
  if (set.has_taken_unit) reply.answer = say(parts, "unit_taken", {{"answer", reply.answer}});
  draw(parts, set, reply);
  std::vector<FactId> facts = set.facts.empty() ? witnesses(parts, set) : set.facts;
  if (facts.size() > kNamed) facts.resize(kNamed);
  add_facts(parts, facts, reply);
  reply.suggestions = answers::starters(parts.store, kSuggestions);
}

}  // namespace jauap::chat
