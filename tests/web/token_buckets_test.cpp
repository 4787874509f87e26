#include "bot/web/token_buckets.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/support/resident_memory.h"

namespace jauap::web {

using std::chrono::milliseconds;

TEST_CASE("a bucket never gives more than it may", "[web]") {
  const auto start = TokenBuckets::Clock::now();
  TokenBuckets buckets{{.rate = 2, .burst = 3}};
  int given = 0;
  for (int ms = 0; ms < 10'000; ++ms) {
    if (buckets.take("a", start + milliseconds{ms}) == 0) ++given;
    const int most = 3 + 2 * ms / 1'000;
    if (given > most) FAIL_CHECK("after " << ms << " ms it gave " << given);
  }
  CHECK(given == 22);
  CHECK(buckets.take("a", start + milliseconds{9'999}) == 1);
  CHECK(buckets.take("b", start + milliseconds{10'000}) == 0);
  CHECK(buckets.take("", start) == 0);
  TokenBuckets slow{{.rate = 1, .burst = 1}};
  CHECK(slow.take("a", start) == 0);
  CHECK(slow.take("a", start) == 1);
  TokenBuckets twice{{.rate = 3}};  // no burst is said
  for (int i = 0; i < 6; ++i) CHECK(twice.take("a", start) == 0);
  CHECK(twice.take("a", start) == 1);
  TokenBuckets any{{}};
  for (int i = 0; i < 1'000; ++i) CHECK(any.take("a", start) == 0);
}

TEST_CASE("a million keys cost no more memory than those that are kept", "[web]") {
  const auto start = TokenBuckets::Clock::now();
  TokenBuckets buckets{{.rate = 1, .burst = 1}};
  const long before = trimmed_memory();
  for (int i = 0; i < 1'000'000; ++i) buckets.take(std::to_string(i), start);
  [[maybe_unused]] const long taken = resident_memory() - before;
  CHECK(buckets.size() == TokenBuckets::kMost);
#ifndef JAUAP_SANITIZED
  CHECK(taken < 32'768);
#endif
  CHECK(buckets.take("999999", start) == 1);  // who asked last is remembered
  CHECK(buckets.take("0", start) == 0);
}

}  // namespace jauap::web
