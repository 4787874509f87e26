#include <histedit.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "bot/cli/command.h"
#include "bot/cli/line_reader.h"
#include "bot/cli/load.h"
#include "bot/cli/reply_text.h"
#include "bot/cli/words.h"

namespace jauap::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kHistoryLines = 1000;
constexpr std::size_t kStarters = 3;

fs::path environment_path(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread yet
  const fs::path path = value == nullptr ? "" : value;
  // A relative path is to be ignored (XDG Base Directory Specification).
  return path.is_absolute() ? path : fs::path{};
}

// Where the lines typed are kept, in a folder that is made where it is missing; "" where there is
// no place for them, which is no reason not to chat.
fs::path history_file() {
  fs::path folder = environment_path("XDG_STATE_HOME");
  if (folder.empty()) {
    folder = environment_path("HOME");
    if (folder.empty()) return {};
    folder /= ".local/state";
  }
  folder /= "jauap";
  std::error_code error;
  fs::create_directories(folder, error);
  return error ? fs::path{} : folder / "history";
}

char* prompt(EditLine* /*editor*/) {
  static char text[] = "> ";  // NOLINT(modernize-avoid-c-arrays): as libedit wants it
  return text;
}

// Lines typed at a terminal, with editing and a history.
class LineEditor {
 public:
  LineEditor()
      : history_{history_init(), &history_end},
        editor_{el_init("jauap", stdin, stdout, stderr), &el_end},
        file_{history_file()} {
    if (history_ == nullptr || editor_ == nullptr) return;
    HistEvent event;
    history(history_.get(), &event, H_SETSIZE, kHistoryLines);
    history(history_.get(), &event, H_SETUNIQUE, 1);
    if (!file_.empty()) history(history_.get(), &event, H_LOAD, file_.c_str());
    el_set(editor_.get(), EL_PROMPT, &prompt);
    el_set(editor_.get(), EL_EDITOR, "emacs");
    el_set(editor_.get(), EL_SIGNAL, 1);  // leave the terminal as it was
    el_set(editor_.get(), EL_HIST, &history, history_.get());
    el_source(editor_.get(), nullptr);  // the person's own ~/.editrc
  }

  bool is_ready() const { return history_ != nullptr && editor_ != nullptr; }

  // Nothing at the end of the input.
  std::optional<std::string> next() {
    int length = 0;
    const char* text = el_gets(editor_.get(), &length);
    if (text == nullptr || length <= 0) return std::nullopt;
    std::string line{text, static_cast<std::size_t>(length)};
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    if (!is_blank(line)) keep(line);
    return line;
  }

 private:
  // Written after each line, so that it outlives a closed terminal; for the person alone to read.
  void keep(const std::string& line) {
    HistEvent event;
    history(history_.get(), &event, H_ENTER, line.c_str());
    if (file_.empty()) return;
    const mode_t before = umask(S_IRWXG | S_IRWXO);
    history(history_.get(), &event, H_SAVE, file_.c_str());
    umask(before);
  }

  std::unique_ptr<History, decltype(&history_end)> history_;
  std::unique_ptr<EditLine, decltype(&el_end)> editor_;
  fs::path file_;
};

bool ends_chat(const std::string& line) {
  return line == "exit" || line == "quit";
}

// Asks the lines that next() gives, until there are none.
template <class Next>
void converse(const chat::Chatbot& chatbot, Output& output, Next next) {
  chat::Conversation conversation;
  while (const std::optional<std::string> line = next()) {
    if (is_blank(*line)) continue;
    if (ends_chat(*line)) return;
    print_reply(chatbot.reply(*line, {}, &conversation), output);
    output.print_raw("\n");
    output.flush();
  }
}

void greet(const chat::Chatbot& chatbot, Output& output) {
  for (const chat::PackSummary& pack : chatbot.packs()) {
    output.print(pack.title, Style::Strong);
    output.print_raw("\n");
  }
  for (const std::string& starter : chatbot.starters(kStarters)) {
    output.print("  → " + starter + "\n");
  }
  output.print_raw("\n");
  output.flush();
  Output::message("Ctrl-D ends the chat.");
}

}  // namespace

int chat(const Options& options, Output& output) {
  const auto chatbot = load_or_complain(options);
  if (chatbot == nullptr) return kWrongFile;
  if (Output::input_is_terminal() && Output::output_is_terminal()) {
    // libedit reads the keys of the person's character set. In a locale without one that is UTF-8,
    // as everything that is printed.
    // NOLINTBEGIN(concurrency-mt-unsafe): no thread yet
    if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) {
      std::setlocale(LC_CTYPE, "C.UTF-8");
    }
    // NOLINTEND(concurrency-mt-unsafe)
    LineEditor editor;
    if (editor.is_ready()) {
      greet(*chatbot, output);
      converse(*chatbot, output, [&] { return editor.next(); });
      return kAnswered;
    }
  }
  LineReader reader{STDIN_FILENO};
  converse(*chatbot, output, [&]() -> std::optional<std::string> {
    auto line = reader.next();
    if (!line) return std::nullopt;
    return std::move(line->text);
  });
  return kAnswered;
}

}  // namespace jauap::cli
