#include "bot/chat/conversation_text.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "bot/base/checksum.h"
#include "bot/chat/parts.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using nlohmann::json;
using Tokens = std::vector<text::Token>;

// Raised where the form changes, so that replicas of two versions forget each other's instead of
// misreading them.
constexpr std::string_view kForm = "jauap-conversation 2 ";
constexpr std::size_t kDigits = 16;  // of the checksum
constexpr std::size_t kMostTokens = 4'000;
constexpr std::size_t kMostExamples = 1'000'000;

std::string digits_of(std::uint64_t number) {
  std::string digits(kDigits, '0');
  for (auto digit = digits.rbegin(); number > 0; ++digit, number >>= 4U) {
    *digit = "0123456789abcdef"[number & 15U];
  }
  return digits;
}

json tokens_to_json(const Tokens& tokens) {
  json list = json::array();
  for (const text::Token& token : tokens) {
    list.push_back(token.text);
    list.push_back(static_cast<unsigned>(token.kind));
  }
  return list;
}

// Reads what was written; false from the first thing on that is not as expected.
class ConversationReader {
 public:
  ConversationReader(const json& told, const LastingKeys& keys) : told_{told}, keys_{keys} {}

  std::optional<Conversation> read() {
    Conversation read;
    const bool is_good = told_.is_object() && tokens(member("question"), read.question) &&
                         entities("answered", read.answered) && entities("listed", read.listed) &&
                         entities("subjects", read.subjects) &&
                         entities("referents", read.referents) && entities("named", read.named) &&
                         facts("last_told", read.last_told) && told(read.told) &&
                         compared(read.compared) && rest(read);
    if (!is_good) return std::nullopt;
    return read;
  }

 private:
  const json& member(const char* name) const {
    static const json kNone;
    const auto found = told_.find(name);
    return found == told_.end() ? kNone : *found;
  }

  static bool tokens(const json& list, Tokens& into) {
    if (!list.is_array() || list.size() % 2 != 0 || list.size() > 2 * kMostTokens) return false;
    for (std::size_t i = 0; i < list.size(); i += 2) {
      if (!list[i].is_string() || !list[i + 1].is_number_unsigned()) return false;
      const auto kind = list[i + 1].get<std::uint64_t>();
      const auto& text = list[i].get_ref<const std::string&>();
      if (text.empty() || kind > static_cast<unsigned>(text::TokenKind::Symbol)) return false;
      into.push_back({text, static_cast<text::TokenKind>(kind), {}});
    }
    return true;
  }

  bool entities(const char* name, std::vector<EntityId>& into) const {
    const json& list = member(name);
    if (!list.is_array()) return false;
    for (const json& key : list) {
      if (!key.is_number_unsigned()) return false;
      if (const auto id = keys_.entity(key.get<LastingKey>())) into.push_back(*id);
    }
    return true;
  }

  // [fact] or [subject, property]
  bool facts(const char* name, std::vector<FactId>& into) const {
    const json& list = member(name);
    if (!list.is_array()) return false;
    for (const json& key : list) {
      if (!key.is_array() || key.empty() || key.size() > 2) return false;
      for (const json& part : key) {
        if (!part.is_number_unsigned()) return false;
      }
      LastingFact fact{key[0].get<LastingKey>()};
      if (key.size() == 2) fact.property = key[1].get<LastingKey>();
      if (const auto id = keys_.fact(fact)) into.push_back(*id);
    }
    return true;
  }

  bool told(std::set<FactId>& into) const {
    std::vector<FactId> all;
    if (!facts("told", all)) return false;
    into.insert(all.begin(), all.end());
    return true;
  }

  // "Which is larger?" is asked of two numbers or of none.
  bool compared(std::vector<FactId>& into) const {
    if (!facts("compared", into)) return false;
    if (into.size() != member("compared").size()) into.clear();
    return into.size() <= 2;
  }

  bool rest(Conversation& into) const {
    const json& is_lost = member("is_lost");
    const json& examples = member("examples_shown");
    const json& options = member("options");
    if (!is_lost.is_boolean() || !examples.is_number_unsigned() || !options.is_array()) {
      return false;
    }
    into.is_lost = is_lost.get<bool>();
    into.examples_shown = examples.get<std::size_t>();
    for (const json& option : options) {
      into.options.emplace_back();
      if (!tokens(option, into.options.back()) || into.options.back().empty()) return false;
    }
    return into.examples_shown <= kMostExamples;
  }

  const json& told_;
  const LastingKeys& keys_;
};

}  // namespace

std::string with_checksum(std::string_view told) {
  std::string text{kForm};
  text += digits_of(base::checksum(told));
  text += ' ';
  text += told;
  return text;
}

ConversationText::ConversationText(const Chatbot& chatbot)
    : parts_{chatbot.parts()}, keys_{parts_.store} {}

std::string ConversationText::write(const Conversation& conversation) const {
  const auto entities = [this](const std::vector<EntityId>& ids) {
    json list = json::array();
    for (const EntityId id : ids) list.push_back(lasting_key(parts_.store, id));
    return list;
  };
  const auto facts = [this](const auto& ids) {
    json list = json::array();
    for (const FactId id : ids) {
      const LastingFact key = lasting_key(parts_.store, id);
      list.push_back(key.property ? json::array({key.subject, *key.property})
                                  : json::array({key.subject}));
    }
    return list;
  };
  json options = json::array();
  for (const Tokens& option : conversation.options) options.push_back(tokens_to_json(option));
  const json told{{"question", tokens_to_json(conversation.question)},
                  {"answered", entities(conversation.answered)},
                  {"listed", entities(conversation.listed)},
                  {"subjects", entities(conversation.subjects)},
                  {"referents", entities(conversation.referents)},
                  {"named", entities(conversation.named)},
                  {"last_told", facts(conversation.last_told)},
                  {"told", facts(conversation.told)},
                  {"compared", facts(conversation.compared)},
                  {"is_lost", conversation.is_lost},
                  {"examples_shown", conversation.examples_shown},
                  {"options", std::move(options)}};
  std::string text = with_checksum(told.dump(-1, ' ', false, json::error_handler_t::replace));
  return text.size() <= kMost ? text : write({});
}

std::optional<Conversation> ConversationText::read(std::string_view text) const {
  const std::size_t head = kForm.size() + kDigits + 1;
  if (text.size() < head || text.size() > kMost || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view told = text.substr(head);
  if (text.substr(0, head) != with_checksum(told).substr(0, head)) return std::nullopt;
  const json parsed = json::parse(told, nullptr, false);
  return ConversationReader{parsed, keys_}.read();
}

}  // namespace jauap::chat
