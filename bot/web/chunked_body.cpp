#include "bot/web/chunked_body.h"

#include <algorithm>

#include "bot/web/request_head.h"

namespace jauap::web {
namespace {

constexpr std::size_t kFrameBeside = 1'024;
constexpr int kMaxDigits = 8;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_control(char c) {
  return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7F;
}

}  // namespace

ChunkedBody::ChunkedBody(std::size_t max_body)
    : max_body_{max_body}, frame_left_{max_body + kFrameBeside} {}

ChunkedBody::State ChunkedBody::read(std::string_view& bytes, std::string& body) {
  while (!bytes.empty()) {
    if (place_ == Place::Data) {
      const std::size_t count = std::min(size_, bytes.size());
      body.append(bytes.data(), count);
      bytes.remove_prefix(count);
      size_ -= count;
      if (size_ == 0) place_ = Place::DataCr;
      continue;
    }
    if (frame_left_ == 0) return State::TooLong;
    --frame_left_;
    const char c = bytes.front();
    bytes.remove_prefix(1);
    const bool began_data = place_ == Place::SizeEnd;
    const State state = read_frame(c);
    if (state != State::NeedsMore) return state;
    if (began_data && size_ > max_body_ - std::min(max_body_, body.size())) return State::TooLong;
  }
  return State::NeedsMore;
}

ChunkedBody::State ChunkedBody::read_size(char c) {
  const int value = hex_value(c);
  if (value >= 0 && digits_ < kMaxDigits) {
    size_ = size_ * 16 + static_cast<std::size_t>(value);
    ++digits_;
    return State::NeedsMore;
  }
  if (digits_ == 0) return State::Malformed;
  if (c == '\r') {
    place_ = Place::SizeEnd;
  } else if (c == ';') {
    place_ = Place::Extension;
  } else if (is_blank(c)) {
    place_ = Place::Space;
  } else {
    return State::Malformed;
  }
  return State::NeedsMore;
}

ChunkedBody::State ChunkedBody::read_frame(char c) {
  switch (place_) {
    case Place::Size:
      return read_size(c);
    case Place::Space:
      if (c == ';') place_ = Place::Extension;
      return c == ';' || is_blank(c) ? State::NeedsMore : State::Malformed;
    case Place::Extension:
      if (c == '\r') place_ = Place::SizeEnd;
      return c == '\r' || !is_control(c) ? State::NeedsMore : State::Malformed;
    case Place::SizeEnd:
      place_ = size_ == 0 ? Place::Trailer : Place::Data;
      return c == '\n' ? State::NeedsMore : State::Malformed;
    case Place::DataCr:
      place_ = Place::DataLf;
      return c == '\r' ? State::NeedsMore : State::Malformed;
    case Place::DataLf:
      place_ = Place::Size;
      digits_ = 0;
      return c == '\n' ? State::NeedsMore : State::Malformed;
    case Place::Trailer:
      if (c != '\r') {
        line_ += c;
        return c == '\n' ? State::Malformed : State::NeedsMore;
      }
      place_ = Place::TrailerEnd;
      return line_.empty() || split_field(line_) ? State::NeedsMore : State::Malformed;
    case Place::TrailerEnd:
      if (c != '\n') return State::Malformed;
      if (line_.empty()) return State::Whole;
      line_.clear();
      place_ = Place::Trailer;
      return State::NeedsMore;
    case Place::Data:
      break;  // read() takes it in one piece
  }
  return State::Malformed;
}

}  // namespace jauap::web
