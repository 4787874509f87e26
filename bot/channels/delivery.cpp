#include "bot/channels/delivery.h"

#include <charconv>
#include <utility>

#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

base::JsonValue to_object(const std::vector<std::pair<std::string, std::string>>& form) {
  base::JsonValue object;
  object.kind = base::JsonKind::Object;
  for (const auto& [name, value] : form) {
    base::JsonValue text;
    text.kind = base::JsonKind::Text;
    text.text = value;
    object.members.emplace_back(name, std::move(text));
  }
  return object;
}

}  // namespace

Node Node::operator[](std::string_view key) const {
  if (value_ == nullptr || value_->kind != base::JsonKind::Object) return {};
  return Node{value_->find(key)};
}

std::vector<Node> Node::items() const {
  std::vector<Node> nodes;
  if (value_ == nullptr || value_->kind != base::JsonKind::Array) return nodes;
  for (const base::JsonValue& item : value_->items) nodes.emplace_back(&item);
  return nodes;
}

std::size_t Node::members() const {
  return value_ == nullptr ? 0 : value_->members.size();
}

std::string Node::text() const {
  const bool is_text = value_ != nullptr && (value_->kind == base::JsonKind::Text ||
                                             value_->kind == base::JsonKind::Number);
  return is_text ? value_->text : "";
}

std::int64_t Node::integer() const {
  return to_integer(text()).value_or(0);
}

bool Node::is_true() const {
  return value_ != nullptr && value_->kind == base::JsonKind::Boolean && value_->boolean;
}

bool Node::exists() const {
  return value_ != nullptr && value_->kind != base::JsonKind::Null;
}

std::string_view Delivery::field(std::string_view name) const {
  const std::string* value = request_.field(name);
  return value == nullptr ? std::string_view{} : *value;
}

void Delivery::parse() const {
  if (is_parsed_) return;
  is_parsed_ = true;
  if (request_.method == "GET") {
    body_ = to_object(request_.parameters);
  } else if (request_.content_type == "application/x-www-form-urlencoded") {
    body_ = to_object(web::parse_query(request_.body));
  } else {
    auto read = web::read_json(request_.body, limits_);
    body_ = std::move(read.value);
    problems_ = std::move(read.problems);
  }
}

Node Delivery::body() const {
  parse();
  return Node{body_ ? &*body_ : nullptr};
}

const base::Problems& Delivery::problems() const {
  parse();
  return problems_;
}

bool is_fresh(std::string_view seconds, std::int64_t now) {
  constexpr std::int64_t kWindow = 300;
  const auto time = to_integer(seconds);
  // Far away times would overflow the difference.
  return time && *time >= now - kWindow && *time <= now + kWindow;
}

}  // namespace jauap::channels
