#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "bot/base/block.h"

namespace jauap::base {

// Lists of items in one array, one after the other: list i is items[begins[i]] up to
// items[begins[i + 1]]. Never changes after construction; safe for concurrent use.
template <class Item>
class Lists {
 public:
  Lists() = default;
  // `count` lists. `each(add)` calls add(list, item) for every item, twice over and both times the
  // same; a list keeps that order.
  template <class Each>
  Lists(std::size_t count, Each each) {
    std::vector<std::uint32_t> begins(count + 1);
    each([&](std::size_t list, Item /*item*/) { ++begins[list + 1]; });
    for (std::size_t i = 0; i < count; ++i) begins[i + 1] += begins[i];
    std::vector<Item> items(begins.back());
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    each([&](std::size_t list, Item item) { items[next[list]++] = item; });
    begins_ = Block{std::move(begins)};
    items_ = Block{std::move(items)};
  }
  Lists(std::size_t count, const std::vector<std::pair<std::uint32_t, Item>>& pairs)
      : Lists{count, [&](auto add) {
                for (const auto& [list, item] : pairs) add(list, item);
              }} {}

  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  // Empty for a list that there is not.
  std::span<const Item> list(std::size_t number) const {
    if (number >= size()) return {};
    return items_.items().subspan(begins_[number], begins_[number + 1] - begins_[number]);
  }

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.begins_, self.items_);
  }

 private:
  Block<std::uint32_t> begins_;
  Block<Item> items_;
};

}  // namespace jauap::base
