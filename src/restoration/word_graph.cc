#include "restoration/word_graph.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace unspin::restoration {
namespace {

using language_model::LanguageModel;
using language_model::State;
using language_model::WordId;

// States kept at one place, and how far (in nats) a state may fall behind the best before it is dropped.
constexpr std::size_t kBeamSize = 12;
constexpr double kBeamWidth = 9.0;
// Bounds an edge's weight so that products over a long sentence stay within a double.
constexpr double kMaximumGain = 25.0;

// A node while its place is still open, with the best path score into it.
struct OpenNode {
  State state;
  double best = -std::numeric_limits<double>::infinity();
  std::uint32_t index = 0;
};

// The cost of keeping every word, place by place: the line that all scores are measured against.
class KeepReference {
 public:
  KeepReference(const Lattice& lattice, const LanguageModel& model) {
    state_.reserve(lattice.size() + 1);
    cumulative_.reserve(lattice.size() + 1);
    state_.push_back(model.start_state());
    cumulative_.push_back(0);
    for (std::uint32_t place = 0; place < lattice.size(); ++place) {
      const Arc& keep = lattice.arcs[lattice.arcs_begin[place]];
      State next;
      const double score = model.score(state_.back(), lattice.words[keep.words_begin], next);
      state_.push_back(next);
      cumulative_.push_back(cumulative_.back() + score);
    }
  }

  // Log P of the words kept at [from, to).
  [[nodiscard]] double between(std::uint32_t from, std::uint32_t to) const {
    return cumulative_[to] - cumulative_[from];
  }
  [[nodiscard]] const State& final_state() const { return state_.back(); }

 private:
  std::vector<State> state_;
  std::vector<double> cumulative_;
};

class Unfolder {
 public:
  Unfolder(const Lattice& lattice, std::span<const double> arc_factor, const LanguageModel& model,
           const Parameters& parameters)
      : lattice_(lattice),
        model_(model),
        parameters_(parameters),
        reference_(lattice, model),
        open_(lattice.size() + 1) {
    log_factor_.reserve(arc_factor.size());
    for (const double factor : arc_factor) log_factor_.push_back(std::log(std::max(factor, 1e-30)));
  }

  WordGraph run() {
    open_node(0, model_.start_state(), 0);
    for (std::uint32_t place = 0; place < lattice_.size(); ++place) {
      prune(place);
      // States with the same last word share the look-ups of the pairs of words.
      matches_.clear();
      for (const OpenNode& node : open_[place]) expand(place, node);
    }
    prune(lattice_.size());
    close();
    return std::move(graph_);
  }

 private:
  std::uint32_t open_node(std::uint32_t place, const State& state, double best) {
    for (OpenNode& node : open_[place]) {
      if (node.state == state) {
        node.best = std::max(node.best, best);
        return node.index;
      }
    }
    const auto index = static_cast<std::uint32_t>(graph_.nodes.size());
    graph_.nodes.push_back({place, state});
    open_[place].push_back({state, best, index});
    return index;
  }

  void prune(std::uint32_t place) {
    auto& nodes = open_[place];
    std::sort(nodes.begin(), nodes.end(), [](const OpenNode& a, const OpenNode& b) {
      return a.best != b.best ? a.best > b.best : a.index < b.index;
    });
    std::size_t kept = 0;
    while (kept < nodes.size() && kept < kBeamSize && nodes[kept].best >= nodes[0].best - kBeamWidth) ++kept;
    nodes.resize(kept);
  }

  // The first words of all arcs of a place after one last word.
  struct Matches {
    WordId last_word = 0;
    language_model::Successors successors;
    std::vector<language_model::Match> by_arc;
  };

  const Matches& matches_after(std::uint32_t place, WordId last_word) {
    for (const Matches& matches : matches_) {
      if (matches.last_word == last_word) return matches;
    }
    Matches matches{last_word, model_.successors(last_word), {}};
    const auto arcs = lattice_.arcs_from(place);
    matches.by_arc.reserve(arcs.size());
    for (const Arc& arc : arcs) {
      matches.by_arc.push_back(model_.match(matches.successors, lattice_.words[arc.words_begin]));
    }
    matches_.push_back(std::move(matches));
    return matches_.back();
  }

  void expand(std::uint32_t place, const OpenNode& node) {
    const std::uint32_t begin = lattice_.arcs_begin[place];
    const std::uint32_t end = lattice_.arcs_begin[place + 1];
    const Matches& matches = matches_after(place, node.state.word);
    const language_model::History history = model_.history(node.state, matches.successors);
    for (std::uint32_t a = begin; a < end; ++a) {
      const Arc& arc = lattice_.arcs[a];
      State state;
      double score = model_.score(history, matches.by_arc[a - begin], state);
      for (std::uint32_t w = 1; w < arc.word_count; ++w) {
        score += static_cast<double>(model_.score(state, lattice_.words[arc.words_begin + w], state));
      }
      const double gain = relative(score, reference_.between(arc.from, arc.to));
      const std::uint32_t to = open_node(arc.to, state, node.best + gain + log_factor_[a]);
      graph_.edges.push_back({node.index, to, a, static_cast<float>(std::exp(gain))});
    }
  }

  void close() {
    const auto end = static_cast<std::uint32_t>(graph_.nodes.size());
    State ignored;
    const double reference =
        lattice_.ends_sentence ? model_.score(reference_.final_state(), language_model::kSentenceEnd, ignored) : 0;
    for (const OpenNode& node : open_[lattice_.size()]) {
      const double score = lattice_.ends_sentence ? model_.score(node.state, language_model::kSentenceEnd, ignored) : 0;
      const double gain = relative(score, reference);
      graph_.edges.push_back({node.index, end, kNoPhrase, static_cast<float>(std::exp(gain))});
    }
    graph_.nodes.push_back({lattice_.size(), State{}});
  }

  [[nodiscard]] double relative(double score, double reference) const {
    const double gain = parameters_.language_model_weight * (score - reference);
    return std::clamp(gain, -kMaximumGain, kMaximumGain);
  }

  const Lattice& lattice_;
  const LanguageModel& model_;
  const Parameters& parameters_;
  KeepReference reference_;
  std::vector<double> log_factor_;
  std::vector<std::vector<OpenNode>> open_;
  std::vector<Matches> matches_;
  WordGraph graph_;
};

}  // namespace

WordGraph unfold(const Lattice& lattice, std::span<const double> arc_factor, const Models& models,
                 const Parameters& parameters) {
  return Unfolder(lattice, arc_factor, *models.language_model, parameters).run();
}

Posteriors forward_backward(const WordGraph& graph, std::span<const double> arc_factor) {
  constexpr int kLargestExponent = 256;
  constexpr int kUnset = std::numeric_limits<int>::min();
  Posteriors result;
  result.node_forward.assign(graph.nodes.size(), 0);
  result.node_backward.assign(graph.nodes.size(), 0);
  result.arc.assign(arc_factor.size(), 0);
  result.exponent.assign(graph.nodes.back().place + 2, kUnset);
  result.exponent.front() = 0;
  // The end is a place of its own, behind the last word.
  const auto end_place = static_cast<std::uint32_t>(result.exponent.size() - 1);
  const auto place_of = [&](std::uint32_t node) {
    return node + 1 == graph.nodes.size() ? end_place : graph.nodes[node].place;
  };
  const auto weight_of = [&](const GraphEdge& edge) {
    const double factor = edge.arc == kNoPhrase ? 1 : arc_factor[edge.arc];
    return static_cast<double>(edge.weight) * factor * result.scale(place_of(edge.from), place_of(edge.to));
  };
  result.node_forward.front() = 1;
  for (const GraphEdge& edge : graph.edges) {
    int& exponent = result.exponent[place_of(edge.to)];
    if (exponent == kUnset) {  // the first path into the place sets its scale
      exponent = result.exponent[place_of(edge.from)];
      const double first = result.node_forward[edge.from] * weight_of(edge);
      const int magnitude = first > 0 ? std::ilogb(first) : 0;
      if (std::abs(magnitude) > kLargestExponent) exponent += magnitude;
    }
    result.node_forward[edge.to] += result.node_forward[edge.from] * weight_of(edge);
  }
  result.node_backward.back() = 1;
  for (std::size_t i = graph.edges.size(); i-- > 0;) {
    const GraphEdge& edge = graph.edges[i];
    result.node_backward[edge.from] += result.node_backward[edge.to] * weight_of(edge);
  }
  const double total = result.node_forward.back();
  result.log_likelihood = std::log(std::max(total, 1e-300)) + result.exponent.back() * std::log(2.0);
  for (const GraphEdge& edge : graph.edges) {
    if (edge.arc == kNoPhrase) continue;
    result.arc[edge.arc] += result.node_forward[edge.from] * weight_of(edge) * result.node_backward[edge.to] / total;
  }
  return result;
}

}  // namespace unspin::restoration
