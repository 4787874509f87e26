// Any bytes of a connection become the same requests, however they are cut: the first two bytes say
// where, the rest is what comes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "bot/web/request_reader.h"

namespace {

using jauap::web::RequestReader;

constexpr std::size_t kMaxHead = 1'024;
constexpr std::size_t kMaxBody = 512;

// A line for each request, and how it ends.
class Reading {
 public:
  void append(std::string_view bytes) {
    reader_.append(bytes);
    for (;;) {
      switch (reader_.read()) {
        case RequestReader::Step::NeedsMore:
          return;
        case RequestReader::Step::Head:
          text_ += reader_.head().method + " " + reader_.head().target;
          break;
        case RequestReader::Step::Whole: {
          const std::string body = reader_.take_body();
          if (body.size() > kMaxBody) std::abort();
          text_ += " " + body + "\n";
          reader_.next();
          break;
        }
        case RequestReader::Step::Refused:
          text_ += std::to_string(reader_.refusal().status) + " " + std::string{reader_.path()};
          ended_ = true;
          return;
      }
      if (ended_) return;
    }
  }
  const std::string& text() const { return text_; }
  bool ended() const { return ended_; }

 private:
  RequestReader reader_{kMaxHead, [](std::string_view) { return kMaxBody; }};
  std::string text_;
  bool ended_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data + 2), size - 2};
  const std::size_t at = bytes.empty() ? 0 : (data[0] * 256U + data[1]) % (bytes.size() + 1);
  Reading whole;
  whole.append(bytes);
  Reading cut;
  cut.append(bytes.substr(0, at));
  if (!cut.ended()) cut.append(bytes.substr(at));
  Reading bytewise;
  for (std::size_t i = 0; i < bytes.size() && !bytewise.ended(); ++i) {
    bytewise.append(bytes.substr(i, 1));
  }
  if (cut.text() != whole.text() || bytewise.text() != whole.text()) std::abort();
  return 0;
}
