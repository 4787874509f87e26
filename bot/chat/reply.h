#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/base/trace.h"
#include "bot/knowledge/value.h"

namespace jauap::chat {

enum class Status : std::uint8_t { Answered, Unknown, Clarify };

// The answer as data: names, numbers in the unit of the facts, ISO 8601 dates, true or false.
using ReplyValue = std::variant<std::string, double, bool>;

// A fact that an answer rests on, as a reader needs it.
struct CitedFact {
  knowledge::FactId fact{};  // where it is in the store; not told
  std::string id;
  std::string text;
  std::vector<ReplyValue> values;  // empty for an event
  std::string unit;                // "" for none
  std::string when;                // ISO 8601 or the name of a period, "" for none
  std::string title;               // of the source
  std::string publisher;
  std::string date;
  std::string url;
  std::string at;         // the place in the source: "paragraph 4"
  std::string pack = {};  // the name of the pack that holds it
};

// A picture of an answer: a number for each thing, or for each time.
struct Chart {
  enum class Form : std::uint8_t { Bars, Line } form = Form::Bars;
  std::string title;  // what the numbers are: "area"
  std::string unit;   // "" for none
  struct Bar {
    std::string label;
    double value = 0;
    std::string text;  // the value as people read it: "9,984,670 km²"

    bool operator==(const Bar&) const = default;
  };
  std::vector<Bar> bars;  // of a Line: its points, the earliest first
};

// What comes back for a message, the same on every channel. Plain data.
struct Reply {
  Status status = Status::Unknown;
  // Which stage of the path decided (ARCHITECTURE.md): "whole_message", "set", "premise", …; for
  // who counts replies, not told.
  std::string_view stage;
  std::string answer;
  std::string language;
  std::vector<ReplyValue> values;
  std::string value_text;  // a single value as people read it: "USD 356.3 million"; else ""
  std::vector<CitedFact> facts;
  std::vector<std::string> steps;
  // What was read otherwise than it was typed, as it stands at the end of the answer.
  std::vector<std::string> notes;
  std::optional<std::string> premise;  // what holds instead of what was assumed
  std::vector<std::string> unmatched;  // words of the question that nothing explains
  // Of an Unknown: what would have to be known; `unmatched`, or the names and years for which
  // nothing is held. Not told, for whoever looks after the packs.
  std::vector<std::string> missing;
  std::optional<Chart> chart;            // where a picture helps
  std::vector<std::string> suggestions;  // questions that are answered; the readings of a Clarify
  // What the conversation was about before could not be read, so that the message was answered as a
  // first one.
  bool is_context_lost = false;
  std::optional<std::vector<base::TraceStep>> trace;  // set where explain was asked for
};

// The reply object of the HTTP API and of `--json` (ARCHITECTURE.md, "The reply"), keys in that
// order. `session` is the conversation that the caller named, "" for none.
nlohmann::ordered_json to_json(const Reply& reply, const std::string& session);

// A fact as it stands in that object.
nlohmann::ordered_json to_json(const CitedFact& fact);

// One line of JSON without a line break; text that is not UTF-8 is repaired.
std::string to_json_line(const Reply& reply, const std::string& session);

std::string_view to_string(Status status);  // "answered", "unknown", "clarify"

}  // namespace jauap::chat
