#include "bot/web/authorization.h"

#include <algorithm>
#include <utility>

#include "bot/base/files.h"
#include "bot/base/signature.h"
#include "bot/web/http.h"

namespace jauap::web {
namespace {

constexpr std::size_t kShortest = 16;
constexpr std::size_t kMaxFile = 4'096;

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"-._~+/="}.find(c) != std::string_view::npos;
}

}  // namespace

bool bears_token(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kScheme = "bearer ";
  if (token.empty() || to_lower(authorization.substr(0, kScheme.size())) != kScheme) return false;
  authorization.remove_prefix(kScheme.size());
  while (!authorization.empty() && authorization.front() == ' ') authorization.remove_prefix(1);
  return base::is_same_secret(authorization, token);
}

base::Loaded<std::string> read_token(const std::filesystem::path& file) {
  auto loaded = base::read_file(file, kMaxFile);
  if (!loaded.ok()) return loaded;
  std::string token = std::move(*loaded.value);
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
  if (token.size() >= kShortest && std::all_of(token.begin(), token.end(), is_token_character)) {
    return {std::move(token), {}};
  }
  base::Problem problem;
  problem.file = file.string();
  problem.message = "expected a token of at least " + std::to_string(kShortest) +
                    " characters (letters, digits, -._~+/=) on one line";
  problem.hint = "openssl rand -hex 32 makes one";
  return {std::nullopt, {std::move(problem)}};
}

}  // namespace jauap::web
