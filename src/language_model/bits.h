// Bit strings inside a block of bytes: the lowest bit of the first byte is bit 0. Reading is safe at any position: bits
// beyond the end read as zero, so a damaged model can mislead a search but never lead it out of its memory.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "base/bytes.h"

namespace unspin::language_model {

// One unaligned load where the machine allows it; the byte loop of read_le is several times slower with g++ 12.
[[nodiscard]] inline std::uint64_t load_le64(const std::uint8_t* at) {
  if constexpr (std::endian::native == std::endian::little) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, sizeof(value));
    return value;
  } else {
    return read_le<std::uint64_t>(at);
  }
}

[[nodiscard]] constexpr std::uint64_t low_mask(std::uint32_t width) { return (std::uint64_t{1} << width) - 1; }

// Bits needed to write every number below `count`. bits_for(1) == 0.
[[nodiscard]] constexpr std::uint32_t bits_for(std::uint64_t count) {
  return count <= 1 ? 0U : static_cast<std::uint32_t>(64 - std::countl_zero(count - 1));
}

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

// A borrowed bit string. Its block ends with kPadding spare bytes so that every bit lies in a whole 8-byte load.
class BitView {
 public:
  static constexpr std::size_t kPadding = 8;
  static constexpr std::uint32_t kChunk = 56;  // bits that one read can return at any position

  BitView() = default;
  explicit BitView(ByteSpan bytes) : data_(bytes.data()), loads_(bytes.size() < 8 ? 0 : bytes.size() - 7) {}

  // `width` <= kChunk bits from `position` on.
  [[nodiscard]] std::uint64_t read(std::uint64_t position, std::uint32_t width) const {
    const std::uint64_t byte = position >> 3U;
    if (byte >= loads_) return 0;
    return (load_le64(data_ + byte) >> (position & 7U)) & low_mask(width);
  }

  // The position of zero bit number `rank` (from 0) at or after `position`.
  [[nodiscard]] std::uint64_t find_zero(std::uint64_t position, std::uint32_t rank) const {
    for (;;) {
      const std::uint64_t zeros = ~read(position, kChunk) & low_mask(kChunk);
      const std::uint64_t sums = cumulative_popcounts(zeros);
      const auto total = static_cast<std::uint32_t>(sums >> 56U);
      if (rank < total) return position + select_in_word(zeros, sums, rank);
      rank -= total;
      position += kChunk;
    }
  }

  // The number of one bits that stand at `position` without a gap.
  [[nodiscard]] std::uint64_t run_of_ones(std::uint64_t position) const {
    std::uint64_t run = 0;
    for (;;) {
      const auto ones = static_cast<std::uint32_t>(std::countr_one(read(position + run, kChunk)));
      run += ones;
      if (ones < kChunk) return run;
    }
  }

 private:
  const std::uint8_t* data_ = nullptr;
  std::size_t loads_ = 0;  // byte positions at which 8 bytes may be loaded
};

// Appends bits to a growing block.
class BitWriter {
 public:
  // REQUIRES: width <= 57, value < 2^width.
  void append(std::uint64_t value, std::uint32_t width) {
    buffer_ |= value << used_;
    used_ += width;
    position_ += width;
    for (; used_ >= 8; used_ -= 8) {
      bytes_.push_back(static_cast<char>(buffer_ & 0xffU));
      buffer_ >>= 8U;
    }
  }
  void append_ones(std::uint64_t count) {
    for (; count >= 32; count -= 32) append(low_mask(32), 32);
    append(low_mask(static_cast<std::uint32_t>(count)), static_cast<std::uint32_t>(count));
  }
  [[nodiscard]] std::uint64_t position() const { return position_; }

  // The bytes with the padding that BitView needs.
  [[nodiscard]] std::string finish() && {
    if (used_ > 0) bytes_.push_back(static_cast<char>(buffer_ & 0xffU));
    bytes_.append(BitView::kPadding, '\0');
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  std::uint64_t buffer_ = 0;
  std::uint32_t used_ = 0;
  std::uint64_t position_ = 0;
};

}  // namespace unspin::language_model
