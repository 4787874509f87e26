#include "bot/chat/messages.h"

#include <array>

namespace jauap::chat {

std::span<const std::string_view> message_names() {
  static constexpr std::array<std::string_view, 43> kNames{
      "about",           // a number that was rounded: {value}
      "ambiguous",       // several facts fit and answer differently
      "average",         // of numbers of several things: {property} {value}
      "average_of",      // how it was worked out: {count} {value}
      "conversion",      // a number in another unit: {value}
      "conversion_of",   // how it was worked out: {first} {value}
      "corrected",       // a yes-or-no question assumed something else: {fact}
      "counted",         // how many things: {count} {names}
      "counted_most",    // the things with the most or least of others: {names} {value}
      "default_period",  // the pack's default period was taken: {period}
      "difference",      // of two numbers: {value}
      "difference_of",   // how it was worked out: {first} {second} {value}
      "each_of",         // how a number of one of several was worked out: {thing} {value} {count}
      "empty",           // nothing but spaces and signs
      "held_of",         // what can be asked of things of a kind: {kind} {properties}
      "lacking",         // facts fit, but not the wanted part: {fact}
      "listed",          // things: {names} {count}
      "median",          // of numbers of several things: {property} {value}
      "median_of",       // how it was worked out: {count} {value}
      "more",            // more is held than is shown: {answer} {count}
      "more_names",      // more things than are named: {names} {count}
      "named",           // a few things with what is known of each: {names} {facts}
      "no",              // a yes-or-no question where no fact says what is so instead
      "no_fact",         // a yes-or-no question is not so: {fact}
      "none",            // no thing fits
      "not_held",        // everything is understood, no fact says it
      "not_held_then",   // held, but of other times: {fact}
      "not_more",        // a comparison is not so: {first} {word} {second} {facts} {answer}
      "nothing_named",   // a question that names nothing the facts hold
      "rank",            // the place of a thing: {thing} {value} {count}
      "rank_of",         // how it was worked out: {thing} {first} {value} {count}
      "ratio",           // of two numbers: {value}
      "ratio_of",        // how it was worked out: {first} {second} {value}
      "read_as",         // a typing mistake was corrected: {answer} {typed} {read}
      "several_questions",  // more than one question in a message
      "share",              // of two numbers in percent: {value}
      "share_of",           // how it was worked out: {first} {second} {value}
      "taken_as",           // a follow-up was filled in: {answer} {question}
      "too_long",           // more than the longest message: {limit}
      "total",              // of numbers of several things: {property} {value}
      "total_of",           // how it was worked out: {count} {value}
      "unknown_words",      // nothing explains these: {words}
      "yes",                // {fact}
  };
  return kNames;
}

}  // namespace jauap::chat
