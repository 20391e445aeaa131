// 64-bit hashing of short strings and of sequences of keys. Stable across platforms and releases: the model file
// stores these values. Not for untrusted hash tables (no seed secrecy).
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

// Finaliser of MurmurHash3 (public domain, Austin Appleby): every input bit affects every output bit.
constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x ^= x >> 33U;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33U;
  x *= 0xc4ceb9fe1a85ec53ULL;
  x ^= x >> 33U;
  return x;
}

// FNV-1a over the bytes, then mixed.
constexpr std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3ULL;
  }
  return mix_bits(hash);
}

// Extends the hash of a sequence by one more key; order matters. Start a sequence with 0.
constexpr std::uint64_t combine_hash(std::uint64_t sequence, std::uint64_t key) {
  return mix_bits(sequence * 0x9e3779b97f4a7c15ULL + key + 0x632be59bd9b4e019ULL);
}

}  // namespace unspin
