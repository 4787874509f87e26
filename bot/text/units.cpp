#include "bot/text/units.h"

#include <udunits2.h>

#include <memory>
#include <mutex>

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

}  // namespace

bool is_unit(const std::string& text) {
  const std::lock_guard lock{library_mutex()};
  ut_system* const system = units();
  return system != nullptr && Unit{ut_parse(system, text.c_str(), UT_UTF8)} != nullptr;
}

std::optional<double> convert_unit(double number, const std::string& from, const std::string& to) {
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

std::string unit_of(const std::string& written, const Words& words) {
  const auto named = words.units.find(join(normalize(written, words)));
  return named == words.units.end() ? written : named->second;
}

}  // namespace jauap::text
