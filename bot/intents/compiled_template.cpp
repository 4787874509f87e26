#include "bot/intents/compiled_template.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "bot/intents/sentence.h"

namespace jauap::intents {
namespace {

RE2::Options options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_never_nl(false);
  // Far above what kMostInstructions need; a full DFA cache makes RE2 slower, never wrong.
  options.set_max_mem(8 << 20);
  return options;
}

bool is_joiner(const LineToken& token) {
  return token.type.empty() && (token.text == "and" || token.text == "or");
}

bool stands_at(const ListValue& value, std::span<const LineToken> line, std::size_t first,
               std::size_t end) {
  if (value.words.size() > end - first) return false;
  return std::equal(value.words.begin(), value.words.end(),
                    line.begin() + static_cast<std::ptrdiff_t>(first),
                    [](const std::string& word, const LineToken& token) {
                      return token.type.empty() && token.text == word;
                    });
}

Capture capture_of(const Slot& slot, std::span<const LineToken> line, std::size_t first,
                   std::size_t count) {
  Capture capture;
  capture.slot = slot.name;
  capture.first = first;
  capture.count = count;
  for (std::size_t i = first; i < first + count; ++i) {
    if (i > first) capture.text += ' ';
    capture.text += line[i].text;
  }
  capture.value = capture.text;
  if (count > 0) capture.span = {line[first].span.begin, line[first + count - 1].span.end};
  return capture;
}

// The values of a list in [first, end), which the pattern has found to be one value, or values with
// joiners between. From the end, so that each place is looked at once.
void append_values(const Slot& slot, std::span<const LineToken> line, std::size_t first,
                   std::size_t end, std::vector<Capture>& captures) {
  struct Step {
    const ListValue* value = nullptr;  // null where no value can begin
    std::size_t next = 0;
  };
  std::vector<Step> steps(end - first + 1);
  const auto leads_on = [&](std::size_t at) {
    return at == end || (at < end && steps[at - first].value != nullptr);
  };
  for (std::size_t at = end; at-- > first;) {
    for (const ListValue& value : slot.values) {
      if (!stands_at(value, line, at, end)) continue;
      const std::size_t behind = at + value.words.size();
      if (leads_on(behind)) {
        steps[at - first] = {&value, behind};
      } else if (is_joiner(line[behind]) && behind + 1 < end && leads_on(behind + 1)) {
        steps[at - first] = {&value, behind + 1};
      } else {
        continue;
      }
      break;
    }
  }
  for (std::size_t at = first; at < end && steps[at - first].value != nullptr;) {
    const Step& step = steps[at - first];
    captures.push_back(capture_of(slot, line, at, step.value->words.size()));
    captures.back().value = step.value->out;
    at = step.next;
  }
}

void append_captures(const Slot& slot, std::span<const LineToken> line, std::size_t first,
                     std::size_t end, std::vector<Capture>& captures) {
  if (slot.kind == SlotKind::Values) {
    append_values(slot, line, first, end, captures);
  } else if (slot.repeated) {
    for (std::size_t i = first; i < end; ++i) {
      if (!line[i].type.empty()) captures.push_back(capture_of(slot, line, i, 1));
    }
  } else {
    captures.push_back(capture_of(slot, line, first, end - first));
  }
}

}  // namespace

struct CompiledTemplate::Patterns {
  std::once_flag whole_once;
  std::once_flag longest_once;
  CompiledSentence compiled;
  std::unique_ptr<RE2> whole;
  std::unique_ptr<RE2> longest;

  const RE2& for_whole(const Sentence& sentence) {
    std::call_once(whole_once, [&] {
      compiled = compile_sentence(sentence);
      whole = std::make_unique<RE2>(compiled.pattern, options());
    });
    return *whole;
  }

  const RE2& for_longest(const Sentence& sentence) {
    for_whole(sentence);
    std::call_once(longest_once, [&] {
      RE2::Options longest_options = options();
      longest_options.set_longest_match(true);
      longest = std::make_unique<RE2>(compiled.pattern, longest_options);
    });
    return *longest;
  }
};

CompiledTemplate::CompiledTemplate(const Intent& intent, const Template& sentence)
    : intent_{&intent}, sentence_{&sentence}, patterns_{std::make_unique<Patterns>()} {
  for (const auto& phrase : sentence.tree->forbidden) {
    std::string encoded = " ";
    for (const std::string& token : phrase) encoded += token + " ";
    forbidden_.push_back(std::move(encoded));
  }
}

CompiledTemplate::~CompiledTemplate() = default;
CompiledTemplate::CompiledTemplate(CompiledTemplate&&) noexcept = default;

bool CompiledTemplate::is_forbidden(const EncodedLine& encoded) const {
  return std::any_of(forbidden_.begin(), forbidden_.end(), [&](const std::string& phrase) {
    return encoded.text.find(phrase) != std::string::npos;
  });
}

std::optional<Match> CompiledTemplate::captures(std::span<const LineToken> line,
                                                const EncodedLine& encoded, std::size_t first,
                                                std::size_t end) const {
  const RE2& pattern = patterns_->for_whole(*sentence_->tree);
  const auto& slots = patterns_->compiled.slots;
  // Two groups at least: with captures RE2 takes its one-pass or bit-state engine, and no DFA is
  // built for a pattern that is seen once.
  std::vector<re2::StringPiece> groups(slots.size() + 2);
  if (!pattern.Match(encoded.text, encoded.starts[first], encoded.starts[end], RE2::ANCHOR_BOTH,
                     groups.data(), static_cast<int>(groups.size()))) {
    return std::nullopt;
  }
  Match match;
  match.intent = intent_;
  match.sentence = sentence_;
  match.first = first;
  match.count = end - first;
  std::size_t free_tokens = 0;  // taken by wildcards
  std::size_t literal = static_cast<std::size_t>(
      std::count_if(line.begin() + static_cast<std::ptrdiff_t>(first),
                    line.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const LineToken& token) { return token.type.empty(); }));
  const auto token_at = [&](const char* at) {
    const auto offset = static_cast<std::size_t>(at - encoded.text.data());
    const auto found = std::lower_bound(encoded.starts.begin(), encoded.starts.end(), offset);
    return static_cast<std::size_t>(found - encoded.starts.begin());
  };
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const re2::StringPiece& group = groups[i + 2];
    if (group.data() == nullptr) continue;
    const std::size_t from = token_at(group.data());
    const std::size_t to = token_at(group.data() + group.size());
    append_captures(*slots[i], line, from, to, match.captures);
    if (slots[i]->kind != SlotKind::Wildcard) continue;
    free_tokens += to - from;
    for (std::size_t at = from; at < to; ++at) literal -= line[at].type.empty() ? 1 : 0;
  }
  std::stable_sort(
      match.captures.begin(), match.captures.end(),
      [](const Capture& left, const Capture& right) { return left.first < right.first; });
  match.score = sentence_->weight * 1e8 - static_cast<double>(free_tokens) * 1e4 +
                static_cast<double>(literal);
  return match;
}

std::optional<Match> CompiledTemplate::match(std::span<const LineToken> line,
                                             const EncodedLine& encoded) const {
  if (is_forbidden(encoded)) return std::nullopt;
  patterns_->for_whole(*sentence_->tree);
  const auto& tests = patterns_->compiled.tests;
  if (tests.empty()) return captures(line, encoded, 0, line.size());
  return captures(line, encode_line(line, tests), 0, line.size());
}

std::optional<Match> CompiledTemplate::match_at(std::span<const LineToken> line,
                                                const EncodedLine& encoded,
                                                std::size_t first) const {
  if (is_forbidden(encoded)) return std::nullopt;
  const RE2& longest = patterns_->for_longest(*sentence_->tree);
  const auto& tests = patterns_->compiled.tests;
  const EncodedLine tested = tests.empty() ? EncodedLine{} : encode_line(line, tests);
  const EncodedLine& seen = tests.empty() ? encoded : tested;
  re2::StringPiece stretch;
  if (!longest.Match(seen.text, seen.starts[first], seen.starts.back(), RE2::ANCHOR_START, &stretch,
                     1)) {
    return std::nullopt;
  }
  const auto end_offset =
      static_cast<std::size_t>(stretch.data() + stretch.size() - seen.text.data());
  const auto end = std::lower_bound(seen.starts.begin(), seen.starts.end(), end_offset);
  return captures(line, seen, first, static_cast<std::size_t>(end - seen.starts.begin()));
}

}  // namespace jauap::intents
