// Arrays of small integers packed to the bit, read in place. The lowest bit of the first byte is bit 0.
//
// Reading is safe at any index: what lies beyond the end reads as zero, so damaged bytes can mislead a search but never
// lead it out of its memory.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace unspin::lexicon {

// Every packed block ends with this many spare bytes, so that each entry lies in one 8-byte load.
inline constexpr std::size_t kPackedPadding = 8;

// Bits needed to write every number below `count`, at least 1.
[[nodiscard]] constexpr std::uint32_t bits_below(std::uint64_t count) {
  return count <= 2 ? 1U : static_cast<std::uint32_t>(64 - std::countl_zero(count - 1));
}

[[nodiscard]] constexpr std::uint64_t packed_size(std::uint64_t count, std::uint32_t width) {
  return (count * width + 7) / 8 + kPackedPadding;
}

[[nodiscard]] inline std::uint64_t load_le64(const std::uint8_t* at) {
  if constexpr (std::endian::native == std::endian::little) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, sizeof(value));
    return value;
  } else {
    return read_le<std::uint64_t>(at);
  }
}

// A borrowed string of bits.
class BitView {
 public:
  BitView() = default;
  explicit BitView(ByteSpan bytes) : data_(bytes.data()), loads_(bytes.size() < 8 ? 0 : bytes.size() - 7) {}

  // REQUIRES: width <= 56.
  [[nodiscard]] std::uint64_t read(std::uint64_t position, std::uint32_t width) const {
    const std::uint64_t byte = position >> 3U;
    if (byte >= loads_) return 0;
    return (load_le64(data_ + byte) >> (position & 7U)) & ((std::uint64_t{1} << width) - 1);
  }

 private:
  const std::uint8_t* data_ = nullptr;
  std::uint64_t loads_ = 0;
};

// Numbers of `width` bits each.
class PackedArray {
 public:
  PackedArray() = default;
  PackedArray(ByteSpan bytes, std::uint32_t width) : bits_(bytes), width_(width) {}

  [[nodiscard]] std::uint32_t operator[](std::uint64_t index) const {
    return static_cast<std::uint32_t>(bits_.read(index * width_, width_));
  }

 private:
  BitView bits_;
  std::uint32_t width_ = 0;
};

// Where the items of each of many groups begin, stored as the group sizes and the sum at every 16th group.
class PackedOffsets {
 public:
  static constexpr std::uint32_t kBlock = 16;

  PackedOffsets() = default;
  PackedOffsets(PackedArray sums, PackedArray sizes, std::uint32_t groups, std::uint32_t total)
      : sums_(sums), sizes_(sizes), groups_(groups), total_(total) {}

  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  // The items of the group; empty for a group that does not exist. Always within [0, total].
  [[nodiscard]] Range operator[](std::uint32_t group) const {
    if (group >= groups_) return {};
    std::uint64_t begin = sums_[group / kBlock];
    for (std::uint32_t i = group / kBlock * kBlock; i < group; ++i) begin += sizes_[i];
    const std::uint64_t end = begin + sizes_[group];
    if (end > total_) return {};
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  [[nodiscard]] static constexpr std::uint64_t sum_count(std::uint64_t groups) { return groups / kBlock + 1; }

 private:
  PackedArray sums_;
  PackedArray sizes_;
  std::uint32_t groups_ = 0;
  std::uint32_t total_ = 0;
};

// Appends bits to a growing block.
class BitWriter {
 public:
  // REQUIRES: width <= 56, value < 2^width.
  void append(std::uint64_t value, std::uint32_t width) {
    buffer_ |= value << used_;
    used_ += width;
    for (; used_ >= 8; used_ -= 8) {
      bytes_.push_back(static_cast<char>(buffer_ & 0xffU));
      buffer_ >>= 8U;
    }
  }

  // The bytes with the padding that reading needs.
  [[nodiscard]] std::string finish() && {
    if (used_ > 0) bytes_.push_back(static_cast<char>(buffer_ & 0xffU));
    bytes_.append(kPackedPadding, '\0');
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  std::uint64_t buffer_ = 0;
  std::uint32_t used_ = 0;
};

[[nodiscard]] inline std::string pack(const std::vector<std::uint32_t>& values, std::uint32_t width) {
  BitWriter out;
  for (const std::uint32_t value : values) out.append(value, width);
  return std::move(out).finish();
}

}  // namespace unspin::lexicon
