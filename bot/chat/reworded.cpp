#include "bot/chat/reworded.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "bot/chat/alternatives.h"
#include "bot/chat/asked_scale.h"
#include "bot/chat/contrast.h"
#include "bot/chat/go_on.h"
#include "bot/chat/lead_in.h"
#include "bot/chat/options.h"
#include "bot/chat/read_question.h"
#include "bot/chat/share_claim.h"
#include "bot/chat/worth.h"
#include "bot/text/format_number.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using Outcome = Understanding::Outcome;
using Tokens = std::vector<text::Token>;

// "In billions?": nothing but how the last number shall be written.
bool asks_nothing(const Chatbot::Parts& parts, const Tokens& tokens) {
  auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  return std::all_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    return std::holds_alternative<understanding::InUnit>(item.meaning) ||
           parts.words.function_words.count(item.text) > 0;
  });
}

// One message, read in other words than those it has. Each way reads the words in the light of the
// conversation before the message, and leaves in `after` what is remembered of it.
class Rewording {
 public:
  Rewording(const Chatbot::Parts& parts, std::string_view message, base::Trace* trace,
            UnderstandWords understand_words)
      : parts_{parts}, message_{message}, trace_{trace}, understand_words_{understand_words} {}

  Understanding understand(const Tokens& tokens, Conversation* conversation) const {
    if (auto scaled = scaled_in(tokens, conversation)) return std::move(*scaled);
    const auto contrasted = without_contrast(parts_, tokens);
    const auto alternatives = find_alternatives(parts_, message_, tokens);
    const auto options = find_options(parts_, message_, tokens);
    const auto asserted = without_negation(parts_, tokens);
    auto question = without_lead_in(parts_, message_, tokens);
    if (auto rest = without_purpose(parts_, message_, question ? *question : tokens)) {
      question = std::move(rest);
    }
    const auto reasons = without_worth(parts_, tokens);
    const auto share = find_share_claim(parts_, tokens);
    if (!contrasted && !alternatives && !options && !asserted && !question && !share &&
        reasons.empty()) {
      return as_worded(tokens, conversation);
    }
    const Conversation before = conversation == nullptr ? Conversation{} : *conversation;
    Understanding result = as_worded(tokens, conversation);
    // "Is A or B the capital" is neither so nor not so.
    const bool asks_which = alternatives && result.set && result.set->truth;
    const bool leaves_words =
        (question || asserted || options) && result.is_nearest && !result.unknown_words.empty();
    // "A fifth of it" is no fifth.
    const bool denies_share = share && result.outcome == Outcome::Corrected && !result.calculation;
    if (is_certain(result) && !asks_which && !leaves_words && !denies_share) return result;
    Conversation after = before;
    std::optional<Understanding> rest;
    if (contrasted) rest = contrasted_in(*contrasted, after);
    if (!rest && share) rest = share_in(*share, before, after);
    if (!rest && options) rest = one_of(*options, before, after);
    if (!rest && alternatives) rest = one_of(*alternatives, before, after);
    if (!rest && asserted) rest = asserted_in(*asserted, before, after);
    for (auto way = reasons.begin(); !rest && way != reasons.end(); ++way) {
      rest = read("worth", *way, before, after);
      if (!is_certain(*rest) || rest->is_nearest || !is_of_worth(*rest)) rest.reset();
    }
    if (!rest && question) {
      rest = read("lead-in", *question, before, after);
      if (!is_certain(*rest)) rest.reset();
    }
    if (!rest) return result;
    if (conversation != nullptr) *conversation = std::move(after);
    return std::move(*rest);
  }

 private:
  Understanding as_worded(const Tokens& tokens, Conversation* conversation) const {
    return understand_words_(parts_, message_, tokens, conversation, trace_);
  }

  Understanding read(const char* way, const Tokens& tokens, const Conversation& before,
                     Conversation& after) const {
    after = before;
    if (trace_ != nullptr) trace_->add(way, text::join(tokens));
    return as_worded(tokens, &after);
  }

  // "Why does it grow so fast?": by how much it grows says nothing of what that is good for.
  bool is_of_worth(const Understanding& answer) const {
    const auto& facts = answer.denotation.facts;
    return std::all_of(facts.begin(), facts.end(), [&](const auto id) {
      return !knowledge::is_amount(parts_.store.property(parts_.store.fact(id).property).type);
    });
  }

  // A question that says how its number shall be written, where it comes to one number.
  std::optional<Understanding> scaled_in(const Tokens& tokens, Conversation* conversation) const {
    auto asked = ask_for_scale(parts_.words, tokens);
    if (!asked) return std::nullopt;
    Conversation after = conversation == nullptr ? Conversation{} : *conversation;
    if (asks_nothing(parts_, asked->tokens)) asked->tokens = after.question;
    if (asked->tokens.empty()) return std::nullopt;
    if (trace_ != nullptr) trace_->add("scale", text::format_in_full(asked->scale));
    Understanding result = as_worded(asked->tokens, &after);
    if (!is_one_number(result)) return std::nullopt;
    result.scale = asked->scale;
    if (conversation != nullptr) *conversation = std::move(after);
    return result;
  }

  // A question without what it sets against something, where that is so or not so.
  std::optional<Understanding> contrasted_in(const Contrasted& contrasted,
                                             Conversation& after) const {
    if (trace_ != nullptr) trace_->add("contrast", text::join(contrasted.tokens));
    Understanding result = understand(contrasted.tokens, &after);
    const bool is_decided = contrasted.may_ask || says_whether(result);
    if (!is_certain(result) || !is_decided) return std::nullopt;
    return result;
  }

  // Whether a share is as large as a question claims.
  std::optional<Understanding> share_in(const ShareClaim& claim, const Conversation& before,
                                        Conversation& after) const {
    for (const Tokens& way : claim.ways) {
      Understanding share = read("share", way, before, after);
      if (decide(parts_, claim, share)) return share;
    }
    return std::nullopt;
  }

  // Which of two alternatives is so.
  std::optional<Understanding> one_of(const Alternatives& alternatives, const Conversation& before,
                                      Conversation& after) const {
    constexpr const char* kWay = "alternatives";
    if (!alternatives.open.empty()) {
      Understanding answer = read(kWay, alternatives.open, before, after);
      if (is_about_alternative(parts_, alternatives, answer)) return answer;
      return std::nullopt;
    }
    Conversation after_second;
    Understanding first = read(kWay, alternatives.first, before, after);
    Understanding second = read(kWay, alternatives.second, before, after_second);
    const auto chosen = choose_alternative(first, second);
    if (!chosen) return std::nullopt;
    if (*chosen == 1) after = std::move(after_second);
    return without_yes(std::move(*chosen == 0 ? first : second));
  }

  // Which of several is so, or is not so, where that is found of one alone.
  std::optional<Understanding> one_of(const Options& options, const Conversation& before,
                                      Conversation& after) const {
    std::vector<Understanding> read_ones;
    std::vector<Conversation> afters;
    for (const auto& option : options.options) {
      read_ones.push_back(read("options", option.question, before, afters.emplace_back()));
    }
    const auto chosen = choose_option(read_ones, options.asks_which_not);
    if (!chosen) return std::nullopt;
    // Of what nothing is held, what is so of another says that it is not so.
    std::size_t told = *chosen;
    if (!is_certain(read_ones[told])) told = told == 0 ? 1 : 0;
    after = std::move(afters[told]);
    Understanding result = told_plainly(std::move(read_ones[told]));
    if (options.asks_which_not) result.named = options.options[*chosen].name;
    return result;
  }

  // What is so of something that a question denies: a "yes" could mean either.
  std::optional<Understanding> asserted_in(const Asserted& asserted, const Conversation& before,
                                           Conversation& after) const {
    Understanding result = read("negation", asserted.tokens, before, after);
    const bool is_so = result.outcome == Outcome::Answered;
    if (result.is_nearest || !(is_so || result.outcome == Outcome::Corrected)) return std::nullopt;
    // Why what is not so is not so is not known.
    if (asserted.asks_why && !is_so) return std::nullopt;
    if (asserted.asks_why && !says_whether(result)) return std::nullopt;
    return told_plainly(std::move(result));
  }

  const Chatbot::Parts& parts_;
  std::string_view message_;
  base::Trace* trace_;
  UnderstandWords understand_words_;
};

}  // namespace

Understanding understand_reworded(const Chatbot::Parts& parts, std::string_view message,
                                  const Tokens& tokens, Conversation* conversation,
                                  base::Trace* trace, UnderstandWords understand_words) {
  return Rewording{parts, message, trace, understand_words}.understand(tokens, conversation);
}

}  // namespace jauap::chat
