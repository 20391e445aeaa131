// The lattice unfolded over language-model states: forward-backward and best path in one small graph.
//
// Every arc's language-model score is taken relative to keeping all words, so a path that changes nothing has weight
// 1 and weights stay near 1 however long the sentence is. Scores do not depend on the spin rate: expectation-
// maximisation re-weights the arcs and runs forward-backward again without asking the language model.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "restoration/lattice.h"

namespace unspin::restoration {

struct GraphNode {
  std::uint32_t place = 0;  // visible tokens consumed
  language_model::State state;
};

// `arc` indexes Lattice::arcs, or is kNoPhrase on the edges that end the sentence.
struct GraphEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t arc = 0;
  float weight = 0;  // exp(language_model_weight * (log P of the arc's words - log P of keeping))
};

// Nodes and edges in topological order; node 0 is the start, the last node the end.
struct WordGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

// Unfolds the lattice with a beam; `arc_factor` (one per arc, see arc_factors) only steers the pruning.
[[nodiscard]] WordGraph unfold(const Lattice& lattice, std::span<const double> arc_factor, const Models& models,
                               const Parameters& parameters);

// Posteriors of one sentence under given arc factors. Sums over paths outgrow a double in a long sentence of unknown or
// of spun words, so each place has a binary exponent e, 0 nearly always: the sum from the start to a node is
// node_forward * 2^e(place), the sum from it to the end is node_backward * 2^(e(end) - e(place)).
struct Posteriors {
  double log_likelihood = 0;          // relative to keeping every word at factor 1
  std::vector<double> arc;            // posterior of every lattice arc
  std::vector<double> node_forward;   // sum over paths from the start, including the node
  std::vector<double> node_backward;  // sum over paths to the end
  std::vector<int> exponent;          // by place

  // What an edge between these places multiplies node_forward and node_backward by, besides its weight.
  [[nodiscard]] double scale(std::uint32_t from_place, std::uint32_t to_place) const {
    const int difference = exponent[from_place] - exponent[to_place];
    return difference == 0 ? 1 : std::ldexp(1.0, difference);
  }
};

[[nodiscard]] Posteriors forward_backward(const WordGraph& graph, std::span<const double> arc_factor);

}  // namespace unspin::restoration
