#include <string>

#include "catch.h"
#include "report/utf16.h"

namespace unspin::report {
namespace {

TEST_CASE("well-formed text stays as it is", "[utf16]") {
  for (const std::string text : {"", "plain", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"})
    CHECK(well_formed(text) == text);
}

TEST_CASE("every invalid byte becomes U+FFFD", "[utf16]") {
  const std::string replacement = "\xEF\xBF\xBD";
  CHECK(well_formed("a\xFF") == "a" + replacement);
  CHECK(well_formed("\xE2\x80 b") == replacement + replacement + " b");
  CHECK(well_formed("\xF0\x9F\x98") == replacement + replacement + replacement);
  CHECK(well_formed("\xC0\xAF") == replacement + replacement);                    // overlong
  CHECK(well_formed("\xED\xA0\x80") == replacement + replacement + replacement);  // a surrogate
}

TEST_CASE("well-formed text has as many units as were counted in the original", "[utf16]") {
  for (const std::string text : {"a\xFF", "\xE2\x80 b", "\xF0\x9F\x98\x80\xF0\x9F", "\xED\xA0\x80\xC3\xA9"}) {
    const std::string clean = well_formed(text);
    CHECK(Utf16Offsets(text).at(text.size()) == Utf16Offsets(clean).at(clean.size()));
  }
}

}  // namespace
}  // namespace unspin::report
