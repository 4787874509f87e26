#include "bot/web/request_reader.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace jauap::web {
namespace {

// Room for this much is kept while nothing arrives.
constexpr std::size_t kKept = 1'024;

}  // namespace

RequestReader::RequestReader(std::size_t max_head, MaxBody max_body)
    : max_head_{max_head}, max_body_{std::move(max_body)} {}

void RequestReader::append(std::string_view bytes) {
  if (place_ == Place::Refused) return;
  buffer_.erase(0, used_);
  used_ = 0;
  buffer_.append(bytes);
}

void RequestReader::use(std::size_t count) {
  has_body_begun_ = place_ == Place::Body && (has_body_begun_ || count > 0);
  used_ += count;
  if (used_ < buffer_.size()) return;
  used_ = 0;
  buffer_.clear();
  if (buffer_.capacity() > kKept) buffer_.shrink_to_fit();
}

RequestReader::Step RequestReader::refuse(Refusal refusal) {
  place_ = Place::Refused;
  refusal_ = std::move(refusal);
  return Step::Refused;
}

RequestReader::Step RequestReader::read() {
  switch (place_) {
    case Place::Head:
      return read_head_text();
    case Place::Body:
      return head_.chunked ? read_chunks() : read_body();
    case Place::Whole:
      return Step::Whole;
    case Place::Refused:
      break;
  }
  return Step::Refused;
}

RequestReader::Step RequestReader::refuse_head(std::size_t fault, Refusal refusal) {
  const std::size_t line_end = left().find("\r\n");
  if (line_end < fault) path_ = path_of(left().substr(0, line_end));
  return refuse(std::move(refusal));
}

RequestReader::Step RequestReader::read_head_text() {
  const std::string_view bytes = left();
  if (bytes.empty()) return Step::NeedsMore;
  // What is no HTTP at all (TLS, say) would never end its first line.
  if (!is_token(bytes.substr(0, 1))) return refuse({400, "The request line has no method."});
  const std::size_t end = bytes.find("\r\n\r\n", searched_);
  const std::size_t bare = bytes.find("\n\n", searched_);
  if (bare < std::min(end, max_head_)) {
    return refuse_head(bare, {400, "Lines of a request end with CR LF."});
  }
  if (end == std::string_view::npos || end > max_head_) {
    if (bytes.size() > max_head_ + 3) {  // of its end, three bytes may be there
      // The line that never ends is an address, or a header field.
      const bool is_target = bytes.find("\r\n") >= max_head_;
      return refuse_head(max_head_,
                         {is_target ? 414 : 431, "The head of the request is too long."});
    }
    searched_ = std::max<std::size_t>(bytes.size(), 3) - 3;
    return Step::NeedsMore;
  }
  const std::string_view text = bytes.substr(0, end);
  path_ = path_of(text);
  body_limit_ = max_body_(path_);
  auto read = read_head(text, body_limit_);
  if (auto* refusal = std::get_if<Refusal>(&read)) {
    return refuse(std::move(*refusal));
  }
  head_ = std::move(std::get<RequestHead>(read));
  use(end + 4);
  searched_ = 0;
  place_ = Place::Body;
  if (head_.chunked) limit_chunks(body_limit_);
  return Step::Head;
}

void RequestReader::limit_chunks(std::size_t max_body) {
  if (!head_.chunked || has_body_begun_) return;
  body_limit_ = max_body;
  chunks_.emplace(max_body);
}

RequestReader::Step RequestReader::read_body() {
  const std::size_t count = std::min(head_.content_length - body_.size(), left().size());
  body_.append(left().substr(0, count));
  use(count);
  if (body_.size() < head_.content_length) return Step::NeedsMore;
  place_ = Place::Whole;
  return Step::Whole;
}

RequestReader::Step RequestReader::read_chunks() {
  std::string_view bytes = left();
  const std::size_t before = bytes.size();
  const ChunkedBody::State state = chunks_->read(bytes, body_);
  use(before - bytes.size());
  switch (state) {
    case ChunkedBody::State::NeedsMore:
      return Step::NeedsMore;
    case ChunkedBody::State::Whole:
      place_ = Place::Whole;
      return Step::Whole;
    case ChunkedBody::State::TooLong:
      return refuse(too_long(body_limit_));
    case ChunkedBody::State::Malformed:
      break;
  }
  return refuse({400, "The chunks of the body are not framed as RFC 9112 says."});
}

bool RequestReader::awaits_permission() const {
  return place_ == Place::Body && head_.expects_continue && !has_body_begun_;
}

std::string_view RequestReader::path() const {
  return place_ == Place::Head ? path_of(left()) : path_;
}

std::string RequestReader::take_body() {
  return std::exchange(body_, {});
}

void RequestReader::next() {
  place_ = Place::Head;
  path_.clear();
  body_.clear();
  chunks_.reset();
}

}  // namespace jauap::web
