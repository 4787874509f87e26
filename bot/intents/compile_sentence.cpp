#include "bot/intents/compile_sentence.h"

#include <algorithm>

namespace jauap::intents {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
         c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

void append_quoted(std::string& pattern, const std::string& text) {
  static const std::string kHex = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      pattern += {'\\', 'x', kHex[byte >> 4U], kHex[byte & 15U]};
    } else {
      if (!is_plain(c)) pattern += '\\';
      pattern += c;
    }
  }
}

// A word must not look like a typed token or like two words, whoever made the line.
void append_word(std::string& text, const std::string& word) {
  if (word.empty()) text += '\x01';
  for (const char c : word) text += c == ' ' || c == '{' || c == '}' ? '\x01' : c;
}

// The byte that says that a typed token passes a test; words and types hold no such byte next to a
// closing brace.
char mark(std::size_t test) {
  return static_cast<char>(0x80 + test);
}
constexpr const char* kAnyMarks = "[\\x80-\\xff]*";

class Compiler {
 public:
  CompiledSentence compile(const Sentence& sentence) {
    gather_tests(*sentence.root);
    compiled_.pattern = "(";
    append(*sentence.root);
    compiled_.pattern += ')';
    return std::move(compiled_);
  }

 private:
  std::string& pattern() { return compiled_.pattern; }

  void gather_tests(const Node& node) {
    if (node.kind == NodeKind::Slot && node.slot->has_test()) {
      auto& tests = compiled_.tests;
      if (std::find(tests.begin(), tests.end(), node.slot) == tests.end()) {
        tests.push_back(node.slot);
      }
    }
    for (const NodePtr& child : node.children) gather_tests(*child);
  }

  void append(const Node& node) {
    switch (node.kind) {
      case NodeKind::Word:
        append_quoted(pattern(), node.word + " ");
        break;
      case NodeKind::Slot:
        pattern() += '(';
        compiled_.slots.push_back(node.slot);
        append_filler(*node.slot);
        pattern() += ')';
        break;
      case NodeKind::Sequence:
        for (const NodePtr& child : node.children) append(*child);
        break;
      case NodeKind::Choice:
        append_choice(node);
        break;
      case NodeKind::Forbidden:
        break;  // taken out when the template was parsed
    }
  }

  void append_choice(const Node& node) {
    pattern() += "(?:";
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) pattern() += '|';
      append(*node.children[i]);
    }
    pattern() += ')';
  }

  void append_filler(const Slot& slot) {
    if (slot.kind == SlotKind::Wildcard) {
      // As few words as possible, so that fillers at the end ("please") are not taken for a name.
      pattern() += "(?:[^ ]+ ){" + std::to_string(slot.min_words) + "," +
                   std::to_string(slot.max_words) + "}?";
      return;
    }
    append_one(slot);
    if (!slot.repeated) return;
    pattern() += "(?:(?:and |or )?";
    append_one(slot);
    pattern() += ")*";
  }

  void append_one(const Slot& slot) {
    if (slot.kind == SlotKind::Typed) {
      append_typed(slot);
      return;
    }
    pattern() += "(?:";
    for (const ListValue& value : slot.values) {
      if (&value != &slot.values.front()) pattern() += '|';
      for (const std::string& word : value.words) append_quoted(pattern(), word + " ");
    }
    pattern() += ')';
  }

  void append_typed(const Slot& slot) {
    append_quoted(pattern(), "{" + slot.type);
    const auto& tests = compiled_.tests;
    const auto test = std::find_if(tests.begin(), tests.end(),
                                   [&](const auto& other) { return other.get() == &slot; });
    if (test != tests.end()) {
      pattern() += kAnyMarks;
      pattern() += mark(static_cast<std::size_t>(test - tests.begin()));
    }
    if (!tests.empty()) pattern() += kAnyMarks;
    pattern() += "\\} ";
  }

  CompiledSentence compiled_;
};

}  // namespace

EncodedLine encode_line(std::span<const LineToken> line,
                        const std::vector<std::shared_ptr<const Slot>>& tests) {
  EncodedLine encoded;
  encoded.text.reserve(line.size() * (10 + tests.size()));
  encoded.starts.reserve(line.size() + 1);
  encoded.text = " ";
  for (const LineToken& token : line) {
    encoded.starts.push_back(encoded.text.size());
    if (token.type.empty()) {
      append_word(encoded.text, token.text);
    } else {
      encoded.text += '{';
      append_word(encoded.text, token.type);
      for (std::size_t i = 0; i < tests.size(); ++i) {
        if (token.type == tests[i]->type && tests[i]->accepts(token.text, token.number)) {
          encoded.text += mark(i);
        }
      }
      encoded.text += '}';
    }
    encoded.text += ' ';
  }
  encoded.starts.push_back(encoded.text.size());
  return encoded;
}

std::string token_key(const LineToken& token) {
  return token.type.empty() ? token.text : "{" + token.type + "}";
}

CompiledSentence compile_sentence(const Sentence& sentence) {
  return Compiler{}.compile(sentence);
}

}  // namespace jauap::intents
