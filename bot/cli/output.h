#pragma once

#include <string>
#include <string_view>

#include "bot/cli/options.h"

namespace jauap::cli {

enum class Style { Plain, Faint, Strong };

// Standard output and standard error. Answers go to the first, everything else to the second. Not
// for sharing between threads.
class Output {
 public:
  // Colour: never with --no-color or a NO_COLOR that is not empty; else always with a FORCE_COLOR
  // that is neither empty nor 0; else only on a terminal that is not "dumb".
  explicit Output(const Options& options);

  // To standard output. `text` is what people read: control characters in it are shown, not sent
  // (printable.h). Throws std::system_error where it cannot be written: a full disk, a closed pipe.
  void print(std::string_view text, Style style = Style::Plain);
  // One line of JSON, with the same promise.
  void print_json(std::string_view line);
  // To standard output as it is: only for text of the program's own.
  void print_raw(std::string_view text);
  // Everything printed so far reaches the reader. Throws as print().
  void flush();

  // A line on standard error, control characters shown. Nothing happens where that is closed.
  static void message(std::string_view text);

  static bool input_is_terminal();
  static bool output_is_terminal();
  static bool error_is_terminal();

 private:
  bool color_ = false;
};

}  // namespace jauap::cli
