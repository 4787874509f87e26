#include "bot/chat/metonyms.h"

#include <string>
#include <utility>

#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

// The name of what a thing is said for; nothing where that is none, or several.
std::optional<std::string> meant_by(const knowledge::FactStore& store,
                                    const understanding::Mention& mention) {
  std::optional<std::string> owner;
  const auto& properties = store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    if (!properties[i].is_metonym) continue;
    for (const auto& sense : mention.senses) {
      if (sense.type != query::Sense::Type::Entity) continue;
      const knowledge::EntityId thing{sense.id};
      for (const auto id : store.rows_with(thing, static_cast<knowledge::PropertyId>(i))) {
        const auto row = store.row(id);
        if (row.derived || row.subject == thing) continue;
        const std::string& name = store.entity(row.subject).name;
        if (owner && *owner != name) return std::nullopt;
        owner = name;
      }
    }
  }
  return owner;
}

}  // namespace

std::optional<WithoutMetonyms> without_metonyms(const Chatbot::Parts& parts,
                                                std::string_view message,
                                                const std::vector<text::Token>& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  WithoutMetonyms result;
  for (const auto& item : line.items) {
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(item.first);
    const std::vector<text::Token> own{begin, begin + static_cast<std::ptrdiff_t>(item.count)};
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    const auto meant = mention == nullptr ? std::nullopt : meant_by(parts.store, *mention);
    if (!meant) {
      result.tokens.insert(result.tokens.end(), own.begin(), own.end());
      continue;
    }
    std::string typed;
    for (const auto& token : own) typed += (typed.empty() ? "" : " ") + text::typed(message, token);
    result.readings.push_back({std::move(typed), *meant});
    // "Signed in X" may be said of the place itself.
    result.is_place = result.is_place || (item.first > 0 && tokens[item.first - 1].text ==
                                                                parts.words.place_preposition);
    for (auto& token : text::normalize(*meant, parts.words)) {
      token.span = own.front().span;
      result.tokens.push_back(std::move(token));
    }
  }
  if (result.readings.empty()) return std::nullopt;
  return result;
}

}  // namespace jauap::chat
