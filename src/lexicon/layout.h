// Where the sections of a compiled lexicon stand: shared by its writer and its reader. docs/LEXICON.md describes each
// section; the order here is the order in the file.
#pragma once

#include <array>
#include <cstdint>

#include "lexicon/packed.h"

namespace unspin::lexicon {

inline constexpr std::uint32_t kMagic = 0x4e584c55U;  // "ULXN" in file order
inline constexpr std::uint32_t kFormatVersion = 1;

inline constexpr std::uint32_t kWeightWidth = 8;
inline constexpr std::uint32_t kFormWidth = 4;
inline constexpr std::uint32_t kPartOfSpeechWidth = 3;
inline constexpr std::uint32_t kPhraseFlagsWidth = 2;
inline constexpr std::uint32_t kOriginalFlag = 1;  // some rule replaces the phrase
inline constexpr std::uint32_t kLiteralFlag = 2;   // its keys stand for a class: compare the text
inline constexpr std::uint32_t kMaxStyles = 16;    // what a style mask of the decoder holds; the file has room for 32
inline constexpr std::uint32_t kMaxPhraseTokens = 15;  // six words with hyphens and clitics fit
inline constexpr std::uint32_t kDisplayRowBytes = 8;   // id and offset of one display text

// The numbers in the header, in file order.
struct Counts {
  std::uint32_t words = 0;
  std::uint32_t word_bytes = 0;
  std::uint32_t bucket_bits = 1;  // the top bits of a token key choose one of 2^bucket_bits runs of words
  std::uint32_t phrases = 0;
  std::uint32_t phrase_tokens = 0;
  std::uint32_t candidates = 0;
  std::uint32_t rules = 0;
  std::uint32_t styles = 0;
  std::uint32_t style_bytes = 0;
  std::uint32_t style_sets = 0;
  std::uint32_t word_displays = 0;
  std::uint32_t phrase_displays = 0;
  std::uint32_t display_bytes = 0;
  std::uint32_t word_length_width = 1;
  std::uint32_t phrases_per_word_width = 1;
  std::uint32_t phrase_length_width = 1;
  std::uint32_t candidates_per_phrase_width = 1;

  // Calls use(number) for each number in file order.
  template <typename Use>
  constexpr void for_each(Use&& use) {
    for (std::uint32_t* number :
         {&words, &word_bytes, &bucket_bits, &phrases, &phrase_tokens, &candidates, &rules, &styles, &style_bytes,
          &style_sets, &word_displays, &phrase_displays, &display_bytes, &word_length_width, &phrases_per_word_width,
          &phrase_length_width, &candidates_per_phrase_width}) {
      use(*number);
    }
  }

  [[nodiscard]] constexpr std::uint32_t word_width() const { return bits_below(words); }
  [[nodiscard]] constexpr std::uint32_t token_width() const { return word_width() + 1; }  // + space before
  [[nodiscard]] constexpr std::uint32_t phrase_width() const { return bits_below(phrases); }
  [[nodiscard]] constexpr std::uint32_t style_set_width() const { return bits_below(style_sets); }
  [[nodiscard]] constexpr std::uint32_t rule_width() const { return bits_below(rules); }
  [[nodiscard]] constexpr std::uint32_t candidate_row_width() const {
    return phrase_width() + kWeightWidth + style_set_width() + rule_width() + kFormWidth;
  }
  [[nodiscard]] constexpr std::uint32_t rule_row_width() const { return 2 * phrase_width() + kPartOfSpeechWidth; }
};

enum class Section : std::uint32_t {
  style_names,
  style_sets,
  word_length_sums,
  word_lengths,
  word_text,
  buckets,
  word_starts_spun,
  phrase_count_sums,
  phrase_counts,
  phrase_length_sums,
  phrase_lengths,
  phrase_tokens,
  phrase_flags,
  candidate_count_sums,
  candidate_counts,
  candidates,
  rules,
  word_displays,
  phrase_displays,
  display_text,
};

inline constexpr std::uint32_t kSectionCount = 20;

// The size of a section in bytes.
[[nodiscard]] constexpr std::uint64_t size_of(Section section, const Counts& c) {
  const auto sums = [](std::uint64_t groups, std::uint64_t total) {
    return packed_size(PackedOffsets::sum_count(groups), bits_below(total + 1));
  };
  switch (section) {
    case Section::style_names:
      return c.style_bytes;
    case Section::style_sets:
      return std::uint64_t{4} * c.style_sets;
    case Section::word_length_sums:
      return sums(c.words, c.word_bytes);
    case Section::word_lengths:
      return packed_size(c.words, c.word_length_width);
    case Section::word_text:
      return c.word_bytes;
    case Section::buckets:
      return packed_size((std::uint64_t{1} << c.bucket_bits) + 1, bits_below(std::uint64_t{c.words} + 1));
    case Section::word_starts_spun:
      return packed_size(c.words, 1);
    case Section::phrase_count_sums:
      return sums(c.words, c.phrases);
    case Section::phrase_counts:
      return packed_size(c.words, c.phrases_per_word_width);
    case Section::phrase_length_sums:
      return sums(c.phrases, c.phrase_tokens);
    case Section::phrase_lengths:
      return packed_size(c.phrases, c.phrase_length_width);
    case Section::phrase_tokens:
      return packed_size(c.phrase_tokens, c.token_width());
    case Section::phrase_flags:
      return packed_size(c.phrases, kPhraseFlagsWidth);
    case Section::candidate_count_sums:
      return sums(c.phrases, c.candidates);
    case Section::candidate_counts:
      return packed_size(c.phrases, c.candidates_per_phrase_width);
    case Section::candidates:
      return packed_size(c.candidates, c.candidate_row_width());
    case Section::rules:
      return packed_size(c.rules, c.rule_row_width());
    case Section::word_displays:
      return std::uint64_t{kDisplayRowBytes} * c.word_displays;
    case Section::phrase_displays:
      return std::uint64_t{kDisplayRowBytes} * c.phrase_displays;
    case Section::display_text:
      return c.display_bytes;
  }
  return 0;
}

}  // namespace unspin::lexicon
