// A bit for each of many entries, with the number of set bits before any of them.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "language_model/bits.h"

namespace unspin::language_model {

class Flags {
 public:
  static constexpr std::uint32_t kBlock = 192;      // flags of a block; 6 reads of 32 bits at most
  static constexpr std::uint32_t kBlockBits = 224;  // 32 bits of count, then the flags

  Flags() = default;
  // Any bits are safe to read.
  explicit Flags(const BitView& bits) : bits_(bits) {}

  // 0 if the flag of `index` is not set, else one more than the number of set flags before it.
  [[nodiscard]] std::uint32_t number_of(std::uint64_t index) const {
    const std::uint64_t block = index / kBlock * kBlockBits;
    const auto within = static_cast<std::uint32_t>(index % kBlock);
    if (bits_.read(block + 32 + within, 1) == 0) return 0;
    auto number = static_cast<std::uint32_t>(bits_.read(block, 32)) + 1;
    for (std::uint32_t done = 0; done < within; done += 48) {
      const std::uint32_t width = within - done < 48 ? within - done : 48;
      number += static_cast<std::uint32_t>(std::popcount(bits_.read(block + 32 + done, width)));
    }
    return number;
  }

 private:
  BitView bits_;
};

inline void append_flags(BitWriter& out, const std::vector<bool>& flags) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (i % Flags::kBlock == 0) out.append(count, 32);
    out.append(flags[i] ? 1U : 0U, 1);
    count += flags[i] ? 1U : 0U;
  }
}

}  // namespace unspin::language_model
