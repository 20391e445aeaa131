#include "report/utf16.h"

#include <string>

#include "catch.h"

namespace unspin::report {
namespace {

// The number of UTF-16 units of well-formed UTF-8.
std::size_t units_of(std::string_view text) { return Utf16Offsets(text).at(text.size()); }

TEST_CASE("UTF-16 becomes UTF-8", "[utf16]") {
  CHECK(to_utf8(u"").empty());
  CHECK(to_utf8(u"plain") == "plain");
  CHECK(to_utf8(u"caf\u00e9, 5 \u20ac") == "caf\xC3\xA9, 5 \xE2\x82\xAC");
  CHECK(to_utf8(u"\U0001F600!") == "\xF0\x9F\x98\x80!");
  CHECK(to_utf8(u"a\r\nb") == "a\r\nb");
  CHECK(to_utf8(std::u16string(1, u'\0') + u"x") == std::string(1, '\0') + "x");
}

TEST_CASE("a lone surrogate becomes U+FFFD, one unit for one unit", "[utf16]") {
  const std::string replacement = "\xEF\xBF\xBD";
  const std::u16string high(1, static_cast<char16_t>(0xD83D));
  const std::u16string low(1, static_cast<char16_t>(0xDE00));
  CHECK(to_utf8(high) == replacement);
  CHECK(to_utf8(low) == replacement);
  CHECK(to_utf8(high + u"x") == replacement + "x");
  CHECK(to_utf8(low + high) == replacement + replacement);
  CHECK(to_utf8(high + high + low) == replacement + "\xF0\x9F\x98\x80");
  for (const std::u16string& text : {high, low, high + u"x" + low, low + high, high + high + low}) {
    CHECK(units_of(to_utf8(text)) == text.size());
  }
}

TEST_CASE("offsets count UTF-16 units", "[utf16]") {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";  // a é € 😀 z
  Utf16Offsets offsets(text);
  CHECK(offsets.at(0) == 0);
  CHECK(offsets.at(1) == 1);
  CHECK(offsets.at(3) == 2);
  CHECK(offsets.at(6) == 3);
  CHECK(offsets.at(10) == 5);
  CHECK(offsets.at(11) == 6);
  CHECK(offsets.at(11) == 6);
}

TEST_CASE("combining marks, joiners and both characters of CRLF count on their own", "[utf16]") {
  CHECK(units_of("e\u0301") == 2);
  CHECK(units_of("a\r\nb") == 4);
  CHECK(units_of("\U0001F468\u200D\U0001F469") == 5);
  CHECK(units_of("\ufeff") == 1);
}

TEST_CASE("an invalid byte counts as one unit", "[utf16]") {
  CHECK(units_of("\xFF\xFE") == 2);
  CHECK(units_of("a\xC3") == 2);
  CHECK(units_of("\x80\x80\x80") == 3);
  CHECK(units_of("\xF0\x9F\x98 x") == 5);
}

TEST_CASE("offsets of an empty text are zero", "[utf16]") { CHECK(units_of("") == 0); }

}  // namespace
}  // namespace unspin::report
