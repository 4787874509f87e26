#include "bot/web/request_id.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace jauap::web {

bool is_request_id(std::string_view text) {
  constexpr std::size_t kLongest = 128;
  return !text.empty() && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == '-';
         });
}

RequestIds::RequestIds() : run_{std::random_device{}()} {}

std::string RequestIds::next() {
  char id[32];
  std::snprintf(id, sizeof id, "%08x-%llu", run_, static_cast<unsigned long long>(++count_));
  return id;
}

}  // namespace jauap::web
