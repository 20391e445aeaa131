// The unit every other part of the engine works on: a token with its place in the untouched input.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace unspin::text {

enum class TokenKind : std::uint8_t {
  word,         // letters; a clitic ('s 're 've 'll 'd 'm) is a word of its own
  number,       // digits with their separators, also 1st, 1990s
  punctuation,  // what a language model should see: , . ; : ? ! - (joining hyphen) and dashes
  quote,        // quotation marks, brackets, the bare apostrophe of leaders': invisible to the language model
  symbol,       // anything else: %, $, &, emoji, U+FFFD
  opaque,       // URL, e-mail address, file name, code, placeholder: never changed
};

enum class CasePattern : std::uint8_t { lower, title, upper, mixed, none };

// A token of the input. begin and end are half-open UTF-8 byte offsets into the untouched input.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::word;
  CasePattern casing = CasePattern::none;
  bool space_before = false;  // white space (or the start of the input) stands before the token
  std::uint64_t key = 0;      // token_key() of the normalised form: what the lexicon and language model look up
};

// A half-open range of tokens that the language model reads as one sentence. Headings and list lines count as
// sentences. `paragraph` numbers the line or block the sentence stands in, from 0.
struct Sentence {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t paragraph = 0;
};

// A segmented text. `source` is borrowed: the input must outlive the document.
struct Document {
  std::string_view source;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return source.substr(token.begin, token.end - token.begin);
  }
};

// Whether the language model sees the token (quotation marks and brackets are skipped).
[[nodiscard]] constexpr bool visible_to_language_model(TokenKind kind) { return kind != TokenKind::quote; }

}  // namespace unspin::text
