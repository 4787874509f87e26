#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/web/exchange.h"

namespace jauap::web {

// Writes answers as HTTP/1.1, each with the security headers. Safe for concurrent use.
class AnswerWriter {
 public:
  // `widget_parents` as in ServerOptions.
  explicit AnswerWriter(const std::vector<std::string>& widget_parents);
  ~AnswerWriter();

  // The whole answer: status line, fields and body.
  std::string write(Exchange& exchange) const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace jauap::web
