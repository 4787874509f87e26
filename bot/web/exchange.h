#pragma once

#include <string>

#include "bot/web/http.h"

namespace jauap::web {

// One request and what is answered to it. Plain data, for one thread at a time.
struct Exchange {
  Request request;
  std::string client = {};       // as in client_address.h, where it is limited
  const Route* route = nullptr;  // set where its handler is still to be asked
  Response response;
  std::string allow;  // the methods of a known path, for a 405 and OPTIONS
  Fields fields;      // what else the answer carries
  bool is_head = false;
  bool close = false;  // the connection ends with this answer
};

}  // namespace jauap::web
