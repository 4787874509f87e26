#pragma once

#include <string>
#include <string_view>

namespace jauap::text {

// A text without what may tell who wrote it, each stretch of that replaced by what it was:
//
//   [e-mail]   an address with its sign, "(at)" or "at … dot …"
//   [phone]    a telephone number as people write them
//   [card]     13 to 19 digits whose check digit is right (ISO/IEC 7812-1, Luhn)
//   [iban]     an account number (ISO 13616-1), also one that is typed wrong
//   [address]  an address of a machine: IPv4, IPv6, MAC
//   [handle]   "@name"
//   [number]   another number that is nobody's but one person's: of an identity card, of a
//   contract;
//              long runs of digits, or of digits and letters
//
// Ordinary figures stay: years, days, times, amounts with separators or with three zeros at their
// end, decimals, ranges. What cannot be told apart by its form, a name or seven digits by
// themselves, stays too, unless a word like "phone" stands in front. Digits, dashes and spaces of
// every script count. Any bytes are a valid text; those that are no UTF-8 become U+FFFD. A redacted
// text stays as it is. Linear in the length. Safe for concurrent use.
std::string redact(std::string_view text);

}  // namespace jauap::text
