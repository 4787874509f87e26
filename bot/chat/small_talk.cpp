#include "bot/chat/small_talk.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/cite.h"

namespace jauap::chat {
namespace {

using knowledge::FactId;

constexpr std::size_t kExamples = 3;
constexpr std::size_t kRowsLookedAt = 200;
constexpr std::size_t kEventsTold = 12;  // of a timeline

std::string text_of(const intents::Match& match, std::string_view variant) {
  const auto found = match.intent->answers.find(std::string{variant});
  return found == match.intent->answers.end() ? "" : found->second.front();
}

std::string source_names(const Chatbot::Parts& parts) {
  std::string sources;
  for (const auto& source : parts.store.tables().sources) {
    if (!sources.empty()) sources += "; ";
    sources += "“" + source.title + "”";
    if (!source.publisher.empty()) sources += ", " + source.publisher;
    if (!source.date.empty()) sources += ", " + source.date;
  }
  return sources;
}

// A text with the names of the packs, their sources, and examples that were not shown before.
void say_text(const Chatbot::Parts& parts, const std::string& text, Conversation* conversation,
              Reply& reply) {
  std::string titles;
  for (const auto& pack : parts.packs) titles += (titles.empty() ? "" : "; ") + pack.title;
  std::string examples;
  const bool gives_examples = text.find("{examples}") != std::string::npos;
  const std::size_t skip = conversation == nullptr ? 0 : conversation->examples_shown;
  reply.suggestions = answers::starters(parts.store, kExamples, skip);
  if (reply.suggestions.empty()) reply.suggestions = answers::starters(parts.store, kExamples);
  if (gives_examples && conversation != nullptr) conversation->examples_shown += kExamples;
  for (const auto& question : reply.suggestions) {
    examples += (examples.empty() ? "“" : ", “") + question + "”";
  }
  reply.answer = answers::fill(
      text, {{"packs", titles}, {"sources", source_names(parts)}, {"examples", examples}});
}

void tell_facts(const Chatbot::Parts& parts, const std::vector<FactId>& facts, Reply& reply,
                std::size_t most = kFactsTold) {
  reply.answer = tell_all(parts, facts, most);
  add_facts(parts, facts, reply);
}

std::vector<FactId> highlights(const Chatbot::Parts& parts) {
  std::vector<FactId> facts;
  for (const auto& pack : parts.store.tables().packs) {
    for (const auto& key : pack.highlights) facts.push_back(parts.intent_facts.at(key));
  }
  return facts;
}

// What written facts say to have happened, the earliest first. Of the same time: as written.
std::vector<FactId> events(const Chatbot::Parts& parts) {
  const auto& tables = parts.store.tables();
  std::vector<FactId> facts;
  for (std::size_t i = 0; i < tables.written.size(); ++i) {
    const auto& fact = tables.written[i];
    const bool is_event = parts.store.property(fact.property).type == knowledge::ValueType::Event;
    if (is_event && fact.when) facts.push_back(FactId(tables.cells.size() + i));
  }
  std::stable_sort(facts.begin(), facts.end(), [&](FactId a, FactId b) {
    return *parts.store.fact(a).when < *parts.store.fact(b).when;
  });
  return facts;
}

// "Tell me about trade": what written facts say besides of what was told first, and of how it
// changed.
std::vector<FactId> facts_of_same(const Chatbot::Parts& parts, const Conversation& conversation) {
  std::vector<FactId> facts;
  const auto asked = parts.store.fact(conversation.last_told.front()).property;
  const auto& properties = parts.store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const auto property = static_cast<knowledge::PropertyId>(i);
    if (properties[i].of_table || (property != asked && properties[i].of != asked)) continue;
    for (const auto row : parts.store.rows_of(property)) {
      if (facts.size() == kFactsTold) return facts;
      const FactId fact = parts.store.row(row).fact;
      const bool is_known = conversation.told.count(fact) > 0 ||
                            std::find(facts.begin(), facts.end(), fact) != facts.end();
      if (!is_known && parts.store.fact(fact).property == property) facts.push_back(fact);
    }
  }
  return facts;
}

// What is held of the things talked about and was not told, from the pack that was last told from.
std::vector<FactId> facts_beside(const Chatbot::Parts& parts, const Conversation& conversation) {
  std::vector<FactId> facts;
  if (conversation.last_told.empty()) return facts;
  const auto pack = parts.store.fact(conversation.last_told.front()).pack;
  for (const auto* things : {&conversation.subjects, &conversation.answered}) {
    for (const auto thing : *things) {
      const auto rows = parts.store.rows_with(thing);
      for (const auto row : rows.first(std::min(rows.size(), kRowsLookedAt))) {
        if (facts.size() == kFactsTold) return facts;
        const FactId fact = parts.store.row(row).fact;
        if (parts.store.row(row).subject != thing || parts.store.fact(fact).pack != pack) continue;
        if (conversation.told.count(fact) > 0) continue;
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
      }
    }
  }
  if (facts.empty()) facts = facts_of_same(parts, conversation);
  return facts;
}

}  // namespace

const std::vector<std::string>& message_operations() {
  static const std::vector<std::string> kNames{std::string{kCite}, std::string{kForget},
                                               std::string{kMore}, std::string{kOverview},
                                               std::string{kSay},  std::string{kTimeline}};
  return kNames;
}

std::vector<std::string_view> answers_of(std::string_view operation) {
  if (operation == kSay || operation == kForget) return {kFound};
  if (operation == kFacts) return {};
  return {kFound, kNone};
}

Reply compose_small_talk(const Chatbot::Parts& parts, const intents::Match& match,
                         Conversation* conversation) {
  Reply reply;
  reply.stage = "whole_message";
  reply.status = Status::Answered;
  const std::string& operation = match.intent->operation;
  std::vector<FactId> facts;
  if (operation == kFacts) {
    for (const auto& key : match.intent->facts) facts.push_back(parts.intent_facts.at(key));
    tell_facts(parts, facts, reply);
    return reply;
  }
  if (operation == kForget && conversation != nullptr) *conversation = {};
  if (operation == kOverview) facts = highlights(parts);
  if (operation == kTimeline) facts = events(parts);
  if (conversation != nullptr && operation == kMore) facts = facts_beside(parts, *conversation);
  if (conversation != nullptr && operation == kCite) facts = conversation->last_told;
  if (facts.empty()) {
    const bool can_fail = operation != kSay && operation != kForget;
    say_text(parts, text_of(match, can_fail ? kNone : kFound), conversation, reply);
    if (operation == kMore) reply.status = Status::Unknown;
    return reply;
  }
  tell_facts(parts, facts, reply, operation == kTimeline ? kEventsTold : kFactsTold);
  reply.answer = answers::fill(text_of(match, kFound),
                               {{"facts", reply.answer}, {"places", places_of(reply)}});
  if (conversation != nullptr) {
    conversation->told.insert(facts.begin(), facts.end());
    conversation->last_told = std::move(facts);
  }
  return reply;
}

}  // namespace jauap::chat
