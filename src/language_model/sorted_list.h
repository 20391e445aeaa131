// A sorted list of distinct numbers below a known bound, each with a small code, packed into a bit string and searched
// in place. The language model stores the successors of every context this way, and its vocabulary.
//
// Long lists are Elias-Fano coded (Elias 1974, Fano 1971): a number is split into high bits, which pick one of about as
// many buckets as there are numbers and cost about two bits, and low bits, which stand in the record beside the code. A
// search jumps to the bucket and compares the few records in it. Short lists hold whole numbers and are scanned.
#pragma once

#include <cstdint>
#include <span>

#include "language_model/bits.h"

namespace unspin::language_model {

// Bytes of a list, from its first bit: see docs/MODEL.md, "Sorted list".
class SortedList {
 public:
  static constexpr std::uint32_t kShort = 8;            // lists with fewer numbers have no buckets
  static constexpr std::uint32_t kSampledBuckets = 64;  // the place of every 64th bucket is stored

  struct Found {
    bool found = false;
    std::uint32_t rank = 0;  // how many numbers of the list are smaller
    std::uint32_t code = 0;
  };

  SortedList() = default;

  // A list of numbers below `universe` with codes of `code_width` bits. Any bits are safe to search.
  SortedList(const BitView& bits, std::uint64_t position, std::uint64_t universe, std::uint32_t code_width);

  [[nodiscard]] Found find(std::uint64_t number) const;
  [[nodiscard]] std::uint32_t size() const { return size_; }

 private:
  [[nodiscard]] Found search(std::uint64_t first, std::uint64_t last, std::uint64_t low) const;

  BitView bits_;
  std::uint64_t samples_ = 0;  // bit positions
  std::uint64_t buckets_ = 0;
  std::uint64_t records_ = 0;
  std::uint32_t size_ = 0;
  std::uint8_t low_width_ = 0;
  std::uint8_t code_width_ = 0;
  std::uint8_t sample_width_ = 0;
};

struct ListItem {
  std::uint64_t number = 0;
  std::uint32_t code = 0;
};

// REQUIRES: 1 <= items.size() < 2^28; numbers ascending, distinct, below universe <= 2^32; codes below 2^code_width,
// code_width <= 16.
void append_sorted_list(BitWriter& out, std::span<const ListItem> items, std::uint64_t universe,
                        std::uint32_t code_width);

}  // namespace unspin::language_model
