#pragma once

#include <optional>
#include <string>

#include "bot/query/set.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// "Which treaties are mentioned?": nothing but a kind is asked for, so that all things of it are
// meant. Nothing for a line that names or asks for anything else, or where the kind may be one of
// several.
std::optional<query::SetQuery> ask_for_kind(const Line& line);

// "The treaty", "list the treaties": a line that says nothing but the word for a kind.
struct KindNamed {
  knowledge::KindId kind{};
  std::string word;  // canonical, as it stands: "treaties"
};
std::optional<KindNamed> kind_named_alone(const Line& line, const text::Words& words);

}  // namespace jauap::understanding
