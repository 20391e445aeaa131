// The packed structures under the language model: bits, sorted lists, offsets, flags, codebooks.
#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catch.h"
#include "language_model/flags.h"
#include "language_model/offsets.h"
#include "language_model/quantiser.h"
#include "language_model/sorted_list.h"

using namespace unspin;
using namespace unspin::language_model;

TEST_CASE("Bits come back as written and read as zero beyond the end") {
  std::mt19937_64 random(1);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> written;
  BitWriter out;
  for (int i = 0; i < 2000; ++i) {
    const auto width = static_cast<std::uint32_t>(random() % 57);
    written.emplace_back(random() & low_mask(width), width);
    out.append(written.back().first, width);
  }
  const std::uint64_t end = out.position();
  const std::string bytes = std::move(out).finish();
  const BitView bits(as_bytes(bytes));
  std::uint64_t position = 0;
  for (const auto& [value, width] : written) {
    REQUIRE(bits.read(position, width) == value);
    position += width;
  }
  CHECK(position == end);
  CHECK(bits.read(end + 64, 56) == 0);
  CHECK(bits.read(~std::uint64_t{0} - 100, 56) == 0);
  CHECK(BitView().read(0, 56) == 0);
  CHECK(BitView(as_bytes("short")).read(0, 8) == 0);
}

TEST_CASE("bits_for counts the bits of every number below") {
  CHECK(bits_for(0) == 0);
  CHECK(bits_for(1) == 0);
  CHECK(bits_for(2) == 1);
  CHECK(bits_for(256) == 8);
  CHECK(bits_for(257) == 9);
  CHECK(bits_for(std::uint64_t{1} << 32U) == 32);
}

TEST_CASE("select_in_word finds each set bit") {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t word = i == 0 ? ~std::uint64_t{0} : random() & random();
    std::uint32_t rank = 0;
    for (std::uint32_t bit = 0; bit < 64; ++bit) {
      if ((word >> bit & 1U) == 0) continue;
      REQUIRE(select_in_word(word, cumulative_popcounts(word), rank++) == bit);
    }
  }
}

TEST_CASE("Zeros are found and ones counted across chunks") {
  BitWriter out;
  out.append(1, 3);  // 1 0 0
  out.append_ones(200);
  out.append(0, 1);
  const std::string bytes = std::move(out).finish();
  const BitView bits(as_bytes(bytes));
  CHECK(find_zero(bits, 0, 0) == 1);
  CHECK(find_zero(bits, 0, 1) == 2);
  CHECK(find_zero(bits, 0, 2) == 203);
  CHECK(run_of_ones(bits, 3) == 200);
  CHECK(run_of_ones(bits, 203) == 0);
}

namespace {

void check_list(std::size_t size, std::uint64_t universe, std::uint32_t code_width, std::mt19937_64& random) {
  std::set<std::uint64_t> numbers;
  while (numbers.size() < size) numbers.insert(random() % universe);
  std::vector<ListItem> items;
  for (const std::uint64_t number : numbers) {
    items.push_back({number, static_cast<std::uint32_t>(random() & low_mask(code_width))});
  }
  BitWriter out;
  out.append(5, 3);  // lists stand at any bit
  append_sorted_list(out, items, universe, code_width);
  const std::string bytes = std::move(out).finish();
  const SortedList list(BitView(as_bytes(bytes)), 3, universe, code_width);
  REQUIRE(list.size() == size);
  for (std::size_t rank = 0; rank < items.size(); ++rank) {
    const SortedList::Found found = list.find(items[rank].number);
    REQUIRE(found.found);
    REQUIRE(found.rank == rank);
    REQUIRE(found.code == items[rank].code);
  }
  for (int i = 0; i < 500; ++i) {
    const std::uint64_t number = random() % universe;
    REQUIRE(list.find(number).found == (numbers.count(number) != 0));
  }
}

}  // namespace

TEST_CASE("A sorted list finds its numbers and no others") {
  std::mt19937_64 random(3);
  for (const std::size_t size : {1, 2, 7, 8, 9, 63, 64, 65, 1000, 5000}) {
    for (const std::uint64_t universe : {5000ULL, 5001ULL, 60000ULL, 1ULL << 32U}) {
      for (const std::uint32_t code_width : {0U, 5U, 16U}) check_list(size, universe, code_width, random);
    }
    check_list(size, size, 4, random);  // every number
  }
}

TEST_CASE("A sorted list with all numbers in one bucket is searched by halves") {
  std::vector<ListItem> items;
  for (std::uint64_t i = 0; i < 1000; ++i) items.push_back({i, static_cast<std::uint32_t>(i % 8)});
  BitWriter out;
  append_sorted_list(out, items, std::uint64_t{1} << 32U, 3);
  const std::string bytes = std::move(out).finish();
  const SortedList list(BitView(as_bytes(bytes)), 0, std::uint64_t{1} << 32U, 3);
  for (std::uint64_t i = 0; i < 1000; ++i) REQUIRE(list.find(i).rank == i);
  CHECK_FALSE(list.find(1000).found);
  CHECK_FALSE(list.find(low_mask(32)).found);
}

TEST_CASE("Searching random bits ends and stays inside") {
  std::mt19937_64 random(4);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes;
    for (std::size_t size = random() % 60; size > 0; --size) bytes.push_back(static_cast<char>(random()));
    const SortedList list(BitView(as_bytes(bytes)), random() % 64, random() % 100000,
                          static_cast<std::uint32_t>(random() % 17));
    for (int j = 0; j < 10; ++j) static_cast<void>(list.find(random() >> (32 + random() % 32)));
  }
  SUCCEED();
}

TEST_CASE("Offsets come back by index") {
  std::mt19937_64 random(5);
  for (const std::size_t size : {1, 2, 63, 64, 65, 1000, 10000}) {
    for (const std::uint64_t step : {1ULL, 3ULL, 1000ULL}) {
      std::vector<std::uint64_t> numbers;
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < size; ++i) {
        numbers.push_back(sum);
        sum += random() % 100 == 0 ? step * 500 : random() % step;
      }
      BitWriter out;
      append_offsets(out, numbers);
      const std::string bytes = std::move(out).finish();
      const Offsets offsets(BitView(as_bytes(bytes)), size, low_width_of(numbers));
      for (std::size_t i = 0; i < size; ++i) REQUIRE(offsets[i] == numbers[i]);
      CHECK(offsets[size] == 0);
    }
  }
}

TEST_CASE("Flags number the set ones from 1") {
  std::mt19937_64 random(6);
  std::vector<bool> flags;
  for (int i = 0; i < 3000; ++i) flags.push_back(random() % 3 == 0);
  BitWriter out;
  append_flags(out, flags);
  const std::string bytes = std::move(out).finish();
  const Flags packed{BitView(as_bytes(bytes))};
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < flags.size(); ++i) REQUIRE(packed.number_of(i) == (flags[i] ? ++number : 0));
  CHECK(packed.number_of(1000000) == 0);
}

TEST_CASE("A codebook is exact where it can be and near elsewhere") {
  const Quantiser exact({{-1.5F, 1}, {0, 3}, {2.25F, 1}, {0, 1}}, 2);
  for (const float value : {-1.5F, 0.0F, 2.25F}) CHECK(exact.value_of(exact.code_of(value)) == value);
  CHECK(exact.codebook().size() == 4);

  std::mt19937 random(7);
  std::vector<WeightedValue> values;
  for (int i = 0; i < 5000; ++i) values.push_back({static_cast<float>(random() % 10000) / 1000, 1});
  const Quantiser coarse(values, 5);
  CHECK(std::is_sorted(coarse.codebook().begin(), coarse.codebook().end()));
  for (const WeightedValue& item : values) {
    REQUIRE(std::abs(coarse.value_of(coarse.code_of(item.value)) - item.value) < 0.32F);  // 10 / 32 is even spacing
    for (const float other : coarse.codebook()) {
      REQUIRE(std::abs(coarse.value_of(coarse.code_of(item.value)) - item.value) <= std::abs(other - item.value));
    }
  }
  CHECK(Quantiser({}, 0).codebook().size() == 1);
}
