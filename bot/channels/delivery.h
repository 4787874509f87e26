#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/web/http.h"

namespace jauap::channels {

// How a body of JSON is bounded where its platform says nothing: deeper or larger ones are a
// mistake of their sender.
inline constexpr base::JsonLimits kDeliveryLimits{.depth = 64, .values = 20'000};

// A part of a body, or nothing: what is not there, or is of another type, reads as nothing. Refers
// to the body. Plain data.
class Node {
 public:
  Node() = default;
  explicit Node(const base::JsonValue* value) : value_{value} {}

  Node operator[](std::string_view key) const;
  // Of an array; empty for anything else.
  std::vector<Node> items() const;
  std::size_t members() const;  // of an object; 0 for anything else
  // A text, or a number as it is written; "" for anything else.
  std::string text() const;
  std::int64_t integer() const;  // 0 for anything else
  bool is_true() const;
  bool exists() const;  // and is not null

 private:
  const base::JsonValue* value_ = nullptr;
};

// A request of a platform, and when it came. Not for sharing between threads.
class Delivery {
 public:
  // Refers to the request. `now` is in Unix seconds.
  Delivery(const web::Request& request, std::int64_t now,
           const base::JsonLimits& limits = kDeliveryLimits)
      : request_{request}, now_{now}, limits_{limits} {}

  const std::string& raw() const { return request_.body; }
  const web::Request& request() const { return request_; }
  std::int64_t now() const { return now_; }
  // A header field of that name in lower case; "" where it is absent.
  std::string_view field(std::string_view name) const;
  // The body, read when it is first asked for: JSON, or a form as an object of texts (of a name
  // that stands twice, the first counts). Of a GET, its query. Nothing where it cannot be read.
  Node body() const;
  // What is wrong with the body; empty for nothing.
  const base::Problems& problems() const;

 private:
  void parse() const;

  const web::Request& request_;
  const std::int64_t now_;
  const base::JsonLimits limits_;
  mutable std::optional<base::JsonValue> body_;
  mutable base::Problems problems_;
  mutable bool is_parsed_ = false;
};

// Whether a time in Unix seconds, as text, is no more than five minutes from now, on either side.
bool is_fresh(std::string_view seconds, std::int64_t now);

}  // namespace jauap::channels
