// Bit strings inside a block of bytes: the lowest bit of the first byte is bit 0. Reading is safe at any position: bits
// beyond the end read as zero, so damaged bytes can mislead a search but never lead it out of its memory.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "base/bytes.h"

namespace unspin {

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

// REQUIRES: width < 64.
[[nodiscard]] constexpr std::uint64_t low_mask(std::uint32_t width) { return (std::uint64_t{1} << width) - 1; }

// Bits needed to write every number below `count`. bits_for(1) == 0.
[[nodiscard]] constexpr std::uint32_t bits_for(std::uint64_t count) {
  return count <= 1 ? 0U : static_cast<std::uint32_t>(64 - std::countl_zero(count - 1));
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

 private:
  const std::uint8_t* data_ = nullptr;
  std::size_t loads_ = 0;  // byte positions at which 8 bytes may be loaded
};

// Appends bits to a growing block.
class BitWriter {
 public:
  // REQUIRES: width <= BitView::kChunk, value < 2^width.
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

}  // namespace unspin
