#include "bot/web/gzip.h"

#include <zlib.h>

#include <stdexcept>
#include <utility>

namespace jauap::web {

std::string gzip(std::string_view bytes) {
  constexpr int kGzip = 16;  // added to the window: a header of gzip instead of zlib's
  constexpr int kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"zlib cannot begin to compress"};
  }
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  // The library does not write to what it reads.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error{"zlib cannot compress"};
  return compressed;
}

Response page_response(std::string html, const Request& request) {
  return {.type = "text/html; charset=utf-8",
          .body = request.accepts_gzip ? gzip(html) : std::move(html),
          .is_gzip = request.accepts_gzip};
}

StaticFile::StaticFile(std::string type, std::string content)
    : type_{std::move(type)}, content_{std::move(content)}, compressed_{gzip(content_)} {}

Response StaticFile::respond(const Request& request) const {
  return {.type = type_,
          .body = request.accepts_gzip ? compressed_ : content_,
          .is_gzip = request.accepts_gzip};
}

}  // namespace jauap::web
