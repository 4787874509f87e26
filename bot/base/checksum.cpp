#include "bot/base/checksum.h"

#include <xxhash.h>

#include <new>

namespace jauap::base {
namespace {

struct FreeState {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

std::unique_ptr<XXH3_state_t, FreeState> new_state() {
  std::unique_ptr<XXH3_state_t, FreeState> state{XXH3_createState()};
  if (!state) throw std::bad_alloc{};
  return state;
}

}  // namespace

struct Checksum::State {
  std::unique_ptr<XXH3_state_t, FreeState> state = new_state();
};

struct Fingerprint::State {
  std::unique_ptr<XXH3_state_t, FreeState> state = new_state();
};

std::uint64_t checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Checksum::Checksum() : state_{std::make_unique<State>()} {
  XXH3_64bits_reset(state_->state.get());
}

Checksum::~Checksum() = default;

void Checksum::add(std::string_view bytes) {
  XXH3_64bits_update(state_->state.get(), bytes.data(), bytes.size());
}

std::uint64_t Checksum::value() const {
  return XXH3_64bits_digest(state_->state.get());
}

Fingerprint::Fingerprint() : state_{std::make_unique<State>()} {
  XXH3_128bits_reset(state_->state.get());
}

Fingerprint::~Fingerprint() = default;

void Fingerprint::add(std::string_view text) {
  const std::uint64_t size = text.size();
  XXH3_128bits_update(state_->state.get(), &size, sizeof size);
  XXH3_128bits_update(state_->state.get(), text.data(), text.size());
}

Fingerprint::Value Fingerprint::value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->state.get());
  return {hash.high64, hash.low64};
}

}  // namespace jauap::base
