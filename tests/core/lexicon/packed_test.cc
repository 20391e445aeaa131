#include "lexicon/packed.h"

#include "catch.h"

namespace unspin::lexicon {
namespace {

TEST_CASE("numbers survive packing at every width", "[packed]") {
  for (std::uint32_t width = 1; width <= 32; ++width) {
    std::vector<std::uint32_t> values;
    for (std::uint32_t i = 0; i < 100; ++i) {
      values.push_back(static_cast<std::uint32_t>((i * 0x9e3779b9ULL) & ((std::uint64_t{1} << width) - 1)));
    }
    const std::string bytes = pack(values, width);
    CHECK(bytes.size() == packed_size(values.size(), width));
    const PackedArray array(as_bytes(bytes), width);
    for (std::uint32_t i = 0; i < 100; ++i) CHECK(array[i] == values[i]);
  }
}

TEST_CASE("reading beyond the end gives zero", "[packed]") {
  const std::string bytes = pack({1, 2, 3}, 7);
  const PackedArray array(as_bytes(bytes), 7);
  CHECK(array[100] == 0);
  CHECK(array[0xffffffffffULL] == 0);
  CHECK(PackedArray()[0] == 0);
  CHECK(PackedArray(as_bytes("abc"), 8)[0] == 0);
}

TEST_CASE("widths", "[packed]") {
  CHECK(bits_below(0) == 1);
  CHECK(bits_below(2) == 1);
  CHECK(bits_below(3) == 2);
  CHECK(bits_below(256) == 8);
  CHECK(bits_below(257) == 9);
}

TEST_CASE("offsets beyond the total are empty ranges", "[packed]") {
  const std::string sums = pack({0, 60}, 6);
  const std::string sizes = pack(std::vector<std::uint32_t>(20, 5), 3);
  const PackedOffsets offsets(PackedArray(as_bytes(sums), 6), PackedArray(as_bytes(sizes), 3), 20, 70);
  CHECK(offsets[2].begin == 10);
  CHECK(offsets[2].end == 15);
  CHECK(offsets[16].begin == 60);
  CHECK(offsets[17].end == 70);
  CHECK(offsets[18].end == 0);
  CHECK(offsets[20].end == 0);
}

}  // namespace
}  // namespace unspin::lexicon
