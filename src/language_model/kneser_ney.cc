#include <cstddef>
#include <vector>

#include "language_model/estimator.h"

namespace unspin::language_model {
namespace {

using Counts = std::vector<std::uint32_t>;

// Whether each n-gram of the level starts with kSentenceStart: nothing precedes it, so it has no continuation count.
std::vector<bool> starting_sentences(const NgramLevel& level, const std::vector<bool>& below) {
  std::vector<bool> starts(level.size());
  for (std::size_t i = 0; i < level.size(); ++i) {
    starts[i] = below.empty() ? level.word[i] == kSentenceStart : below[level.prefix[i]];
  }
  return starts;
}

// The counts Kneser-Ney smooths: occurrences at the highest order, distinct preceding words below it.
Counts adjusted_counts(const NgramModel& model, std::size_t index, const std::vector<bool>& starts,
                       LowerOrderCounts lower_order) {
  const NgramLevel& level = model.levels[index];
  if (index + 1 == model.levels.size() || lower_order == LowerOrderCounts::occurrences) return level.count;
  Counts counts(level.size(), 0);
  for (const std::uint32_t suffix : model.levels[index + 1].suffix) ++counts[suffix];
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (starts[i]) counts[i] = level.count[i];
  }
  return counts;
}

std::array<std::uint64_t, 4> counts_of_counts(const Counts& counts) {
  std::array<std::uint64_t, 4> numbers = {};
  for (const std::uint32_t count : counts) {
    if (count >= 1 && count <= 4) ++numbers[count - 1];
  }
  return numbers;
}

double discount_of(std::uint32_t count, const Discounts& discounts) {
  if (count == 0) return 0;
  return discounts[count < 3 ? count - 1 : 2];
}

void estimate_words(NgramLevel& level, const Counts& counts, const Discounts& discounts) {
  double total = 0;
  double freed = 0;
  for (const std::uint32_t count : counts) {
    total += count;
    freed += discount_of(count, discounts);
  }
  // kSentenceStart is never predicted.
  const double uniform = freed / total / static_cast<double>(level.size() - 1);
  level.probability.resize(level.size());
  for (std::size_t i = 0; i < level.size(); ++i) {
    const double seen = (counts[i] - discount_of(counts[i], discounts)) / total;
    level.probability[i] = static_cast<float>(i == kSentenceStart ? 0 : seen + uniform);
  }
}

void estimate_level(NgramLevel& contexts, NgramLevel& level, const Counts& counts, const Discounts& discounts) {
  level.probability.resize(level.size());
  contexts.backoff.assign(contexts.size(), 1);
  for (std::size_t context = 0; context < contexts.size(); ++context) {
    const std::uint32_t first = contexts.first_child[context];
    const std::uint32_t last = contexts.first_child[context + 1];
    if (first == last) continue;
    double total = 0;
    double freed = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      total += counts[i];
      freed += discount_of(counts[i], discounts);
    }
    const double weight = freed / total;
    contexts.backoff[context] = static_cast<float>(weight);
    for (std::uint32_t i = first; i < last; ++i) {
      const double seen = (counts[i] - discount_of(counts[i], discounts)) / total;
      level.probability[i] = static_cast<float>(seen + weight * contexts.probability[level.suffix[i]]);
    }
  }
}

}  // namespace

Discounts modified_discounts(const std::array<std::uint64_t, 4>& counts_of_counts) {
  constexpr Discounts kFallback = {0.5, 1.0, 1.5};
  for (const std::uint64_t number : counts_of_counts) {
    if (number == 0) return kFallback;
  }
  std::array<double, 4> n = {};
  for (std::size_t i = 0; i < n.size(); ++i) n[i] = static_cast<double>(counts_of_counts[i]);
  const double y = n[0] / (n[0] + 2 * n[1]);
  Discounts discounts = {};
  for (std::size_t i = 0; i < discounts.size(); ++i) {
    const auto count = static_cast<double>(i + 1);
    discounts[i] = count - (count + 1) * y * n[i + 1] / n[i];
    if (discounts[i] < 0 || discounts[i] > count) return kFallback;
  }
  return discounts;
}

void estimate_kneser_ney(NgramModel& model, LowerOrderCounts lower_order) {
  std::vector<bool> starts;
  for (std::size_t index = 0; index < model.levels.size(); ++index) {
    NgramLevel& level = model.levels[index];
    starts = starting_sentences(level, starts);
    Counts counts = adjusted_counts(model, index, starts, lower_order);
    if (index == 0) counts[kSentenceStart] = 0;
    const Discounts discounts = modified_discounts(counts_of_counts(counts));
    if (index == 0) {
      estimate_words(level, counts, discounts);
    } else {
      estimate_level(model.levels[index - 1], level, counts, discounts);
    }
  }
}

}  // namespace unspin::language_model
