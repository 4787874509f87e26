#include "bot/base/signature.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::base {

TEST_CASE("keyed hashes are those of the standards", "[base]") {
  // RFC 2202 and RFC 4231, test case 2; FIPS 180-4.
  const std::string text = "what do ya want for nothing?";
  CHECK(to_hex(hmac_sha1("Jefe", text)) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(to_hex(hmac_sha256("Jefe", text)) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a signature is of its text and key alone", "[base]") {
  // RFC 8032, tests 1 and 2.
  const std::string key =
      from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").value();
  const std::string other =
      from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c").value();
  const std::string signature =
      from_hex(
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
          "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
          .value();
  CHECK(is_ed25519_signature(key, "", signature));
  CHECK_FALSE(is_ed25519_signature(key, "x", signature));
  CHECK_FALSE(is_ed25519_signature(other, "", signature));
  CHECK_FALSE(is_ed25519_signature(key, "", signature.substr(1)));
  CHECK_FALSE(is_ed25519_signature("", "", signature));
  CHECK_FALSE(is_ed25519_signature(key, "", ""));
}

TEST_CASE("secrets are compared whole", "[base]") {
  CHECK(is_same_secret("", ""));
  CHECK(is_same_secret("abc", "abc"));
  CHECK_FALSE(is_same_secret("abc", "abd"));
  CHECK_FALSE(is_same_secret("abc", "ab"));
  CHECK_FALSE(is_same_secret("", "a"));
}

TEST_CASE("bytes are written and read", "[base]") {
  // RFC 4648, section 10.
  const std::vector<std::pair<std::string, std::string>> cases{{"", ""},
                                                               {"f", "Zg=="},
                                                               {"fo", "Zm8="},
                                                               {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="},
                                                               {"fooba", "Zm9vYmE="},
                                                               {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : cases) {
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
  for (const std::string wrong :
       {"Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm 9", "Zg==Zg==", "Z-_/"}) {
    INFO(wrong);
    CHECK_FALSE(from_base64(wrong));
  }
  CHECK(from_base64url("_-8") == "\xff\xef");
  CHECK(from_base64url("Zm9v") == "foo");
  CHECK_FALSE(from_base64url("Zg=="));
  CHECK_FALSE(from_base64url("Z"));
  CHECK(to_hex("\x01\xab") == "01ab");
  CHECK(from_hex("01AB") == "\x01\xab");
  CHECK(from_hex("") == "");
  CHECK_FALSE(from_hex("0"));
  CHECK_FALSE(from_hex("0g"));
}

}  // namespace jauap::base
