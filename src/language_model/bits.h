// Searching bit strings (base/bits.h) for the ones and zeros of unary codes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/bits.h"

namespace unspin::language_model {

// Byte i of the result: the number of set bits in bytes 0..i of x (the usual sideways addition).
[[nodiscard]] constexpr std::uint64_t cumulative_popcounts(std::uint64_t x) {
  x -= (x >> 1U) & 0x5555555555555555ULL;
  x = (x & 0x3333333333333333ULL) + ((x >> 2U) & 0x3333333333333333ULL);
  x = (x + (x >> 4U)) & 0x0f0f0f0f0f0f0f0fULL;
  return x * 0x0101010101010101ULL;
}

// Place of set bit number r of the byte b at [r * 256 + b]. A loop instead would mispredict its end on most calls.
inline constexpr std::array<std::uint8_t, 2048> kSelectInByte = [] {
  std::array<std::uint8_t, 2048> table = {};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t rank = 0;
    for (std::uint32_t bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1U) != 0) table[rank++ * 256 + byte] = static_cast<std::uint8_t>(bit);
    }
  }
  return table;
}();

// Position of set bit number `rank` (from 0). REQUIRES: rank < popcount(x), sums == cumulative_popcounts(x).
// Method: S. Vigna, Broadword implementation of rank/select queries, 2008.
[[nodiscard]] constexpr std::uint32_t select_in_word(std::uint64_t x, std::uint64_t sums, std::uint32_t rank) {
  constexpr std::uint64_t kTops = 0x8080808080808080ULL;
  const std::uint64_t ranks = rank * 0x0101010101010101ULL;
  const std::uint64_t byte_done = (((ranks | kTops) - sums) & kTops) >> 7U;  // 1 in each byte whose sum is <= rank
  const auto shift = static_cast<std::uint32_t>((byte_done * 0x0101010101010101ULL) >> 56U) * 8U;
  const std::uint64_t before = (sums << 8U) >> shift & 0xffU;
  return shift + kSelectInByte[static_cast<std::size_t>((rank - before) * 256 + (x >> shift & 0xffU))];
}

// The position of zero bit number `rank` (from 0) at or after `position`.
[[nodiscard]] inline std::uint64_t find_zero(const BitView& bits, std::uint64_t position, std::uint32_t rank) {
  for (;;) {
    const std::uint64_t zeros = ~bits.read(position, BitView::kChunk) & low_mask(BitView::kChunk);
    const std::uint64_t sums = cumulative_popcounts(zeros);
    const auto total = static_cast<std::uint32_t>(sums >> 56U);
    if (rank < total) return position + select_in_word(zeros, sums, rank);
    rank -= total;
    position += BitView::kChunk;
  }
}

// The number of one bits that stand at `position` without a gap.
[[nodiscard]] inline std::uint64_t run_of_ones(const BitView& bits, std::uint64_t position) {
  std::uint64_t run = 0;
  for (;;) {
    const auto ones = static_cast<std::uint32_t>(std::countr_one(bits.read(position + run, BitView::kChunk)));
    run += ones;
    if (ones < BitView::kChunk) return run;
  }
}

}  // namespace unspin::language_model
