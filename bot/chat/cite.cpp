#include "bot/chat/cite.h"

#include <algorithm>
#include <iterator>

#include "bot/answers/tell.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::ValueType;

std::string without_article(const Chatbot::Parts& parts, std::string_view name) {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos) return std::string{name};
  if (parts.words.function_words.count(std::string{name.substr(0, space)}) == 0) {
    return std::string{name};
  }
  return std::string{name.substr(space + 1)};
}

CitedFact cite(const Chatbot::Parts& parts, FactId id) {
  const FactStore& store = parts.store;
  const Fact fact = store.fact(id);
  CitedFact cited;
  cited.fact = id;
  cited.id = fact.key();
  cited.text = answers::tell(store, fact);
  for (const auto& value : fact.value) {
    cited.values.push_back(to_reply_value(parts, value, store.property(fact.property).type));
  }
  cited.unit = fact.unit;
  if (fact.when) cited.when = text::to_iso(*fact.when);
  if (fact.period) cited.when = store.tables().periods[*fact.period].name;
  const auto& source = store.source(fact);
  cited.title = source.title;
  cited.publisher = source.publisher;
  cited.date = source.date;
  cited.url = source.url;
  cited.at = fact.at();
  cited.pack = store.pack(fact).name;
  return cited;
}

}  // namespace

std::string say(const Chatbot::Parts& parts, const std::string& name,
                const Placeholders& placeholders) {
  const auto message = parts.messages.find(name);
  return message == parts.messages.end() ? "" : answers::fill(message->second, placeholders);
}

ReplyValue to_reply_value(const Chatbot::Parts& parts, const knowledge::Scalar& value,
                          ValueType type) {
  if (const auto* number = std::get_if<double>(&value)) {
    if (type == ValueType::Time) return answers::write_time(*number);
    return *number;
  }
  if (const auto* yes = std::get_if<bool>(&value)) return *yes;
  if (const auto* date = std::get_if<text::Date>(&value)) return text::to_iso(*date);
  if (const auto* entity = std::get_if<EntityId>(&value)) {
    // A cell of a table is given as it stands: "on time".
    const std::string_view name = parts.store.name(*entity);
    const bool is_cell = parts.store.kind(parts.store.entity(*entity).kind).of_table;
    return is_cell ? std::string{name} : without_article(parts, name);
  }
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::string{};
}

std::string tell_all(const Chatbot::Parts& parts, const std::vector<FactId>& facts,
                     std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < facts.size() && i < most; ++i) {
    if (!text.empty()) text += ' ';
    text += answers::tell(parts.store, parts.store.fact(facts[i]));
  }
  if (facts.size() <= most) return text;
  return say(parts, "more", {{"answer", text}, {"count", std::to_string(facts.size() - most)}});
}

std::vector<CitedFact> cite_all(const Chatbot::Parts& parts, const std::vector<FactId>& facts) {
  std::vector<CitedFact> cited;
  cited.reserve(facts.size());
  for (const FactId id : facts) cited.push_back(cite(parts, id));
  return cited;
}

void add_facts(const Chatbot::Parts& parts, const std::vector<FactId>& facts, Reply& reply) {
  auto cited = cite_all(parts, facts);
  std::move(cited.begin(), cited.end(), std::back_inserter(reply.facts));
}

std::string places_of(const Reply& reply) {
  std::vector<std::pair<std::string, std::string>> sources;  // and the places in it
  for (const CitedFact& fact : reply.facts) {
    std::string source = "“" + fact.title + "”";
    for (const std::string* part : {&fact.publisher, &fact.date}) {
      if (!part->empty()) source += ", " + *part;
    }
    auto known = std::find_if(sources.begin(), sources.end(),
                              [&](const auto& entry) { return entry.first == source; });
    if (known == sources.end()) known = sources.insert(sources.end(), {source, ""});
    if (known->second.find(fact.at) == std::string::npos) known->second += ", " + fact.at;
  }
  std::string places;
  for (const auto& [source, at] : sources) {
    if (!places.empty()) places += "; ";
    places += source;
    places += at;
  }
  return places;
}

}  // namespace jauap::chat
