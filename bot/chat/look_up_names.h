#pragma once

#include <optional>

#include "bot/chat/parts.h"
#include "bot/query/denotation.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// What names say that stand beside each other, where no one fact has a place for all of them. Each
// gives nothing where its kind of question is not asked.

// "Exports imports 2021": what each of several numbers is, where one fact gives it.
std::optional<query::Denotation> look_up_each(const Chatbot::Parts& parts,
                                              const understanding::Line& line,
                                              const query::Query& query);

// "Who represented A at the feast?": whoever holds an office of A that the word hints at, and is
// told to have been there.
std::optional<query::Denotation> look_up_representative(const Chatbot::Parts& parts,
                                                        const query::Query& query);

// "Why did A hold the feast?", where it is told that A held it, and of the feast why it was.
std::optional<query::Denotation> look_up_reason(const Chatbot::Parts& parts,
                                                const query::Query& query);

// "Treaty A B ratification C year": keywords, of which some only tell which treaty it is.
std::optional<query::Denotation> look_up_keywords(const Chatbot::Parts& parts,
                                                  const understanding::Line& line,
                                                  const query::Query& query);

}  // namespace jauap::chat
