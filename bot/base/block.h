#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace jauap::base {

// An array of plain items that is filled once and then only read: in memory of its own, or, without
// a copy, where somebody else keeps it, as in a mapped file. Not for sharing between threads before
// it is filled.
template <class T>
class Block {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Block() = default;
  explicit Block(std::vector<T> items) : own_{std::move(items)}, items_{own_} {}
  // Items that are kept elsewhere, for as long as the block or a copy of it lives.
  static Block of(std::span<const T> items) {
    Block block;
    block.items_ = items;
    return block;
  }

  Block(const Block& other)
      : own_{other.own_}, items_{other.is_own() ? std::span<const T>{own_} : other.items_} {}
  Block(Block&& other) noexcept
      : own_{std::move(other.own_)}, items_{std::exchange(other.items_, {})} {}
  Block& operator=(Block other) noexcept {
    own_.swap(other.own_);
    std::swap(items_, other.items_);
    return *this;
  }
  ~Block() = default;

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  const T& operator[](std::size_t position) const { return items_[position]; }
  const T& back() const { return items_.back(); }
  const T* begin() const { return items_.data(); }
  const T* end() const { return items_.data() + items_.size(); }
  std::span<const T> items() const { return items_; }

  // Of a block in memory of its own.
  void push_back(T item) {
    own_.push_back(item);
    items_ = own_;
  }
  void append(std::span<const T> items) {
    own_.insert(own_.end(), items.begin(), items.end());
    items_ = own_;
  }
  void resize(std::size_t size, T item = T{}) {
    own_.resize(size, item);
    items_ = own_;
  }
  T& change(std::size_t position) { return own_[position]; }
  // Gives back what was held for items to come.
  void close() {
    own_.shrink_to_fit();
    items_ = own_;
  }

 private:
  bool is_own() const { return items_.data() == own_.data(); }

  std::vector<T> own_;
  std::span<const T> items_;
};

}  // namespace jauap::base
