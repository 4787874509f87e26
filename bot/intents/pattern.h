#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace jauap::intents {

// A regular expression (RE2's syntax) that is looked for in a text, whatever the case; "." takes
// line breaks too. Linear in the text. Safe for concurrent use.
//
//   Pattern{"65,?300"}.found_in("It is 65,300 km².")  // true
//   Pattern{"("}.ok()                                  // false; error() says why
class Pattern {
 public:
  explicit Pattern(std::string_view text);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  bool ok() const { return error_.empty(); }
  // What is wrong with the pattern, "" for nothing.
  const std::string& error() const { return error_; }

  // False where the pattern is wrong, and for bytes that are not UTF-8 unless written out.
  bool found_in(std::string_view text) const;

 private:
  struct Program;
  std::unique_ptr<const Program> program_;
  std::string error_;
};

}  // namespace jauap::intents
