// Reads a command line in two passes: the options of every command up to the command's name, then
// the command's own with everything behind it. CLI11 only finds the options and their values; its
// subcommands would take a word of a question that is also the name of a command.

#include "bot/cli/options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdlib>
#include <map>

#include "bot/base/edit_distance.h"
#include "bot/cli/command.h"
#include "bot/cli/program_flags.h"
#include "bot/cli/server_flags.h"

namespace jauap::cli {
namespace {

using Values = std::vector<std::string>;

const Option* find_option(std::string_view name) {
  const auto& options = all_options();
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& option) { return option.name == name; });
  return found == options.end() ? nullptr : &*found;
}

// What was given for each option, by name; a flag has one empty value.
using Given = std::map<std::string_view, Values>;

struct Pass {
  Given given;
  Values rest;  // what is neither an option nor a value of one
  std::string error;
};

Pass find_options(const std::vector<const Option*>& options, Values arguments, bool stop_at_word) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras(!stop_at_word);
  app.prefix_command(stop_at_word);
  std::map<std::string_view, CLI::Option*> parsers;
  std::map<std::string_view, Values> storage;
  for (const Option* option : options) {
    std::string names{option->name};
    if (!option->letter.empty()) names += "," + std::string{option->letter};
    parsers[option->name] =
        option->kind == ValueKind::Flag
            ? app.add_flag(names)->disable_flag_override()
            // One value each time: a list would take the words of the question behind it.
            : app.add_option(names, storage[option->name])->allow_extra_args(false);
  }
  Pass pass;
  try {
    std::reverse(arguments.begin(), arguments.end());  // as the library wants them
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    pass.error = error.what();
    return pass;
  }
  for (const auto& [name, parser] : parsers) {
    if (parser->count() == 0) continue;
    const Values& values = storage[name];
    pass.given[name] = values.empty() ? Values{""} : values;
  }
  pass.rest = app.remaining();
  return pass;
}

bool looks_like_option(const std::string& word) {
  const bool is_number = word.size() > 1 && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
  return word.size() > 1 && word[0] == '-' && !is_number;
}

std::string with_hint(std::string message, const std::string& hint) {
  return hint.empty() ? message : std::move(message) + "; " + hint;
}

std::string unknown_option(const std::string& word, const std::vector<const Option*>& options) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const Option* option : options) names.emplace_back(option->name);
  std::string hint = base::did_you_mean(name, names);
  if (hint.empty() && find_option(name) != nullptr)
    hint = "it stands behind a command that takes it";
  if (hint.empty()) hint = "what follows \"--\" is never taken as an option";
  return with_hint("there is no option " + name + " here", hint);
}

std::string unknown_command(const std::string& word) {
  std::string hint = base::did_you_mean(word, command_names());
  if (hint.empty()) hint = "questions are asked with \"jauap ask QUESTION\"";
  return with_hint("there is no command \"" + word + "\"", hint);
}

Values split_at_colons(const std::string& text) {
  Values parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(':', begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Keeps what was given for the options, from the command line or else from the environment.
std::string set_options(Options& target, const std::vector<const Option*>& options,
                        const Given& given) {
  for (const Option* option : options) {
    Values values;
    std::string place{option->name};
    if (const auto found = given.find(option->name); found != given.end()) {
      values = found->second;
    } else if (!option->environment.empty()) {
      place = option->environment;
      const std::string value = environment(option->environment);
      if (option->repeatable) {
        values = split_at_colons(value);
      } else if (!value.empty()) {
        values = {value};
      }
    }
    if (values.empty()) continue;
    const std::string wrong = option->set(target, values);
    if (!wrong.empty()) return std::string{place}.append(": ").append(wrong);
    target.origins[option->name] = place;
  }
  return "";
}

std::string wrong_count(const Command& command, std::size_t count) {
  if (count < command.min_words) {
    return "expected " + std::string{command.arguments} + ", found nothing";
  }
  if (count <= command.max_words) return "";
  if (command.max_words == 0) return "takes no arguments";
  return "takes no more than " + std::to_string(command.max_words) + " argument, found " +
         std::to_string(count);
}

}  // namespace

std::string environment(std::string_view name) {
  const char* value = std::getenv(std::string{name}.c_str());  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::string{} : std::string{value};
}

const std::vector<Option>& all_options() {
  static const std::vector<Option> kOptions = [] {
    std::vector<Option> options = program_flags();
    const std::vector<Option> flags = server_flags();
    options.insert(options.end(), flags.begin(), flags.end());
    return options;
  }();
  return kOptions;
}

const std::vector<std::string_view>& common_options() {
  static const std::vector<std::string_view> kNames{
      "--config", "--knowledge", "--intents",  "--language", "--thesaurus",
      "--cache",  "--no-cache",  "--no-color", "--help",     "--version"};
  return kNames;
}

std::vector<const Option*> options_of(const Command& command) {
  std::vector<const Option*> options;
  for (const std::string_view name : command.options) options.push_back(find_option(name));
  for (const std::string_view name : common_options()) options.push_back(find_option(name));
  return options;
}

ParsedLine parse_command_line(const std::vector<std::string>& arguments) {
  ParsedLine line;
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<const Option*> common;
  for (const std::string_view name : common_options()) common.push_back(find_option(name));

  Pass first = find_options(common, {arguments.begin(), dashes}, true);
  line.error = first.error;
  if (!line.error.empty()) return line;
  if (first.rest.empty()) {
    line.error = set_options(line.options, common, first.given);
    return line;
  }
  const std::string name = first.rest.front();
  line.command = find_command(name);
  if (line.command == nullptr) {
    line.error = looks_like_option(name) ? unknown_option(name, common) : unknown_command(name);
    return line;
  }

  const std::vector<const Option*> options = options_of(*line.command);
  Pass second = find_options(options, {first.rest.begin() + 1, first.rest.end()}, false);
  line.error = second.error;
  if (!line.error.empty()) return line;
  for (const std::string& word : second.rest) {
    if (!looks_like_option(word)) continue;
    line.error = unknown_option(word, options);
    return line;
  }
  // What stands behind counts more; of a repeatable option all count.
  for (auto& [option, values] : first.given) {
    Values& all = second.given[option];
    all.insert(all.begin(), values.begin(), values.end());
  }
  line.options.words = std::move(second.rest);
  if (dashes != arguments.end()) {
    line.options.words.insert(line.options.words.end(), dashes + 1, arguments.end());
  }
  line.error = set_options(line.options, options, second.given);
  if (line.error.empty() && !line.options.help && !line.options.version) {
    line.error = wrong_count(*line.command, line.options.words.size());
  }
  return line;
}

}  // namespace jauap::cli
