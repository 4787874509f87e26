#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace jauap::text {

// Lists of numbers, one after the other: list i is items[begins[i]] up to items[begins[i + 1]].
class NumberLists {
 public:
  NumberLists() = default;
  NumberLists(std::size_t count, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs)
      : begins_(count + 1), items_(pairs.size()) {
    for (const auto& [list, item] : pairs) ++begins_[list + 1];
    for (std::size_t i = 0; i < count; ++i) begins_[i + 1] += begins_[i];
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const auto& [list, item] : pairs) items_[next[list]++] = item;
  }

  std::span<const std::uint32_t> list(std::uint32_t number) const {
    return std::span{items_}.subspan(begins_[number], begins_[number + 1] - begins_[number]);
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> items_;
};

}  // namespace jauap::text
