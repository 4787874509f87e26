#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bot/web/chunked_body.h"
#include "bot/web/request_head.h"

namespace jauap::web {

// Cuts the bytes of one connection into requests, each whole and strictly framed (RFC 9112).
// However the bytes are cut into pieces, the requests are the same.
//
//   reader.append(bytes);
//   reader.read();  // Head: decide by head(); again: Whole: take_body(); next()
//
// For one thread. Holds at most the longest head, the longest body and what was appended at once.
class RequestReader {
 public:
  enum class Step {
    NeedsMore,  // more bytes
    Head,       // head() is there; the next read() begins with the body
    Whole,      // take_body() too
    Refused,    // refusal() says why; nothing that follows is a request
  };
  // The longest body that is read for a path, in bytes.
  using MaxBody = std::function<std::size_t(std::string_view path)>;

  RequestReader(std::size_t max_head, MaxBody max_body);

  void append(std::string_view bytes);
  Step read();
  // After Head: no longer body than this is read, where the one that was asked for takes less than
  // others of its path. Does nothing for a body of a known length, which is known to be too long.
  void limit_chunks(std::size_t max_body);

  // Whether anything of a request is there.
  bool has_begun() const { return place_ != Place::Head || !left().empty(); }
  // Whether the client waits for permission to send the body; until the body begins to arrive.
  bool awaits_permission() const;

  const RequestHead& head() const { return head_; }
  const Refusal& refusal() const { return refusal_; }
  // The path that was asked for, as far as it can be told; "" where nothing is known of it.
  std::string_view path() const;

  std::string take_body();
  // Goes on to the request behind the one that was Whole.
  void next();

 private:
  enum class Place { Head, Body, Whole, Refused };

  std::string_view left() const { return std::string_view{buffer_}.substr(used_); }
  void use(std::size_t count);
  Step refuse(Refusal refusal);
  // Of a head with a fault at that place: it has a path where its first line ends before.
  Step refuse_head(std::size_t fault, Refusal refusal);
  Step read_head_text();
  Step read_body();
  Step read_chunks();

  std::size_t max_head_;
  MaxBody max_body_;
  std::string buffer_;        // arrived
  std::size_t used_ = 0;      // of it, from the front
  std::size_t searched_ = 0;  // of what is left, for the end of the head
  Place place_ = Place::Head;
  std::string path_;
  RequestHead head_;
  std::string body_;
  bool has_body_begun_ = false;
  std::optional<ChunkedBody> chunks_;
  std::size_t body_limit_ = 0;
  Refusal refusal_;
};

}  // namespace jauap::web
