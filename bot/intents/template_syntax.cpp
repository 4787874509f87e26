#include "bot/intents/template_syntax.h"

#include <charconv>
#include <utility>

namespace jauap::intents {
namespace {

constexpr std::string_view kReserved = "()[]{}<>|;@\\";

// Where the template goes wrong; caught in parse_template and never seen outside.
struct SyntaxError {
  std::size_t at = 0;
  std::string message;
  std::string hint;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_{text} {}

  Body whole() {
    Body body = this->body(0);
    if (at_ < text_.size()) {
      throw SyntaxError{at_, std::string{"\""} + text_[at_] + "\" closes nothing",
                        "remove it or write its opening bracket"};
    }
    return body;
  }

 private:
  bool done() const { return at_ >= text_.size(); }
  bool forbids_here() const { return text_.substr(at_, 2) == "!("; }

  Body body(std::size_t depth) {
    Body body;
    char separator = 0;
    body.branches.push_back(sequence(depth));
    while (!done() && (text_[at_] == '|' || text_[at_] == ';')) {
      if (separator != 0 && separator != text_[at_]) {
        throw SyntaxError{at_, "\"|\" and \";\" stand in the same brackets",
                          "put one of them into brackets of its own"};
      }
      separator = text_[at_++];
      body.branches.push_back(sequence(depth));
    }
    body.any_order = separator == ';';
    if (body.any_order && body.branches.size() > SentenceLimits::kAnyOrderParts) {
      throw SyntaxError{at_,
                        "has " + std::to_string(body.branches.size()) +
                            " parts in any order, at most " +
                            std::to_string(SentenceLimits::kAnyOrderParts) + " are possible",
                        "write the likely orders with \"|\""};
    }
    return body;
  }

  std::vector<Item> sequence(std::size_t depth) {
    std::vector<Item> items;
    while (!done()) {
      const char c = text_[at_];
      if (c == '|' || c == ';' || c == ')' || c == ']') break;
      if (c == '(' || c == '[') {
        items.push_back(group(depth));
      } else if (c == '{') {
        items.push_back(slot());
      } else if (c == '<') {
        items.push_back(rule());
      } else if (c == '}' || c == '>') {
        throw SyntaxError{at_, std::string{"\""} + c + "\" closes nothing",
                          "remove it or write its opening bracket"};
      } else if (forbids_here()) {
        ++at_;
        items.push_back(group(depth));
        items.back().kind = ItemKind::Forbidden;
        items.back().at -= 1;
      } else {
        items.push_back(text());
      }
    }
    return items;
  }

  Item group(std::size_t depth) {
    Item item;
    item.kind = ItemKind::Group;
    item.at = at_;
    item.optional = text_[at_] == '[';
    const char close = item.optional ? ']' : ')';
    if (depth + 1 > SentenceLimits::kDepth) {
      throw SyntaxError{at_,
                        "brackets are nested deeper than " + std::to_string(SentenceLimits::kDepth),
                        "move a part into a rule"};
    }
    ++at_;
    item.body = body(depth + 1);
    if (done() || text_[at_] != close) {
      throw SyntaxError{item.at, std::string{"\""} + text_[item.at] + "\" is never closed",
                        std::string{"write \""} + close + "\" where it ends"};
    }
    ++at_;
    return item;
  }

  Item text() {
    Item item;
    item.at = at_;
    while (!done() && !forbids_here()) {
      const char c = text_[at_];
      if (c == '\\') {
        if (at_ + 1 >= text_.size() ||
            (kReserved.find(text_[at_ + 1]) == std::string_view::npos && text_[at_ + 1] != '!')) {
          throw SyntaxError{at_, "\"\\\" stands before what needs none", "remove the \"\\\""};
        }
        item.text += "  ";
        at_ += 2;
        continue;
      }
      if (c != '@' && kReserved.find(c) != std::string_view::npos) break;
      item.text += c;
      ++at_;
    }
    return item;
  }

  // What stands between the bracket here and its end; at_ is behind it then.
  std::string_view enclosed(char close) {
    const std::size_t open = at_;
    const std::size_t end = text_.find_first_of(kReserved.substr(0, 10), open + 1);
    if (end == std::string_view::npos || text_[end] != close) {
      throw SyntaxError{open, std::string{"\""} + text_[open] + "\" is never closed",
                        std::string{"write \""} + close + "\" behind the name"};
    }
    at_ = end + 1;
    return text_.substr(open + 1, end - open - 1);
  }

  static std::string checked_name(std::string_view name, std::size_t at, std::string_view what) {
    if (is_name(name)) return std::string{name};
    throw SyntaxError{at, "expected " + std::string{what} + ", found \"" + std::string{name} + "\"",
                      "names are small letters, digits and \"_\", a letter first"};
  }

  Item rule() {
    Item item;
    item.kind = ItemKind::Rule;
    item.at = at_;
    item.text = checked_name(enclosed('>'), item.at, "the name of a rule");
    return item;
  }

  Item slot() {
    Item item;
    item.kind = ItemKind::Slot;
    item.at = at_;
    std::string_view inside = enclosed('}');
    if (!inside.empty() && inside.front() == '@') {
      item.slot = "@" + checked_name(inside.substr(1), item.at, "the name of a capture");
      return item;
    }
    const std::size_t colon = inside.find(':');
    std::string_view filler = inside.substr(0, colon);
    if (colon != std::string_view::npos) {
      std::string_view name = inside.substr(colon + 1);
      const bool capture = !name.empty() && name.front() == '@';
      if (capture) name.remove_prefix(1);
      item.slot = (capture ? "@" : "") + checked_name(name, item.at, "the name of a slot");
    }
    if (!filler.empty() && filler.back() == '+') {
      item.repeated = true;
      filler.remove_suffix(1);
    }
    if (filler.find("..") != std::string_view::npos) {
      item.range = range(filler, item.at);
      item.text = "number";
    } else {
      item.text = checked_name(filler, item.at, "what fills the slot");
    }
    if (item.slot.empty()) item.slot = item.text;
    return item;
  }

  static Range range(std::string_view text, std::size_t at) {
    const std::size_t dots = text.find("..");
    std::string_view to = text.substr(dots + 2);
    std::string_view step = "1";
    if (const std::size_t comma = to.find(','); comma != std::string_view::npos) {
      step = to.substr(comma + 1);
      to = to.substr(0, comma);
    }
    const Range range{whole_number(text.substr(0, dots), at), whole_number(to, at),
                      whole_number(step, at)};
    if (range.from > range.to || range.step < 1) {
      throw SyntaxError{at, "the range \"" + std::string{text} + "\" holds no number",
                        "write the smaller number first and a step of at least 1"};
    }
    return range;
  }

  static double whole_number(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 10;
    long long number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || text.size() > kLongest || error != std::errc{} || stop != end) {
      throw SyntaxError{at, "expected a whole number, found \"" + std::string{text} + "\"",
                        "ranges are written {1..20} or {-5..60,5}"};
    }
    return static_cast<double>(number);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

TemplateText TemplateText::of(const base::JsonValue& value, const std::string& file) {
  return {value.text, file, value.line, value.column, value.pointer};
}

base::Problem TemplateText::problem(std::size_t offset, std::string message,
                                    std::string hint) const {
  return {file,           line, column + 1 + static_cast<int>(offset), pointer, std::move(message),
          std::move(hint)};
}

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 40 || name.front() < 'a' || name.front() > 'z') return false;
  for (const char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

std::optional<Body> parse_template(const TemplateText& source, base::Problems& problems) {
  if (source.text.size() > SentenceLimits::kTextBytes) {
    problems.push_back(source.problem(
        0, "is longer than " + std::to_string(SentenceLimits::kTextBytes) + " bytes"));
    return std::nullopt;
  }
  try {
    return Parser{source.text}.whole();
  } catch (const SyntaxError& error) {
    problems.push_back(source.problem(error.at, error.message, error.hint));
    return std::nullopt;
  }
}

}  // namespace jauap::intents
