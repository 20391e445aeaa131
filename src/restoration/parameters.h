// The numbers that steer restoration. They are fitted on the development passages (npm run tune) and travel in the
// model file; the defaults here are what an unfitted model uses.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace unspin::restoration {

// All costs are natural logarithms and not negative; rates and thresholds lie in 0..1.
struct Parameters {
  // Exponent of the language model in the log-linear score.
  double language_model_weight = 0.9;
  // Exponent of the channel weight w(spun | original).
  double channel_weight = 0.8;
  // Added to every substitution, whatever its rule.
  double substitution_cost = 0.0;
  // How much of the rarity of a spun phrase is taken back. A rare word alone is weak evidence, since rare words come in
  // company in genuine text of a learned register; what counts is that it does not fit its context. 0 takes the
  // language model at its word, 1 counts the context alone.
  double rarity_discount = 0.3;
  // P(this very word | an unknown word): what keeping a word costs that the language model does not know.
  double unknown_word_cost = 9.0;
  // Substituting a capitalised word in mid-sentence: it is probably part of a name.
  double name_cost = 3.0;
  // Expectation-maximisation of the spin rate: where it starts, and the strength of the prior towards zero
  // (in words that are seen unspun).
  double initial_rate = 0.15;
  double rate_prior_words = 12.0;
  // The rate of a paragraph leans on that of the document like so many words of evidence.
  double paragraph_prior_words = 25.0;
  // The document's own habits: how often a spinner does what to an original is learned from the document against a
  // prior of so many occurrences of the original.
  double habit_prior = 3.0;
  // What a passage must gain in log-likelihood over "genuine" to count as spun: so much at once, so much for every
  // hundred words (learned prose gains a little everywhere), and so much again to go back to genuine text after it.
  double evidence_needed = 8.0;
  double evidence_per_hundred_words = 8.0;
  double passage_end_cost = 2.0;
  // For that judgement alone every substitution must gain so much before it counts, and so much of its rarity is taken
  // back: a few blatant misfits say more than many words that are merely unusual.
  double evidence_substitution_cost = 1.0;
  double evidence_rarity_discount = 0.5;
  // The rate assumed in genuine text.
  double genuine_rate = 0.0005;
  // Findings at or above this confidence are reported.
  double threshold = 0.5;
};

struct ParameterField {
  std::string_view name;
  double Parameters::*member;
};

// Every parameter with its name, for reading, writing and tuning.
[[nodiscard]] const std::array<ParameterField, 17>& parameter_fields();

// The section of the model file: a list of names and 32-bit floats. Unknown names are an error, missing ones keep
// their defaults. Errors: corrupt_data.
[[nodiscard]] std::string write_parameters(const Parameters& parameters);
[[nodiscard]] Result<Parameters> read_parameters(ByteSpan bytes);

}  // namespace unspin::restoration
