#include "bot/base/edit_distance.h"

#include <algorithm>
#include <array>
#include <span>

namespace jauap::base {
namespace {

// Valid UTF-8 to code points; a stray byte counts as one.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    length = std::min(length, text.size() - i);
    char32_t point = 0;
    for (std::size_t k = 0; k < length; ++k) {
      point = (point << 8U) | static_cast<unsigned char>(text[i + k]);
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Of texts of one unit for each letter. A word is held against each of thousands, so that neither
// the heap nor what both have in common at their ends is touched.
template <class Text>
std::size_t distance_between(Text a, Text b, std::size_t limit) {
  const std::size_t beyond = limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return beyond;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  // Three rows of the usual table: two back for swaps, the last one, the one being filled.
  constexpr std::size_t kUsual = 32;
  std::array<std::size_t, 3 * kUsual> usual{};
  std::vector<std::size_t> longer;
  const std::size_t width = b.size() + 1;
  if (width > kUsual) longer.resize(3 * width);
  const std::span<std::size_t> table = width > kUsual ? std::span{longer} : std::span{usual};
  const auto row_of = [&](std::size_t i) { return table.subspan(i % 3 * width, width); };
  for (std::size_t j = 0; j < width; ++j) row_of(0)[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const auto row = row_of(i);
    const auto above = row_of(i + 2);
    const auto two_above = row_of(i + 1);
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_above[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return beyond;
  }
  return std::min(row_of(a.size())[b.size()], beyond);
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  if (is_ascii(left) && is_ascii(right)) return distance_between(left, right, limit);
  const std::u32string a = code_points(left);
  const std::u32string b = code_points(right);
  return distance_between(std::u32string_view{a}, std::u32string_view{b}, limit);
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::size_t best = std::min<std::size_t>(3, code_points(word).size() / 3) + 1;
  std::string found;
  for (const auto& candidate : candidates) {
    if (best == 0) break;
    const std::size_t distance = edit_distance(word, candidate, best - 1);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string found = nearest(word, candidates);
  return found.empty() ? "" : "did you mean \"" + found + "\"?";
}

}  // namespace jauap::base
