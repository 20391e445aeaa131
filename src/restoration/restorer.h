// Restores a spun text: the one entry to this folder.
//
// The method is a noisy channel: original -> spinner -> what we read. A lattice of phrases is scored by a language
// model of the original and the channel weights of the substitutions; expectation-maximisation finds how much of the
// document is spun; posteriors of the lattice become findings with confidences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "restoration/decision.h"
#include "restoration/finding.h"
#include "restoration/lattice.h"
#include "restoration/parameters.h"

namespace unspin::restoration {

enum class Verdict : std::uint8_t { genuine, partly_spun, spun };

// "genuine", "partly spun", "spun": as reports and the command line write it.
[[nodiscard]] std::string_view name_of(Verdict verdict);

struct Options {
  double threshold = -1;  // findings at or above this confidence; negative: the model's own
  std::size_t maximum_suggestions = 5;
  bool assume_spun = false;  // the caller knows that the text is spun: skip the judgement and look everywhere
};

struct Analysis {
  std::size_t words = 0;
  double spin_rate = 0;  // share of the words that the findings cover, weighted by confidence
  Verdict verdict = Verdict::genuine;
  std::string style;  // the spinner's style if one is clear, or empty
  double threshold = 0;
  double evidence = 0;            // log-likelihood gain of "spun" over "genuine", in nats, summed over the text
  std::vector<Finding> findings;  // sorted, never overlapping
};

// Thread-safe: const after construction, may be shared. The models are borrowed.
class Restorer {
 public:
  Restorer(Models models, Parameters parameters);

  // Analyses a text of any bytes. REQUIRES: text.size() < 2^32.
  [[nodiscard]] Analysis analyse(std::string_view text, const Options& options) const;

 private:
  // Drops what is not a certain tortured phrase.
  void keep_certain_torture(const SentenceAnalysis& sentence, std::vector<Decision>& decisions) const;

  Models models_;
  Parameters parameters_;
  std::uint16_t tortured_mask_ = 0;
};

// The text with the best suggestion of every finding put in.
[[nodiscard]] std::string restored_text(std::string_view text, const std::vector<Finding>& findings);

}  // namespace unspin::restoration
