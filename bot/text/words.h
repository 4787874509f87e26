#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bot/base/problem.h"
#include "bot/text/dimensions.h"
#include "bot/text/phrases.h"
#include "bot/text/tokens.h"

namespace jauap::text {

// The word lists of one language, from intents/<lang>/_words.json: what the tokeniser's output
// means before any fact is known. Immutable after loading; safe for concurrent use.
struct Words {
  std::string language;  // "en"

  // Words that carry no content of their own (the, of, was): explained without a fact.
  std::unordered_set<std::string> function_words;
  std::unordered_set<std::string> articles;  // the function words that may stand before a name
  // Words that stand for something said before (it, they, this). In a question by itself they are
  // explained, but name nothing.
  std::unordered_set<std::string> pronouns;
  // Of these the ones that stand for things named before: "them", "it".
  std::unordered_set<std::string> referring_words;
  // "their" → "them": what stands for the owner, with a possessive mark behind.
  std::unordered_map<std::string, std::string> possessives;
  std::string referring_word;   // "them": one that is put in where it was left out
  std::string possession_word;  // "of": what stands between something and its owner
  // What opens a message that goes on with the last question: "and", "what about", "no, I meant".
  Phrases follow_up_openings;
  // "One of them", "on the list": asks whether a list has something in it.
  Phrases membership_phrases;
  // What stands for the last question with its two parties in each other's place: "vice versa".
  Phrases reversals;
  // "former" → -2, "latter" → -1: which of the things named last is meant, from the end.
  std::unordered_map<std::string, int> positions;
  std::string comparing_word;  // "than": stands in front of what something is held against
  std::string plural_pronoun;  // "ones": stands for things by what was said of others like them
  // "I", "my": what somebody who tells of themselves begins with.
  std::unordered_set<std::string> first_persons;
  // "Other": picks the one of a pair that was not talked of last.
  std::unordered_set<std::string> other_words;
  std::unordered_set<std::string> negations;  // "not": what denies that something is so
  // "Amount", "level": what is asked for where a number is, not things of that sort.
  std::unordered_set<std::string> measure_words;
  std::unordered_set<std::string> number_nouns;            // "figure": any number that a text gives
  std::unordered_set<std::string> sort_nouns;              // "goods": what things are asked for
  std::unordered_set<std::string> comparing_verbs;         // "compare"
  std::unordered_set<std::string> versus_words;            // "versus"
  std::unordered_set<std::string> top_words;               // "top": in front of how many lead
  std::unordered_map<std::string, double> fraction_words;  // "quarter": how many make a whole
  std::string part_phrase;                                 // "as a percentage of"
  std::unordered_set<std::string> indefinite_pronouns;     // "anything"
  std::unordered_set<std::string> approximations;          // "about", "roughly"
  std::unordered_set<std::string> doing_words;             // "do", "does", "did"
  std::unordered_set<std::string> amount_verbs;            // "pay": what is done so is an amount
  std::unordered_set<std::string> capacity_words;          // "as": in front of what somebody is
  Phrases purpose_openings;  // "for my": in front of what a question is asked for
  std::unordered_set<std::string> exactness_words;  // "exactly"
  std::unordered_set<std::string> focus_words;      // "only", "interested": of what talk is about
  Phrases exclusions;                               // "besides", "apart from"
  Phrases order_phrases;                            // "in order of time"
  std::unordered_set<std::string> time_openings;    // "when": of a clause in front of a question
  std::unordered_set<std::string> request_words;    // "please": in front of what is asked for
  std::unordered_set<std::string> share_words;      // "share": a part of a whole in percent
  std::unordered_set<std::string> list_words;     // "item": what stands in a list, and that it does
  std::unordered_set<std::string> last_words;     // "last": the other end of a list
  std::unordered_set<std::string> rest_words;     // "left", "remains": without a part
  std::unordered_set<std::string> course_words;   // "rise", "before": how a number changes
  std::unordered_set<std::string> time_measures;  // "date", "event": what asks for a time
  std::unordered_set<std::string> reporting_words;  // "mentioned": that a text has something
  std::unordered_set<std::string> comparatives;  // "more", "larger": what asks which of two it is
  std::unordered_set<std::string> total_words;   // "total": what several numbers add up to
  std::unordered_set<std::string> party_words;   // "side": behind "other", one of two
  std::unordered_set<std::string>
      person_pronouns;                          // "he": of the referring words, nobody but people
  std::unordered_set<std::string> group_words;  // "both": the two things named last
  // "Gentleman": stands for a person of any kind.
  std::unordered_set<std::string> person_nouns;
  // "Mr": says nothing more in front of a name.
  std::unordered_set<std::string> titles;
  std::vector<std::string> pair_joints;         // what may stand between two: "or", "and"
  std::string place_pronoun;                    // "there"
  std::unordered_set<std::string> being_words;  // beside these it stands for no place: "there is"
  std::string origin_preposition;               // "from": what stands before where something began
  std::string rank_preposition;                 // "among": what stands before those in a ranking
  std::string place_preposition;                // "in": what stands before a pronoun for a place
  // What stands between a thing and a name that tells which one it is: "between", "of".
  std::unordered_set<std::string> describing_prepositions;
  // Verbs in front of what somebody has: "have" in "does it have a harbour".
  std::unordered_set<std::string> possession_verbs;
  std::string time_pronoun;  // "then": stands for a time named before
  Phrases topic_openings;    // what returns to something said before: "back to"
  // What sets something against what was said: "and not", "rather than".
  Phrases contrast_openings;
  Phrases hypothetical_openings;  // "if", "suppose": what follows is not said to be so
  Phrases correction_openings;    // "no wait": what takes back what was asked before
  Phrases reason_openings;        // "why": what asks for a reason
  Phrases in_person_phrases;      // "in person": nobody else for them
  Phrases worth_phrases;   // "useful", "regarded as useful": what says no more than that it is good
  std::string worth_noun;  // "importance": what is asked for where something is said to be so
  // How an amount shall be written out: "in full", "with all zeros".
  Phrases in_full_phrases;
  std::unordered_set<std::string> plain_words;  // the same before a unit: "in whole dollars"
  // Words that colour what is said and ask for nothing: "roughly", "lol", "give or take". Where
  // nothing else explains them, they need no explanation.
  Phrases light_phrases;
  // The same right in front of a name: "all the", "any".
  std::unordered_set<std::string> light_determiners;
  // The same right behind a name: "went up", "set up".
  std::unordered_set<std::string> particles;
  Phrases question_openings;  // what a question or a request begins with: "how", "tell me"
  Phrases aside_openings;     // what begins a remark beside a question: "thanks", "I bet"
  std::unordered_set<std::string> abbreviations;  // whose full stop ends no sentence: "mr"
  std::unordered_set<std::string> joiners;        // "and": joins two things of a kind
  std::unordered_set<std::string> talk_words;     // "you", "tell": of those who talk, of asking
  std::unordered_set<std::string> alternative_joiners;  // "or": leaves the choice between two
  // "Deputy", "former": what is that in front of a role is not the role (privative adjectives).
  std::unordered_set<std::string> privative_words;
  // Other words that are typed in place of one: "an".
  std::unordered_set<std::string> joiner_slips;
  // Words before a name of things that pick none of them: "the", "all".
  std::unordered_set<std::string> determiners;
  // Words around a description of things that are explained by its being asked for: "which", "are".
  std::unordered_set<std::string> frame_words;
  std::unordered_set<std::string> asking_words;  // those that ask for things or values: "which"
  // Words for what stands in any table: a question with one is about tables, whatever else it
  // names.
  std::unordered_set<std::string> table_words;  // "rows", "columns"
  // What opens a clause that takes something for granted: "given that", "as".
  Phrases premise_openings;
  // Token sequences and what they stand for: "what 's" → "what is", "didnt" → "did not".
  // Keys and values are tokens joined by one space (the file has them as people write them:
  // "what's"); the longest key in a text wins, and no value holds a key.
  std::unordered_map<std::string, std::string> contractions;
  // Irregular forms and their base form: "sold" → "sell", "people" → "person".
  std::unordered_map<std::string, std::string> irregular_forms;
  // Keys of the following are one token or several joined by one space: "a hundred", "us dollars".
  std::unordered_map<std::string, double> number_words;   // "three", "forty", "a hundred"
  std::unordered_map<std::string, double> scale_words;    // "hundred", "thousand", "million", "bn"
  std::unordered_map<std::string, double> ordinal_words;  // "third", "thirtieth"
  std::unordered_set<std::string> number_joiners;         // "and" in "two hundred and six"
  std::unordered_set<std::string> decimal_points;         // "point" in "two point six"
  std::unordered_set<std::string> ordinal_endings;        // "st", "nd", "rd", "th"
  std::unordered_set<std::string> ordinal_marks;          // "number" in "number 13"
  std::unordered_map<std::string, int> months;            // "january", "jan" → 1
  std::unordered_set<std::string> date_joiners;           // "of" in "7th of November"
  std::unordered_map<std::string, int> day_halves;        // "am" → 0, "pm" → 12 hours
  std::unordered_map<std::string, std::string> currencies;  // "$", "dollar", "us dollar" → "USD"
  std::unordered_set<std::string> percent_words;            // "%", "percent", "per cent"
  Adjectives adjectives;                                    // "large", "larger", "largest"
  // What people call what a table calls "population": "people", "live". Of use where nobody has
  // described the table; keys are names of columns in singular.
  std::unordered_map<std::string, std::vector<std::string>> column_words;
  // What headers of tables abbreviate: "qty" → "quantity".
  std::unordered_map<std::string, std::string> header_words;

  // Units by what people call them: "square miles" → "mile2", as units.h reads them.
  std::unordered_map<std::string, std::string> units;

  // The first token of every number word, rank, month and currency, so that most words of a text
  // are known to begin no value after one look. Empty: any may.
  std::unordered_set<std::string> value_starts;
  std::size_t longest_contraction = 1;  // in tokens
  std::size_t longest_unit = 1;         // in tokens
  std::size_t longest_value_word = 1;   // in tokens, of number words, currencies, percent words

  // Replaces contractions; the new tokens keep the span of what they replace. A possessive mark
  // that is no contraction stays a Symbol.
  std::vector<Token> expand(std::vector<Token> tokens) const;
};

// Reads _words.json; everything wrong in it is a Problem.
base::Loaded<Words> load_words(const std::filesystem::path& file);

// tokenize() and expand(): the form in which questions, templates and names are compared.
std::vector<Token> normalize(std::string_view text, const Words& words);

}  // namespace jauap::text
