#include "bot/web/page.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "bot/web/gzip.h"
#include "bot/web/http_json.h"
#include "bot/web/opt_out.h"
#include "bot/web/turn.h"

namespace jauap::web {
namespace {

using nlohmann::json;

// How many questions the page offers to begin with.
constexpr std::size_t kStarters = 6;

// The names that index.html can use beside those of a turn.
std::vector<std::string> names() {
  std::vector<std::string> all{".",        "language", "packs", "title", "description",
                               "starters", "choices",  "name",  "turn",  "chosen",
                               "feedback", "widget",   "tab",   "theme", "pack"};
  const auto& turn = turn_names();
  all.insert(all.end(), turn.begin(), turn.end());
  return all;
}

// The packs to choose among, as options of a list.
json choices_of(const Bots& bots, const std::string& chosen) {
  json choices = json::array();
  for (const Bot& bot : bots.each()) {
    const chat::PackSummary& pack = bot.chatbot->packs().front();
    choices.push_back(
        {{"name", pack.name}, {"title", pack.title}, {"chosen", pack.name == chosen}});
  }
  return choices;
}

}  // namespace

Page::Page(Bots bots, std::string_view text, const std::string& file, Settings settings)
    : bots_{std::move(bots)}, template_{text, file, names()}, settings_{settings} {}

Response Page::respond(const Request& request) const {
  const std::string* asked = request.parameter("pack");
  const std::string pack = asked == nullptr ? "" : *asked;
  const Bot* bot = bots_.find(pack);
  if (bot == nullptr) return problem(404, "There is no such pack to choose here.");
  json data{{"language", std::string{bot->chatbot->language()}},
            {"starters", bot->chatbot->starters(kStarters)},
            {"feedback", settings_.takes_feedback && !opts_out(request)},
            {"widget", request.parameter("widget") != nullptr},
            {"pack", pack}};
  const std::string* theme = request.parameter("theme");
  if (theme != nullptr && (*theme == "light" || *theme == "dark")) data["theme"] = *theme;
  std::string subjects;
  for (const chat::PackSummary& each : bot->chatbot->packs()) {
    data["packs"].push_back({{"title", each.title}, {"description", each.description}});
    subjects += (subjects.empty() ? "" : "; ") + each.title;
  }
  data["tab"] = "Jauap – " + subjects;
  if (bots_.each().size() > 1) data["choices"]["packs"] = choices_of(bots_, pack);
  const std::string* question = request.parameter("q");
  if (question != nullptr && !question->empty()) {
    data["turn"] = to_turn(
        bot->reply(*question, {.explain = true, .may_be_kept = !opts_out(request)}), *question);
    data["tab"] = data["turn"]["question"].get<std::string>() + " – Jauap";
  }
  return page_response(template_.render(data), request);
}

}  // namespace jauap::web
