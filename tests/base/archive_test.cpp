#include "bot/base/archive.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/base/lists.h"

namespace jauap::base {
namespace {

struct Place {
  std::string name;
  std::optional<double> height;
  std::variant<std::monostate, std::string, bool> note;

  bool operator==(const Place&) const = default;
};

template <class Archive, Archived<Place> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [name, height, note] = self;
  archive(name, height, note);
}

using Places = std::vector<Place>;
using Numbers = std::map<std::string, std::vector<int>>;

const Places kPlaces{{"Saltby", 12.5, true}, {"", std::nullopt, "a quay"}, {"Ostrý", 0, {}}};
const Numbers kNumbers{{"odd", {1, 3}}, {"even", {}}};
const std::vector<bool> kFlags{true, false, true};

std::string written() {
  ArchiveWriter archive;
  const Lists<std::uint32_t> lists{3, {{2, 7}, {0, 8}, {2, 9}}};
  archive(kPlaces, kNumbers, kFlags, Block{std::vector<std::uint64_t>{5, 6}}, lists, 'x');
  return archive.bytes();
}

}  // namespace

TEST_CASE("what is read from an archive is what was written", "[base]") {
  const std::string bytes = written();
  ArchiveReader archive{bytes};
  Places places;
  Numbers numbers;
  std::vector<bool> flags;
  Block<std::uint64_t> block;
  Lists<std::uint32_t> lists;
  char last = ' ';
  archive(places, numbers, flags, block, lists, last);
  CHECK((archive.holds() && archive.is_at_end()));
  CHECK(places == kPlaces);
  CHECK(numbers == kNumbers);
  CHECK(flags == kFlags);
  CHECK(std::vector(block.begin(), block.end()) == std::vector<std::uint64_t>{5, 6});
  REQUIRE(lists.size() == 3);
  CHECK(lists.list(1).empty());
  CHECK((lists.list(2).size() == 2 && lists.list(2)[1] == 9));
  CHECK(last == 'x');
  const auto* begin = reinterpret_cast<const char*>(block.begin());
  CHECK((begin >= bytes.data() && begin < bytes.data() + bytes.size()));  // not copied
}

TEST_CASE("an archive that ends too early never holds", "[base]") {
  const std::string bytes = written();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string part = bytes.substr(0, size);  // so that one byte too far is seen
    ArchiveReader archive{part};
    Places places;
    Numbers numbers;
    std::vector<bool> flags;
    Block<std::uint64_t> block;
    Lists<std::uint32_t> lists;
    char last = ' ';
    archive(places, numbers, flags, block, lists, last);
    CHECK_FALSE(archive.holds());
  }
}

TEST_CASE("a copied block has items of its own where the first had", "[base]") {
  Block<int> first{std::vector<int>{1, 2}};
  Block<int> second = first;
  second.push_back(3);
  CHECK((first.size() == 2 && second.size() == 3));
  const std::vector<int> kept{4, 5};
  const Block<int> outside = Block<int>::of(kept);
  const Block<int> same = outside;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(same.begin() == kept.data());
}

}  // namespace jauap::base
