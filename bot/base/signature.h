#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jauap::base {

// What proves who sent a text, with OpenSSL's libcrypto: keyed hashes, signatures, and the ways in
// which they are written. All functions are safe for concurrent use. Signatures and keys are bytes,
// unless the name says how they are written. Throws std::runtime_error only where libcrypto fails.

// HMAC (RFC 2104), 20 bytes with SHA-1 and 32 with SHA-256 (FIPS 180-4).
std::string hmac_sha1(std::string_view key, std::string_view text);
std::string hmac_sha256(std::string_view key, std::string_view text);
// SHA-256, 32 bytes.
std::string sha256(std::string_view text);

// Whether an Ed25519 signature (RFC 8032) of 64 bytes is of that text, by a public key of 32 bytes.
// False for keys and signatures of any other length.
bool is_ed25519_signature(std::string_view public_key, std::string_view text,
                          std::string_view signature);

// Whether an RS256 signature (RFC 7518: RSASSA-PKCS1-v1_5 with SHA-256) is of that text, by the key
// of an X.509 certificate in PEM. False where the certificate cannot be read, or is of no RSA key.
bool is_rs256_signature(std::string_view certificate, std::string_view text,
                        std::string_view signature);

// Whether two secrets are the same; takes as long wherever they differ. Only their length shows.
bool is_same_secret(std::string_view left, std::string_view right);

// Lower case, two digits a byte; reading takes both cases. Nothing for any other text.
std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

// Base 64 (RFC 4648, section 4), with its padding. Reading takes no other character, and nothing
// that is not padded.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
// Section 5, for addresses and tokens: "-" and "_", without padding.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace jauap::base
