// From posteriors to decisions: which spans of a sentence are reported as spun, and what they may have been.
#pragma once

#include <cstdint>
#include <vector>

#include "restoration/spin_rate.h"

namespace unspin::restoration {

// One wording of a span: arcs that cover it exactly, in order; some may keep their word.
struct Option {
  std::vector<std::uint32_t> arcs;
  double probability = 0;  // posterior of this wording
};

// A span [from, to) of visible tokens that was probably spun.
struct Decision {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double confidence = 0;        // posterior probability that the span did not read as it does now
  std::vector<Option> options;  // most probable first, without the wording as it stands
};

// Chooses spans by minimum Bayes risk over the tokens: a token is reported when the posterior odds that it was
// replaced exceed the odds of the threshold. Neighbouring spans that only make sense together become one decision.
[[nodiscard]] std::vector<Decision> decide(const SentenceAnalysis& sentence, double threshold);

}  // namespace unspin::restoration
