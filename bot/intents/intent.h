#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/base/problem.h"

namespace jauap::intents {

struct Sentence;  // sentence.h: the tree of a template

// Where an intent's sentences are looked for.
enum class Scope : std::uint8_t {
  Message,  // the whole message must be one of them
  Phrase,   // a stretch of the question, which the intent's operation turns into one typed token
  Set,      // the same for questions about sets of things
};

struct Template {
  std::string text;                      // as written
  std::shared_ptr<const Sentence> tree;  // checked: no unknown rule, list or recursion left
  double weight = 0;                     // preference over other templates, from the file
  std::string pointer;                   // "/sentences/3"
};

// One way of asking (a file of intents/<lang>/): what people write, what it stands for, what is
// answered. Plain data.
struct Intent {
  std::string name;  // the file's name without its ending: "how_many"
  std::string file;
  std::string about;
  Scope scope = Scope::Message;
  std::string operation;                       // what the program does with it; looked up by name
  std::map<std::string, std::string> options;  // fixed values for the operation: {"ask": "when"}
  std::vector<Template> sentences;
  // Texts for the reply, by variant ("found", "none"); several texts of a variant are alternatives.
  std::map<std::string, std::vector<std::string>> answers;
  std::vector<std::string> facts;  // of a pack's own intents: ids of the facts that answer
};

}  // namespace jauap::intents
