#include "bot/text/words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bot/base/files.h"
#include "bot/base/json_file.h"
#include "bot/text/inflect_en.h"

namespace jauap::text {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;
using base::Loaded;
using base::Problems;

class Reader {
 public:
  Reader(const JsonValue& root, const std::string& file, Problems& problems)
      : object_{root, file, problems}, problems_{problems} {}

  Words read() {
    if (object_.value().kind != JsonKind::Object) return {};
    Words words;
    object_.find("$schema");
    object_.optional_text("about");
    words.language = object_.text("language");
    words.function_words = set("function_words", 1);
    words.articles = set("articles", 1);
    words.joiners = set("joiners", 1);
    words.talk_words = set("talk_words", 1);
    words.alternative_joiners = set("alternative_joiners", 1);
    words.privative_words = set("privative_words", 1);
    words.joiner_slips = set("joiner_slips", 1);
    words.pronouns = set("pronouns", 1);
    words.referring_words = set("referring_words", 1);
    words.possessives = forms_by_base("possessives", 1, [](const std::string& word) {
      return word.empty() ? "a word as key" : "";
    });
    words.referring_word = one_word("referring_word");
    words.possession_word = one_word("possession_word");
    words.follow_up_openings = make_phrases(set("follow_up_openings", kAnyLength));
    words.membership_phrases = make_phrases(set("membership_phrases", kAnyLength));
    words.reversals = make_phrases(set("reversals", kAnyLength));
    read_positions(words);
    words.comparing_word = one_word("comparing_word");
    words.plural_pronoun = one_word("plural_pronoun");
    words.first_persons = set("first_persons", 1);
    words.other_words = set("other_words", 1);
    words.negations = set("negations", 1);
    words.measure_words = set("measure_words", 1);
    words.number_nouns = set("number_nouns", 1);
    words.sort_nouns = set("sort_nouns", 1);
    words.comparing_verbs = set("comparing_verbs", 1);
    words.versus_words = set("versus_words", 1);
    words.top_words = set("top_words", 1);
    words.fraction_words = numbers("fraction_words", 2);
    words.part_phrase = one_phrase("part_phrase", kAnyLength);
    words.indefinite_pronouns = set("indefinite_pronouns", 1);
    words.approximations = set("approximations", 1);
    words.doing_words = set("doing_words", 1);
    words.amount_verbs = set("amount_verbs", 1);
    words.capacity_words = set("capacity_words", 1);
    words.purpose_openings = make_phrases(set("purpose_openings", kAnyLength));
    words.exactness_words = set("exactness_words", 1);
    words.focus_words = set("focus_words", 1);
    words.exclusions = make_phrases(set("exclusions", kAnyLength));
    words.order_phrases = make_phrases(set("order_phrases", kAnyLength));
    words.time_openings = set("time_openings", 1);
    words.request_words = set("request_words", 1);
    words.share_words = set("share_words", 1);
    words.list_words = set("list_words", 1);
    words.last_words = set("last_words", 1);
    words.rest_words = set("rest_words", 1);
    words.course_words = set("course_words", 1);
    words.time_measures = set("time_measures", 1);
    words.reporting_words = set("reporting_words", 1);
    words.total_words = set("total_words", 1);
    words.comparatives = set("comparatives", 1);
    words.party_words = set("party_words", 1);
    words.person_pronouns = set("person_pronouns", 1);
    words.group_words = set("group_words", 1);
    words.titles = set("titles", 1);
    words.person_nouns = set("person_nouns", 1);
    for (const JsonValue* joint : object_.text_items("pair_joints")) {
      const std::string form = canonical(*joint, joint->text, 1);
      if (!form.empty()) words.pair_joints.push_back(form);
    }
    words.place_pronoun = one_word("place_pronoun");
    words.being_words = set("being_words", 1);
    words.place_preposition = one_word("place_preposition");
    words.rank_preposition = one_word("rank_preposition");
    words.origin_preposition = one_word("origin_preposition");
    words.worth_noun = one_word("worth_noun");
    words.describing_prepositions = set("describing_prepositions", 1);
    words.possession_verbs = set("possession_verbs", 1);
    words.time_pronoun = one_word("time_pronoun");
    words.topic_openings = make_phrases(set("topic_openings", kAnyLength));
    words.contrast_openings = make_phrases(set("contrast_openings", kAnyLength));
    words.hypothetical_openings = make_phrases(set("hypothetical_openings", kAnyLength));
    words.correction_openings = make_phrases(set("correction_openings", kAnyLength));
    words.reason_openings = make_phrases(set("reason_openings", kAnyLength));
    words.in_person_phrases = make_phrases(set("in_person_phrases", kAnyLength));
    words.worth_phrases = make_phrases(set("worth_phrases", kAnyLength));
    words.in_full_phrases = make_phrases(set("in_full_phrases", kAnyLength));
    words.plain_words = set("plain_words", 1);
    words.light_phrases = make_phrases(set("light_phrases", kAnyLength));
    words.light_determiners = set("light_determiners", 1);
    words.particles = set("particles", 1);
    words.question_openings = make_phrases(set("question_openings", kAnyLength));
    words.aside_openings = make_phrases(set("aside_openings", kAnyLength));
    words.abbreviations = set("abbreviations", 1);
    words.table_words = set("table_words", 1);
    words.premise_openings = make_phrases(set("premise_openings", kAnyLength));
    words.determiners = set("determiners", 1);
    words.frame_words = set("frame_words", 1);
    words.asking_words = set("asking_words", 1);
    read_contractions(words);
    words.irregular_forms = forms_by_base("irregular_forms", 1, [](const std::string& base) {
      return join(tokenize(base)) == base ? ""
                                          : "a key in canonical form (small letters, no accents)";
    });
    words.number_words = numbers("number_words", 0);
    words.scale_words = numbers("scale_words", 10);
    words.ordinal_words = numbers("ordinal_words", 1);
    words.number_joiners = set("number_joiners", 1);
    words.decimal_points = set("decimal_points", 1);
    words.ordinal_endings = set("ordinal_endings", 1);
    words.ordinal_marks = set("ordinal_marks", 1);
    read_months(words);
    words.date_joiners = set("date_joiners", 1);
    read_day_halves(words);
    words.currencies = forms_by_base("currencies", kAnyLength, [](const std::string& code) {
      const bool is_code = code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) {
                             return c >= 'A' && c <= 'Z';
                           });
      return is_code ? "" : "a currency code of three capital letters as key";
    });
    words.percent_words = set("percent_words", kAnyLength);
    read_column_words(words);
    for (const auto& [word, value] : object_.members("header_words")) {
      if (value.kind != JsonKind::Text || value.text.empty()) {
        object_.report(value, "expected a text, found " + describe(value));
        continue;
      }
      words.header_words.emplace(canonical(value, word, 1), value.text);
    }
    read_adjectives(words.adjectives);
    words.longest_value_word = longest_;
    words.units = forms_by_base("units", kAnyLength, [](const std::string& unit) {
      return unit.empty() ? "a unit as key" : "";
    });
    for (const auto& entry : words.units) {
      const auto spaces = std::count(entry.first.begin(), entry.first.end(), ' ');
      words.longest_unit = std::max(words.longest_unit, static_cast<std::size_t>(spaces) + 1);
    }
    object_.finish();
    add_starts(words.number_words, words.value_starts);
    add_starts(words.ordinal_words, words.value_starts);
    add_starts(words.months, words.value_starts);
    add_starts(words.currencies, words.value_starts);
    words.value_starts.insert(words.ordinal_marks.begin(), words.ordinal_marks.end());
    return words;
  }

 private:
  static constexpr std::size_t kAnyLength = 6;

  template <class Table>
  static void add_starts(const Table& table, std::unordered_set<std::string>& starts) {
    for (const auto& entry : table) starts.insert(entry.first.substr(0, entry.first.find(' ')));
  }

  // The canonical form of what the author wrote; "" after a Problem. `spelling` is a key or a text
  // at `place`.
  std::string canonical(const JsonValue& place, const std::string& spelling, std::size_t longest) {
    const std::vector<Token> tokens = tokenize(spelling);
    if (tokens.empty()) {
      object_.report(place, "\"" + spelling + "\" holds no word");
      return "";
    }
    if (tokens.size() > longest) {
      object_.report(place, "expected " +
                                (longest == 1 ? std::string{"one word"}
                                              : "at most " + std::to_string(longest) + " words") +
                                ", found \"" + join(tokens) + "\"");
      return "";
    }
    if (longest > 1) longest_ = std::max(longest_, tokens.size());
    return join(tokens);
  }

  void report_key(const JsonValue& place, const std::string& wanted, const std::string& key) {
    object_.report(place, "expected " + wanted + ", found \"" + key + "\"");
  }

  void report_twice(const JsonValue& place, const std::string& form) {
    object_.report(place, "\"" + form + "\" stands twice here in canonical form",
                   "keep one of the two");
  }

  std::unordered_set<std::string> set(std::string_view key, std::size_t longest) {
    std::unordered_set<std::string> forms;
    for (const JsonValue* item : object_.text_items(key)) {
      std::string form = canonical(*item, item->text, longest);
      if (form.empty()) continue;
      if (!forms.insert(form).second) report_twice(*item, form);
    }
    return forms;
  }

  // {"sell": ["sold"]} as {"sold": "sell"}. `fault` says what a key should be, "" where it is
  // right.
  template <class Fault>
  std::unordered_map<std::string, std::string> forms_by_base(std::string_view key,
                                                             std::size_t longest, Fault fault) {
    std::unordered_map<std::string, std::string> bases;
    for (const auto& [base, value] : object_.members(key)) {
      if (const std::string wanted = fault(base); !wanted.empty()) {
        report_key(value, wanted, base);
        continue;
      }
      for (const auto& [form, item] : forms_in(value, longest)) {
        const auto [known, is_new] = bases.emplace(form, base);
        if (!is_new) {
          object_.report(*item, "\"" + form + "\" already stands for \"" + known->second + "\"",
                         "keep one of the two");
        }
      }
    }
    return bases;
  }

  // The texts of a list that is no direct member of the file's object.
  std::vector<std::pair<std::string, const JsonValue*>> forms_in(const JsonValue& list,
                                                                 std::size_t longest) {
    std::vector<std::pair<std::string, const JsonValue*>> forms;
    if (list.kind != JsonKind::Array) {
      object_.report(list, "expected a list, found " + describe(list));
      return forms;
    }
    for (const JsonValue& item : list.items) {
      if (item.kind != JsonKind::Text) {
        object_.report(item, "expected a text, found " + describe(item));
        continue;
      }
      std::string form = canonical(item, item.text, longest);
      if (!form.empty()) forms.emplace_back(std::move(form), &item);
    }
    return forms;
  }

  std::unordered_map<std::string, double> numbers(std::string_view key, int smallest) {
    std::unordered_map<std::string, double> numbers;
    for (const auto& [word, value] : object_.members(key)) {
      if (value.kind != JsonKind::Number) {
        object_.report(value, "expected a number, found " + describe(value));
        continue;
      }
      if (value.number < smallest || value.number != std::floor(value.number)) {
        object_.report(value, "expected a whole number from " + std::to_string(smallest) +
                                  " on, found " + describe(value));
        continue;
      }
      const std::string form = canonical(value, word, kAnyLength);
      if (!form.empty() && !numbers.emplace(form, value.number).second) report_twice(value, form);
    }
    return numbers;
  }

  void read_positions(Words& words) {
    for (const auto& [word, value] : object_.members("positions")) {
      if (value.kind != JsonKind::Number || value.number != std::floor(value.number) ||
          value.number > -1 || value.number < -9) {
        object_.report(value, "expected a whole number from -9 to -1, found " + describe(value));
        continue;
      }
      const std::string form = canonical(value, word, 1);
      if (!form.empty()) words.positions.emplace(form, static_cast<int>(value.number));
    }
  }

  void read_months(Words& words) {
    const std::vector<JsonValue>& months = object_.items("months");
    if (!months.empty() && months.size() != 12) {
      object_.report(*object_.value().find("months"),
                     "expected 12 months, found " + std::to_string(months.size()));
    }
    int number = 0;
    for (const JsonValue& month : months) {
      ++number;
      for (const auto& [form, item] : forms_in(month, 1)) {
        if (!words.months.emplace(form, number).second) report_twice(*item, form);
      }
    }
  }

  void read_day_halves(Words& words) {
    for (const auto& [word, value] : object_.members("day_halves")) {
      if (value.kind != JsonKind::Number || (value.number != 0 && value.number != 12)) {
        object_.report(value, "expected 0 or 12, found " + describe(value));
        continue;
      }
      const std::string form = canonical(value, word, 1);
      if (form.empty()) continue;
      if (!words.day_halves.emplace(form, static_cast<int>(value.number)).second) {
        report_twice(value, form);
      }
    }
  }

  // A word by itself; "" where there is none.
  std::string one_word(std::string_view key) { return one_phrase(key, 1); }

  std::string one_phrase(std::string_view key, std::size_t most_words) {
    const auto text = object_.optional_text(key);
    return text ? canonical(*object_.find(key), *text, most_words) : "";
  }

  void read_column_words(Words& words) {
    for (const auto& [column, value] : object_.members("column_words")) {
      const std::string name = canonical(value, column, kAnyLength);
      for (auto& [form, item] : forms_in(value, kAnyLength)) {
        if (!name.empty()) words.column_words[name].push_back(std::move(form));
      }
    }
  }

  // {"up": ["large"], "down": ["small"], "of": ["area", "size"]}, each form of each adjective once.
  void read_adjectives(Adjectives& adjectives) {
    for (const JsonValue& value : object_.items("adjectives")) {
      JsonObject entry{value, object_.file(), problems_};
      const std::size_t dimension = adjectives.dimensions.size();
      adjectives.dimensions.emplace_back();
      for (const JsonValue* name : entry.text_items("of")) {
        adjectives.dimensions.back().names.push_back(canonical(*name, name->text, kAnyLength));
      }
      for (const JsonValue* name : entry.text_items("less_of")) {
        adjectives.dimensions.back().inverse_names.push_back(
            canonical(*name, name->text, kAnyLength));
      }
      adjectives.dimensions.back().of_time = entry.optional_boolean("of_time").value_or(false);
      if (value.kind == JsonKind::Object && adjectives.dimensions.back().names.empty()) {
        entry.report(value, "expected at least one name of a property as \"of\", found none");
      }
      for (const bool up : {true, false}) {
        for (const JsonValue* item : entry.text_items(up ? "up" : "down")) {
          const std::string plain = canonical(*item, item->text, 1);
          if (plain.empty()) continue;
          auto& degrees = adjectives.degrees;
          if (!degrees.emplace(plain, Degree{dimension, up, Degree::Form::Plain}).second) {
            report_twice(*item, plain);
            continue;
          }
          degrees.emplace(comparative_en(plain), Degree{dimension, up, Degree::Form::More});
          degrees.emplace(superlative_en(plain), Degree{dimension, up, Degree::Form::Most});
        }
      }
      entry.finish();
    }
  }

  void read_contractions(Words& words) {
    const auto& members = object_.members("contractions");
    for (const auto& [spelling, value] : members) {
      if (value.kind != JsonKind::Text) {
        object_.report(value, "expected a text, found " + describe(value));
        continue;
      }
      const std::vector<Token> key = tokenize(spelling);
      const std::vector<Token> meaning = tokenize(value.text);
      if (key.empty() || meaning.empty()) {
        object_.report(value, "\"" + (key.empty() ? spelling : value.text) + "\" holds no word");
        continue;
      }
      words.longest_contraction = std::max(words.longest_contraction, key.size());
      if (!words.contractions.emplace(join(key), join(meaning)).second) {
        report_twice(value, join(key));
      }
    }
    // Only now is every key known.
    for (const auto& [spelling, value] : members) {
      if (value.kind != JsonKind::Text) continue;
      const std::string meaning = join(tokenize(value.text));
      const std::string expanded = join(words.expand(tokenize(value.text)));
      if (expanded != meaning) {
        object_.report(value, "\"" + meaning + "\" holds a contraction itself",
                       "write \"" + expanded + "\"");
      }
    }
  }

  JsonObject object_;
  Problems& problems_;
  std::size_t longest_ = 1;
};

}  // namespace

std::vector<Token> Words::expand(std::vector<Token> tokens) const {
  if (contractions.empty()) return tokens;
  std::vector<Token> expanded;
  expanded.reserve(tokens.size() + 2);
  for (std::size_t at = 0; at < tokens.size();) {
    // What is left of markup compares nothing.
    const bool is_sign = tokens[at].text == "<" || tokens[at].text == ">";
    if (is_sign && (expanded.empty() || at + 1 == tokens.size()) && tokens.size() > 1 &&
        (at + 1 == tokens.size() || tokens[at + 1].kind == TokenKind::Word)) {
      ++at;
      continue;
    }
    std::size_t count = std::min(longest_contraction, tokens.size() - at);
    auto found = contractions.end();
    for (; count > 0; --count) {
      found = contractions.find(count == 1 ? tokens[at].text : join(tokens, at, count));
      if (found == contractions.end()) continue;
      // "That one hundred firms …" counts, and speaks of no "that one".
      const std::size_t behind = at + count;
      const bool counts = count > 1 && behind < tokens.size() &&
                          number_words.count(tokens[behind - 1].text) > 0 &&
                          scale_words.count(tokens[behind].text) > 0;
      if (!counts) break;
    }
    if (count == 0) {
      expanded.push_back(std::move(tokens[at]));
      ++at;
      continue;
    }
    const Span span{tokens[at].span.begin, tokens[at + count - 1].span.end};
    for (Token& token : tokenize(found->second)) {
      token.span = span;
      expanded.push_back(std::move(token));
    }
    at += count;
  }
  return expanded;
}

Loaded<Words> load_words(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text.ok()) return {std::nullopt, text.problems};
  const auto json = base::parse_json(*text.value, file.string());
  if (!json.ok()) return {std::nullopt, json.problems};
  Problems problems;
  Words words = Reader{*json.value, file.string(), problems}.read();
  if (!problems.empty()) {
    base::sort_problems(problems);
    return {std::nullopt, std::move(problems)};
  }
  return {std::move(words), {}};
}

std::vector<Token> normalize(std::string_view text, const Words& words) {
  return words.expand(tokenize(text));
}

}  // namespace jauap::text
