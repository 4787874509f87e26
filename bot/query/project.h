#pragma once

#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"

namespace jauap::query {

// A value that answers, with its unit ("" for none) and type.
struct Projected {
  knowledge::Scalar value;
  std::string unit;
  knowledge::ValueType type = knowledge::ValueType::Text;

  bool operator==(const Projected&) const = default;
};

// The wanted part of a row as values; empty where the row does not have that part. Things that the
// question names itself are not an answer to who, where or which.
std::vector<Projected> project(const knowledge::FactStore& store, const knowledge::FactRow& row,
                               const Wanted& wanted, const std::vector<Condition>& conditions);

}  // namespace jauap::query
