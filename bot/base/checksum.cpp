#include "bot/base/checksum.h"

#include <xxhash.h>

#include <new>

namespace jauap::base {

struct Fingerprint::State {
  State() : state{XXH3_createState()} {
    if (state == nullptr) throw std::bad_alloc{};
    XXH3_128bits_reset(state);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XXH3_freeState(state); }

  XXH3_state_t* state;
};

std::uint64_t checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Fingerprint::Fingerprint() : state_{std::make_unique<State>()} {}
Fingerprint::~Fingerprint() = default;
Fingerprint::Fingerprint(Fingerprint&&) noexcept = default;
Fingerprint& Fingerprint::operator=(Fingerprint&&) noexcept = default;

void Fingerprint::add(std::string_view text) {
  const std::uint64_t size = text.size();
  XXH3_128bits_update(state_->state, &size, sizeof size);
  XXH3_128bits_update(state_->state, text.data(), text.size());
}

Fingerprint::Value Fingerprint::value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->state);
  return {hash.high64, hash.low64};
}

}  // namespace jauap::base
