// Completion scripts, from the tables of commands and options. Each shell gets the same: the
// commands, the options of the command typed, the files or folders that an option takes, and the
// words that a command knows. No text of the tables is ever run: it stands in quotes.

#include "bot/cli/command.h"

namespace jauap::cli {
namespace {

// In single quotes, as all three shells read them.
std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::vector<std::string> choices_of(const Command& command) {
  std::vector<std::string> choices{command.choices.begin(), command.choices.end()};
  return command.name == "help" ? command_names() : choices;
}

bool takes_folders(const Command& command) {
  return command.arguments == "[PACK…]";
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

std::string option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Option* option : options_of(command)) names.emplace_back(option->name);
  return joined(names, " ");
}

bool is_typed(const Option& option) {
  return option.kind == ValueKind::Text || option.kind == ValueKind::Number;
}

// The names of the options whose value is of a kind, a number like any text, as a pattern of
// `case`.
std::string options_with(ValueKind kind) {
  std::vector<std::string> names;
  for (const Option& option : all_options()) {
    const bool is_meant = kind == ValueKind::Text ? is_typed(option) : option.kind == kind;
    if (is_meant) names.emplace_back(option.name);
  }
  return joined(names, "|");
}

std::string bash_script() {
  std::string text = R"(# Completion of jauap for bash.
_jauap() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command="" i
  COMPREPLY=()
  case $previous in
)";
  text += "    " + options_with(ValueKind::Path) +
          ") mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;\n";
  text += "    " + options_with(ValueKind::Folder) +
          ") mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;\n";
  text += "    " + options_with(ValueKind::Text) + ") return ;;\n  esac\n";
  text += "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case ${COMP_WORDS[i]} in\n";
  text += "      " + options_with(ValueKind::Path) + "|" + options_with(ValueKind::Folder) + "|" +
          options_with(ValueKind::Text) + R"() ((i++)) ;;
      -*) ;;
      *) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  local options="" words=""
  case $command in
)";
  std::vector<std::string> common;
  for (const std::string_view name : common_options()) common.emplace_back(name);
  text += "    '') options=" + in_quotes(joined(common, " ")) +
          " words=" + in_quotes(joined(command_names(), " ")) + " ;;\n";
  for (const Command& command : all_commands()) {
    text += "    " + std::string{command.name} + ") options=" + in_quotes(option_names(command));
    const auto choices = choices_of(command);
    if (!choices.empty()) text += " words=" + in_quotes(joined(choices, " "));
    if (takes_folders(command)) {
      text += "\n      [[ $word == -* ]] || mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
    }
    text += " ;;\n";
  }
  text += R"(  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
  elif [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  fi
}
complete -o filenames -F _jauap jauap
)";
  return text;
}

// "--name[explanation]:value:action" of zsh's _arguments, in quotes.
std::string zsh_option(const Option& option) {
  std::string summary;
  for (const char c : option.summary) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') summary += '\\';
    summary += c;
  }
  std::string text = option.repeatable ? "*" : "";
  text += std::string{option.name} + "[" + summary + "]";
  if (option.kind != ValueKind::Flag) text += ":" + std::string{option.value} + ":";
  if (option.kind == ValueKind::Path) text += "_files";
  if (option.kind == ValueKind::Folder) text += "_files -/";
  return in_quotes(text);
}

std::string zsh_script() {
  std::string text = R"(#compdef jauap
# Completion of jauap for zsh.
_jauap() {
  local context state state_descr line curcontext="$curcontext"
  typeset -A opt_args
  local -a commands
  commands=(
)";
  for (const Command& command : all_commands()) {
    text +=
        "    " + in_quotes(std::string{command.name} + ":" + std::string{command.summary}) + "\n";
  }
  text += "  )\n  _arguments -C \\\n";
  for (const Option& option : all_options()) {
    for (const std::string_view name : common_options()) {
      if (name == option.name) text += "    " + zsh_option(option) + " \\\n";
    }
  }
  text += R"(    '1:command:->command' '*::argument:->argument' && return
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
)";
  for (const Command& command : all_commands()) {
    text += "        " + std::string{command.name} + ") _arguments";
    for (const Option* option : options_of(command))
      text += " \\\n          " + zsh_option(*option);
    const auto choices = choices_of(command);
    if (!choices.empty())
      text += " \\\n          " + in_quotes("1:word:(" + joined(choices, " ") + ")");
    if (takes_folders(command)) text += " \\\n          " + in_quotes("*:pack:_files -/");
    text += " ;;\n";
  }
  text += R"(      esac ;;
  esac
}
if [[ $funcstack[1] == _jauap ]]; then _jauap "$@"; else compdef _jauap jauap; fi
)";
  return text;
}

std::string fish_option(const Option& option, const std::string& condition) {
  std::string text = "complete -c jauap" + condition + " -l " + std::string{option.name.substr(2)};
  if (!option.letter.empty()) text += " -s " + std::string{option.letter.substr(1)};
  if (is_typed(option)) text += " -x";
  if (option.kind == ValueKind::Path) text += " -r -F";
  if (option.kind == ValueKind::Folder) text += " -x -a '(__fish_complete_directories)'";
  // fish reads a backslash before a quote or a backslash in single quotes as the character itself,
  // which is what in_quotes() writes too, outside of them.
  return text + " -d " + in_quotes(option.summary) + "\n";
}

std::string fish_script() {
  std::string text = "# Completion of jauap for fish.\ncomplete -c jauap -f\n";
  for (const Command& command : all_commands()) {
    text += "complete -c jauap -n __fish_use_subcommand -a " + std::string{command.name} + " -d " +
            in_quotes(command.summary) + "\n";
  }
  for (const Option& option : all_options()) {
    for (const std::string_view name : common_options()) {
      if (name == option.name) text += fish_option(option, "");
    }
  }
  for (const Command& command : all_commands()) {
    const std::string condition =
        " -n " + in_quotes("__fish_seen_subcommand_from " + std::string{command.name});
    for (const Option* option : options_of(command)) {
      for (const std::string_view name : command.options) {
        if (name == option->name) text += fish_option(*option, condition);
      }
    }
    const auto choices = choices_of(command);
    if (!choices.empty()) {
      text += "complete -c jauap" + condition + " -a " + in_quotes(joined(choices, " ")) + "\n";
    }
    if (takes_folders(command)) {
      text += "complete -c jauap" + condition + " -a '(__fish_complete_directories)'\n";
    }
  }
  return text;
}

}  // namespace

int completion(const Options& options, Output& output) {
  const std::string& shell = options.words.front();
  if (shell == "bash") {
    output.print_raw(bash_script());
  } else if (shell == "zsh") {
    output.print_raw(zsh_script());
  } else if (shell == "fish") {
    output.print_raw(fish_script());
  } else {
    Output::message("jauap completion: expected bash, zsh or fish, found \"" + shell + "\"");
    return kWrongUsage;
  }
  return kAnswered;
}

}  // namespace jauap::cli
