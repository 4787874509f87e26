#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "bot/base/block.h"

// Values as bytes and back, on the machine that wrote them: what a program needs to keep what it
// has worked out. A type takes part by listing its parts once, for both directions:
//
//   template <class Archive, class Self>
//   static void archive(Archive& archive, Self& self) { archive(self.names_, self.places_); }
//
// or, where it is a plain struct, by a function beside it
//
//   template <class Archive, Archived<Place> Self>
//   void archive_parts(Archive& archive, Self& self) { auto& [x, y] = self; archive(x, y); }
//
// in which the list of parts no longer compiles when the struct gets another one.

namespace jauap::base {

// A Type, const where it is written.
template <class Self, class Type>
concept Archived = std::is_same_v<std::remove_const_t<Self>, Type>;

// Numbers and the like, whose bytes are all that they are. Dates and pairs are archived by parts,
// since what lies between these is anything.
template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// Not for sharing between threads.
class ArchiveWriter {
 public:
  template <class... Parts>
  void operator()(const Parts&... parts) {
    (put(parts), ...);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (Plain<T>) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else if constexpr (requires { T::archive(*this, value); }) {
      T::archive(*this, value);
    } else {
      archive_parts(*this, value);
    }
  }
  void put(const std::string& text) {
    put_size(text.size());
    bytes_ += text;
  }
  template <class T>
  void put(const std::vector<T>& items) {
    put_items(items);
  }
  void put(const std::vector<bool>& items) {
    put_size(items.size());
    for (const bool item : items) put(item);
  }
  template <class T>
  void put(const std::set<T>& items) {
    put_items(items);
  }
  template <class K, class V>
  void put(const std::map<K, V>& items) {
    put_items(items);
  }
  template <class K, class V>
  void put(const std::unordered_map<K, V>& items) {
    put_items(items);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  void put(const std::monostate& /*nothing*/) {}
  template <class... Kinds>
  void put(const std::variant<Kinds...>& value) {
    put(static_cast<std::uint8_t>(value.index()));
    std::visit([&](const auto& held) { put(held); }, value);
  }
  template <class T>
  void put(const Block<T>& block) {
    put_size(block.size());
    bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment);
    bytes_.append(reinterpret_cast<const char*>(block.begin()), block.size() * sizeof(T));
  }

  template <class Items>
  void put_items(const Items& items) {
    put_size(items.size());
    for (const auto& item : items) put(item);
  }
  void put_size(std::size_t size) { put(std::uint64_t{size}); }

  friend class ArchiveReader;
  static constexpr std::size_t kAlignment = 8;

  std::string bytes_;
};

// Reads in the order of writing. Blocks stay where they are: the bytes must begin at a multiple of
// 8 and outlive them. Nothing outside of the bytes is ever read; what does not fit is empty, and
// holds() then says no. Not for sharing between threads.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : bytes_{bytes} {}

  template <class... Parts>
  void operator()(Parts&... parts) {
    (get(parts), ...);
  }

  bool holds() const { return holds_; }
  bool is_at_end() const { return at_ == bytes_.size(); }

 private:
  template <class T>
  void get(T& value) {
    if constexpr (Plain<T>) {
      if (const char* from = take(sizeof value)) std::memcpy(&value, from, sizeof value);
    } else if constexpr (requires { T::archive(*this, value); }) {
      T::archive(*this, value);
    } else {
      archive_parts(*this, value);
    }
  }
  void get(std::string& text) {
    const std::size_t size = get_size(1);
    if (const char* from = take(size)) text.assign(from, size);
  }
  template <class T>
  void get(std::vector<T>& items) {
    const std::size_t size = get_size(1);
    items.reserve(size);
    for (std::size_t i = 0; i < size && holds_; ++i) get(items.emplace_back());
  }
  void get(std::vector<bool>& items) {
    items.resize(get_size(1));
    for (std::size_t i = 0; i < items.size() && holds_; ++i) {
      bool item = false;
      get(item);
      items[i] = item;
    }
  }
  template <class T>
  void get(std::set<T>& items) {
    get_each<T>([&](T item) { items.insert(std::move(item)); });
  }
  template <class K, class V>
  void get(std::map<K, V>& items) {
    get_each<std::pair<K, V>>([&](std::pair<K, V> item) { items.insert(std::move(item)); });
  }
  template <class K, class V>
  void get(std::unordered_map<K, V>& items) {
    get_each<std::pair<K, V>>([&](std::pair<K, V> item) { items.insert(std::move(item)); });
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool is_there = false;
    get(is_there);
    if (is_there) get(value.emplace());
  }
  void get(std::monostate& /*nothing*/) {}
  template <class... Kinds>
  void get(std::variant<Kinds...>& value) {
    std::uint8_t kind = 0;
    get(kind);
    std::uint8_t position = 0;
    const bool is_known =
        ((position++ == kind ? (get(value.template emplace<Kinds>()), true) : false) || ...);
    holds_ = holds_ && is_known;
  }
  template <class T>
  void get(Block<T>& block) {
    const std::size_t size = get_size(sizeof(T));
    constexpr std::size_t kAlignment = ArchiveWriter::kAlignment;
    take((kAlignment - at_ % kAlignment) % kAlignment);
    if (const char* from = take(size * sizeof(T))) {
      block = Block<T>::of({reinterpret_cast<const T*>(from), size});
    }
  }

  template <class Item, class Use>
  void get_each(Use use) {
    const std::size_t size = get_size(1);
    for (std::size_t i = 0; i < size && holds_; ++i) {
      Item item{};
      get(item);
      use(std::move(item));
    }
  }

  // How many items come, each of at least so many bytes; 0 where so many cannot be there.
  std::size_t get_size(std::size_t each) {
    std::uint64_t size = 0;
    get(size);
    if (size > (bytes_.size() - at_) / each) holds_ = false;
    return holds_ ? size : 0;
  }

  // Null where so many bytes are not there.
  const char* take(std::size_t size) {
    if (!holds_ || size > bytes_.size() - at_) {
      holds_ = false;
      return nullptr;
    }
    const char* from = bytes_.data() + at_;
    at_ += size;
    return from;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool holds_ = true;
};

}  // namespace jauap::base
