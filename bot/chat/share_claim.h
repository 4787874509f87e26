#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "Did exports make up more than a quarter of trade?": what a question claims of a share.
struct ShareClaim {
  enum class Bound : std::uint8_t { Is, More, Less };
  // The questions for that share, of which one may be understood: without the claim, and with the
  // words for a part in its place.
  std::vector<std::vector<text::Token>> ways;
  std::vector<text::Token> part;   // what stands in front of the claim
  std::vector<text::Token> whole;  // and behind it
  double percent = 0;
  Bound bound = Bound::Is;
  bool is_about = false;  // "about a quarter"
};

// Nothing where a message claims nothing of the kind, or asks for more than whether.
std::optional<ShareClaim> find_share_claim(const Chatbot::Parts& parts,
                                           const std::vector<text::Token>& typed);

// Makes a yes or no of the share that was worked out for one of the ways; false where it was none,
// or that of another part. As many percent as are claimed are so many when rounded.
bool decide(const Chatbot::Parts& parts, const ShareClaim& claim, Understanding& share);

}  // namespace jauap::chat
