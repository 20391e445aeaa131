// How much of a document is spun, and by which kind of spinner: expectation-maximisation over the word graphs of all
// its sentences. The share of replaceable words that were replaced is a hidden variable of the document and of every
// paragraph, with a prior towards zero, so genuine text ends near 0 and stays silent, and a spun one makes the
// decoder bolder.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "restoration/lattice.h"
#include "restoration/parameters.h"
#include "restoration/word_graph.h"

namespace unspin::restoration {

inline constexpr std::size_t kMaximumStyles = 16;

// A sentence with all that was computed about it.
struct SentenceAnalysis {
  Lattice lattice;
  WordGraph graph;
  std::vector<double> factors;  // channel factor of every arc under the estimated rates
  Posteriors posteriors;
};

struct SpinEstimate {
  double rate = 0;                             // share of replaceable words that were replaced
  double evidence = 0;                         // log-likelihood gain over a genuine document
  std::vector<double> paragraph_rate;          // by paragraph number
  std::vector<bool> paragraph_is_spun;         // by paragraph number
  std::array<double, kMaximumStyles> style{};  // share of every style tag among the tagged substitutions
  double tagged_substitutions = 0;             // expected number of substitutions that carry a style tag
  double substitutions = 0;                    // expected number of substitutions
};

// The factors of all arcs if the rate were the same everywhere and nothing were known of style and habits.
[[nodiscard]] std::vector<double> uniform_factors(const Lattice& lattice, double rate);

// Unfolds all lattices and estimates; the analyses hold the posteriors under the final estimate.
[[nodiscard]] SpinEstimate estimate_spin(std::vector<SentenceAnalysis>& sentences, const Models& models,
                                         const Parameters& parameters);

}  // namespace unspin::restoration
