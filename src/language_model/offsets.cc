#include "language_model/offsets.h"

#include <bit>

namespace unspin::language_model {

std::uint32_t low_width_of(std::span<const std::uint64_t> ascending) {
  if (ascending.empty()) return 0;
  const std::uint64_t spread = ascending.back() / ascending.size();
  return spread == 0 ? 0U : static_cast<std::uint32_t>(63 - std::countl_zero(spread));
}

void append_offsets(BitWriter& out, std::span<const std::uint64_t> ascending) {
  const std::uint32_t low_width = low_width_of(ascending);
  for (std::size_t i = Offsets::kSampled; i < ascending.size(); i += Offsets::kSampled) {
    out.append((ascending[i - 1] >> low_width) + i, 32);  // just behind the zero of entry i - 1
  }
  for (const std::uint64_t number : ascending) out.append(number & low_mask(low_width), low_width);
  std::uint64_t high = 0;
  for (const std::uint64_t number : ascending) {
    out.append_ones((number >> low_width) - high);
    out.append(0, 1);
    high = number >> low_width;
  }
}

}  // namespace unspin::language_model
