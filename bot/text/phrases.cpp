#include "bot/text/phrases.h"

#include <algorithm>
#include <utility>

namespace jauap::text {

std::size_t Phrases::length_at(const std::vector<Token>& tokens, std::size_t first) const {
  if (first >= tokens.size()) return 0;
  const auto most = longest.find(tokens[first].text);  // few words begin a phrase
  if (most == longest.end()) return 0;
  for (std::size_t count = std::min(most->second, tokens.size() - first); count > 0; --count) {
    if (all.count(join(tokens, first, count)) > 0) return count;
  }
  return 0;
}

bool Phrases::occur_in(const std::vector<Token>& tokens) const {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (length_at(tokens, at) > 0) return true;
  }
  return false;
}

Phrases make_phrases(std::unordered_set<std::string> all) {
  Phrases phrases{std::move(all), {}};
  for (const std::string& phrase : phrases.all) {
    const auto spaces = std::count(phrase.begin(), phrase.end(), ' ');
    std::size_t& longest = phrases.longest[phrase.substr(0, phrase.find(' '))];
    longest = std::max(longest, static_cast<std::size_t>(spaces) + 1);
  }
  return phrases;
}

}  // namespace jauap::text
