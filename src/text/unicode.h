// The little of Unicode that the engine needs: decoding, simple case mapping and character classes. Offsets are UTF-8
// bytes. Thread-safe, no allocation except where a string is returned or appended to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace unspin::text {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// One decoded character: `length` bytes from the position asked for. Invalid bytes decode to U+FFFD, one byte each.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};

// REQUIRES: position < text.size().
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t position);

void append_utf8(std::string& out, char32_t value);

// Simple one-to-one case mapping for ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic; others map to themselves.
[[nodiscard]] char32_t to_lower(char32_t c);
[[nodiscard]] char32_t to_upper(char32_t c);

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_space(char32_t c);
[[nodiscard]] constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
[[nodiscard]] inline bool is_upper(char32_t c) { return to_lower(c) != c; }
[[nodiscard]] inline bool is_lower(char32_t c) { return to_upper(c) != c; }

[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string upper_case(std::string_view text);
// First letter upper case, the rest unchanged.
[[nodiscard]] std::string capitalised(std::string_view text);

}  // namespace unspin::text
