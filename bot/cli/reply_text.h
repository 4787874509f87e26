#pragma once

#include <string>
#include <vector>

#include "bot/chat/reply.h"
#include "bot/cli/output.h"

namespace jauap::cli {

// Where an answer comes from, a line for each source in the order of the facts: "Trade report,
// Ministry, 2021, paragraph 4; paragraph 7". Only what the reply holds.
std::vector<std::string> source_lines(const chat::Reply& reply);

// Prints a reply for people: the answer, then its sources, or what can be asked instead.
void print_reply(const chat::Reply& reply, Output& output);

}  // namespace jauap::cli
