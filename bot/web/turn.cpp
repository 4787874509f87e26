#include "bot/web/turn.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

namespace jauap::web {
namespace {

using nlohmann::json;

// A longer value is told by the answer well enough; in characters of UTF-8's first kind.
constexpr std::size_t kLongestValue = 60;
// How many places a source card names before it only counts them.
constexpr std::size_t kPlaces = 3;

// Only these may be followed: a pack is data, and "javascript:" would be a program.
bool is_web_address(const json& url) {
  if (!url.is_string()) return false;
  const auto& text = url.get_ref<const std::string&>();
  return text.rfind("https://", 0) == 0 || text.rfind("http://", 0) == 0;
}

std::string without_brackets(const std::string& note) {
  const bool has_them = note.size() > 2 && note.front() == '(' && note.back() == ')';
  return has_them ? note.substr(1, note.size() - 2) : note;
}

// Takes what stands in `notes` off the end of the answer.
std::string sentence_of(std::string answer, const json& notes) {
  for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
    const auto& text = note->get_ref<const std::string&>();
    const bool ends_so = answer.size() > text.size() &&
                         answer.compare(answer.size() - text.size(), text.size(), text) == 0;
    if (!ends_so) break;
    answer.resize(answer.size() - text.size());
    while (!answer.empty() && answer.back() == ' ') answer.pop_back();
  }
  return answer;
}

json sources_of(const json& facts) {
  json sources = json::array();
  for (const json& fact : facts) {
    const json& source = fact["source"];
    auto known = std::find_if(sources.begin(), sources.end(), [&](const json& other) {
      return other["title"] == source["title"] && other["publisher"] == source["publisher"] &&
             other["date"] == source["date"] && other["url"] == source["url"];
    });
    if (known == sources.end()) {
      sources.push_back(source);
      known = std::prev(sources.end());
      (*known)["link"] = is_web_address(source["url"]) ? source["url"] : json{};
      (*known)["quotes"] = json::array();
    }
    (*known)["quotes"].push_back({{"text", fact["text"]}, {"at", source["at"]}});
  }
  for (json& source : sources) {
    std::vector<std::string> places;
    for (const json& quote : source["quotes"]) {
      if (!quote["at"].is_string()) continue;
      const auto& at = quote["at"].get_ref<const std::string&>();
      if (std::find(places.begin(), places.end(), at) == places.end()) places.push_back(at);
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(places.size(), kPlaces); ++i) {
      text += (i == 0 ? "" : ", ") + places[i];
    }
    if (places.size() > kPlaces) text += " + " + std::to_string(places.size() - kPlaces);
    source["places"] = text;
  }
  return sources;
}

// A line of a query without what its words may mean: of all that, the answer shows what they do.
std::string as_read(std::string line) {
  const std::size_t names = line.find("where it names \"");
  if (names == std::string::npos) return line;
  const std::size_t begin = line.find('"', names) + 1;
  line.resize(std::min(line.size(), line.find('"', begin) + 1));
  return line;
}

// The queries that a question, or each part of it, became in the end.
std::string query_of(const json& trace) {
  std::vector<std::string> queries{""};
  bool is_calculation = false;
  for (const json& step : trace) {
    const auto& stage = step["stage"].get_ref<const std::string&>();
    if (stage == "part" && !queries.back().empty()) queries.emplace_back();
    const bool is_query = stage == "set" || stage == "assembly" || stage == "calculation";
    if (!is_query && !(stage == "evaluation" && is_calculation)) continue;
    if (is_query) queries.back().clear();
    is_calculation = stage == "calculation";
    std::string& query = queries.back();
    const auto add = [&](const std::string& line) { query += (query.empty() ? "" : "\n") + line; };
    if (stage == "calculation" || stage == "evaluation") add(step["summary"].get<std::string>());
    if (is_calculation) continue;  // the ways of asking are no query
    for (const json& line : step["details"]) add(as_read(line.get<std::string>()));
  }
  std::string all;
  for (const auto& query : queries) all += (all.empty() || query.empty() ? "" : "\n\n") + query;
  return all;
}

}  // namespace

// A round trip through JSON text makes everything in it valid UTF-8; the session of the reply
// object, which a page has not, carries the question through it.
json to_turn(const chat::Reply& reply, const std::string& question) {
  const json told = json::parse(chat::to_json_line(reply, question));
  json turn{{"question", told["session"]},
            {"status", told["status"]},
            {"corrected", !told["premise"].is_null()},
            {"answer", sentence_of(told["answer"], told["notes"])},
            {"unmatched", told["unmatched"]},
            {"suggestions", told["suggestions"]},
            {"sources", sources_of(told["facts"])},
            {"notes", json::array()},
            {"is_unmatched", !told["unmatched"].empty()},
            {"is_sourced", !told["facts"].empty()},
            {"is_continued", !told["suggestions"].empty()}};
  turn[told["status"].get<std::string>()] = true;
  for (const json& note : told["notes"]) {
    turn["notes"].push_back(without_brackets(note.get<std::string>()));
  }
  if (told["value_text"].is_string()) {
    const std::string value = told["value_text"];
    const std::string answer = turn["answer"];
    if (value.size() <= kLongestValue && answer != value && answer != value + ".") {
      turn["value"] = value;
    }
  }
  if (!told["chart"].is_null()) {
    turn["chart"] = {{"title", told["chart"]["title"]}, {"rows", told["chart"]["bars"]}};
  }
  const bool is_answered = reply.status == chat::Status::Answered && !reply.facts.empty();
  const std::string query = is_answered && told["trace"].is_array() ? query_of(told["trace"]) : "";
  if (!told["steps"].empty() || !query.empty()) {
    turn["how"] = {
        {"steps", told["steps"]}, {"query", query}, {"is_worked_out", !told["steps"].empty()}};
  }
  return turn;
}

const std::vector<std::string>& turn_names() {
  static const std::vector<std::string> kNames{
      "question",  "status",      "answered",     "unknown",    "clarify",      "corrected",
      "value",     "answer",      "notes",        "chart",      "title",        "rows",
      "label",     "text",        "how",          "steps",      "query",        "at",
      "sources",   "link",        "publisher",    "date",       "places",       "quotes",
      "unmatched", "suggestions", "is_unmatched", "is_sourced", "is_continued", "is_worked_out"};
  return kNames;
}

}  // namespace jauap::web
