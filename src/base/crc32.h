// CRC-32 (IEEE 802.3, reflected polynomial 0xEDB88320), as in gzip and PNG.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace unspin {

[[nodiscard]] inline std::uint32_t crc32(ByteSpan bytes) {
  // Eight tables let the loop take eight bytes a step ("slicing by 8", Kounavis & Berry 2005): a model of 10 MB is
  // checked in some ten milliseconds.
  static const auto tables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> t{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t c = i;
      for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? (c >> 1U) ^ 0xEDB88320U : c >> 1U;
      t[0][i] = c;
    }
    for (std::uint32_t i = 0; i < 256; ++i) {
      for (std::size_t k = 1; k < 8; ++k) t[k][i] = (t[k - 1][i] >> 8U) ^ t[0][t[k - 1][i] & 0xFFU];
    }
    return t;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    const std::uint32_t low = read_le<std::uint32_t>(bytes.data() + i) ^ crc;
    const auto high = read_le<std::uint32_t>(bytes.data() + i + 4);
    crc = tables[7][low & 0xFFU] ^ tables[6][(low >> 8U) & 0xFFU] ^ tables[5][(low >> 16U) & 0xFFU] ^
          tables[4][low >> 24U] ^ tables[3][high & 0xFFU] ^ tables[2][(high >> 8U) & 0xFFU] ^
          tables[1][(high >> 16U) & 0xFFU] ^ tables[0][high >> 24U];
  }
  for (; i < bytes.size(); ++i) crc = (crc >> 8U) ^ tables[0][(crc ^ bytes[i]) & 0xFFU];
  return crc ^ 0xFFFFFFFFU;
}

}  // namespace unspin
