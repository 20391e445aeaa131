// Turns n-gram counts into probabilities: interpolated modified Kneser-Ney smoothing (Chen & Goodman 1999, section 3),
// then entropy pruning (Stolcke 1998). Training only; the same input gives the same output on every run.
#pragma once

#include <array>
#include <cstdint>

#include "language_model/ngrams.h"

namespace unspin::language_model {

// What a shorter context counts. Kneser-Ney counts in how many contexts an n-gram occurs, which suits a model that
// keeps its long n-grams; after heavy pruning the shorter contexts are asked far more often than that assumes, and
// plain occurrences can do better (Chelba, Brants, Neveitt & Xu, Interspeech 2010).
enum class LowerOrderCounts : std::uint8_t { continuations, occurrences };

// Absolute discounts of the n-grams of one length that were seen once, twice, and three times or more.
using Discounts = std::array<double, 3>;

// Discounts from the numbers of n-grams seen once to four times. Where a count is zero (a tiny or odd text) or a
// discount leaves 0..its count, falls back to 0.5, 1, 1.5.
[[nodiscard]] Discounts modified_discounts(const std::array<std::uint64_t, 4>& counts_of_counts);

// Sets probability and backoff of all n-grams of a counted model. kSentenceStart gets probability 0, and the words
// that never occur share the mass that is left to the uniform distribution.
void estimate_kneser_ney(NgramModel& model, LowerOrderCounts lower_order);

struct PruningOptions {
  // By length - 1. Drops n-grams of length 2 and more that occur less often.
  std::array<std::uint32_t, kMaxOrder> min_counts = {1, 1, 1, 1};
  // By length - 1. Keeps at most so many n-grams of length 2 and more, those whose removal would change the model most
  // (relative entropy weighted by how often the context occurs in the text). N-grams that longer ones need stay.
  std::array<std::uint32_t, kMaxOrder> budgets = {0xffffffffU, 0xffffffffU, 0xffffffffU, 0xffffffffU};
};

// Prunes an estimated model and sets all back-off weights anew, so that every context sums to one. Afterwards the model
// holds the prefix and the suffix of every n-gram it holds.
void prune(NgramModel& model, const PruningOptions& options);

// Sets the back-off weights from the probabilities.
void normalise_backoffs(NgramModel& model);

}  // namespace unspin::language_model
