// Never decreasing numbers by index, in the Elias-Fano code: low bits in an array, high bits as unary gaps with a
// directory of every 64th entry. The language model keeps here where each context's bits begin.
#pragma once

#include <cstdint>
#include <span>

#include "language_model/bits.h"

namespace unspin::language_model {

class Offsets {
 public:
  static constexpr std::uint32_t kSampled = 64;

  Offsets() = default;
  // REQUIRES: low_width <= 32. Any bits are safe to read.
  Offsets(const BitView& bits, std::uint64_t count, std::uint32_t low_width)
      : bits_(bits),
        count_(count),
        low_width_(low_width),
        lows_((count == 0 ? 0 : (count - 1) / kSampled) * 32),
        highs_(lows_ + count * low_width) {}

  // Entry `index`, or 0 if there is none.
  [[nodiscard]] std::uint64_t operator[](std::uint64_t index) const {
    return index < count_ ? value(index, place(index)) : 0;
  }

 private:
  // Where the zero that ends the unary gap of this entry stands.
  [[nodiscard]] std::uint64_t place(std::uint64_t index) const {
    const std::uint64_t sample = index / kSampled;
    const std::uint64_t start = sample == 0 ? highs_ : highs_ + bits_.read((sample - 1) * 32, 32);
    return find_zero(bits_, start, static_cast<std::uint32_t>(index % kSampled));
  }
  [[nodiscard]] std::uint64_t value(std::uint64_t index, std::uint64_t place) const {
    return ((place - highs_ - index) << low_width_) | bits_.read(lows_ + index * low_width_, low_width_);
  }

  BitView bits_;
  std::uint64_t count_ = 0;
  std::uint32_t low_width_ = 0;
  std::uint64_t lows_ = 0;
  std::uint64_t highs_ = 0;
};

// The width of low bits that costs least for these numbers.
[[nodiscard]] std::uint32_t low_width_of(std::span<const std::uint64_t> ascending);

// REQUIRES: ascending (equal neighbours allowed), low_width == low_width_of(ascending), less than 2^32 bits.
void append_offsets(BitWriter& out, std::span<const std::uint64_t> ascending);

}  // namespace unspin::language_model
