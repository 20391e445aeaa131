#include "fixtures.h"

namespace unspin::lexicon {
namespace {

using Tokens = std::vector<std::string>;

TEST_CASE("capitals are given by the longest listed phrase", "[capitals]") {
  const auto table = Capitals::from_table("# comment\nEnglish\nMiddle East\nMiddle East Airlines\nU.S.\nE-Mail Day\n");
  REQUIRE(table.ok());
  const Capitals& capitals = table.value();
  CHECK(capitals.display("english") == "English");
  CHECK(capitals.display("middle") == "middle");
  CHECK(capitals.display(Tokens{"the", "middle", "east"}) == Tokens{"the", "Middle", "East"});
  CHECK(capitals.display(Tokens{"middle", "east", "airlines"}) == Tokens{"Middle", "East", "Airlines"});
  CHECK(capitals.display(Tokens{"middle", "english"}) == Tokens{"middle", "English"});
  CHECK(capitals.display("u.s.") == "U.S.");
  CHECK(capitals.display(Tokens{"e", "-", "mail", "day"}) == Tokens{"E", "-", "Mail", "Day"});
}

TEST_CASE("a line without capitals is an error", "[capitals]") {
  const auto table = Capitals::from_table("English\nenglish\n");
  REQUIRE_FALSE(table.ok());
  CHECK(table.error().message.find("line 2") != std::string::npos);
}

}  // namespace
}  // namespace unspin::lexicon
