#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace jauap::base {

// Differs, but for a chance of one in 2^64, wherever the bytes differ. For damage, not for malice.
std::uint64_t checksum(std::string_view bytes);

// The same of bytes that come stretch by stretch: of all of them, wherever they are cut. Not for
// sharing between threads.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(const Checksum&) = delete;
  Checksum& operator=(const Checksum&) = delete;

  void add(std::string_view bytes);
  std::uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same of several texts in their order, in 128 bits. Not for sharing between threads.
class Fingerprint {
 public:
  using Value = std::array<std::uint64_t, 2>;

  Fingerprint();
  ~Fingerprint();
  Fingerprint(const Fingerprint&) = delete;
  Fingerprint& operator=(const Fingerprint&) = delete;

  // "ab" and "c" make another fingerprint than "a" and "bc".
  void add(std::string_view text);
  Value value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jauap::base
