#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/web/answer_writer.h"
#include "bot/web/listening_socket.h"
#include "bot/web/router.h"
#include "bot/web/server_options.h"

namespace jauap::web {

// The loop that owns every socket: it accepts, reads whole requests (Connection), gives them to
// threads that answer, and writes the answers. One thread; nothing on it waits for a client or a
// handler. Only server.cpp includes this.
class Front {
 public:
  // Begins to serve on the sockets. What is named must outlive it. Throws std::runtime_error where
  // the certificate cannot be used or there are no threads to be had.
  Front(std::vector<ListeningSocket> sockets, const Router& router, const AnswerWriter& writer,
        const ServerOptions& options);
  ~Front();  // stops

  // As Server::stop. From one thread, once.
  void stop();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace jauap::web
