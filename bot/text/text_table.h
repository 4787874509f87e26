#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::text {

// Spreads what differs in some bits over all of them.
inline std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93U;
  value ^= value >> 32U;
  return value;
}

// 64-bit FNV-1a with a final mix.
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return mixed(hash);
}

// Numbers each different text in the order of its first coming. All bytes in one arena; open
// addressing with linear probing, at most half full.
class TextTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  TextTable() { slots_.resize(16); }

  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

  std::string_view text(std::uint32_t id) const {
    const std::uint32_t begin = id == 0 ? 0 : ends_[id - 1];
    return std::string_view{bytes_}.substr(begin, ends_[id] - begin);
  }

  std::uint32_t find(std::string_view text) const { return slots_[slot_of(text)].id; }

  std::uint32_t add(std::string_view text) {
    std::size_t slot = slot_of(text);
    if (slots_[slot].id != kNone) return slots_[slot].id;
    if (2 * (ends_.size() + 1) > slots_.size()) {
      grow();
      slot = slot_of(text);
    }
    const std::uint32_t id = size();
    slots_[slot] = {id, fingerprint(hash_of(text))};
    bytes_ += text;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    return id;
  }

 private:
  struct Slot {
    std::uint32_t id = kNone;
    std::uint32_t fingerprint = 0;  // spares most comparisons with other texts
  };

  static std::uint32_t fingerprint(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
  }

  // Where the text is or would be.
  std::size_t slot_of(std::string_view wanted) const {
    const std::uint64_t hash = hash_of(wanted);
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].id != kNone) {
      if (slots_[slot].fingerprint == fingerprint(hash) && text(slots_[slot].id) == wanted) {
        break;
      }
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }

  void grow() {
    slots_.assign(slots_.size() * 2, {});
    for (std::uint32_t id = 0; id < size(); ++id) {
      slots_[slot_of(text(id))] = {id, fingerprint(hash_of(text(id)))};
    }
  }

  std::string bytes_;
  std::vector<std::uint32_t> ends_;
  std::vector<Slot> slots_;
};

}  // namespace jauap::text
