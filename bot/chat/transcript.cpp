#include "bot/chat/transcript.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/base/files.h"
#include "bot/base/json_file.h"
#include "bot/intents/pattern.h"

namespace jauap::chat {
namespace {

constexpr std::pair<std::string_view, Expectation> kExpectations[] = {
    {"answer", Expectation::Answer},
    {"unknown", Expectation::Unknown},
    {"correct", Expectation::Correct},
    {"clarify", Expectation::Clarify},
};

// The first line of a text, which is taken off it; nothing at the end. A line break at the very end
// does not begin another line.
std::optional<std::string_view> take_line(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

Expectation read_expectation(base::JsonObject& object) {
  const std::string name = object.text("expect");
  const auto* found = std::find_if(std::begin(kExpectations), std::end(kExpectations),
                                   [&](const auto& entry) { return entry.first == name; });
  if (found != std::end(kExpectations)) return found->second;
  if (!name.empty()) {
    std::vector<std::string> names;
    for (const auto& [known, expectation] : kExpectations) names.emplace_back(known);
    object.report(*object.find("expect"),
                  "expected answer, unknown, correct or clarify, found \"" + name + "\"",
                  base::did_you_mean(name, names));
  }
  return Expectation::Answer;
}

std::vector<std::string> read_patterns(base::JsonObject& object, std::string_view key) {
  std::vector<std::string> patterns;
  for (const base::JsonValue* item : object.text_items(key)) {
    const intents::Pattern pattern{item->text};
    if (!pattern.ok()) {
      object.report(*item, "is not a regular expression: " + pattern.error());
    }
    patterns.push_back(item->text);
  }
  return patterns;
}

ExpectedTurn read_turn(const base::JsonValue& value, const std::string& file,
                       base::Problems& problems) {
  base::JsonObject object{value, file, problems};
  ExpectedTurn turn;
  turn.ask = object.text("ask");
  turn.expect = read_expectation(object);
  turn.all = read_patterns(object, "all");
  turn.any = read_patterns(object, "any");
  turn.none = read_patterns(object, "none");
  if (turn.expect == Expectation::Unknown &&
      !(turn.all.empty() && turn.any.empty() && turn.none.empty())) {
    object.report(value, "patterns are not looked for where \"unknown\" is expected",
                  "leave them out");
  }
  object.finish();
  return turn;
}

ExpectedConversation read_conversation(const base::JsonValue& value, const std::string& file,
                                       base::Problems& problems) {
  base::JsonObject object{value, file, problems};
  ExpectedConversation conversation;
  conversation.id = object.text("id");
  conversation.kind = object.optional_text("kind").value_or("");
  for (const base::JsonValue& turn : object.items("turns")) {
    conversation.turns.push_back(read_turn(turn, file, problems));
  }
  const base::JsonValue* turns = object.find("turns");
  if (value.kind == base::JsonKind::Object &&
      (turns == nullptr || (turns->kind == base::JsonKind::Array && turns->items.empty()))) {
    object.report(turns == nullptr ? value : *turns, "expected at least one turn, found none");
  }
  object.finish();
  return conversation;
}

bool is_found(const std::string& pattern, const std::string& text) {
  return intents::Pattern{pattern}.found_in(text);
}

bool patterns_hold(const ExpectedTurn& turn, const std::string& answer) {
  const auto found = [&](const std::string& pattern) { return is_found(pattern, answer); };
  return std::all_of(turn.all.begin(), turn.all.end(), found) &&
         (turn.any.empty() || std::any_of(turn.any.begin(), turn.any.end(), found)) &&
         std::none_of(turn.none.begin(), turn.none.end(), found);
}

bool is_as_expected(const ExpectedTurn& turn, const Reply& reply) {
  const bool answered = reply.status == Status::Answered && patterns_hold(turn, reply.answer);
  switch (turn.expect) {
    case Expectation::Answer:
    case Expectation::Correct:
      return answered;
    case Expectation::Unknown:
      return reply.status == Status::Unknown;
    case Expectation::Clarify:
      return reply.status == Status::Clarify || answered;
  }
  return false;
}

std::string list(const std::vector<std::string>& patterns, const std::string& separator) {
  std::string text;
  for (const std::string& pattern : patterns) {
    text += (text.empty() ? "" : separator) + "/" + pattern + "/";
  }
  return text;
}

std::string wanted(const ExpectedTurn& turn) {
  std::string text;
  switch (turn.expect) {
    case Expectation::Answer:
      text = "an answer";
      break;
    case Expectation::Correct:
      text = "a correction";
      break;
    case Expectation::Unknown:
      text = "unknown";
      break;
    case Expectation::Clarify:
      text = "a question back or an answer";
      break;
  }
  if (!turn.all.empty()) text += " with " + list(turn.all, " and ");
  if (!turn.any.empty()) text += " with " + list(turn.any, " or ");
  if (!turn.none.empty()) text += " without " + list(turn.none, " and ");
  return text;
}

std::string found_text(const Reply& reply) {
  return std::string{to_string(reply.status)} + ": " + reply.answer;
}

// The lines of a text as lines of a dialogue, each with its line break.
std::string dialogue_lines(std::string_view text) {
  std::string lines;
  while (const auto line = take_line(text)) {
    const bool is_mistakable = line->empty() || line->front() == '>' || line->front() == '#';
    if (is_mistakable) lines += line->empty() ? "|" : "| ";
    lines += *line;
    lines += "\n";
  }
  return lines;
}

}  // namespace

base::Loaded<std::vector<ExpectedConversation>> load_questions(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text.ok()) return {std::nullopt, text.problems};
  std::vector<ExpectedConversation> conversations;
  base::Problems problems;
  std::string_view rest = *text.value;
  for (int number = 1; const auto line = take_line(rest); ++number) {
    if (line->find_first_not_of(" \t\r") == std::string_view::npos) continue;
    base::Problems wrong;
    const auto json = base::parse_json(*line, file.string());
    if (json.ok()) {
      conversations.push_back(read_conversation(*json.value, file.string(), wrong));
      for (ExpectedTurn& turn : conversations.back().turns) turn.line = number;
    } else {
      wrong = json.problems;
    }
    for (base::Problem& problem : wrong) {
      problem.line = number;  // each line was read as a file of its own
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(conversations), {}};
}

TranscriptResult run_questions(const Chatbot& chatbot,
                               const std::vector<ExpectedConversation>& conversations) {
  TranscriptResult result;
  for (const ExpectedConversation& conversation : conversations) {
    Conversation talk;
    for (const ExpectedTurn& turn : conversation.turns) {
      ++result.turns;
      const Reply reply = chatbot.reply(turn.ask, {}, &talk);
      if (is_as_expected(turn, reply)) continue;
      result.differences.push_back(
          {conversation.id, turn.line, turn.ask, wanted(turn), found_text(reply)});
    }
  }
  return result;
}

std::string replay_dialogue(const Chatbot& chatbot, std::string_view dialogue) {
  std::string result;
  Conversation talk;
  while (const auto line = take_line(dialogue)) {
    const bool is_message = line->substr(0, 1) == ">";
    if (!line->empty() && !is_message && line->front() != '#') continue;  // of the old reply
    result += *line;
    result += "\n";
    if (!is_message) continue;
    const Reply reply = chatbot.reply(line->substr(line->substr(0, 2) == "> " ? 2 : 1), {}, &talk);
    result += dialogue_lines(reply.answer);
    if (reply.status == Status::Answered) continue;
    for (const std::string& suggestion : reply.suggestions) {
      result += dialogue_lines("- " + suggestion);
    }
  }
  return result;
}

std::string first_difference(std::string_view wanted, std::string_view found) {
  const auto described = [](const std::optional<std::string_view>& line) {
    return line ? "\"" + std::string{*line} + "\"" : std::string{"the end"};
  };
  for (int number = 1;; ++number) {
    const auto left = take_line(wanted);
    const auto right = take_line(found);
    if (left != right) {
      return "line " + std::to_string(number) + ": wanted " + described(left) + ", found " +
             described(right);
    }
    if (!left) return "";
  }
}

}  // namespace jauap::chat
