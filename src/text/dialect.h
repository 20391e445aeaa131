// British or American: what the spelling of a word tells of its writer.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin::text {

enum class Dialect : std::uint8_t { neutral, british, american };

// Judges a normalised (lower-case) word by its spelling: colour, centre, organised, travelled, defence are British,
// color, center, organized, traveled, defense American. Words that both write alike are neutral.
[[nodiscard]] Dialect dialect_of(std::string_view word);

}  // namespace unspin::text
