#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace jauap::knowledge {

// Which ids stand under a key: one hash lookup, the ids of a key side by side in one array. Never
// changes after construction; safe for concurrent use.
template <class Id>
class SpanIndex {
 public:
  SpanIndex() = default;

  // The ids of a key keep the order of the entries.
  explicit SpanIndex(const std::vector<std::pair<std::uint64_t, Id>>& entries)
      : ids_(entries.size()) {
    for (const auto& [key, id] : entries) ++ranges_[key].end;
    std::size_t begin = 0;
    for (auto& [key, range] : ranges_) {
      const std::size_t count = range.end;
      range = {begin, begin};
      begin += count;
    }
    for (const auto& [key, id] : entries) ids_[ranges_[key].end++] = id;
  }

  // Empty for a key that was not given.
  std::span<const Id> find(std::uint64_t key) const {
    const auto found = ranges_.find(key);
    if (found == ranges_.end()) return {};
    return {ids_.data() + found->second.begin, found->second.end - found->second.begin};
  }

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Id> ids_;
  std::unordered_map<std::uint64_t, Range> ranges_;
};

}  // namespace jauap::knowledge
