#include "bot/passages/passage_index.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"

namespace jauap::passages {
namespace {

using Ids = std::vector<PassageIndex::PassageId>;

class PassageIndexTest {
 protected:
  PassageIndexTest() {
    for (const std::string text :
         {"The keeper signed the treaty.", "The treaties were sold.", "A keeper sells oil."}) {
      index_.add(text::normalize(text, words_), words_);
    }
  }

  Ids holding(const std::string& word) const { return index_.holding(word, words_); }

  text::Words words_ = english_words();
  PassageIndex index_;
};

}  // namespace

TEST_CASE_METHOD(PassageIndexTest, "passages are found by any form of their words", "[passages]") {
  CHECK(holding("keeper") == Ids{0, 2});
  CHECK(holding("sign") == Ids{0});
  CHECK(holding("treaty") == Ids{0, 1});
  CHECK(holding("treaties") == Ids{0, 1});
  CHECK(holding("sell") == Ids{1, 2});  // "sold" is irregular
  CHECK(holding("harbour").empty());
  CHECK(holding("selling") == Ids{1, 2});
}

TEST_CASE_METHOD(PassageIndexTest, "a word tells the more the fewer passages hold it",
                 "[passages]") {
  CHECK(index_.weight(0) > index_.weight(1));
  CHECK(index_.weight(1) > index_.weight(3));
  CHECK(index_.weight(3) > 0);
}

}  // namespace jauap::passages
