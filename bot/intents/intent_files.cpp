#include "bot/intents/intent_files.h"

#include <algorithm>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/base/files.h"
#include "bot/base/json_file.h"
#include "bot/intents/lower_template.h"
#include "bot/intents/pieces.h"
#include "bot/intents/read_intent.h"

namespace jauap::intents {
namespace {

using base::JsonObject;
using base::JsonValue;

constexpr std::size_t kLargestFile = 16U << 20U;  // bytes

// The document of a file; nothing after a Problem.
std::optional<JsonValue> read_document(const std::filesystem::path& file,
                                       base::Problems& problems) {
  auto text = base::read_file(file, kLargestFile);
  problems.insert(problems.end(), text.problems.begin(), text.problems.end());
  if (!text.ok()) return std::nullopt;
  auto document = base::parse_json(*text.value, file.string());
  problems.insert(problems.end(), document.problems.begin(), document.problems.end());
  return std::move(document.value);
}

void read_rules_file(const std::filesystem::path& file, Pieces& pieces, base::Problems& problems) {
  const auto document = read_document(file, problems);
  if (!document) return;
  JsonObject object{*document, file.string(), problems};
  object.optional_text("about");
  read_rules(object, pieces);
  object.finish();
  check_rules(pieces, problems);
}

Messages read_messages_file(const std::filesystem::path& file, base::Problems& problems) {
  Messages messages;
  const auto document = read_document(file, problems);
  if (!document) return messages;
  JsonObject object{*document, file.string(), problems};
  object.optional_text("about");
  for (const auto& [name, value] : object.members("messages")) {
    if (value.kind != base::JsonKind::Text || value.text.empty()) {
      object.report(value, "expected a text, found " + base::describe(value));
      continue;
    }
    check_placeholders(value, object.file(), problems);
    messages[name] = value.text;
  }
  object.finish();
  return messages;
}

base::Problem about_file(const std::filesystem::path& file, std::string message, std::string hint) {
  return {file.string(), 0, 0, "", std::move(message), std::move(hint)};
}

template <class T>
base::Loaded<T> finished(T value, base::Problems problems) {
  if (problems.empty()) return {std::move(value), {}};
  base::sort_problems(problems);
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return {std::nullopt, std::move(problems)};
}

}  // namespace

base::Loaded<IntentFiles> load_intent_files(const std::filesystem::path& folder,
                                            const std::vector<std::string>& slot_types,
                                            const text::Words& words, ExampleProof proof) {
  IntentFiles files;
  auto listed = base::list_folder(folder);
  if (!listed.ok()) return {std::nullopt, std::move(listed.problems)};
  base::Problems problems;
  Pieces shared{words, slot_types};
  std::vector<std::filesystem::path> intent_files;
  for (const auto& path : *listed.value) {
    const std::string name = path.filename().string();
    if (path.extension() != ".json") continue;
    if (name == "_rules.json") {
      read_rules_file(path, shared, problems);
    } else if (name == "_messages.json") {
      files.messages = read_messages_file(path, problems);
    } else if (name.front() == '_') {
      if (name == "_words.json") continue;
      problems.push_back(
          about_file(path, "no file of this name is read",
                     base::did_you_mean(name, {"_rules.json", "_messages.json", "_words.json"})));
    } else {
      intent_files.push_back(path);
    }
  }
  for (const auto& path : intent_files) {
    const std::string name = path.stem().string();
    if (!is_name(name)) {
      problems.push_back(about_file(path, "the file's name is not one for an intent",
                                    "names are small letters, digits and \"_\", a letter first"));
    }
    const auto document = read_document(path, problems);
    if (!document) continue;
    files.intents.push_back(
        read_intent(*document, path.string(), name, IntentHome::Language, proof, shared, problems));
  }
  std::sort(files.intents.begin(), files.intents.end(),
            [](const Intent& left, const Intent& right) { return left.name < right.name; });
  return finished(std::move(files), std::move(problems));
}

base::Loaded<std::vector<Intent>> load_pack_intents(const std::filesystem::path& file,
                                                    const std::vector<std::string>& slot_types,
                                                    const text::Words& words, ExampleProof proof) {
  std::vector<Intent> intents;
  base::Problems problems;
  const auto document = read_document(file, problems);
  if (!document) return {std::nullopt, std::move(problems)};
  Pieces shared{words, slot_types};
  JsonObject object{*document, file.string(), problems};
  object.optional_text("about");
  for (const JsonValue& item : object.items("intents")) {
    Intent intent = read_intent(item, file.string(), "", IntentHome::Pack, proof, shared, problems);
    const bool seen = std::any_of(intents.begin(), intents.end(), [&](const Intent& other) {
      return !intent.name.empty() && other.name == intent.name;
    });
    if (seen) {
      object.report(*item.find("name"), "the intent \"" + intent.name + "\" stands twice",
                    "give one of them another name");
    }
    intents.push_back(std::move(intent));
  }
  if (!object.has("intents")) {
    object.report(*document, "expected the key \"intents\", which is missing");
  }
  object.finish();
  std::sort(intents.begin(), intents.end(),
            [](const Intent& left, const Intent& right) { return left.name < right.name; });
  return finished(std::move(intents), std::move(problems));
}

}  // namespace jauap::intents
