#include "bot/text/units.h"

#include <udunits2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace jauap::text {
namespace {

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
using Unit = std::unique_ptr<ut_unit, FreeUnit>;

struct FreeConverter {
  void operator()(cv_converter* converter) const { cv_free(converter); }
};

// The library's own table of units, read when the first question has a unit: most have none. Null
// where it cannot be read.
ut_system* units() {
  static ut_system* const kUnits = [] {
    ut_set_error_message_handler(ut_ignore);
    return ut_read_xml(nullptr);
  }();
  return kUnits;
}

// The library keeps its last error in one place for all threads.
std::mutex& library_mutex() {
  static std::mutex mutex;
  return mutex;
}

constexpr std::array<std::pair<std::string_view, double>, 4> kScales{
    {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}}};

// A unit of many: "million USD".
struct Scaled {
  double factor = 1;
  std::string unit;
};

Scaled split_scale(const std::string& unit) {
  for (const auto& [name, factor] : kScales) {
    if (!unit.starts_with(name)) continue;
    if (unit.size() == name.size()) return {factor, ""};
    if (unit[name.size()] == ' ') return {factor, unit.substr(name.size() + 1)};
  }
  return {1, unit};
}

}  // namespace

bool is_unit(const std::string& text) {
  const std::lock_guard lock{library_mutex()};
  ut_system* const system = units();
  return system != nullptr && Unit{ut_parse(system, text.c_str(), UT_UTF8)} != nullptr;
}

std::optional<double> convert_unit(double number, const std::string& from, const std::string& to) {
  const Scaled given_scale = split_scale(from);
  const Scaled wanted_scale = split_scale(to);
  if (given_scale.factor != 1 || wanted_scale.factor != 1) {
    const auto converted =
        convert_unit(number * given_scale.factor, given_scale.unit, wanted_scale.unit);
    if (!converted) return std::nullopt;
    return *converted / wanted_scale.factor;
  }
  if (from == to) return number;
  const std::lock_guard lock{library_mutex()};
  ut_system* const system = units();
  if (system == nullptr) return std::nullopt;
  const Unit given{ut_parse(system, from.c_str(), UT_UTF8)};
  const Unit wanted{ut_parse(system, to.c_str(), UT_UTF8)};
  if (given == nullptr || wanted == nullptr) return std::nullopt;
  if (ut_are_convertible(given.get(), wanted.get()) == 0) return std::nullopt;
  const std::unique_ptr<cv_converter, FreeConverter> converter{
      ut_get_converter(given.get(), wanted.get())};
  if (converter == nullptr) return std::nullopt;
  return cv_convert_double(converter.get(), number);
}

std::string scaled_unit(double scale, const std::string& unit) {
  const auto* const found = std::find_if(kScales.begin(), kScales.end(),
                                         [&](const auto& entry) { return entry.second == scale; });
  if (found == kScales.end()) return unit;
  return std::string{found->first} + (unit.empty() ? "" : " " + unit);
}

double scale_of(const std::string& unit) {
  return split_scale(unit).factor;
}

std::string plain_unit(const std::string& unit) {
  return split_scale(unit).unit;
}

std::string unit_of(const std::string& written, const Words& words) {
  const Scaled scaled = split_scale(written);
  if (scaled.factor != 1) return scaled_unit(scaled.factor, unit_of(scaled.unit, words));
  const auto named = words.units.find(join(normalize(written, words)));
  return named == words.units.end() ? written : named->second;
}

}  // namespace jauap::text
