// Chooses few numbers to stand for many. Training only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace unspin::language_model {

struct WeightedValue {
  float value = 0;
  float weight = 1;
};

// A codebook of 2^bits ascending values. If there are no more distinct values than codes it is exact. Otherwise it
// starts from bins of equal weight (Federico & Bertoldi 2006) and moves to the least squared error from there (Lloyd
// 1982).
class Quantiser {
 public:
  // REQUIRES: bits <= 16, weights > 0.
  Quantiser(std::vector<WeightedValue> values, std::uint32_t bits);

  // The code of the nearest value of the codebook.
  [[nodiscard]] std::uint32_t code_of(float value) const;
  [[nodiscard]] float value_of(std::uint32_t code) const { return codebook_[code]; }
  [[nodiscard]] std::span<const float> codebook() const { return codebook_; }

 private:
  std::vector<float> codebook_;
};

}  // namespace unspin::language_model
