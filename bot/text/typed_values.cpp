#include "bot/text/typed_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <tuple>

#include "bot/text/numbers.h"

namespace jauap::text {
namespace {

// The whole numbers between the marks of "1993-11-07", "7/11/1993" or "20:35:10"; no more than
// three.
struct Figures {
  std::array<int, 3> parts{};
  std::size_t count = 0;
  char mark = 0;
  bool is_year_first = false;
};

// Nothing for a plain number: a point alone makes none of the above.
std::optional<Figures> split_figures(std::string_view text) {
  Figures figures;
  std::size_t length = 0;
  figures.count = 1;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++length > 4) return std::nullopt;
      int& part = figures.parts.at(figures.count - 1);
      part = part * 10 + (c - '0');
      continue;
    }
    if (length == 0 || figures.count == 3) return std::nullopt;
    if (figures.count == 1) figures.is_year_first = length == 4;
    figures.mark = c;
    ++figures.count;
    length = 0;
  }
  if (length == 0 || (figures.mark != ':' && figures.count != 3)) return std::nullopt;
  return figures;
}

class Finder {
 public:
  Finder(const std::vector<Token>& tokens, const Words& words) : tokens_{tokens}, words_{words} {}

  std::vector<TypedValue> find() && {
    for (first_ = 0; first_ < tokens_.size(); ++first_) {
      const Token& token = tokens_[first_];
      if (token.kind == TokenKind::Word && !words_.value_starts.empty() &&
          words_.value_starts.count(token.text) == 0) {
        continue;
      }
      const auto begin = static_cast<std::ptrdiff_t>(found_.size());
      amounts();
      leading_currency();
      ordinal();
      date();
      time();
      const auto rank = [](const TypedValue& value) {
        return std::tuple{~value.count, value.kind};
      };
      std::stable_sort(found_.begin() + begin, found_.end(),
                       [&](const TypedValue& left, const TypedValue& right) {
                         return rank(left) < rank(right);
                       });
    }
    return std::move(found_);
  }

 private:
  TypedValue& add(ValueKind kind, std::size_t count) {
    TypedValue& value = found_.emplace_back();
    value.kind = kind;
    value.first = first_;
    value.count = count;
    return value;
  }

  void add_amount(ValueKind kind, std::size_t count, const NumberReading& number,
                  const std::string& unit) {
    TypedValue& value = add(kind, count);
    value.number = number.value;
    value.tolerance = number.tolerance;
    value.unit = unit;
  }

  // Numbers, and what the words behind them make of them.
  void amounts() {
    for (const NumberReading& number : numbers_at(tokens_, first_, words_)) {
      add_amount(ValueKind::Number, number.count, number, "");
      const std::size_t behind = first_ + number.count;
      const std::size_t longest = words_.longest_value_word;
      const auto percent = longest_key(words_.percent_words, tokens_, behind, longest);
      if (percent.count > 0) {
        add_amount(ValueKind::Percent, number.count + percent.count, number, "");
      }
      const auto currency = longest_key(words_.currencies, tokens_, behind, longest);
      if (currency.count > 0) {
        add_amount(ValueKind::Money, number.count + currency.count, number, currency.entry->second);
      }
    }
  }

  void leading_currency() {
    const auto currency =
        longest_key(words_.currencies, tokens_, first_, words_.longest_value_word);
    const std::size_t at = first_ + currency.count;
    if (currency.count == 0 || at >= tokens_.size()) return;
    // Names of money are ordinary words ("pound", "real") and say nothing about a number behind
    // them.
    const std::string& code = currency.entry->second;
    bool is_sign = currency.entry->first == fold(code);
    for (std::size_t i = first_; i < at; ++i) {
      is_sign = is_sign || tokens_[i].kind == TokenKind::Symbol;
    }
    if (!is_sign) return;
    const std::vector<NumberReading> numbers = numbers_at(tokens_, at, words_);
    if (numbers.empty()) return;
    std::size_t count = currency.count + numbers.front().count;
    const auto again =
        longest_key(words_.currencies, tokens_, first_ + count, words_.longest_value_word);
    if (again.count > 0 && again.entry->second == code) count += again.count;
    add_amount(ValueKind::Money, count, numbers.front(), code);
  }

  void ordinal() {
    const auto rank = ordinal_at(tokens_, first_, words_);
    if (rank) add_amount(ValueKind::Ordinal, rank->count, *rank, "");
  }

  void add_date(std::size_t count, const Date& date) {
    if (is_possible(date)) add(ValueKind::Date, count).date = date;
  }

  void date() {
    const Token& token = tokens_[first_];
    if (token.kind == TokenKind::Number) {
      if (const auto figures = split_figures(token.text); figures && figures->mark != ':') {
        add_date(1, date_in(*figures));
      }
    }
    add_year(first_, {});
    add_short_year();
    add_decade();
    if (const int month = month_at(first_); month != 0) {
      add_date(1, {0, month, 0});
      from_month(month);
    } else {
      from_day();
    }
  }

  static Date date_in(const Figures& figures) {
    const auto [first, second, third] = figures.parts;
    if (figures.is_year_first) return {first, second, third};
    const Date day_first{third, second, first};
    return is_possible(day_first) ? day_first : Date{third, first, second};
  }

  // "November 1993", "November 7th, 1993", "November the 7th".
  void from_month(int month) {
    const std::size_t at = behind_joiner(first_ + 1);
    add_year(at, {0, month, 0});
    const auto [day, count] = day_at(at);
    if (day != 0) add_day(at + count, {0, month, day});
  }

  // "7 November 1993", "7th of November".
  void from_day() {
    const auto [day, count] = day_at(first_);
    if (day == 0) return;
    const std::size_t at = behind_joiner(first_ + count);
    if (const int month = month_at(at); month != 0) add_day(at + 1, {0, month, day});
  }

  // A day of a month, and with the year that may stand at `end`.
  void add_day(std::size_t end, const Date& date) {
    add_date(end - first_, date);
    add_year(behind_joiner(end), date);
  }

  // "1990s".
  void add_decade() {
    constexpr int kDecade = 10;
    const auto year = year_at(tokens_, first_, words_);
    const std::size_t at = first_ + 1;
    if (!year || year->count != 1 || at >= tokens_.size() || tokens_[at].text != "s") return;
    const int first_year = static_cast<int>(year->value);
    if (first_year % kDecade != 0) return;
    TypedValue& decade = add(ValueKind::Date, 2);
    decade.date = {first_year, 0, 0};
    decade.years = kDecade;
  }

  // A date with the year that may stand at a place.
  void add_year(std::size_t at, const Date& date) {
    const auto year = year_at(tokens_, at, words_);
    if (!year) return;
    add_date(at + year->count - first_, {static_cast<int>(year->value), date.month, date.day});
  }

  // "In 93", where nothing is counted by it.
  void add_short_year() {
    constexpr int kEarliest = 40;
    constexpr int kCentury = 1900;
    const Token& token = tokens_[first_];
    const bool is_led = first_ > 0 && tokens_[first_ - 1].text == words_.place_preposition;
    const bool counts =
        first_ + 1 < tokens_.size() && words_.function_words.count(tokens_[first_ + 1].text) == 0;
    if (!is_led || counts || token.kind != TokenKind::Number || token.text.size() != 2) return;
    const int year = std::atoi(token.text.c_str());
    if (year >= kEarliest) add_date(1, {kCentury + year, 0, 0});
  }

  std::size_t behind_joiner(std::size_t at) const {
    return at < tokens_.size() && words_.date_joiners.count(tokens_[at].text) > 0 ? at + 1 : at;
  }

  // 0 where there is none at the place.
  int month_at(std::size_t at) const {
    if (at >= tokens_.size()) return 0;
    const auto month = words_.months.find(tokens_[at].text);
    return month == words_.months.end() ? 0 : month->second;
  }

  struct Day {
    int day = 0;  // 0 for none
    std::size_t count = 0;
  };
  Day day_at(std::size_t at) const {
    if (at >= tokens_.size()) return {};
    std::optional<NumberReading> number = ordinal_at(tokens_, at, words_);
    if (!number && tokens_[at].kind == TokenKind::Number && tokens_[at].text.size() <= 2) {
      const auto value = plain_number(tokens_[at].text);
      if (value) number = NumberReading{1, *value, 0};
    }
    if (!number || number->value < 1 || number->value > 31) return {};
    return {static_cast<int>(number->value), number->count};
  }

  // "20:35", "8:35 pm", "8.35 pm", "8 pm".
  void time() {
    const Token& token = tokens_[first_];
    if (token.kind != TokenKind::Number) return;
    int hour = -1;
    int minute = 0;
    const auto figures = split_figures(token.text);
    const bool has_colon = figures && figures->mark == ':';
    if (has_colon) {
      hour = figures->parts[0];
      minute = figures->parts[1];
      if (minute > 59 || figures->parts[2] > 59) return;
      if (hour <= 23) add_time(1, hour * 60 + minute);
    } else {
      const std::size_t point = token.text.find('.');
      const bool is_hour = token.text.size() <= 2 && point == std::string::npos;
      const bool has_minutes = point != std::string::npos && point + 3 == token.text.size();
      const auto number = plain_number(token.text);
      if (!number || (!is_hour && !has_minutes) || *number < 0 || *number >= 24) return;
      hour = static_cast<int>(*number);
      minute = has_minutes ? static_cast<int>(std::lround((*number - hour) * 100)) : 0;
      if (minute > 59) return;
    }
    if (first_ + 1 >= tokens_.size() || hour < 1 || hour > 12) return;
    const auto half = words_.day_halves.find(tokens_[first_ + 1].text);
    if (half != words_.day_halves.end()) add_time(2, (hour % 12 + half->second) * 60 + minute);
  }

  void add_time(std::size_t count, int minutes) {
    TypedValue& value = add(ValueKind::Time, count);
    value.number = minutes;
    value.tolerance = 0.5;
  }

  const std::vector<Token>& tokens_;
  const Words& words_;
  std::size_t first_ = 0;
  std::vector<TypedValue> found_;
};

}  // namespace

std::vector<TypedValue> find_typed_values(const std::vector<Token>& tokens, const Words& words) {
  return Finder{tokens, words}.find();
}

}  // namespace jauap::text
