#include "restoration/decision.h"

#include <algorithm>
#include <map>

namespace unspin::restoration {
namespace {

// Wordings less probable than this are not listed.
constexpr double kNegligible = 2e-5;
constexpr std::size_t kMaximumOptions = 24;

struct Span {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

// Posteriors of whole wordings of a span, summed over all language-model states at its ends.
class SpanReader {
 public:
  explicit SpanReader(const SentenceAnalysis& sentence) : sentence_(sentence) {
    const auto& graph = sentence.graph;
    first_edge_.assign(graph.nodes.size() + 1, 0);
    for (const GraphEdge& edge : graph.edges) ++first_edge_[edge.from + 1];
    for (std::size_t n = 1; n < first_edge_.size(); ++n) first_edge_[n] += first_edge_[n - 1];
    edges_.resize(graph.edges.size());
    std::vector<std::uint32_t> next(first_edge_.begin(), first_edge_.end() - 1);
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) edges_[next[graph.edges[e].from]++] = e;
  }

  // Every wording of the span with its posterior, the wording as it stands included, most probable first.
  [[nodiscard]] std::vector<Option> read(Span span) {
    found_.clear();
    span_ = span;
    const auto& nodes = sentence_.graph.nodes;
    for (std::uint32_t n = 0; n < nodes.size(); ++n) {
      if (nodes[n].place == span.from) follow(n, sentence_.posteriors.node_forward[n]);
    }
    const double total = sentence_.posteriors.node_forward.back();
    std::vector<Option> options;
    for (const auto& [arcs, weight] : found_) options.push_back({arcs, weight / total});
    std::stable_sort(options.begin(), options.end(),
                     [](const Option& a, const Option& b) { return a.probability > b.probability; });
    return options;
  }

 private:
  void follow(std::uint32_t node, double weight) {
    const auto& posteriors = sentence_.posteriors;
    if (weight * posteriors.node_backward[node] < kNegligible * posteriors.node_forward.back()) return;
    if (sentence_.graph.nodes[node].place == span_.to) {
      found_[path_] += weight * posteriors.node_backward[node];
      return;
    }
    for (std::uint32_t i = first_edge_[node]; i < first_edge_[node + 1]; ++i) {
      const GraphEdge& edge = sentence_.graph.edges[edges_[i]];
      if (edge.arc == kNoPhrase || sentence_.graph.nodes[edge.to].place > span_.to) continue;
      path_.push_back(edge.arc);
      const double scale = posteriors.scale(sentence_.graph.nodes[node].place, sentence_.graph.nodes[edge.to].place);
      follow(edge.to, weight * scale * static_cast<double>(edge.weight) * sentence_.factors[edge.arc]);
      path_.pop_back();
    }
  }

  const SentenceAnalysis& sentence_;
  std::vector<std::uint32_t> first_edge_;
  std::vector<std::uint32_t> edges_;
  std::map<std::vector<std::uint32_t>, double> found_;
  std::vector<std::uint32_t> path_;
  Span span_;
};

// The segmentation into kept words and replaced spans with the least expected loss.
std::vector<Span> choose_spans(const SentenceAnalysis& sentence, double threshold) {
  const Lattice& lattice = sentence.lattice;
  const double reward = (1 - threshold) / std::max(threshold, 1e-3);
  std::vector<double> best(lattice.size() + 1, -1);
  std::vector<Span> back(lattice.size() + 1);
  std::vector<bool> replaced(lattice.size() + 1, false);
  best[0] = 0;
  for (std::uint32_t from = 0; from < lattice.size(); ++from) {
    std::map<std::uint32_t, double> mass_to;
    for (std::uint32_t a = lattice.arcs_begin[from]; a < lattice.arcs_begin[from + 1]; ++a) {
      const Arc& arc = lattice.arcs[a];
      if (!arc.keeps()) {
        mass_to[arc.to] += sentence.posteriors.arc[a];
        continue;
      }
      const double value = best[from] + sentence.posteriors.arc[a];
      if (value > best[arc.to]) {
        best[arc.to] = value;
        back[arc.to] = {from, arc.to};
        replaced[arc.to] = false;
      }
    }
    for (const auto& [to, mass] : mass_to) {
      const double value = best[from] + reward * mass * (to - from);
      if (value > best[to]) {
        best[to] = value;
        back[to] = {from, to};
        replaced[to] = true;
      }
    }
  }
  std::vector<Span> spans;
  for (std::uint32_t place = lattice.size(); place > 0; place = back[place].from) {
    if (replaced[place]) spans.push_back(back[place]);
  }
  std::reverse(spans.begin(), spans.end());
  return spans;
}

bool keeps_all(const SentenceAnalysis& sentence, const Option& option) {
  return std::all_of(option.arcs.begin(), option.arcs.end(),
                     [&](std::uint32_t a) { return sentence.lattice.arcs[a].keeps(); });
}

// Whether the word of the option at `place` is kept.
bool keeps_at(const SentenceAnalysis& sentence, const Option& option, std::uint32_t place) {
  for (const std::uint32_t a : option.arcs) {
    const Arc& arc = sentence.lattice.arcs[a];
    if (arc.from <= place && place < arc.to) return arc.keeps();
  }
  return true;
}

// Two neighbouring spans belong together if replacing only one of them is improbable: the one is replaced almost
// surely if the other is, and rather not if the other is not.
bool depend_on_each_other(const SentenceAnalysis& sentence, SpanReader& reader, Span left, Span right) {
  double both = 0;
  double only_left = 0;
  double only_right = 0;
  for (const Option& option : reader.read({left.from, right.to})) {
    const bool left_kept = keeps_at(sentence, option, left.from);
    const bool right_kept = keeps_at(sentence, option, right.from);
    if (!left_kept && !right_kept) both += option.probability;
    if (!left_kept && right_kept) only_left += option.probability;
    if (left_kept && !right_kept) only_right += option.probability;
  }
  const double neither = std::max(0.0, 1 - both - only_left - only_right);
  const auto given_other = [](double with, double without) { return with / std::max(with + without, 1e-9); };
  const bool left_needs_right = given_other(both, only_right) > 0.8 && given_other(only_left, neither) < 0.35;
  const bool right_needs_left = given_other(both, only_left) > 0.8 && given_other(only_right, neither) < 0.35;
  return left_needs_right || right_needs_left;
}

std::vector<Span> join_dependent(const SentenceAnalysis& sentence, SpanReader& reader, std::vector<Span> spans) {
  constexpr std::uint32_t kLongestJoined = 6;
  std::vector<Span> joined;
  for (const Span& span : spans) {
    const bool neighbour = !joined.empty() && joined.back().to == span.from;
    if (neighbour && span.to - joined.back().from <= kLongestJoined &&
        depend_on_each_other(sentence, reader, joined.back(), span)) {
      joined.back().to = span.to;
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

// Readings that reach over the edges of the span speak for the finding, but for none of its wordings: their share goes
// to all wordings in proportion.
void share_out(Decision& decision) {
  double sum = 0;
  for (const Option& option : decision.options) sum += option.probability;
  if (sum <= 0) return;
  for (Option& option : decision.options) option.probability *= decision.confidence / sum;
}

}  // namespace

std::vector<Decision> decide(const SentenceAnalysis& sentence, double threshold) {
  std::vector<Span> spans = choose_spans(sentence, threshold);
  if (spans.empty()) return {};
  SpanReader reader(sentence);
  spans = join_dependent(sentence, reader, std::move(spans));
  std::vector<Decision> decisions;
  for (const Span& span : spans) {
    Decision decision{span.from, span.to, 1, {}};
    for (Option& option : reader.read(span)) {
      if (keeps_all(sentence, option)) {
        decision.confidence -= option.probability;
      } else if (decision.options.size() < kMaximumOptions) {
        decision.options.push_back(std::move(option));
      }
    }
    decision.confidence = std::clamp(decision.confidence, 0.0, 1.0);
    share_out(decision);
    if (decision.confidence >= threshold && !decision.options.empty()) decisions.push_back(std::move(decision));
  }
  return decisions;
}

}  // namespace unspin::restoration
