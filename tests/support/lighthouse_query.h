#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/query/denotation.h"
#include "bot/query/query.h"

namespace jauap {

// Conditions over the lighthouse pack by the keys of its parts.
query::Named named_entity(std::string_view key, std::string preposition = "", bool leads = false);
query::Named named_property(std::string_view key);
query::Named hinted_property(std::string_view key);
query::Named named_kind(std::string_view key);
query::Named named_period(std::string_view key);
query::Amount amount(double number, std::string unit = "", double tolerance = 0);

// What a test compares and shows: "entity saltby", "hint of height".
std::string written(const query::Sense& sense);
// "1250 tonnes, ostry": things by their keys, dates as in ISO 8601, numbers as they are held.
std::string written(const std::vector<query::Projected>& values);
// "shipped-2019, shipped-2020"
std::string written(const std::vector<knowledge::FactId>& facts);
// "values 1250 tonnes by shipped-2020, default period"
std::string written(const query::Denotation& denotation);

}  // namespace jauap
