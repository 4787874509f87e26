#include "bot/web/mcp_tools.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/base/files.h"
#include "bot/chat/sources.h"
#include "bot/web/mcp_resources.h"

namespace jauap::web {
namespace {

using base::JsonValue;
using Json = nlohmann::ordered_json;

constexpr std::size_t kFewFacts = 20;  // where nobody says how many
constexpr std::size_t kMostFacts = 100;

Json read_data(const std::filesystem::path& file) {
  auto loaded = base::read_file(file);
  if (!loaded.ok()) throw std::runtime_error{base::to_string(loaded.problems.front())};
  Json json = Json::parse(*loaded.value, nullptr, false);
  if (!json.is_object()) throw std::runtime_error{file.string() + ": expected a JSON object"};
  return json;
}

constexpr std::string_view kOtherFile = "openapi.json#/components/schemas/";
constexpr std::string_view kSameFile = "#/components/schemas/";

// Rewrites references to schemas of the API's description into ones to "$defs", where these schemas
// are put, so that a tool's schema stands by itself.
void resolve(Json& part, const Json& schemas, Json& definitions) {
  for (auto& [key, value] : part.items()) {
    if (key == "$ref" && value.is_string()) {
      const auto text = value.get<std::string>();
      for (const std::string_view prefix : {kOtherFile, kSameFile}) {
        if (text.compare(0, prefix.size(), prefix) != 0) continue;
        const std::string name = text.substr(prefix.size());
        if (!schemas.contains(name)) throw std::runtime_error{"mcp.json: no schema " + text};
        if (!definitions.contains(name)) {
          definitions[name] = nullptr;  // a schema may refer to itself
          Json schema = schemas[name];
          resolve(schema, schemas, definitions);
          definitions[name] = std::move(schema);
        }
        value = "#/$defs/" + name;
      }
    } else if (value.is_structured()) {
      resolve(value, schemas, definitions);
    }
  }
}

// A schema that stands by itself. The root must say that it is an object, so what it refers to as a
// whole is put in its place.
Json whole_schema(Json schema, const Json& schemas) {
  Json definitions = Json::object();
  resolve(schema, schemas, definitions);
  if (schema.contains("$ref")) {
    const auto name = schema["$ref"].get<std::string>().substr(std::string{"#/$defs/"}.size());
    schema = definitions[name];
    definitions.erase(name);
  }
  if (!definitions.empty()) schema["$defs"] = std::move(definitions);
  return schema;
}

// A text of mcp.json with the titles of the packs in it: what can be asked about is what a model
// must know of a tool.
std::string fill_in(std::string text, const chat::PackChatbots& chatbots) {
  constexpr std::string_view kPlace = "{packs}";
  std::string titles;
  for (const auto& pack : chatbots.all().packs()) {
    titles += (titles.empty() ? "" : "; ") + (pack.title.empty() ? pack.name : pack.title);
  }
  const std::size_t at = text.find(kPlace);
  if (at == std::string::npos) return text;
  return text.replace(at, kPlace.size(), titles);
}

Json text_block(const std::string& text) {
  return {{"type", "text"}, {"text", text}};
}

// Where a source has no address of its own, the pack that holds it is the resource.
Json link_block(const chat::CitedSource& source) {
  const std::string uri = source.url.empty() ? pack_uri(source.pack) : source.url;
  Json link{{"type", "resource_link"},
            {"uri", uri},
            {"name", source.title.empty() ? source.pack : source.title}};
  link["description"] = chat::to_line(source);
  if (source.url.empty()) link["mimeType"] = kPackMediaType;
  return link;
}

Json wrong_arguments(const std::string& message) {
  return {{"content", Json::array({text_block(message)})}, {"isError", true}};
}

// The arguments of a call; what is wrong with them is kept.
class Arguments {
 public:
  explicit Arguments(const JsonValue* value)
      : object_{value == nullptr ? no_arguments() : *value, "", problems_} {}
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  base::JsonObject& object() { return object_; }
  // "" where all is well.
  std::string finish() {
    object_.finish();
    std::string text;
    for (const auto& wrong : problems_) {
      text += (text.empty() ? "" : "\n") + wrong.pointer.substr(wrong.pointer.rfind('/') + 1) +
              ": " + wrong.message + (wrong.hint.empty() ? "" : "; " + wrong.hint);
    }
    return text;
  }

 private:
  static const JsonValue& no_arguments() {
    static const JsonValue kNone = [] {
      JsonValue none;
      none.kind = base::JsonKind::Object;
      return none;
    }();
    return kNone;
  }

  base::Problems problems_;
  base::JsonObject object_;
};

// The text of an argument, which may be empty: any text is a question.
std::optional<std::string> text_argument(base::JsonObject& object, std::string_view name) {
  const JsonValue* value = object.find(name);
  if (value == nullptr) {
    object.report(object.value(), "the argument \"" + std::string{name} + "\" is missing");
    return std::nullopt;
  }
  if (value->kind == base::JsonKind::Text) return value->text;
  object.report(*value, "expected a text, found " + base::describe(*value));
  return std::nullopt;
}

// The chatbot over the pack that is named, or over all; null after a mistake was reported.
const Bot* bot_argument(const Bots& bots, base::JsonObject& object) {
  const auto name = object.optional_text("pack");
  if (!name) return &bots.all();
  const Bot* bot = name->empty() ? nullptr : bots.find(*name);
  if (bot == nullptr) {
    std::string known;
    for (const auto& pack : bots.chatbots().packs())
      known += (known.empty() ? "" : ", ") + pack.name;
    object.report(*object.find("pack"), "there is no pack of this name, only: " + known);
  }
  return bot;
}

Json ask(const Bots& bots, Arguments& arguments, bool may_be_kept) {
  const auto question = text_argument(arguments.object(), "question");
  const Bot* bot = bot_argument(bots, arguments.object());
  if (const std::string wrong = arguments.finish(); !wrong.empty()) return wrong_arguments(wrong);
  const chat::Reply reply = bot->reply(*question, {.may_be_kept = may_be_kept});
  Json content = Json::array({text_block(bot->chatbot->plain(reply).text)});
  for (const auto& source : chat::sources_of(reply)) content.push_back(link_block(source));
  return {{"content", std::move(content)}, {"structuredContent", chat::to_json(reply, "")}};
}

Json find_facts(const Bots& bots, Arguments& arguments, bool /*may_be_kept*/) {
  base::JsonObject& object = arguments.object();
  const auto words = text_argument(object, "words");
  const auto limit = object.optional_number("limit");
  if (limit && (*limit < 1 || *limit > kMostFacts || std::trunc(*limit) != *limit)) {
    object.report(*object.find("limit"),
                  "expected a whole number from 1 to " + std::to_string(kMostFacts));
  }
  const Bot* bot = bot_argument(bots, object);
  if (const std::string wrong = arguments.finish(); !wrong.empty()) return wrong_arguments(wrong);
  const chat::FoundFacts found =
      bot->chatbot->find_facts(*words, limit ? static_cast<std::size_t>(*limit) : kFewFacts);

  Json data{{"facts", Json::array()},
            {"total", found.total},
            {"unmatched", found.unmatched},
            {"suggestions", found.suggestions}};
  chat::Reply cited;
  cited.facts = found.facts;
  std::string text;
  for (const auto& fact : found.facts) {
    data["facts"].push_back(chat::to_json(fact));
    text += (text.empty() ? "" : "\n") + fact.text;
  }
  for (const std::string& suggestion : found.suggestions) {
    text += (text.empty() ? "" : "\n") + suggestion;
  }
  Json content = Json::array({text_block(text)});
  for (const auto& source : chat::sources_of(cited)) content.push_back(link_block(source));
  return {{"content", std::move(content)}, {"structuredContent", std::move(data)}};
}

struct Tool {
  std::string_view name;
  Json (*call)(const Bots& bots, Arguments& arguments, bool may_be_kept);
};
constexpr Tool kTools[] = {{"ask", ask}, {"find_facts", find_facts}};

}  // namespace

McpTools::McpTools(Bots bots, const std::filesystem::path& folder) : bots_{std::move(bots)} {
  const Json data = read_data(folder / "mcp.json");
  const Json api = read_data(folder / "openapi.json");
  const Json& schemas = api.at("components").at("schemas");
  instructions_ = fill_in(data.at("instructions").get<std::string>(), bots_.chatbots());
  list_ = data.at("tools");
  if (list_.size() != std::size(kTools)) throw std::runtime_error{"mcp.json: expected two tools"};
  for (std::size_t i = 0; i < list_.size(); ++i) {
    Json& tool = list_[i];
    if (tool.at("name") != kTools[i].name) {
      throw std::runtime_error{"mcp.json: expected the tool " + std::string{kTools[i].name}};
    }
    tool["description"] = fill_in(tool.at("description").get<std::string>(), bots_.chatbots());
    tool["outputSchema"] = whole_schema(tool.at("outputSchema"), schemas);
  }
}

std::variant<Json, RpcFailure> McpTools::call(const RpcMessage& message, bool may_be_kept) const {
  const JsonValue* name = message.param("name");
  const auto* tool = std::find_if(std::begin(kTools), std::end(kTools), [&](const Tool& entry) {
    return name != nullptr && entry.name == name->text;
  });
  if (tool == std::end(kTools)) {
    return RpcFailure{RpcCode::InvalidParams,
                      "Unknown tool" + (name == nullptr ? "" : ": " + base::describe(*name))};
  }
  Arguments arguments{message.param("arguments")};
  return tool->call(bots_, arguments, may_be_kept);
}

}  // namespace jauap::web
