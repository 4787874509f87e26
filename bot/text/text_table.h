#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "bot/base/block.h"

namespace jauap::text {

// Spreads what differs in some bits over all of them.
inline std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93U;
  value ^= value >> 32U;
  return value;
}

// 64-bit FNV-1a, a byte at a time, and its final mix.
constexpr std::uint64_t kHashOfNothing = 0xcbf29ce484222325U;
inline std::uint64_t hash_with(std::uint64_t hash, char next) {
  return (hash ^ static_cast<unsigned char>(next)) * 0x100000001b3U;
}
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = kHashOfNothing;
  for (const char c : text) hash = hash_with(hash, c);
  return mixed(hash);
}

// Numbers each different text in the order of its first coming. All bytes in one arena (up to 4
// GB); open addressing with linear probing, at most half full. Looking up what is not there costs
// one access to memory, what is there two. One that was read from an archive takes no new texts.
class TextTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  TextTable() {
    slots_.resize(16);
    begins_.push_back(0);
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(begins_.size() - 1); }

  std::string_view text(std::uint32_t id) const {
    return {bytes_.begin() + begins_[id], begins_[id + 1] - begins_[id]};
  }

  // kNone where the text is not there.
  std::uint32_t find(std::string_view text) const { return slots_[slot_of(text)].id; }

  // The number of the text, which is size() before the call where it is new.
  std::uint32_t add(std::string_view text) {
    if (2 * begins_.size() > slots_.size()) grow();
    const std::size_t place = slot_of(text);
    if (slots_[place].id != kNone) return slots_[place].id;
    Slot& slot = slots_.change(place);
    slot = {size(), short_hash(text), begins_.back(), static_cast<std::uint32_t>(text.size())};
    bytes_.append(std::span{text.data(), text.size()});
    begins_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    return slot.id;
  }

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.bytes_, self.begins_, self.slots_);
  }

 private:
  struct Slot {
    std::uint32_t id = kNone;
    std::uint32_t hash = 0;
    std::uint32_t begin = 0;  // the text's place in the arena
    std::uint32_t length = 0;
  };

  static std::uint32_t short_hash(std::string_view text) {
    return static_cast<std::uint32_t>(hash_of(text));
  }

  // Where the text is or would be.
  std::size_t slot_of(std::string_view wanted) const {
    const std::uint32_t hash = short_hash(wanted);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].id != kNone; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.hash == hash && slot.length == wanted.size() &&
          wanted == std::string_view{bytes_.begin() + slot.begin, slot.length}) {
        break;
      }
    }
    return at;
  }

  void grow() {
    const base::Block<Slot> old = std::move(slots_);
    slots_ = {};
    slots_.resize(old.size() * 2);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.id == kNone) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].id != kNone) at = (at + 1) & mask;
      slots_.change(at) = slot;
    }
  }

  base::Block<char> bytes_;
  base::Block<std::uint32_t> begins_;
  base::Block<Slot> slots_;
};

}  // namespace jauap::text
