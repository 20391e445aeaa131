// Arrays of small integers packed to the bit (base/bits.h), read in place. Reading is safe at any index: what lies
// beyond the end reads as zero.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bits.h"

namespace unspin::lexicon {

// Bits needed to write every number below `count`, at least 1.
[[nodiscard]] constexpr std::uint32_t bits_below(std::uint64_t count) { return std::max(1U, bits_for(count)); }

[[nodiscard]] constexpr std::uint64_t packed_size(std::uint64_t count, std::uint32_t width) {
  return (count * width + 7) / 8 + BitView::kPadding;
}

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

[[nodiscard]] inline std::string pack(const std::vector<std::uint32_t>& values, std::uint32_t width) {
  BitWriter out;
  for (const std::uint32_t value : values) out.append(value, width);
  return std::move(out).finish();
}

}  // namespace unspin::lexicon
