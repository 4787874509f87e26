#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/web/http.h"
#include "bot/web/json_rpc.h"

namespace jauap::web {

// The versions of the Model Context Protocol, which come in two eras: until 2025 a client opens
// with "initialize", and from 2026-07-28 on every request says in its "_meta" which version it
// speaks, and over HTTP repeats that, its method and what it names in header fields.

enum class McpEra { Legacy, Modern };

// Newest first.
const std::vector<std::string>& modern_versions();
const std::vector<std::string>& legacy_versions();

// The version that a legacy client asks for, or the newest of its era where that is not known.
std::string legacy_version(const std::string& asked);

// The name of a member of "_meta" that the protocol keeps for itself.
std::string meta_name(std::string_view name);

// Which era a message belongs to: by its "_meta", by the MCP-Protocol-Version field, where `fields`
// is not null, and by its method.
McpEra era_of(const RpcMessage& message, const Fields* fields);

// What is wrong with the version and the header fields of a message of an era; nothing where all is
// well. `fields` is null on standard input.
std::optional<RpcFailure> check_version(const RpcMessage& message, McpEra era,
                                        const Fields* fields);

}  // namespace jauap::web
