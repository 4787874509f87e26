#include "bot/intents/pattern.h"

#include <re2/re2.h>

namespace jauap::intents {
namespace {

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(false);
  options.set_dot_nl(true);
  options.set_max_mem(8 << 20);
  return options;
}

}  // namespace

struct Pattern::Program {
  explicit Program(std::string_view text) : expression{re2::StringPiece{text}, options()} {}
  RE2 expression;
};

Pattern::Pattern(std::string_view text) : program_{std::make_unique<const Program>(text)} {
  constexpr int kMostInstructions = 10'000;
  const RE2& expression = program_->expression;
  if (!expression.ok()) {
    error_ = expression.error();
  } else if (expression.ProgramSize() > kMostInstructions) {
    error_ = "the pattern is too large";
  }
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::found_in(std::string_view text) const {
  return program_ && ok() && RE2::PartialMatch(re2::StringPiece{text}, program_->expression);
}

}  // namespace jauap::intents
