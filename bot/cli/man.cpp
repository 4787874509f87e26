// The manual page in roff (man(7)), from the tables of commands and options.

#include <algorithm>

#include "bot/cli/command.h"
#include "bot/cli/help.h"

namespace jauap::cli {
namespace {

// A text as roff shows it: nothing in it is a request or an escape. Paragraphs stay apart.
std::string roff(std::string_view text) {
  std::string result;
  bool at_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i, 2) == "\n\n") {
      result += "\n.PP\n";
      at_start = true;
      ++i;
      continue;
    }
    if (at_start && (c == '.' || c == '\'')) result += "\\&";
    at_start = c == '\n';
    constexpr std::string_view kEllipsis = "…";
    if (text.substr(i, kEllipsis.size()) == kEllipsis) {
      result += "...";  // in every character set
      i += kEllipsis.size() - 1;
    } else if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '~') {
      result += "\\(ti";
    } else {
      result += c;
    }
  }
  return result;
}

std::string term(std::string_view head, std::string_view text) {
  return ".TP\n.B " + roff(head) + "\n" + roff(text) + "\n";
}

std::string option_term(const Option& option) {
  std::string text = ".TP\n";
  text += option.value.empty() ? ".B " : ".BI ";
  if (!option.letter.empty()) text += "\"" + roff(option.letter) + ", \" ";
  text += roff(option.name);
  if (!option.value.empty()) text += " \" " + roff(option.value) + "\"";
  return text + "\n" + roff(option.summary) + "\n";
}

std::string command_section(const Command& command) {
  std::string text = ".SS \"" + roff(command.name);
  if (!command.arguments.empty()) text += " " + roff(command.arguments);
  text += "\"\n" + roff(command.summary) + "\n";
  if (!command.details.empty()) text += ".PP\n" + roff(command.details) + "\n";
  for (const Option* option : options_of(command)) {
    const auto& own = command.options;
    if (std::find(own.begin(), own.end(), option->name) != own.end()) text += option_term(*option);
  }
  return text;
}

std::string page() {
  std::string text = ".TH JAUAP 1 \"\" \"jauap " JAUAP_VERSION "\" \"User Commands\"\n";
  text += ".SH NAME\njauap \\- answer questions from facts\n";
  text += ".SH SYNOPSIS\n.B jauap\n.I COMMAND\n[\\fIOPTION\\fR...]\n";
  text += ".SH DESCRIPTION\n" + roff(kAbout) + "\n";
  text += ".SH COMMANDS\n";
  for (const Command& command : all_commands()) text += command_section(command);
  text += ".SH OPTIONS\nOptions of every command, before or after its name:\n";
  const auto& common = common_options();
  for (const Option& option : all_options()) {
    if (std::find(common.begin(), common.end(), option.name) != common.end()) {
      text += option_term(option);
    }
  }
  text += ".SH ENVIRONMENT\n";
  for (const Option& option : all_options()) {
    if (option.environment.empty()) continue;
    text +=
        term(option.environment, "Used where " + std::string{option.name} + " is not given" +
                                     (option.repeatable ? "; several with colons between." : "."));
  }
  text += term("NO_COLOR", "If not empty, print without colour.");
  text += term("FORCE_COLOR",
               "If neither empty nor 0, print with colour even where standard output "
               "is not a terminal.");
  text += ".SH \"EXIT STATUS\"\n";
  for (const ExitMeaning& exit : exit_meanings()) {
    text += term(std::to_string(exit.code), exit.meaning);
  }
  return text;
}

}  // namespace

int man(const Options& /*options*/, Output& output) {
  output.print_raw(page());
  return kAnswered;
}

}  // namespace jauap::cli
