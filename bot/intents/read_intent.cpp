#include "bot/intents/read_intent.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/intents/example_line.h"
#include "bot/intents/lower_template.h"
#include "bot/intents/matcher.h"
#include "bot/intents/parse_sentence.h"
#include "bot/intents/read_list.h"

namespace jauap::intents {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

Scope read_scope(JsonObject& object) {
  const auto scope = object.optional_text("scope");
  if (scope && *scope != "message" && *scope != "phrase" && *scope != "set") {
    object.report(*object.find("scope"),
                  "expected \"message\", \"phrase\" or \"set\", found \"" + *scope + "\"",
                  base::did_you_mean(*scope, {"message", "phrase", "set"}));
  }
  if (scope == "set") return Scope::Set;
  return scope == "phrase" ? Scope::Phrase : Scope::Message;
}

void read_sentence(const JsonValue& value, const std::string& file, Pieces& pieces,
                   base::Problems& problems, std::vector<Template>& sentences) {
  Template sentence;
  const JsonValue* text = &value;
  if (value.kind == JsonKind::Object) {
    JsonObject object{value, file, problems};
    text = object.find("text");
    sentence.text = object.text("text");
    sentence.weight = object.optional_number("weight").value_or(0);
    constexpr double kHeaviest = 1000;
    if (std::abs(sentence.weight) > kHeaviest) {
      object.report(*object.find("weight"), "expected a weight from -1000 to 1000, found " +
                                                base::describe(*object.find("weight")));
    }
    object.finish();
  } else if (value.kind == JsonKind::Text && !value.text.empty()) {
    sentence.text = value.text;
  } else {
    problems.push_back({file, value.line, value.column, value.pointer,
                        "expected a sentence, found " + base::describe(value),
                        "write a text or {\"text\": …, \"weight\": …}"});
  }
  if (sentence.text.empty()) return;
  sentence.pointer = value.pointer;
  const TemplateText source = TemplateText::of(*text, file);
  for (const Template& other : sentences) {
    if (other.text != sentence.text) continue;
    problems.push_back(source.problem(
        0, "the sentence stands twice, the first time at " + other.pointer, "keep one of the two"));
    return;
  }
  auto tree = parse_sentence(source, pieces, problems);
  if (tree) sentence.tree = std::make_shared<const Sentence>(std::move(*tree));
  sentences.push_back(std::move(sentence));
}

std::map<std::string, std::vector<std::string>> read_answers(JsonObject& object,
                                                             base::Problems& problems) {
  std::map<std::string, std::vector<std::string>> answers;
  for (const auto& [variant, value] : object.members("answers")) {
    std::vector<const JsonValue*> texts;
    if (value.kind == JsonKind::Array) {
      for (const JsonValue& item : value.items) texts.push_back(&item);
    } else {
      texts.push_back(&value);
    }
    if (texts.empty()) object.report(value, "expected a text, found an empty list");
    for (const JsonValue* text : texts) {
      if (text->kind != JsonKind::Text || text->text.empty()) {
        object.report(*text, "expected a text or a list of texts, found " + base::describe(*text));
        continue;
      }
      check_placeholders(*text, object.file(), problems);
      answers[variant].push_back(text->text);
    }
  }
  return answers;
}

std::map<std::string, std::string> read_options(JsonObject& object) {
  std::map<std::string, std::string> options;
  for (const auto& [name, value] : object.members("options")) {
    if (value.kind != JsonKind::Text) {
      object.report(value, "expected a text, found " + base::describe(value));
    }
    options[name] = value.text;
  }
  return options;
}

// Holds the examples against the intent's own sentences.
class Examples {
 public:
  Examples(const Intent& intent, const Pieces& pieces, JsonObject& object)
      : intents_{intent}, matcher_{intents_}, pieces_{pieces}, object_{object} {}

  void must_match(const std::vector<const JsonValue*>& examples) {
    for (const JsonValue* example : examples) {
      const auto line = line_of(*example);
      if (!matcher_.match(line).empty()) continue;
      std::string hint;
      if (const auto near = matcher_.nearest(line, 1); !near.empty()) {
        hint = "the nearest is \"" + near.front().sentence->text + "\"";
      }
      object_.report(*example, "no sentence takes this example", std::move(hint));
    }
  }

  void must_not_match(const std::vector<const JsonValue*>& examples) {
    for (const JsonValue* example : examples) {
      const auto matches = matcher_.match(line_of(*example));
      if (matches.empty()) continue;
      object_.report(*example, "a sentence takes what none should: \"" +
                                   matches.front().sentence->text + "\"");
    }
  }

 private:
  std::vector<LineToken> line_of(const JsonValue& example) {
    auto line = example_line(example.text, pieces_.words());
    for (const LineToken& token : line) {
      if (token.type.empty() || pieces_.is_type(token.type)) continue;
      object_.report(example, "there is no slot type \"" + token.type + "\"",
                     base::did_you_mean(token.type, pieces_.list_and_type_names()));
    }
    return line;
  }

  std::vector<Intent> intents_;
  Matcher matcher_;
  const Pieces& pieces_;
  JsonObject& object_;
};

}  // namespace

Intent read_intent(const JsonValue& value, const std::string& file, std::string name,
                   IntentHome home, ExampleProof proof, Pieces& shared, base::Problems& problems) {
  const std::size_t before = problems.size();
  JsonObject object{value, file, problems};
  Intent intent;
  intent.file = file;
  intent.name = std::move(name);
  if (home == IntentHome::Pack) {
    intent.name = object.text("name");
    if (!intent.name.empty() && !is_name(intent.name)) {
      object.report(*object.find("name"), "expected a name, found \"" + intent.name + "\"",
                    "names are small letters, digits and \"_\", a letter first");
    }
    intent.about = object.optional_text("about").value_or("");
    intent.operation = object.optional_text("operation").value_or("facts");
    intent.facts = object.texts("facts");
  } else {
    intent.about = object.text("about");
    intent.operation = object.text("operation");
  }
  intent.scope = read_scope(object);
  intent.options = read_options(object);
  intent.answers = read_answers(object, problems);

  Pieces pieces{shared};
  read_rules(object, pieces);
  read_lists(object, pieces, problems);
  check_rules(pieces, problems);
  const auto& sentences = object.items("sentences");
  for (const JsonValue& sentence : sentences) {
    read_sentence(sentence, file, pieces, problems, intent.sentences);
  }
  if (sentences.empty() && problems.size() == before) {
    object.report(value, "an intent needs \"sentences\", at least one");
  }
  const auto examples = object.text_items("examples");
  const auto not_examples = object.text_items("not_examples");
  object.finish();
  if (!sentences.empty() && !object.has("examples")) {
    object.report(value, "every intent needs an example",
                  "add \"examples\": [ … ] with a question that it must take");
  }
  // Examples of a wrong intent would only repeat its mistakes; a rule may be wrong in a file
  // before.
  const bool usable =
      problems.size() == before &&
      std::all_of(intent.sentences.begin(), intent.sentences.end(),
                  [](const Template& sentence) { return sentence.tree != nullptr; });
  if (usable && proof == ExampleProof::Each) {
    Examples held{intent, pieces, object};
    held.must_match(examples);
    held.must_not_match(not_examples);
  }
  return intent;
}

void read_rules(JsonObject& object, Pieces& pieces) {
  for (const auto& [name, value] : object.members("rules")) {
    if (!is_name(name)) {
      object.report(value, "expected the name of a rule, found \"" + name + "\"",
                    "names are small letters, digits and \"_\", a letter first");
    } else if (value.kind != JsonKind::Text || value.text.empty()) {
      object.report(value, "expected a template, found " + base::describe(value));
    } else {
      pieces.add_rule(name, TemplateText::of(value, object.file()));
    }
  }
}

void check_placeholders(const JsonValue& text, const std::string& file, base::Problems& problems) {
  std::size_t open = std::string::npos;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const char c = text.text[i];
    const bool is_inside = open != std::string::npos;
    const bool is_wrong = (c == '{' && is_inside) || (c == '}' && (!is_inside || i == open + 1));
    if (is_wrong) {
      problems.push_back(TemplateText::of(text, file)
                             .problem(i, std::string{"\""} + c + "\" does not pair up",
                                      "placeholders are written {name}"));
      return;
    }
    if (c == '{') open = i;
    if (c == '}') open = std::string::npos;
  }
  if (open != std::string::npos) {
    problems.push_back(
        TemplateText::of(text, file)
            .problem(open, "\"{\" is never closed", "placeholders are written {name}"));
  }
}

}  // namespace jauap::intents
