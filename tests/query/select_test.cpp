#include "bot/query/select.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::At;
using query::Condition;
using query::Now;
using query::Part;
using query::Query;

// "named: height-gull-rock, shipped-2020 seen from veldhaven; …", in the order of the rows.
std::string found(const Query& query) {
  constexpr std::array<std::string_view, 4> kSureness{"named", "asked for", "hinted", "given"};
  const auto& store = lighthouse();
  std::string text;
  std::string_view last;
  for (const auto& fitting : query::select(store, query)) {
    const auto& row = store.row(fitting.row);
    const std::string_view sure = kSureness.at(static_cast<std::size_t>(fitting.sureness));
    if (!text.empty()) text += sure == last ? ", " : "; ";
    if (sure != last) text += std::string{sure} + ": ";
    last = sure;
    text += store.fact(row.fact).key();
    if (row.derived) text += " seen from " + store.entity(row.subject).key;
  }
  return text;
}

struct Case {
  std::vector<Condition> conditions;
  std::string wanted;
};

void check(const std::vector<Case>& cases) {
  for (std::size_t i = 0; i < cases.size(); ++i) {
    INFO("case " << i);
    CHECK(found({query::Operation::Select, cases[i].conditions, {{Part::Whole}}}) ==
          cases[i].wanted);
  }
}

query::Named either(query::Named one, const query::Named& other) {
  one.senses.insert(one.senses.end(), other.senses.begin(), other.senses.end());
  return one;
}

}  // namespace

TEST_CASE("a row must have a place for every condition", "[query]") {
  check({
      {{}, ""},
      {{named_property("height")}, "named: height-gull-rock, height-north-point"},
      {{named_property("height"), named_entity("gull-rock")}, "named: height-gull-rock"},
      {{named_entity("gull-rock"), named_property("height")}, "named: height-gull-rock"},
      {{named_property("height"), named_entity("ostry")}, ""},
      {{named_property("height"), named_property("rank")}, ""},
      {{either(named_property("height"), named_property("rank")), named_entity("gull-rock")},
       "named: height-gull-rock, rank-gull-rock"},
      {{named_property("height"), named_kind("lighthouse")},
       "named: height-gull-rock, height-north-point"},
      {{named_property("height"), named_kind("keeper")}, ""},
      {{named_property("keeper-of"), named_kind("keeper")}, "named: keepers-gull-rock"},
      {{named_property("storm"), named_kind("harbour")}, "named: great-storm"},
  });
}

TEST_CASE("a preposition decides the role of a name where the property says so", "[query]") {
  check({
      {{named_property("ships-to"), named_entity("saltby", "from")},
       "named: shipped-2019, shipped-2020"},
      {{named_property("ships-to"), named_entity("saltby", "to")}, "named: shipped-back-2020"},
      {{named_property("ships-to"), named_entity("saltby", "", true)},
       "named: shipped-2019, shipped-2020"},
      {{named_property("ships-to"), named_entity("saltby")},
       "named: shipped-2019, shipped-2020, shipped-back-2020"},
      {{named_property("ships-to"), named_entity("saltby", "of")},
       "named: shipped-2019, shipped-2020, shipped-back-2020"},
      {{named_property("ships-to"), named_entity("saltby", "from"), named_entity("veldhaven", "to"),
        At{{2020, 0, 0}}},
       "named: shipped-2020"},
      {{named_property("ships-to"), named_entity("saltby", "from"),
        named_entity("veldhaven", "from")},
       ""},
      // Without roles a name may stand anywhere, whatever is in front of it.
      {{named_property("cargo"), named_entity("veldhaven", "from")}, "named: cargoes"},
  });
}

TEST_CASE("an inverse property is the same fact seen from its other end", "[query]") {
  check({
      {{named_property("ships-from"), named_entity("veldhaven", "", true)},
       "named: shipped-2019 seen from veldhaven, shipped-2020 seen from veldhaven"},
      {{named_property("ships-from"), named_entity("veldhaven", "from")},
       "named: shipped-back-2020 seen from saltby"},
      {{named_property("ships-from"), named_entity("saltby", "to"), At{{2020, 0, 0}}},
       "named: shipped-back-2020 seen from saltby"},
  });
}

TEST_CASE("a symmetric property is a row from each end", "[query]") {
  check({
      {{named_property("friends")},
       "named: friends-1990, friends-1990 seen from veldhaven, friends-1990 seen from ostry"},
      {{named_property("friends"), named_entity("ostry", "with")},
       "named: friends-1990, friends-1990 seen from veldhaven"},
      {{named_property("friends"), named_entity("ostry", "", true)},
       "named: friends-1990 seen from ostry"},
      {{named_property("friends"), named_entity("veldhaven", "", true),
        named_entity("saltby", "with")},
       "named: friends-1990 seen from veldhaven"},
      {{named_property("friends"), named_entity("veldhaven", "", true),
        named_entity("ostry", "with")},
       "named: friends-1990 seen from veldhaven"},
  });
}

TEST_CASE("a time must cover the time of a fact, or its value", "[query]") {
  check({
      {{At{{1874, 0, 0}}}, "given: built-gull-rock, cost-gull-rock"},
      {{At{{1874, 11, 7}}}, "given: built-gull-rock"},
      {{At{{0, 11, 7}}}, "given: built-gull-rock"},
      {{At{{1953, 2, 1}}}, "given: great-storm"},
      {{At{{1990, 5, 0}}},
       "given: friends-1990, friends-1990 seen from veldhaven, friends-1990 seen from ostry"},
      {{At{{1990, 5, 3}}}, ""},
      {{At{{1600, 0, 0}}}, ""},
      {{named_property("height"), At{{2020, 0, 0}}}, ""},
      {{named_property("height"), Now{}}, "named: height-gull-rock, height-north-point"},
      {{named_property("cost"), Now{}}, ""},
      {{named_property("lamp-time"), Now{}}, ""},
  });
}

TEST_CASE("a period without a date is fitted by its name alone", "[query]") {
  check({
      {{named_property("lamp-time"), named_period("winter")}, "named: lamp-winter"},
      {{named_property("lamp-time"), named_period("summer")}, "named: lamp-summer"},
      {{named_property("lamp-time"), At{{2020, 0, 0}}}, ""},
      {{named_property("height"), named_period("winter")}, ""},
  });
}

TEST_CASE("a number must be the value, in its unit and of its kind", "[query]") {
  query::Amount third = amount(3);
  third.ordinal = true;
  check({
      {{amount(1250)}, "given: shipped-2020, shipped-2020 seen from veldhaven"},
      {{amount(1250, "tonnes")}, "given: shipped-2020, shipped-2020 seen from veldhaven"},
      {{amount(1250, "EUR")}, ""},
      {{amount(45000, "EUR")}, "given: cost-gull-rock"},
      {{amount(45000, "USD")}, ""},
      {{amount(13.6, "%")}, "given: growth-2020"},
      {{amount(13.6)}, "given: growth-2020"},
      {{amount(35, "", 0.5)}, "given: height-gull-rock"},
      {{amount(35, "", 0.4)}, ""},
      {{third}, "given: rank-gull-rock"},
      {{amount(3)}, ""},
  });
}

TEST_CASE("a bare number may leave out its scale where no fact has it as it stands", "[query]") {
  query::Amount bare = amount(1.1, "", 0.05);
  bare.bare = true;
  query::Amount as_it_stands = amount(1250);
  as_it_stands.bare = true;
  query::Amount small = amount(45, "", 0.5);
  small.bare = true;
  query::Amount scaled = amount(1.1, "", 0.05);
  check({
      {{bare}, "given: shipped-2019, shipped-2019 seen from veldhaven"},
      {{scaled}, ""},
      {{as_it_stands}, "given: shipped-2020, shipped-2020 seen from veldhaven"},
      {{small}, ""},  // says too little: 45 could be 45,000
  });
}

// A time of the day is held as minutes; 16:40 is not the number 1,000.
TEST_CASE("a time of the day is not a number", "[query]") {
  check({{{amount(1000)}, ""}});
}

TEST_CASE("how a row came to fit decides how sure it is", "[query]") {
  const auto saltby = named_entity("saltby");
  const auto gull_rock = named_entity("gull-rock");
  check({
      {{hinted_property("height"), gull_rock}, "hinted: height-gull-rock"},
      {{hinted_property("height")}, ""},
      {{either(hinted_property("height"), named_property("cost")), gull_rock},
       "hinted: height-gull-rock; named: cost-gull-rock"},
      // The names of things alone do not say what is asked of them.
      {{gull_rock}, ""},
      {{named_kind("harbour")}, ""},
      {{saltby, At{{2019, 0, 0}}}, "given: shipped-2019, shipped-2019 seen from veldhaven"},
  });
  const auto asked = [](Part part, const query::Named& name) {
    return found({query::Operation::Select, {name}, {{part}}});
  };
  CHECK(asked(Part::Who, gull_rock) == "asked for: keepers-gull-rock");
  CHECK(asked(Part::Quantity, gull_rock) == "asked for: cost-gull-rock");
  CHECK(asked(Part::Quantity, named_entity("veldhaven")) == "asked for: shipped-back-2020");
  CHECK(asked(Part::Why, gull_rock).empty());
  CHECK(found({query::Operation::Describe, {named_entity("coast-office")}, {}}) ==
        "given: motto-coast-office");
}

TEST_CASE("rows come in ascending order, each once", "[query]") {
  const auto& store = lighthouse();
  for (const auto& entity : store.tables().entities) {
    query::Named twice = named_entity(entity.key);
    twice.senses.push_back(twice.senses.front());
    const auto rows = query::select(store, {query::Operation::Describe, {twice}, {}});
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1].row < rows[i].row);
  }
}
