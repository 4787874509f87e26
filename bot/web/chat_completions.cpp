#include "bot/web/chat_completions.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/web/http_json.h"
#include "bot/web/openai_error.h"
#include "bot/web/opt_out.h"

namespace jauap::web {
namespace {

using base::JsonKind;
using base::JsonValue;
using Json = nlohmann::ordered_json;

// What is read of a request.
struct Asked {
  std::string model;
  const Bot* bot = nullptr;
  std::vector<std::string> messages;  // of the user; the last one is the question
  bool stream = false;
  bool include_usage = false;
  bool may_be_kept = true;
};

OpenaiError wrong(std::string param, const std::string& expected, const JsonValue* found) {
  return {400, "expected " + expected + (found == nullptr ? "" : ", found " + describe(*found)),
          std::move(param)};
}

// A text, or the texts of a list of parts; parts that are no text (pictures) are left out. Nothing
// where it is neither.
std::optional<std::string> text_of(const JsonValue* content) {
  if (content == nullptr || content->kind == JsonKind::Null) return "";
  if (content->kind == JsonKind::Text) return content->text;
  if (content->kind != JsonKind::Array) return std::nullopt;
  std::string text;
  for (const JsonValue& part : content->items) {
    const JsonValue* words = part.find("text");
    if (words == nullptr || words->kind != JsonKind::Text) continue;
    text += (text.empty() ? "" : "\n") + words->text;
  }
  return text;
}

std::optional<OpenaiError> read_messages(const JsonValue* list, Asked& asked) {
  if (list == nullptr || list->kind != JsonKind::Array || list->items.empty()) {
    return wrong("messages", "a list of messages", list);
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const JsonValue& message = list->items[i];
    const std::string place = "messages[" + std::to_string(i) + "]";
    if (message.kind != JsonKind::Object) return wrong(place, "an object", &message);
    const JsonValue* role = message.find("role");
    if (role == nullptr || role->kind != JsonKind::Text) {
      return wrong(place + ".role", "a text", role);
    }
    if (role->text != "user") continue;
    const JsonValue* content = message.find("content");
    auto text = text_of(content);
    if (!text) return wrong(place + ".content", "a text or a list of parts", content);
    asked.messages.push_back(std::move(*text));
  }
  if (!asked.messages.empty()) return std::nullopt;
  return wrong("messages", "a message of the user", nullptr);
}

bool is_true(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::Boolean && value->boolean;
}

std::optional<OpenaiError> read_model(const JsonValue* model, const Bots& bots, Asked& asked) {
  if (model == nullptr || model->kind != JsonKind::Text) {
    return wrong("model", "the name of a model", model);
  }
  asked.model = model->text;
  asked.bot = asked.model == kAllPacks ? &bots.all() : bots.find(asked.model);
  if (asked.bot != nullptr && !asked.model.empty()) return std::nullopt;
  std::string known{kAllPacks};
  for (const auto& pack : bots.chatbots().packs()) known += ", " + pack.name;
  return OpenaiError{404, "there is no such model here, only: " + known, "model",
                     "model_not_found"};
}

std::variant<Asked, OpenaiError> read_request(const Bots& bots, const Request& request) {
  if (request.content_type != "application/json") {
    return OpenaiError{415, "send the body as JSON, with Content-Type: application/json"};
  }
  const auto body = read_json(request.body, kLongBodyLimits);
  if (!body.ok()) {
    const base::Problem& first = body.problems.front();
    return OpenaiError{400, "the body: " + to_line(first), first.pointer};
  }
  if (body.value->kind != JsonKind::Object) return wrong("", "an object", &*body.value);
  Asked asked;
  if (auto error = read_model(body.value->find("model"), bots, asked)) return *error;
  if (auto error = read_messages(body.value->find("messages"), asked)) return *error;
  const JsonValue* stream = body.value->find("stream");
  if (stream != nullptr && stream->kind != JsonKind::Boolean && stream->kind != JsonKind::Null) {
    return wrong("stream", "true or false", stream);
  }
  asked.stream = is_true(stream);
  const JsonValue* store = body.value->find("store");
  const bool is_refused = store != nullptr && store->kind == JsonKind::Boolean && !store->boolean;
  asked.may_be_kept = !is_refused && !opts_out(request);
  const JsonValue* options = body.value->find("stream_options");
  asked.include_usage = options != nullptr && is_true(options->find("include_usage"));
  return asked;
}

chat::Reply reply_to(const Asked& asked) {
  chat::Conversation conversation;
  const auto& messages = asked.messages;
  const std::size_t before = messages.size() - 1;
  for (std::size_t i = before - std::min(before, kReplayedMessages); i < before; ++i) {
    asked.bot->chatbot->reply(messages[i], {}, &conversation);
  }
  return asked.bot->reply(messages.back(), {.may_be_kept = asked.may_be_kept}, conversation);
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::size_t words_of(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space && !inside) ++words;
    inside = !is_space;
  }
  return words;
}

Json annotations_of(const chat::PlainReply& plain) {
  Json annotations = Json::array();
  const std::string_view text = plain.text;
  for (const auto& citation : plain.citations) {
    if (citation.source.url.empty()) continue;
    annotations.push_back({{"type", "url_citation"},
                           {"url_citation",
                            {{"start_index", code_points(text.substr(0, citation.begin))},
                             {"end_index", code_points(text.substr(0, citation.end))},
                             {"title", citation.source.title},
                             {"url", citation.source.url}}}});
  }
  return annotations;
}

Json usage_of(const Asked& asked, const chat::PlainReply& plain) {
  std::size_t sent = 0;
  for (const std::string& message : asked.messages) sent += words_of(message);
  const std::size_t said = words_of(plain.text);
  return {{"prompt_tokens", sent}, {"completion_tokens", said}, {"total_tokens", sent + said}};
}

// What an object of the answer begins with; strict clients want it in each chunk.
Json beginning(const Asked& asked, const Request& request, std::string_view object,
               std::int64_t now) {
  return {{"id", "chatcmpl-" + request.id},
          {"object", object},
          {"created", now},
          {"model", asked.model}};
}

Response one_object(const Asked& asked, const chat::PlainReply& plain, Json body) {
  Json message{{"role", "assistant"}, {"content", plain.text}, {"refusal", nullptr}};
  message["annotations"] = annotations_of(plain);
  body["choices"] = Json::array({{{"index", 0},
                                  {"message", std::move(message)},
                                  {"logprobs", nullptr},
                                  {"finish_reason", "stop"}}});
  body["usage"] = usage_of(asked, plain);
  return {.body = to_body(body)};
}

// The answer is there at once, so it is sent at once.
Response events(const Asked& asked, const chat::PlainReply& plain, const Json& begin) {
  std::string stream;
  const auto add = [&](Json choices, Json usage) {
    Json chunk = begin;
    chunk["choices"] = std::move(choices);
    if (asked.include_usage) chunk["usage"] = std::move(usage);
    stream += "data: " + to_body(chunk) + "\n\n";
  };
  const auto add_delta = [&](Json delta, Json finish) {
    add(Json::array({{{"index", 0},
                      {"delta", std::move(delta)},
                      {"logprobs", nullptr},
                      {"finish_reason", std::move(finish)}}}),
        nullptr);
  };
  add_delta({{"role", "assistant"}, {"content", ""}}, nullptr);
  Json content{{"content", plain.text}};
  if (Json annotations = annotations_of(plain); !annotations.empty()) {
    content["annotations"] = std::move(annotations);
  }
  add_delta(std::move(content), nullptr);
  add_delta(Json::object(), "stop");
  if (asked.include_usage) add(Json::array(), usage_of(asked, plain));
  return {.type = "text/event-stream; charset=utf-8", .body = stream + "data: [DONE]\n\n"};
}

Json model(std::string_view id, std::int64_t created) {
  return {{"id", id}, {"object", "model"}, {"created", created}, {"owned_by", "jauap"}};
}

}  // namespace

Response get_models(const chat::PackChatbots& chatbots, std::int64_t created) {
  Json data = Json::array({model(kAllPacks, created)});
  for (const auto& pack : chatbots.packs()) {
    if (pack.name != kAllPacks) data.push_back(model(pack.name, created));
  }
  return {.body = to_body({{"object", "list"}, {"data", std::move(data)}})};
}

Response post_chat_completion(const Bots& bots, const Request& request, std::int64_t now) {
  const auto read = read_request(bots, request);
  if (const auto* error = std::get_if<OpenaiError>(&read)) return openai_error(*error);
  const auto& asked = std::get<Asked>(read);
  const chat::PlainReply plain = asked.bot->chatbot->plain(reply_to(asked));
  if (asked.stream) {
    return events(asked, plain, beginning(asked, request, "chat.completion.chunk", now));
  }
  return one_object(asked, plain, beginning(asked, request, "chat.completion", now));
}

}  // namespace jauap::web
