#pragma once

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// Whether a query names a property, by more than a word that only stands beside one.
bool names_property(const query::Query& query);

// What answers a line whose query no fact fits as it stands, where something does:
//   "trade 2021 usd"                      a year and the unit of what is asked for
//   "trade 2021, how much usd?"           a currency, of which something is told in it
//   "are there groups in the councils?"   the fact that says where they are, or that they are
//   "do the councils have groups?"        the same of what they have
//   "the groups in the two councils"      the fact that says so many
//   "who represented A at the feast?"     whoever holds an office of A and was there
//   "why did A hold the feast?"           why the feast was, where it is told that A held it
//   "treaty A B ratification C year"      keywords, of which some only tell which treaty it is
//   "exports imports 2021"                what each of several numbers is
//   "the imports of that time"            what is left of a whole without its other part
void look_up_otherwise(const Chatbot::Parts& parts, const understanding::Line& line,
                       Understanding& not_held);

}  // namespace jauap::chat
