// UTF-16 and UTF-8, and offsets between them. Lone surrogates become U+FFFD: one unit on both sides, so offsets stay
// right. An invalid UTF-8 byte counts as one unit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace unspin::report {

[[nodiscard]] std::string to_utf8(std::u16string_view text);

// The text with U+FFFD for every invalid byte: as many UTF-16 units as Utf16Offsets counts in it.
[[nodiscard]] std::string well_formed(std::string_view text);

// Converts ascending byte offsets of one text to UTF-16 offsets in one pass over it.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text) : text_(text) {}

  // REQUIRES: `byte` lies at a character's start and is not smaller than in the call before.
  [[nodiscard]] std::size_t at(std::size_t byte);

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t unit_ = 0;
};

}  // namespace unspin::report
