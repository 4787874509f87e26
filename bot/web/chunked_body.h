#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace jauap::web {

// Decodes a chunked body (RFC 9112, 7.1) whose bytes come in any pieces. Strict where leniency
// would let two readers disagree about where it ends: sizes are at most eight hexadecimal digits,
// lines end with CR LF, no control character stands in an extension. Extensions and trailer fields
// are read and dropped. What frames the chunks may not be longer than the longest body and a
// little, so that tiny chunks cost no more than a body. For one thread; cost is linear in the
// bytes.
class ChunkedBody {
 public:
  enum class State { NeedsMore, Whole, Malformed, TooLong };

  explicit ChunkedBody(std::size_t max_body);

  // Takes from the front of `bytes` what belongs to the body and appends what it carries to `body`.
  // Not to be called again once it is anything but NeedsMore.
  State read(std::string_view& bytes, std::string& body);

 private:
  enum class Place {
    Size,        // in the digits
    Space,       // between them and an extension
    Extension,   // behind ";"
    SizeEnd,     // before the LF of that line
    Data,        //
    DataCr,      // before the CR behind the data
    DataLf,      // before its LF
    Trailer,     // in a line behind the last chunk
    TrailerEnd,  // before its LF
  };

  State read_frame(char c);
  State read_size(char c);

  std::size_t max_body_;
  std::size_t frame_left_;  // bytes that may still be neither data nor missing
  std::size_t size_ = 0;    // of the chunk; then what is left of it
  int digits_ = 0;
  Place place_ = Place::Size;
  std::string line_;  // of the trailer
};

}  // namespace jauap::web
