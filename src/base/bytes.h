// Little-endian reading and writing of plain integers, independent of the machine's byte order and alignment.
// All binary formats of this project are written and read through these functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace unspin {

using ByteSpan = std::span<const std::uint8_t>;

// REQUIRES: position + sizeof(T) <= bytes.size().
template <typename T>
[[nodiscard]] inline T read_le(const std::uint8_t* at) {
  static_assert(std::is_unsigned_v<T>);
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = static_cast<T>(value | static_cast<T>(static_cast<T>(at[i]) << (8U * i)));
  }
  return value;
}

template <typename T>
inline void append_le(std::string& out, T value) {
  static_assert(std::is_unsigned_v<T>);
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out.push_back(static_cast<char>((value >> (8U * i)) & 0xffU));
  }
}

// A float travels as the bits of its IEEE 754 single-precision form.
inline void append_float(std::string& out, float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  append_le(out, bits);
}

[[nodiscard]] inline float read_float(const std::uint8_t* at) {
  const auto bits = read_le<std::uint32_t>(at);
  float value = 0;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

inline ByteSpan as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Reads a block front to back with bounds checks; after the first short read every further read fails too and
// returns zeros, so a parser may read a whole header and test ok() once.
class ByteReader {
 public:
  explicit ByteReader(ByteSpan bytes) : bytes_(bytes) {}

  template <typename T>
  [[nodiscard]] T read() {
    if (!take(sizeof(T))) return T{};
    return read_le<T>(bytes_.data() + position_ - sizeof(T));
  }
  [[nodiscard]] float read_f32() {
    if (!take(4)) return 0;
    return read_float(bytes_.data() + position_ - 4);
  }
  // The next `size` bytes in place; empty after a short read.
  [[nodiscard]] ByteSpan read_block(std::size_t size) {
    if (!take(size)) return {};
    return bytes_.subspan(position_ - size, size);
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] std::size_t remaining() const { return ok_ ? bytes_.size() - position_ : 0; }

 private:
  bool take(std::size_t size) {
    if (!ok_ || size > bytes_.size() - position_) {
      ok_ = false;
      return false;
    }
    position_ += size;
    return true;
  }

  ByteSpan bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace unspin
