#pragma once

#include <string>
#include <vector>

#include "bot/base/trace.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "“was” by verify: <be>", for explain.
std::vector<std::string> to_lines(const std::vector<understanding::Rewrite>& rewrites);

// Adds a stage to the trace: what a line has become, and by which rules.
void trace_rewrites(const understanding::Line& line, const std::string& stage,
                    const std::vector<understanding::Rewrite>& rewrites, base::Trace& trace);

}  // namespace jauap::chat
