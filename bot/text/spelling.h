#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "bot/base/block.h"
#include "bot/base/lists.h"
#include "bot/text/text_table.h"

namespace jauap::text {

// Corrects typing mistakes into the words of a vocabulary, by symmetric deletes (W. Garbe,
// SymSpell): one mistake in words of 4 to 7 letters, two in longer ones, none in shorter ones, and
// the first letter must be right in words under 6 letters.
// A word that is known is never corrected: a word of the vocabulary, a rule word, a common word of
// the language, or a regular inflection of one of them ("exporting"). Nothing is corrected into a
// rule word under 6 letters or a word with a figure in it. All words are in canonical form but the
// common ones. Immutable; safe for concurrent use.
class Spelling {
 public:
  // What words may be corrected into, filed under what remains of them.
  struct Targets {
    TextTable words;
    base::Block<std::uint8_t> letters;  // of each word, at most 255
    base::Lists<std::uint32_t> filed;   // by bucket of a remainder: numbers of words
    std::uint64_t mask = 0;             // of the buckets

    template <class Archive, class Self>
    static void archive(Archive& archive, Self& self) {
      archive(self.words, self.letters, self.filed, self.mask);
    }
  };

  // `vocabulary`: what may be corrected into. `rule_words`: the words of templates and of grammar,
  // of which only the longer ones are targets, one mistake away: they say nothing of the subject.
  // `common_words`: known words of the language, one per line, as in Debian's wordlists. Names
  // count too, whatever their case: another name that differs by a letter (Iran, Iraq) must not
  // become one of the vocabulary. Lines with an apostrophe do not count. The text must outlive the
  // spelling; it is not looked at before a word comes that is in neither of the others.
  Spelling(const std::vector<std::string>& vocabulary, std::unordered_set<std::string> rule_words,
           std::string_view common_words);
  // The same with targets that targets() of one with these rule words gave.
  Spelling(Targets targets, std::unordered_set<std::string> rule_words,
           std::string_view common_words);
  ~Spelling();
  Spelling(Spelling&&) noexcept;
  Spelling& operator=(Spelling&&) noexcept;

  bool knows(std::string_view word) const;
  // The same, but for what the language has as a name alone ("Tate"), which in small letters may be
  // anything.
  bool knows_no_name(std::string_view word) const;
  // Whether it is a word of the vocabulary or of the rules.
  bool holds(std::string_view word) const;
  bool is_rule_word(std::string_view word) const;
  // What `word` was meant to be; "" where it is known, where nothing is near enough, or where two
  // vocabulary words are equally near (a guess is worse than asking back), unless these are
  // inflections of one of them: then that one. The same for what it may be an inflection of. A
  // short word that is as near to a rule word is left alone.
  std::string correct(std::string_view word) const;
  // All words that `word` may have been meant to be by one mistake, a longer one by two where it is
  // none by one, for a caller who can tell which of them makes sense: words of the vocabulary and
  // regular forms of what is held, for a word of three letters or more, and rule words of any
  // length. At most four dozen, sorted; nothing where there would be more.
  std::vector<std::string> readings(std::string_view word) const;

  // The one word of the vocabulary, or longer one of the rules, of which a word of five letters or
  // more that is not known is the beginning, three letters short of it or more: "intergov"; of
  // forms of one word the shortest. "" where there is none or several, or where the vocabulary has
  // more words than can be looked at.
  std::string completed(std::string_view word) const;

  const Targets& targets() const;

 private:
  struct Index;
  std::string correct_base(std::string_view word) const;
  bool is_form_of_held(std::string_view word) const;
  std::unique_ptr<const Index> index_;
};

}  // namespace jauap::text
