#include "bot/chat/load_chatbot.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "bot/base/archive.h"
#include "bot/base/edit_distance.h"
#include "bot/base/files.h"
#include "bot/chat/compiled_file.h"
#include "bot/chat/compiled_place.h"
#include "bot/chat/messages.h"
#include "bot/chat/parts.h"
#include "bot/chat/small_talk.h"
#include "bot/intents/archive_intents.h"
#include "bot/intents/sentence.h"
#include "bot/knowledge/load_packs.h"
#include "bot/understanding/actions.h"
#include "bot/understanding/set_actions.h"
#include "bot/understanding/slot_types.h"

namespace jauap::chat {
namespace {

using base::Problem;
using base::Problems;

template <class T>
std::optional<T> take(base::Loaded<T> loaded, Problems& problems) {
  std::move(loaded.problems.begin(), loaded.problems.end(), std::back_inserter(problems));
  return std::move(loaded.value);
}

intents::ExampleProof proof_of(const LoadOptions& options) {
  return options.proves_examples ? intents::ExampleProof::Each : intents::ExampleProof::None;
}

Problem about(const std::string& file, std::string pointer, std::string message,
              std::string hint = "") {
  Problem problem;
  problem.file = file;
  problem.pointer = std::move(pointer);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  return problem;
}

// What only the program can know of the intent files: its operations and the texts that it needs.
void check_files(const intents::IntentFiles& files, const std::filesystem::path& folder,
                 Problems& problems) {
  for (const auto& intent : files.intents) {
    if (intent.scope != intents::Scope::Message) {
      const std::string wrong = intent.scope == intents::Scope::Set
                                    ? understanding::check_set_intent(intent)
                                    : understanding::check_phrase_intent(intent);
      if (!wrong.empty()) problems.push_back(about(intent.file, "/operation", wrong));
      continue;
    }
    const auto& known = message_operations();
    if (std::find(known.begin(), known.end(), intent.operation) == known.end()) {
      problems.push_back(
          about(intent.file, "/operation",
                "the operation \"" + intent.operation + "\" is not known for a whole message",
                base::did_you_mean(intent.operation, known)));
      continue;
    }
    for (const auto variant : answers_of(intent.operation)) {
      if (intent.answers.count(std::string{variant}) > 0) continue;
      problems.push_back(about(intent.file, "/answers",
                               "expected an answer \"" + std::string{variant} + "\", found none"));
    }
  }
  const std::string file = (folder / "_messages.json").string();
  std::vector<std::string> names;
  for (const auto name : message_names()) names.emplace_back(name);
  for (const auto& name : names) {
    if (files.messages.count(name) == 0) {
      problems.push_back(about(file, "/messages", "the message \"" + name + "\" is missing"));
    }
  }
  for (const auto& [name, text] : files.messages) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      problems.push_back(about(file, "/messages/" + name, "no message of this name is ever said",
                               base::did_you_mean(name, names)));
    }
  }
}

void check_pack_intents(const std::vector<intents::Intent>& intents,
                        const knowledge::FactTables& tables, Problems& problems) {
  std::set<std::string> keys;
  for (const auto& fact : tables.written) keys.insert(fact.key);
  const std::vector<std::string> known{keys.begin(), keys.end()};
  const auto is_cell = [&](const std::string& key) {
    for (std::size_t i = 0; i < tables.cells.size(); ++i) {
      const auto id = static_cast<knowledge::FactId>(i);
      if (knowledge::fact_of(tables, id).key() == key) return true;
    }
    return false;
  };
  for (const auto& pack : tables.packs) {
    for (const auto& fact : pack.highlights) {
      if (keys.count(fact) > 0 || is_cell(fact)) continue;
      problems.push_back(about(pack.folder + "/datapackage.json", "/highlights",
                               "the pack has no fact \"" + fact + "\"",
                               base::did_you_mean(fact, known)));
    }
  }
  for (const auto& intent : intents) {
    if (intent.scope != intents::Scope::Message || intent.operation != kFacts) {
      problems.push_back(about(intent.file, "",
                               "the intent \"" + intent.name +
                                   "\" must be of scope \"message\" and have the "
                                   "operation \"" +
                                   std::string{kFacts} + "\""));
    }
    if (intent.facts.empty()) {
      problems.push_back(about(intent.file, "",
                               "the intent \"" + intent.name + "\" names no facts that answer it"));
    }
    for (const auto& fact : intent.facts) {
      if (keys.count(fact) > 0 || is_cell(fact)) continue;
      problems.push_back(about(intent.file, "",
                               "the intent \"" + intent.name + "\" names the fact \"" + fact +
                                   "\", which the pack does not have",
                               base::did_you_mean(fact, known)));
    }
  }
}

// Words that no name of a pack may be: those that decide by themselves what a question asks for,
// and those that never need an explanation.
std::vector<std::string> reserved_words(const intents::IntentFiles& files,
                                        const text::Words& words) {
  std::set<std::string> reserved{words.function_words.begin(), words.function_words.end()};
  for (const auto& intent : files.intents) {
    if (intent.scope != intents::Scope::Phrase) continue;
    for (const auto& sentence : intent.sentences) {
      reserved.merge(intents::single_words(*sentence.tree->root));
    }
  }
  return {reserved.begin(), reserved.end()};
}

// What an earlier start worked out of the same files.
std::optional<Chatbot::Parts::Knowledge> read_knowledge(const CompiledPlace& place) {
  auto file = CompiledFile::open(place.file, place.of);
  if (!file) return std::nullopt;
  base::ArchiveReader archive{file->contents()};
  std::optional<Chatbot::Parts::Knowledge> kept{std::in_place, archive, std::move(*file)};
  if (!archive.holds() || !archive.is_at_end()) return std::nullopt;
  return kept;
}

// Where it cannot be written all is as well, but for the time.
void keep_knowledge(const Chatbot::Parts& parts, const CompiledPlace& place) {
  base::ArchiveWriter archive;
  parts.write_knowledge(archive);
  CompiledFile::write(place.file, place.of, archive.bytes());
}

std::optional<intents::IntentFiles> read_intents(const CompiledPlace& place) {
  const auto file = CompiledFile::open(place.file, place.of);
  if (!file) return std::nullopt;
  base::ArchiveReader archive{file->contents()};
  auto kept = intents::read_intent_files(archive);
  return archive.is_at_end() ? std::move(kept) : std::nullopt;
}

void keep_intents(const intents::IntentFiles& files, const CompiledPlace& place) {
  base::ArchiveWriter archive;
  intents::write(files, archive);
  CompiledFile::write(place.file, place.of, archive.bytes());
}

// The intents of the language, as an earlier start has read them or of the files.
std::optional<intents::IntentFiles> load_intents(const LoadOptions& options,
                                                 const text::Words& words,
                                                 const std::optional<CompiledPlace>& place,
                                                 Problems& problems) {
  if (place && !options.proves_examples) {
    if (auto kept = read_intents(*place)) return kept;
  }
  const std::size_t before = problems.size();
  const std::filesystem::path folder = options.intents / options.language;
  auto files = take(
      intents::load_intent_files(folder, understanding::all_slot_types(), words, proof_of(options)),
      problems);
  if (files) check_files(*files, folder, problems);
  if (place && files && problems.size() == before) {
    const auto now = place_of_intents(options);  // as for the packs
    if (now && now->of == place->of) keep_intents(*files, *place);
  }
  return files;
}

// Which share of loading is done when the packs are read, and when their facts can be found.
constexpr double kReading = 0.65;
constexpr double kIndexing = 0.95;

base::Progress part_of(const base::Progress& progress, double part) {
  if (!progress) return {};
  return [&progress, part](double share) { progress(part * share); };
}

}  // namespace

base::Loaded<std::shared_ptr<const Chatbot>> load_chatbot(const LoadOptions& options) {
  Problems problems;
  const std::filesystem::path folder = options.intents / options.language;
  auto words = take(text::load_words(folder / "_words.json"), problems);
  auto common_words = take(base::MappedFile::open(JAUAP_COMMON_WORDS), problems);
  auto thesaurus = options.thesaurus.empty()
                       ? std::optional{text::Thesaurus{}}
                       : take(text::Thesaurus::open(options.thesaurus), problems);
  std::vector<std::filesystem::path> packs;
  for (const auto& path : options.knowledge) {
    if (auto found = take(knowledge::find_packs(path), problems)) {
      packs.insert(packs.end(), found->begin(), found->end());
    }
  }
  // Without words nothing else can be compared; what is wrong with them is all there is to say.
  if (!words) return {std::nullopt, std::move(problems)};
  const auto of_intents = place_of_intents(options);
  auto files = load_intents(options, *words, of_intents, problems);
  const auto place =
      of_intents && problems.empty() ? place_of_packs(options, packs, *of_intents) : std::nullopt;
  auto kept = place ? read_knowledge(*place) : std::nullopt;
  std::optional<knowledge::FactTables> tables;
  if (!kept) {
    tables =
        take(knowledge::load_packs(
                 packs, *words, files ? reserved_words(*files, *words) : std::vector<std::string>{},
                 part_of(options.progress, kReading)),
             problems);
  }
  std::vector<intents::Intent> pack_intents;
  for (const auto& pack : packs) {
    const auto file = pack / "intents.json";
    if (!std::filesystem::exists(file)) continue;
    auto more = take(intents::load_pack_intents(file, understanding::all_slot_types(), *words,
                                                proof_of(options)),
                     problems);
    if (!more) continue;
    const auto* held = kept ? &kept->store.tables() : tables ? &*tables : nullptr;
    if (held != nullptr) check_pack_intents(*more, *held, problems);
    std::move(more->begin(), more->end(), std::back_inserter(pack_intents));
  }
  if (!problems.empty() || !files || (!tables && !kept) || !common_words || !thesaurus) {
    base::sort_problems(problems);
    return {std::nullopt, std::move(problems)};
  }
  const bool is_worked_out = !kept;
  if (is_worked_out) {
    kept.emplace(std::move(*tables), *words);
    if (options.progress) options.progress(kIndexing);
  }
  auto parts = std::make_unique<const Chatbot::Parts>(
      std::move(*words), std::move(*files), std::move(pack_intents), std::move(*kept),
      std::move(*common_words), std::move(*thesaurus));
  if (place && is_worked_out) {
    // What was changed while it was read may be neither of the old nor of the new bytes.
    const auto intents_now = place_of_intents(options);
    const auto now = intents_now ? place_of_packs(options, packs, *intents_now) : std::nullopt;
    if (now && now->of == place->of) keep_knowledge(*parts, *place);
  }
  return {std::make_shared<const Chatbot>(std::move(parts)), {}};
}

}  // namespace jauap::chat
