#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bot/knowledge/fact_store.h"

namespace jauap::answers {

// A fact as a sentence: its own text, or its property's sentence with the fact's parts put in.
std::string tell(const knowledge::FactStore& store, const knowledge::Fact& fact);

// A question that asks for a fact: its own, or its property's with the parts put in.
std::string question_for(const knowledge::FactStore& store, const knowledge::Fact& fact);

// A thing's name, with what tells it from others of that name: "Springfield (Illinois)".
std::string write_name(const knowledge::FactStore& store, knowledge::EntityId entity);
// A value as people read it: "USD 356.3 million", "7 November 1993", "the old harbour", "311 %".
std::string write_value(const knowledge::FactStore& store, const knowledge::Property& property,
                        const knowledge::Scalar& value, const std::string& unit);
std::string write_date(const text::Date& date);
std::string write_time(double minutes);  // "20:35"

// `template_text` with each "{name}" replaced by its part; an unknown name stays as it is, since
// loading has refused it already.
std::string fill(const std::string& template_text,
                 const std::vector<std::pair<std::string, std::string>>& parts);

}  // namespace jauap::answers
