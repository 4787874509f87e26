#pragma once

#include <utility>
#include <vector>

#include "bot/knowledge/fact.h"

namespace jauap::knowledge {

struct FactTables;

// Two kinds that facts of a property join.
struct KindLink {
  PropertyId property{};
  KindId subject{};
  KindId value{};  // of a value or counterpart that is a thing

  // clang-tidy 14 takes the 0 that it compares with for a null pointer.
  auto operator<=>(const KindLink&) const = default;  // NOLINT(modernize-use-nullptr)
};

// What facts say of which kinds: what can be asked for at all. Never changes after construction;
// safe for concurrent use.
class KindLinks {
 public:
  KindLinks() = default;
  explicit KindLinks(const FactTables& tables);

  // Each once, in ascending order.
  const std::vector<KindLink>& all() const { return links_; }
  // Whether facts are about things of the kind: it is more than what a column holds.
  bool has_any(KindId subject) const;
  // Whether things of the kind have a fact of the property.
  bool has(KindId subject, PropertyId property) const;

  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    archive(self.links_, self.subjects_);
  }

 private:
  std::vector<KindLink> links_;
  std::vector<std::pair<PropertyId, KindId>> subjects_;
};

}  // namespace jauap::knowledge
