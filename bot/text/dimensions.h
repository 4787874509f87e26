#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace jauap::text {

// What adjectives compare things by: "large" and "small" by their area, else their size, else their
// population. The names are those that properties may have, the most likely first.
struct Dimension {
  std::vector<std::string> names;
  // Where nothing has those names: what is the less, the more it is so. What is old has a high age,
  // or else an early year.
  std::vector<std::string> inverse_names;
  bool of_time = false;  // and else the one date that things have
};

// A form of an adjective: "large", "larger", "largest".
struct Degree {
  enum class Form : std::uint8_t { Plain, More, Most };
  std::size_t dimension = 0;  // index of its Dimension
  bool up = true;             // more of it: "large"; false for "small"
  Form form = Form::Plain;
};

// All adjectives of a language by their forms.
struct Adjectives {
  std::vector<Dimension> dimensions;
  std::unordered_map<std::string, Degree> degrees;
};

}  // namespace jauap::text
