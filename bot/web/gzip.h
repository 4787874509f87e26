#pragma once

#include <string>
#include <string_view>

#include "bot/web/http.h"

namespace jauap::web {

// The bytes compressed as gzip (RFC 1952), as small as the library can.
std::string gzip(std::string_view bytes);

// A page that was made for one request.
Response page_response(std::string html, const Request& request);

// A response whose body never changes, with both of its forms made beforehand.
class StaticFile {
 public:
  StaticFile(std::string type, std::string content);

  Response respond(const Request& request) const;

 private:
  std::string type_;
  std::string content_;
  std::string compressed_;
};

}  // namespace jauap::web
