#include "language_model/quantiser.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace unspin::language_model {
namespace {

constexpr int kRounds = 30;

std::vector<float> distinct_values(const std::vector<WeightedValue>& sorted) {
  std::vector<float> values;
  for (const WeightedValue& item : sorted) {
    if (values.empty() || values.back() != item.value) values.push_back(item.value);
  }
  return values;
}

// Sums over prefixes of the sorted values, so that a round of Lloyd's method costs only the codebook's size.
struct PrefixSums {
  std::vector<double> weight = {0};
  std::vector<double> moment = {0};

  explicit PrefixSums(const std::vector<WeightedValue>& sorted) {
    weight.reserve(sorted.size() + 1);
    moment.reserve(sorted.size() + 1);
    for (const WeightedValue& item : sorted) {
      weight.push_back(weight.back() + item.weight);
      moment.push_back(moment.back() + static_cast<double>(item.weight) * item.value);
    }
  }
  // The mean of values first..last-1, or `otherwise` if there are none.
  [[nodiscard]] float mean(std::size_t first, std::size_t last, float otherwise) const {
    if (first == last) return otherwise;
    return static_cast<float>((moment[last] - moment[first]) / (weight[last] - weight[first]));
  }
};

std::vector<float> equal_bins(const std::vector<WeightedValue>& sorted, const PrefixSums& sums, std::size_t size) {
  std::vector<float> codebook(size);
  std::size_t first = 0;
  for (std::size_t code = 0; code < size; ++code) {
    const double target = sums.weight.back() * static_cast<double>(code + 1) / static_cast<double>(size);
    const auto after = std::lower_bound(sums.weight.begin(), sums.weight.end(), target) - sums.weight.begin();
    const std::size_t last = std::clamp(static_cast<std::size_t>(after), first, sorted.size());
    codebook[code] = sums.mean(first, last, sorted[std::min(first, sorted.size() - 1)].value);
    first = last;
  }
  return codebook;
}

void lloyd_round(const std::vector<WeightedValue>& sorted, const PrefixSums& sums, std::vector<float>& codebook) {
  const auto less = [](const WeightedValue& item, float bound) { return item.value < bound; };
  const std::vector<float> old = codebook;
  std::size_t first = 0;
  for (std::size_t code = 0; code < old.size(); ++code) {
    std::size_t last = sorted.size();
    if (code + 1 < old.size()) {
      const float bound = (old[code] + old[code + 1]) / 2;
      last = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), bound, less) - sorted.begin());
    }
    last = std::max(last, first);
    codebook[code] = sums.mean(first, last, old[code]);
    first = last;
  }
}

}  // namespace

Quantiser::Quantiser(std::vector<WeightedValue> values, std::uint32_t bits) {
  const std::size_t size = std::size_t{1} << bits;
  if (values.empty()) values.push_back({});
  std::sort(values.begin(), values.end(), [](const WeightedValue& a, const WeightedValue& b) {
    return a.value != b.value ? a.value < b.value : a.weight < b.weight;
  });
  codebook_ = distinct_values(values);
  if (codebook_.size() <= size) {
    codebook_.resize(size, codebook_.back());
    return;
  }
  const PrefixSums sums(values);
  codebook_ = equal_bins(values, sums, size);
  for (int round = 0; round < kRounds; ++round) lloyd_round(values, sums, codebook_);
  std::sort(codebook_.begin(), codebook_.end());  // rounding of means may swap neighbours
}

std::uint32_t Quantiser::code_of(float value) const {
  const auto above = std::lower_bound(codebook_.begin(), codebook_.end(), value);
  if (above == codebook_.begin()) return 0;
  const auto code = static_cast<std::uint32_t>(above - codebook_.begin());
  if (above == codebook_.end()) return code - 1;
  return *above - value < value - *(above - 1) ? code : code - 1;
}

}  // namespace unspin::language_model
