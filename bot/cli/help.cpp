#include "bot/cli/help.h"

#include <algorithm>

#include "bot/base/edit_distance.h"

namespace jauap::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 2;
constexpr std::size_t kLongestTerm = 20;  // a longer one has its explanation on the next line

// Of the program's own texts, in which each code point is one column.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// "  term      explanation", the explanations of a list under each other.
std::string entry(std::string_view term, std::string_view explanation) {
  constexpr std::size_t kColumn = kIndent + kLongestTerm + 2;
  std::string text = std::string(kIndent, ' ') + std::string{term};
  if (columns(term) > kLongestTerm) {
    text += "\n" + std::string(kColumn, ' ');
  } else {
    text += std::string(kColumn - kIndent - columns(term), ' ');
  }
  return text + wrap(explanation, kWidth - kColumn, kColumn) + "\n";
}

std::string option_entry(const Option& option) {
  std::string term{option.name};
  if (!option.letter.empty()) term = std::string{option.letter} + ", " + term;
  if (!option.value.empty()) term += " " + std::string{option.value};
  std::string explanation{option.summary};
  if (!option.environment.empty()) {
    explanation += " Otherwise: $" + std::string{option.environment};
    explanation += option.repeatable ? ", with colons between." : ".";
  }
  return entry(term, explanation);
}

}  // namespace

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (used > 0 && used + 1 + columns(word) > width) {
      result += "\n" + std::string(indent, ' ');
      used = 0;
    }
    if (used > 0) {
      result += ' ';
      ++used;
    }
    result += word;
    used += columns(word);
    if (end == text.size()) break;
    if (text[end] == '\n') {
      result += "\n";
      used = 0;
      // An empty line stays empty.
      if (end + 1 < text.size() && text[end + 1] != '\n') result += std::string(indent, ' ');
    }
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string program_help() {
  std::string text = wrap(kAbout, kWidth, 0) + "\n\nUsage: jauap COMMAND [OPTION…]\n\nCommands:\n";
  for (const Command& command : all_commands()) {
    std::string term{command.name};
    if (!command.arguments.empty()) term += " " + std::string{command.arguments};
    text += entry(term, command.summary);
  }
  text += "\nOptions of every command:\n";
  for (const Option& option : all_options()) {
    const auto& common = common_options();
    if (std::find(common.begin(), common.end(), option.name) != common.end()) {
      text += option_entry(option);
    }
  }
  text += "\nThe program ends with:\n";
  for (const ExitMeaning& exit : exit_meanings()) {
    text += entry(std::to_string(exit.code), exit.meaning);
  }
  return text + "\nMore about a command: jauap help COMMAND\n";
}

std::string command_help(const Command& command) {
  std::string text = "Usage: jauap " + std::string{command.name};
  if (!command.arguments.empty()) text += " " + std::string{command.arguments};
  text += " [OPTION…]\n\n" + wrap(command.summary, kWidth, 0) + "\n";
  if (!command.details.empty()) text += "\n" + wrap(command.details, kWidth, 0) + "\n";
  text += "\nOptions:\n";
  for (const Option* option : options_of(command)) text += option_entry(*option);
  return text;
}

int help(const Options& options, Output& output) {
  if (options.words.empty()) {
    output.print_raw(program_help());
    return kAnswered;
  }
  const std::string& name = options.words.front();
  const Command* command = find_command(name);
  if (command == nullptr) {
    const std::string hint = base::did_you_mean(name, command_names());
    Output::message("jauap help: there is no command \"" + name + "\"" +
                    (hint.empty() ? "" : "; " + hint));
    return kWrongUsage;
  }
  output.print_raw(command_help(*command));
  return kAnswered;
}

}  // namespace jauap::cli
