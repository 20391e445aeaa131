#include "restoration/word_graph.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "catch.h"
#include "restoration/spin_rate.h"
#include "text/tokenizer.h"
#include "tiny_model.h"

namespace unspin::restoration {
namespace {

constexpr double kRate = 0.3;

const Models& models() { return test::TinyModel::instance().models(); }

// The lattice of a text of one sentence, unfolded.
struct Unfolded {
  explicit Unfolded(std::string_view sentence) {
    const text::Document document = text::segment(sentence);
    std::vector<Lattice> lattices = build_lattices(document, models(), parameters);
    REQUIRE(lattices.size() == 1);
    lattice = std::move(lattices.front());
    factors = uniform_factors(lattice, kRate);
    graph = unfold(lattice, factors, models(), parameters);
    posteriors = forward_backward(graph, factors);
  }

  Parameters parameters;
  Lattice lattice;
  std::vector<double> factors;
  WordGraph graph;
  Posteriors posteriors;
};

// Posteriors and log-likelihood by walking every path.
class EveryPath {
 public:
  explicit EveryPath(const Unfolded& unfolded) : unfolded_(unfolded), posterior(unfolded.factors.size(), 0) {
    const auto& language_model = *models().language_model;
    keep_ = 0;
    language_model::State state = language_model.start_state();
    for (std::uint32_t place = 0; place < unfolded.lattice.size(); ++place) keep_ += read(state, keep_at(place));
    keep_ += static_cast<double>(language_model.score(state, language_model::kSentenceEnd, state));
    walk(0, language_model.start_state(), 0, 1);
    for (double& p : posterior) p /= total_;
    log_likelihood = std::log(total_);
  }

 private:
  [[nodiscard]] std::uint32_t keep_at(std::uint32_t place) const { return unfolded_.lattice.arcs_begin[place]; }

  double read(language_model::State& state, std::uint32_t index) const {
    const Arc& arc = unfolded_.lattice.arcs[index];
    double score = 0;
    for (std::uint32_t w = 0; w < arc.word_count; ++w) {
      score += static_cast<double>(
          models().language_model->score(state, unfolded_.lattice.words[arc.words_begin + w], state));
    }
    return score;
  }

  void walk(std::uint32_t place, const language_model::State& state, double score, double factor) {
    if (place == unfolded_.lattice.size()) {
      language_model::State end;
      const double whole =
          score + static_cast<double>(models().language_model->score(state, language_model::kSentenceEnd, end));
      const double weight = factor * std::exp(unfolded_.parameters.language_model_weight * (whole - keep_));
      total_ += weight;
      for (const std::uint32_t a : path_) posterior[a] += weight;
      return;
    }
    for (std::uint32_t a = keep_at(place); a < unfolded_.lattice.arcs_begin[place + 1]; ++a) {
      language_model::State next = state;
      const double gain = read(next, a);
      path_.push_back(a);
      walk(unfolded_.lattice.arcs[a].to, next, score + gain, factor * unfolded_.factors[a]);
      path_.pop_back();
    }
  }

  const Unfolded& unfolded_;
  double keep_ = 0;
  double total_ = 0;
  std::vector<std::uint32_t> path_;

 public:
  std::vector<double> posterior;
  double log_likelihood = 0;
};

constexpr std::string_view kSpunSentences[] = {
    "The mayor mentioned on Tuesday that the town corridor would stay closed subsequent week.",
    "In accordance to the police, youngsters discovered an automobile.",
    "Individuals assist youngsters.",
    "It was a concept.",
};

TEST_CASE("the arcs over any place share one unit of probability", "[word graph]") {
  for (const std::string_view sentence : kSpunSentences) {
    INFO(sentence);
    const Unfolded unfolded(sentence);
    for (std::uint32_t place = 0; place < unfolded.lattice.size(); ++place) {
      double sum = 0;
      for (std::size_t a = 0; a < unfolded.lattice.arcs.size(); ++a) {
        const Arc& arc = unfolded.lattice.arcs[a];
        CHECK(unfolded.posteriors.arc[a] >= 0);
        if (arc.from <= place && place < arc.to) sum += unfolded.posteriors.arc[a];
      }
      CHECK(sum == Approx(1).margin(1e-9));
    }
  }
}

TEST_CASE("posteriors are what a walk over every path finds", "[word graph]") {
  for (const std::string_view sentence : kSpunSentences) {
    INFO(sentence);
    const Unfolded unfolded(sentence);
    const EveryPath exact(unfolded);
    CHECK(unfolded.posteriors.log_likelihood == Approx(exact.log_likelihood).margin(0.01));
    for (std::size_t a = 0; a < exact.posterior.size(); ++a) {
      CHECK(unfolded.posteriors.arc[a] == Approx(exact.posterior[a]).margin(2e-3));
    }
  }
}

TEST_CASE("a sentence in which nothing can be replaced has log-likelihood zero", "[word graph]") {
  for (const char* sentence : {"The storm hit the road on Monday.", "The old bridge was closed.", "The river rose."}) {
    INFO(sentence);
    const Unfolded unfolded(sentence);
    CHECK(unfolded.posteriors.log_likelihood == Approx(0).margin(1e-4));
    for (const double p : unfolded.posteriors.arc) CHECK(p == Approx(1));
  }
}

TEST_CASE("a spun sentence is likelier than itself unspun, a genuine one is not", "[word graph]") {
  CHECK(Unfolded(kSpunSentences[0]).posteriors.log_likelihood > 3);
  CHECK(Unfolded("The mayor said that the children found a car.").posteriors.log_likelihood < 0);
}

TEST_CASE("every place begins with the choice to keep the word", "[lattice]") {
  for (const std::string_view sentence : kSpunSentences) {
    const Unfolded unfolded(sentence);
    const Lattice& lattice = unfolded.lattice;
    REQUIRE(lattice.arcs_begin.size() == lattice.size() + 1);
    for (std::uint32_t place = 0; place < lattice.size(); ++place) {
      const auto arcs = lattice.arcs_from(place);
      REQUIRE_FALSE(arcs.empty());
      CHECK(arcs.front().keeps());
      CHECK(arcs.front().to == place + 1);
      for (const Arc& arc : arcs) {
        CHECK(arc.from == place);
        CHECK(arc.to > place);
        CHECK(arc.to <= lattice.size());
        CHECK(arc.words_begin + arc.word_count <= lattice.words.size());
      }
      for (std::size_t a = 1; a < arcs.size(); ++a) CHECK_FALSE(arcs[a].keeps());
    }
  }
}

TEST_CASE("nodes and edges come in an order in which paths run forward", "[word graph]") {
  const Unfolded unfolded(kSpunSentences[0]);
  const auto& graph = unfolded.graph;
  REQUIRE_FALSE(graph.nodes.empty());
  CHECK(graph.nodes.front().place == 0);
  CHECK(graph.nodes.back().place == unfolded.lattice.size());
  for (const GraphEdge& edge : graph.edges) {
    CHECK(edge.from < edge.to);
    CHECK(edge.to < graph.nodes.size());
    CHECK(std::isfinite(edge.weight));
  }
}

TEST_CASE("a sentence too long for one lattice is cut, and only its last part ends a sentence", "[lattice]") {
  std::string sentence;
  for (int i = 0; i < 500; ++i) sentence += "people said ";
  const text::Document document = text::segment(sentence);
  const auto lattices = build_lattices(document, models(), Parameters{});
  REQUIRE(lattices.size() > 1);
  std::size_t tokens = 0;
  for (const Lattice& lattice : lattices) {
    CHECK(lattice.size() <= kMaximumLatticeSize);
    CHECK(lattice.ends_sentence == (&lattice == &lattices.back()));
    tokens += lattice.size();
  }
  CHECK(tokens == document.tokens.size());
}

}  // namespace
}  // namespace unspin::restoration
