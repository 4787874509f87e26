// A number is read as groups of digits with what stands between them. Whether it is a figure or
// somebody's number is told by the sizes of the groups and by the separators; rules that recognise
// ordinary figures (days, years, amounts) come before those that only count digits.

#include "bot/text/personal_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace jauap::text {
namespace {

constexpr std::string_view kPhone = "[phone]";
constexpr std::string_view kCard = "[card]";
constexpr std::string_view kNumber = "[number]";

constexpr std::size_t kFewestOfPhone = 7;  // ITU-T E.164 has at most 15, national ones fewer
constexpr std::size_t kMostOfPhone = 15;
constexpr std::size_t kFewestOfRun = 9;  // digits in a row that are no figure people ask about
constexpr std::size_t kFewestAnnounced = 5;
constexpr std::size_t kFewestOfCard = 13;
constexpr std::size_t kMostOfCard = 19;

// The groups of a number, and the separator in front of each but the first.
struct Groups {
  std::vector<std::string_view> digits;
  std::vector<std::string_view> between;
  std::vector<std::size_t> ends;
  bool has_plus = false;
  bool has_bracket = false;  // around the first group, or the one behind the country's
  std::size_t end = 0;

  std::size_t size() const { return digits.size(); }
  std::size_t total() const {
    std::size_t count = 0;
    for (const auto group : digits) count += group.size();
    return count;
  }
  bool all_between(std::string_view separator) const {
    return std::all_of(between.begin(), between.end(),
                       [&](std::string_view each) { return each == separator; });
  }
};

bool is_separator(std::string_view text) {
  constexpr std::array<std::string_view, 14> kSeparators{" ",  "-", ".",  "/", ",",  "'",  " - ",
                                                         ") ", ")", " (", "(", ")-", "-(", ". "};
  // A full stop and a space end a sentence as often as they part a number.
  return text != ". " &&
         std::find(kSeparators.begin(), kSeparators.end(), text) != kSeparators.end();
}

Groups read_groups(std::string_view shapes, std::size_t at) {
  constexpr std::size_t kMostGroups = 12;  // more are a list of numbers
  constexpr std::string_view kBetween = " -./(),'";
  Groups groups;
  if (shapes[at] == '+') {
    groups.has_plus = true;
    ++at;
  }
  if (at < shapes.size() && shapes[at] == '(') {
    groups.has_bracket = true;
    ++at;
  }
  while (groups.size() < kMostGroups) {
    const std::size_t begin = at;
    while (at < shapes.size() && is_digit_shape(shapes[at])) ++at;
    if (at == begin) break;
    groups.digits.push_back(shapes.substr(begin, at - begin));
    groups.ends.push_back(at);
    groups.end = at;
    std::size_t next = at;
    while (next < shapes.size() && next - at < 3 && kBetween.find(shapes[next]) != kBetween.npos) {
      ++next;
    }
    const auto between = shapes.substr(at, next - at);
    if (next == shapes.size() || !is_digit_shape(shapes[next]) || !is_separator(between)) break;
    if (between.find('(') != between.npos && groups.size() == 1) groups.has_bracket = true;
    groups.between.push_back(between);
    at = next;
  }
  groups.between.resize(groups.digits.empty() ? 0 : groups.size() - 1);
  return groups;
}

// Of at most nine digits.
int value_of(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && value_of(digits) >= 1000 && value_of(digits) <= 2199;
}

bool is_one_of(std::string_view digits, int least, int most) {
  return digits.size() <= 2 && value_of(digits) >= least && value_of(digits) <= most;
}

// 1992-06-15, 15.06.1992, 6/15/92, also with what follows behind a space.
bool is_day(const Groups& groups) {
  if (groups.size() != 3 || groups.between[0] != groups.between[1]) return false;
  constexpr std::string_view kMarks = "-./";
  if (groups.between[0].size() != 1 || kMarks.find(groups.between[0][0]) == kMarks.npos) {
    return false;
  }
  const auto& [first, second, third] =
      std::array{groups.digits[0], groups.digits[1], groups.digits[2]};
  if (is_year(first)) return is_one_of(second, 1, 12) && is_one_of(third, 1, 31);
  const bool is_short = is_year(third) || third.size() == 2;
  return is_short && is_one_of(first, 1, 31) && is_one_of(second, 1, 31) &&
         (value_of(first) <= 12 || value_of(second) <= 12);
}

bool are_years(const Groups& groups) {
  return std::all_of(groups.digits.begin(), groups.digits.end(), is_year);
}

// 1,234,567.89, 1 234 567, 1'234'567; and any decimal.
bool is_amount(const Groups& groups, bool is_announced) {
  if (groups.size() < 2) return false;
  const auto mark = groups.between[0];
  const bool is_decimal = groups.size() == 2 && (mark == "." || mark == ",");
  if (is_decimal) return !groups.has_plus || groups.total() < 10;
  if (groups.has_plus || is_announced || groups.digits[0].size() > 3 ||
      groups.digits[0][0] == '0') {
    return false;
  }
  constexpr std::string_view kMarks = " ,.'";
  if (mark.size() != 1 || kMarks.find(mark[0]) == kMarks.npos) return false;
  std::size_t last = groups.size() - 1;
  const auto final_mark = groups.between.back();
  const bool has_fraction = final_mark != mark && (final_mark == "." || final_mark == ",");
  if (has_fraction) --last;
  for (std::size_t i = 1; i <= last; ++i) {
    if (groups.digits[i].size() != 3 || groups.between[i - 1] != mark) return false;
  }
  return true;
}

bool is_internet_address(const Groups& groups) {
  return groups.size() == 4 && groups.all_between(".") &&
         std::all_of(groups.digits.begin(), groups.digits.end(), [](std::string_view group) {
           return group.size() <= 3 && value_of(group) <= 255;
         });
}

bool ends_in_zeros(std::string_view digits) {
  constexpr std::size_t kZeros = 3;
  return digits.size() > kZeros && digits.find_last_not_of('0') + 1 + kZeros <= digits.size();
}

// ISO/IEC 7812-1, annex B.
bool has_check_digit(std::string_view digits) {
  int sum = 0;
  bool is_doubled = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, is_doubled = !is_doubled) {
    const int value = (*digit - '0') * (is_doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

// Groups in a row that are a payment card: 4 to 6 digits each, the last one maybe fewer.
bool has_card(const Groups& groups) {
  for (std::size_t first = 0; first < groups.size(); ++first) {
    std::string all;
    for (std::size_t i = first; i < groups.size(); ++i) {
      if (i > first && groups.between[i - 1] != " " && groups.between[i - 1] != "-") break;
      all += groups.digits[i];
      if (all.size() > kMostOfCard) break;
      if (all.size() >= kFewestOfCard && has_check_digit(all) && !ends_in_zeros(all)) return true;
      if (groups.digits[i].size() < 4 || groups.digits[i].size() > 6) break;
    }
  }
  return false;
}

bool are_sized(const Groups& groups, const std::vector<std::size_t>& sizes) {
  return std::equal(groups.digits.begin(), groups.digits.end(), sizes.begin(), sizes.end(),
                    [](std::string_view group, std::size_t size) { return group.size() == size; });
}

bool are_all_sized(const Groups& groups, std::size_t size) {
  return std::all_of(groups.digits.begin(), groups.digits.end(),
                     [&](std::string_view group) { return group.size() == size; });
}

std::string_view label_of_run(std::string_view digits) {
  if (digits[0] == '0' && digits.size() >= kFewestOfPhone) return kPhone;
  return digits.size() >= kFewestOfRun && !ends_in_zeros(digits) ? kNumber : "";
}

// Two groups with a dash are a range as often: 500-1500.
std::string_view label_of_dashed(const Groups& groups) {
  if (groups.size() > 2) return groups.total() > kMostOfPhone ? kNumber : kPhone;
  const bool is_range = groups.digits[0].back() == '0' && groups.digits[1].back() == '0';
  return are_sized(groups, {3, 4}) && !is_range ? kPhone : "";
}

std::string_view label_of_spaced(const Groups& groups) {
  const std::size_t total = groups.total();
  constexpr std::size_t kMostGroups = 6;
  if (are_sized(groups, {3, 2, 4})) return kNumber;
  if (groups.size() >= 4 && are_all_sized(groups, 2)) return kPhone;
  if (total >= kFewestOfRun && are_all_sized(groups, 1)) return kNumber;
  const bool is_phone = groups.size() >= 3 && groups.size() <= kMostGroups && total >= 10;
  return is_phone ? kPhone : "";
}

std::string_view label_of(const Groups& groups, bool is_announced) {
  const std::size_t total = groups.total();
  if (is_internet_address(groups)) return "[address]";
  if (is_day(groups) || are_years(groups) || is_amount(groups, is_announced)) return "";
  if (groups.size() == 1 && ends_in_zeros(groups.digits[0]) && !is_announced && !groups.has_plus &&
      groups.digits[0][0] != '0') {
    return "";
  }
  if (has_card(groups)) return kCard;
  if (is_announced && total >= kFewestAnnounced) return kNumber;
  if (total < kFewestOfPhone) return "";
  if (groups.has_plus || groups.digits[0].substr(0, 2) == "00") return kPhone;
  if (groups.size() == 1) return label_of_run(groups.digits[0]);
  if (groups.has_bracket && !is_year(groups.digits[0]) && groups.digits[0].size() <= 5) {
    return kPhone;
  }
  if (groups.digits[0][0] == '0') return kPhone;
  if (groups.all_between(" ")) return label_of_spaced(groups);
  if (groups.all_between("-")) return label_of_dashed(groups);
  // Mixed: "8 701 123-45-67", "555.123.4567", "12/345/67890".
  const bool has_dash =
      std::find(groups.between.begin(), groups.between.end(), "-") != groups.between.end();
  const bool is_pointed = groups.all_between(".") || groups.all_between("/");
  return groups.size() >= 3 && (has_dash || is_pointed) ? kPhone : "";
}

}  // namespace

bool is_digit_shape(char shape) {
  return shape >= '0' && shape <= '9';
}
bool is_letter_shape(char shape) {
  return (shape >= 'a' && shape <= 'z') || (shape >= 'A' && shape <= 'Z') || shape == '\1';
}

Personal read_number(std::string_view shapes, std::size_t begin, bool is_announced) {
  const Groups groups = read_groups(shapes, begin);
  if (groups.size() == 0) return {begin + 1, ""};
  const std::string_view label = label_of(groups, is_announced);
  if (!label.empty()) return {groups.end, label};
  // Of figures in a row one by itself may be somebody's.
  const bool is_whole = groups.size() == 1 || is_day(groups) || is_amount(groups, is_announced);
  return is_whole ? Personal{groups.end, ""}
                  : Personal{groups.ends[0], label_of_run(groups.digits[0])};
}

}  // namespace jauap::text
