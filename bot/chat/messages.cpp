#include "bot/chat/messages.h"

#include <array>

namespace jauap::chat {

std::span<const std::string_view> message_names() {
  static constexpr std::array<std::string_view, 111> kNames{
      "about",                  // a number that was rounded: {value}
      "added_step",             // likewise
      "age",                    // how long before the source's date: {value} {date} {facts}
      "age_today",              // happened on the source's date: {date} {facts}
      "ambiguous",              // several facts fit and answer differently
      "anniversary",            // the day some years later: {count} {date} {facts}
      "anniversary_in",         // likewise, the year: {count} {date} {facts}
      "anniversary_past",       // likewise, a day gone by: {count} {date} {facts}
      "anniversary_past_in",    // likewise, a year gone by: {count} {date} {facts}
      "anniversary_step",       // how it was worked out: {first} {later} {date}
      "anniversary_step_back",  // likewise, back in time: {first} {later} {date}
      "at_time",                // a number by what and when it is: {property} {when}
      "average",                // of numbers of several things: {property} {value}
      "average_of",             // how it was worked out: {count} {value}
      "below_given",            // less than a number given: {fact} {value} {first_value}
      "called",                 // how a thing is called: {name} {fact}
      "carried_over",           // a follow-up was filled in: {answer} {names}
      "change",                 // of a number from one year to another: {value} {second} {first}
      "change_of",              // how it was worked out: {first} {second} {value}
      "choice_less",         // which of two is less: {first} {first_value} {second} {second_value}
      "choice_more",         // which of two is more, likewise
      "conversion",          // a number in another unit: {value}
      "conversion_of",       // how it was worked out: {first} {value}
      "corrected",           // a yes-or-no question assumed something else: {fact}
      "correction",          // one typing mistake: {typed} {read}
      "counted",             // how many things: {count} {names}
      "counted_kind",        // the same where all are of one kind: {count} {kind} {names}
      "counted_one",         // likewise, one alone: {kind} {names}
      "counted_most",        // the things with the most or least of others: {names} {value}
      "day",                 // 1 of them: {count}
      "days",                // any other number: {count}
      "default_period",      // the pack's default period was taken: {period}
      "difference",          // of two numbers: {value}
      "difference_of",       // how it was worked out: {first} {second} {value}
      "divided_step",        // how it was worked out: {first_value} {second_value} {value}
      "elapsed",             // time between two dates: {value} {first} {second} {facts}
      "elapsed_none",        // both on one date: {first} {facts}
      "elapsed_step",        // how it was worked out: {first} {second} {value}
      "elapsed_years_step",  // likewise, of years alone
      "empty",               // nothing but spaces and signs
      "equalled",            // two numbers are the same: {first} {second} {first_value}
      "equalled_given",      // as much as a number given: {fact}
      "exceeded",  // by how much one is more: {first} {second} {value} {first_value} {second_value}
      "exceeded_given",  // more than a number given: {fact} {value} {second_value}
      "fell_short",      // by how much one is less: {first} {second} {value} {first_value}
                         // {second_value}
      "grew_by",         // what a growth began from, worked out: {property} {growth} {value}
      "grew",  // between two times: {property} {value} {first_value} {first_when} {second_value}
               // {second_when}
      "grew_from",  // a growth held with what it went from and to: {property} {value} {first_value}
                    // {second_value} {difference} {factor}
      "grew_times",        // a growth held alone: {property} {value} {factor}
      "growth",            // a change in percent: {value} {second} {first}
      "growth_of",         // how it was worked out: {first} {second} {value}
      "in_scale",          // a number as it was asked to be written: {answer} {value}
      "in_period",         // the time of the numbers: {when} {answer}
      "each_of",           // how a number of one of several was worked out: {thing} {value} {count}
      "held_nearby",       // the nearest fact to a question without an answer: {answer} {fact}
      "held_of",           // what can be asked of things of a kind: {kind} {properties}
      "lacking",           // facts fit, but not the wanted part: {fact}
      "located",           // where in the source something stands: {places} {facts}
      "left_over",         // words that the nearest fact does not say: {answer} {words}
      "listed",            // things: {names} {count}
      "median",            // of numbers of several things: {property} {value}
      "median_of",         // how it was worked out: {count} {value}
      "month",             // 1 of them: {count}
      "months",            // any other number: {count}
      "more",              // more is held than is shown: {answer} {count}
      "more_names",        // more things than are named: {names} {count}
      "named",             // a few things with what is known of each: {names} {facts}
      "no",                // a yes-or-no question where no fact says what is so instead
      "no_fact",           // a yes-or-no question is not so: {fact}
      "none",              // no thing fits
      "not_held",          // everything is understood, no fact says it
      "not_held_then",     // held, but of other times: {fact}
      "not_more",          // a comparison is not so: {first} {word} {second} {facts} {answer}
      "nothing_named",     // a question that names nothing the facts hold
      "of_thing",          // a number by what and whose it is: {property} {thing}
      "operand_not_held",  // something was to be worked out of what is not held: {operand}
      "ordered",           // which of two came first: {first} {second}
      "ordered_same",      // two dates are the same: {first} {second}
      "other_unit",        // held, but in another unit than was asked for: {fact}
      "part",              // one of several questions of a message: {question} {answer}
      "part_unsaid",       // a part of a whole, which no fact says: {unsaid} {value} {first}
                           // {first_value} {second} {second_value}
      "percentage_points",  // a difference of two numbers in percent: {value}
      "rank",               // the place of a thing: {thing} {value} {count}
      "rank_of",            // how it was worked out: {thing} {first} {value} {count}
      "ratio",              // of two numbers: {value}
      "ratio_of",           // how it was worked out: {first} {second} {value}
      "rate_daily",         // a number of a year, spread over its days: {property} {value}
      "rate_monthly",       // likewise
      "rate_weekly",        // likewise
      "read_as",            // typing mistakes were corrected: {answer} {corrections}
      "rounded",            // a step whose result was rounded: {step}
      "several_questions",  // more than one question in a message
      "share",              // of two numbers in percent: {value}
      "share_of",           // how it was worked out: {first} {second} {value}
      "shared",             // a share: {first} {second} {value} {first_value} {second_value}
      "source",             // where something comes from, as a line of text: {source}
      "subtracted_step",    // likewise
      "suggestions",        // before questions that are answered, where this one was not
      "sum_of_whole",       // a sum beside what the source says it is: {sum} {property} {value}
      "summed",             // a sum of two: {first} {second} {value} {first_value} {second_value}
      "taken_as",           // likewise, where all of it was said before: {answer} {question}
      "timed",              // a ratio: {first} {second} {value} {first_value} {second_value}
      "too_long",           // more than the longest message: {limit}
      "total",              // of numbers of several things: {property} {value}
      "total_of",           // how it was worked out: {count} {value}
      "unit_taken",     // numbers without a unit taken for those of the unit asked for: {answer}
      "unknown_words",  // nothing explains these: {words}
      "whole_unsaid",   // a whole, which no fact says, of two parts: as part_unsaid
      "year",           // 1 of them: {count}
      "years",          // any other number: {count}
      "yes",            // {fact}
  };
  return kNames;
}

}  // namespace jauap::chat
