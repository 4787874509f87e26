// Any bytes as what Redis sends: whatever is read of it is a reply that its reader knows or
// nothing. A text of a conversation in it is read or passed over, with its checksum and with a
// right one; what is read can be gone on with, and is the same when it is written and read again.

#include <hiredis/hiredis.h>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "bot/chat/conversation.h"
#include "bot/chat/conversation_text.h"
#include "bot/chat/load_chatbot.h"
#include "bot/sessions/redis.h"
#include "bot/sessions/redis_buckets.h"
#include "bot/sessions/redis_conversations.h"
#include "bot/sessions/redis_ids.h"

using namespace jauap;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

const chat::Chatbot& lighthouse() {
  static const std::shared_ptr<const chat::Chatbot> kChatbot = [] {
    const std::filesystem::path root{JAUAP_SOURCE_DIR};
    return chat::load_chatbot(
               {.knowledge = {root / "tests/packs/lighthouse"}, .intents = root / "intents"})
        .value.value();
  }();
  return *kChatbot;
}

// hiredis makes room for as many items as a list says that it has, up to 16 GiB: the system gives
// that, the fuzzer does not.
bool has_huge_list(std::string_view bytes) {
  constexpr std::size_t kDigits = 5;
  std::size_t digits = 0;
  bool is_list = false;
  for (const char c : bytes) {
    const bool is_digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
    digits = is_digit ? digits + 1 : 0;
    if (is_list && digits > kDigits) return true;
    if (!is_digit) is_list = c == '*';
  }
  return false;
}

void read_text(const std::string& text) {
  static const chat::ConversationText kTexts{lighthouse()};
  auto conversation = kTexts.read(text);
  if (!conversation) return;
  const std::string written = kTexts.write(*conversation);
  const auto again = kTexts.read(written);
  require(again && kTexts.write(*again) == written);
  require(!lighthouse().reply("And the other one?", {}, &*conversation).answer.empty());
}

void read_value(const sessions::RedisValue& value) {
  if (const auto wait = sessions::to_wait(value)) require(*wait <= 3'600);
  const auto taken = sessions::to_taken(value);
  require(!taken || value.kind == sessions::RedisValue::Kind::Integer);
  bool was_stored = false;
  const auto stored = sessions::to_stored(value, was_stored);
  if (!stored) return;
  require(stored->turn <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  read_text(stored->text);
  read_text(chat::with_checksum(stored->text));
}

}  // namespace

// Loading is not part of the time of the first input.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  lighthouse();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (has_huge_list(bytes)) return 0;
  const std::unique_ptr<redisReader, void (*)(redisReader*)> reader{redisReaderCreate(),
                                                                    redisReaderFree};
  if (redisReaderFeed(reader.get(), bytes.data(), bytes.size()) != REDIS_OK) return 0;
  void* read = nullptr;
  while (redisReaderGetReply(reader.get(), &read) == REDIS_OK && read != nullptr) {
    const std::unique_ptr<void, void (*)(void*)> reply{read, freeReplyObject};
    read_value(sessions::to_value(*static_cast<const redisReply*>(read)));
    read = nullptr;
  }
  return 0;
}
