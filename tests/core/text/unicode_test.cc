#include "text/unicode.h"

#include "catch.h"

namespace unspin::text {

TEST_CASE("valid UTF-8 decodes and encodes back") {
  for (const char32_t c : {U'a', U'é', U'ß', U'“', U'漢', U'😀', char32_t{0x10FFFF}}) {
    std::string bytes;
    append_utf8(bytes, c);
    const CodePoint decoded = decode_utf8(bytes, 0);
    CHECK(decoded.value == c);
    CHECK(decoded.length == bytes.size());
  }
}

TEST_CASE("invalid UTF-8 becomes U+FFFD byte by byte") {
  // overlong, surrogate, above U+10FFFF, truncated, lone continuation
  for (const std::string_view bytes : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
    const CodePoint decoded = decode_utf8(bytes, 0);
    CHECK(decoded.value == kReplacementCharacter);
    CHECK(decoded.length == 1);
  }
}

TEST_CASE("case mapping covers European letters") {
  CHECK(lower_case("ÀÉÎŐŒŽ ΑΩ ЖЯ İ").starts_with("àéîőœž αω жя"));
  CHECK(upper_case("àéőœžÿ αω жя") == "ÀÉŐŒŽŸ ΑΩ ЖЯ");
  CHECK(capitalised("éclair") == "Éclair");
}

}  // namespace unspin::text
