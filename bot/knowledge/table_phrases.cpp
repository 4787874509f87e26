#include "bot/knowledge/table_phrases.h"

#include <utility>

#include "bot/text/tokens.h"

namespace jauap::knowledge {

using base::JsonValue;

TablePhrases::TablePhrases(const text::Words& words, const std::vector<std::string>& reserved,
                           const std::string& file, base::Problems& problems)
    : words_{words}, file_{file}, problems_{problems} {
  for (const std::string& word : reserved) reserved_.insert(canonical(word));
}

std::string TablePhrases::canonical(std::string_view text) const {
  return text::join(text::normalize(text, words_));
}

std::string TablePhrases::check_not_empty(const JsonValue& text) {
  std::string phrase = canonical(text.text);
  if (phrase.empty()) {
    report(text, "expected a word or a number, found only signs in " + base::describe(text), "");
  }
  return phrase;
}

std::string TablePhrases::check_name(const JsonValue& text) {
  std::string phrase = check_not_empty(text);
  if (!phrase.empty() && reserved_.count(phrase) != 0 && kinds_.count(phrase) == 0) {
    report(text, base::describe(text) + " is a word of asking, which names nothing",
           "choose a longer or another name");
  }
  return phrase;
}

std::string TablePhrases::check_kind(const JsonValue& text) {
  std::string phrase = check_not_empty(text);
  if (words_.function_words.count(phrase) != 0) {
    report(text, base::describe(text) + " is a word of every sentence, which names nothing",
           "choose a longer or another name");
  }
  kinds_.insert(phrase);
  return phrase;
}

void TablePhrases::claim(PhraseOwners& owners, const std::string& phrase, const JsonValue& text,
                         const std::string& owner, const std::string& things) {
  if (phrase.empty()) return;
  const auto [held, is_new] = owners.emplace(phrase, owner);
  if (is_new) return;
  if (held->second == owner) {
    report(text, base::describe(text) + " says the same as another name or word here",
           "case, accents and punctuation make no difference; leave it out");
    return;
  }
  report(text,
         base::describe(text) + " names two " + things + ", \"" + owner + "\" and \"" +
             held->second + "\"",
         "give each a name of its own");
}

void TablePhrases::report(const JsonValue& place, std::string message, std::string hint) {
  problems_.push_back(
      {file_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
}

}  // namespace jauap::knowledge
