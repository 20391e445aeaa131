// What the reader and the writer of the language-model section share. Internal; docs/MODEL.md describes the bytes.
#pragma once

#include <cstdint>

#include "base/hash.h"

namespace unspin::language_model {

inline constexpr std::uint32_t kSectionMagic = 0x4d4c5355;  // "USLM"
inline constexpr std::uint32_t kSectionVersion = 1;
inline constexpr std::uint32_t kMaxCodeWidth = 16;

// The vocabulary stores this half of the seeded hash of a token key.
constexpr std::uint32_t vocabulary_hash(std::uint64_t key, std::uint64_t seed) {
  return static_cast<std::uint32_t>(combine_hash(seed, key) >> 32U);
}

}  // namespace unspin::language_model
