#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "bot/cli/number_value.h"
#include "bot/cli/options.h"

// Options by the member that keeps their value, which is one of Options or of its ServerOptions.
namespace jauap::cli {

using Values = std::vector<std::string>;

template <auto kMember, class AnyOptions>
auto& member_of(AnyOptions& options) {
  if constexpr (requires { options.*kMember; }) {
    return options.*kMember;
  } else {
    return options.server.*kMember;
  }
}

template <auto kMember>
Option flag(std::string_view name, std::string_view letter, std::string_view summary) {
  Option option{name, letter, ValueKind::Flag, "", false, "", summary};
  option.set = [](Options& options, const Values& /*values*/) {
    member_of<kMember>(options) = true;
    return std::string{};
  };
  return option;
}

// What is wrong with a value, "" for nothing; null where any will do.
template <auto kCheck>
std::string check_value([[maybe_unused]] const std::string& value) {
  if constexpr (std::is_null_pointer_v<decltype(kCheck)>) {
    return "";
  } else {
    return kCheck(value);
  }
}

// A text or a path, "" where nobody says it.
template <auto kMember, auto kCheck = nullptr>
Option text(ValueKind kind, std::string_view name, std::string_view value,
            std::string_view environment, std::string_view summary) {
  Option option{name, "", kind, value, false, environment, summary};
  option.set = [](Options& options, const Values& values) {
    std::string wrong = check_value<kCheck>(values.back());
    if (wrong.empty()) member_of<kMember>(options) = values.back();
    return wrong;
  };
  option.get = [](const Options& options) {
    std::string now = member_of<kMember>(options);
    return now.empty() ? Values{} : Values{std::move(now)};
  };
  return option;
}

// A whole number of that range, into a member that holds a number or a time (in seconds). One
// outside is what the program decides by itself.
template <auto kMember, std::size_t kLeast, std::size_t kMost>
Option number(std::string_view name, std::string_view value, std::string_view environment,
              std::string_view summary) {
  Option option{name, "", ValueKind::Number, value, false, environment, summary};
  option.set = [](Options& options, const Values& values) {
    const auto read = read_number(values.back(), kLeast, kMost);
    if (const auto* wrong = std::get_if<std::string>(&read)) return *wrong;
    auto& member = member_of<kMember>(options);
    using Member = std::remove_reference_t<decltype(member)>;
    if constexpr (std::is_integral_v<Member>) {
      member = static_cast<Member>(std::get<std::size_t>(read));
    } else {
      member = std::chrono::seconds{std::get<std::size_t>(read)};
    }
    return std::string{};
  };
  option.get = [](const Options& options) {
    const auto& member = member_of<kMember>(options);
    std::size_t now = 0;
    if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(member)>>) {
      now = static_cast<std::size_t>(member);
    } else {
      now = static_cast<std::size_t>(
          std::chrono::duration_cast<std::chrono::seconds>(member).count());
    }
    return now < kLeast || now > kMost ? Values{} : Values{std::to_string(now)};
  };
  return option;
}

// One of some names, each of which stands for a value of the member.
template <auto kMember, const auto& kNames>
Option choice(std::string_view name, std::string_view value, std::string_view environment,
              std::string_view summary) {
  Option option{name, "", ValueKind::Text, value, false, environment, summary};
  option.set = [](Options& options, const Values& values) {
    std::string names;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (kNames[i].first == values.back()) {
        member_of<kMember>(options) = kNames[i].second;
        return std::string{};
      }
      if (i > 0) names += i + 1 == kNames.size() ? " or " : ", ";
      names += kNames[i].first;
    }
    return "expected " + names + ", found \"" + values.back() + "\"";
  };
  option.get = [](const Options& options) {
    for (const auto& [known, meant] : kNames) {
      if (meant == member_of<kMember>(options)) return Values{std::string{known}};
    }
    return Values{};
  };
  return option;
}

// Several texts or paths.
template <auto kMember, auto kCheck = nullptr>
Option list(ValueKind kind, std::string_view name, std::string_view value,
            std::string_view environment, std::string_view summary) {
  Option option{name, "", kind, value, true, environment, summary};
  option.set = [](Options& options, const Values& values) {
    for (const std::string& one : values) {
      if (std::string wrong = check_value<kCheck>(one); !wrong.empty()) return wrong;
    }
    member_of<kMember>(options).assign(values.begin(), values.end());
    return std::string{};
  };
  option.get = [](const Options& options) {
    const auto& now = member_of<kMember>(options);
    return Values(now.begin(), now.end());
  };
  return option;
}

// One that is said anew each time, and so does not belong into a configuration file.
inline Option each_time(Option option) {
  option.get = nullptr;
  return option;
}

}  // namespace jauap::cli
