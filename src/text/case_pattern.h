// Case patterns of words and their transfer from a spun phrase to its replacement.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/token.h"

namespace unspin::text {

// lower "nation", title "Nation", upper "NATION", mixed "iPhone", none "42". A single capital letter is title.
[[nodiscard]] CasePattern case_pattern_of(std::string_view word);

// The case a whole phrase is written in.
enum class PhraseCase : std::uint8_t {
  as_is,       // lower: leave the replacement as the lexicon has it
  first_word,  // capitalise the first word: a sentence start
  every_word,  // capitalise every word but the small ones: a title or a name
  upper,       // upper-case everything
};

// Judges the tokens of a spun phrase; `starts_sentence` tells a capital at a sentence start from one in a name.
[[nodiscard]] PhraseCase phrase_case_of(std::span<const Token> tokens, bool starts_sentence);

// Writes the replacement in that case. Capitals already in the replacement ("English") stay.
[[nodiscard]] std::string with_case(std::string_view replacement, PhraseCase phrase_case);

}  // namespace unspin::text
