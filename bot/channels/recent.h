#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace jauap::channels {

// What was heard of lately, by a key: at most so many, the oldest forgotten first, and nothing for
// longer than its life. Safe for concurrent use. Times are in Unix seconds.
template <class Value>
class Recent {
 public:
  static constexpr std::int64_t kLife = 3'600;

  explicit Recent(std::size_t most, std::int64_t life = kLife) : most_{most}, life_{life} {}

  // False where the key is known already; then nothing changes.
  bool add(const std::string& key, Value value, std::int64_t now) {
    const std::lock_guard lock{mutex_};
    while (!order_.empty() && (order_.size() >= most_ || order_.front().second + life_ < now)) {
      values_.erase(order_.front().first);
      order_.pop_front();
    }
    if (!values_.try_emplace(key, Entry{std::move(value), now}).second) return false;
    order_.emplace_back(key, now);
    return true;
  }

  std::optional<Value> find(const std::string& key, std::int64_t now) const {
    const std::lock_guard lock{mutex_};
    const auto found = values_.find(key);
    if (found == values_.end() || found->second.since + life_ < now) return std::nullopt;
    return found->second.value;
  }

  std::size_t size() const {
    const std::lock_guard lock{mutex_};
    return values_.size();
  }

 private:
  struct Entry {
    Value value;
    std::int64_t since = 0;
  };

  const std::size_t most_;
  const std::int64_t life_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> values_;
  std::deque<std::pair<std::string, std::int64_t>> order_;  // the oldest first
};

}  // namespace jauap::channels
