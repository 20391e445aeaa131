// Splits a text of any bytes into tokens and sentences, and gives each token its normalised form.
//
// Normalised forms: letters lower-cased (ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic), curly apostrophes
// straight, dashes "–", the ellipsis "...". Numbers are classed: 0 to 12 stay as they are, 1900 to 2099 become
// "<year>", 1990s
// "<decade>", 1st "<ordinal>" beyond 12th, everything else "<num>". Opaque tokens become "<url>".
// A joining hyphen is a token of its own: well-being is three tokens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/token.h"

namespace unspin::text {

// Segments a text. Accepts any bytes: invalid UTF-8 becomes symbol tokens, offsets stay right.
// REQUIRES: input.size() < 2^32. Thread-safe.
[[nodiscard]] Document segment(std::string_view input);

// The normalised form of one token of the document.
[[nodiscard]] std::string normalised_form(const Document& document, const Token& token);

// The key of a normalised form.
[[nodiscard]] std::uint64_t token_key(std::string_view normalised);

// The key under which the language model knows a word: "a" and "an" are one word to it, for which of them stands there
// follows from the next word.
[[nodiscard]] std::uint64_t language_model_key(std::uint64_t key);

// Keys of the sentence boundary marks <s> and </s> and of the unknown word <unk>.
[[nodiscard]] std::uint64_t sentence_start_key();
[[nodiscard]] std::uint64_t sentence_end_key();

// Normalised forms of a phrase, e.g. of a lexicon entry: "don't look" -> {"don't", "look"}. No sentence logic.
[[nodiscard]] std::vector<std::string> normalised_phrase(std::string_view phrase);

}  // namespace unspin::text
