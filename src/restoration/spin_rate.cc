#include "restoration/spin_rate.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace unspin::restoration {
namespace {

constexpr int kIterations = 6;
constexpr double kMaximumRate = 0.85;
// Share that a style keeps even when nothing in the document speaks for it.
constexpr double kStyleFloor = 0.04;
// Strength of the uniform prior over styles, in substitutions.
constexpr double kStylePrior = 6.0;

using StyleShares = std::array<double, kMaximumStyles>;

// P(style of the document is one of the rule's styles); rules without a tag belong to every spinner.
double style_factor(std::uint16_t styles, const StyleShares& share) {
  if (styles == 0) return 1;
  double sum = 0;
  for (std::size_t s = 0; s < kMaximumStyles; ++s) {
    if ((styles >> s & 1U) != 0) sum += share[s];
  }
  return std::max(sum, kStyleFloor);
}

void set_factors(SentenceAnalysis& sentence, double rate, const StyleShares& share) {
  const auto& arcs = sentence.lattice.arcs;
  sentence.factors.resize(arcs.size());
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const double weight = std::exp(static_cast<double>(arcs[a].log_weight));
    if (arcs[a].keeps()) {
      sentence.factors[a] = (arcs[a].replaceable ? 1 - rate : 1) * weight;
    } else {
      sentence.factors[a] = rate * weight * style_factor(arcs[a].style, share);
    }
  }
}

// Expected counts of one pass.
struct Counts {
  double substitutions = 0;
  double replaceable = 0;
  double tagged = 0;
  double log_likelihood = 0;
  StyleShares style{};
  std::vector<double> paragraph_substitutions;
  std::vector<double> paragraph_replaceable;
};

class Estimator {
 public:
  Estimator(std::vector<SentenceAnalysis>& sentences, const Models& models, const Parameters& parameters)
      : sentences_(sentences), models_(models), parameters_(parameters) {
    std::uint32_t paragraphs = 0;
    for (const auto& sentence : sentences) paragraphs = std::max(paragraphs, sentence.lattice.paragraph + 1);
    estimate_.rate = parameters.initial_rate;
    estimate_.paragraph_rate.assign(paragraphs, parameters.initial_rate);
    estimate_.style.fill(1.0 / 8);
  }

  SpinEstimate run() {
    for (auto& sentence : sentences_) {
      set_factors(sentence, estimate_.rate, estimate_.style);
      sentence.graph = unfold(sentence.lattice, sentence.factors, models_, parameters_);
    }
    Counts counts = expect();
    for (int i = 0; i < kIterations; ++i) {
      maximise(counts);
      counts = expect();
    }
    judge(counts);
    return std::move(estimate_);
  }

 private:
  Counts expect() {
    Counts counts;
    counts.paragraph_substitutions.assign(estimate_.paragraph_rate.size(), 0);
    counts.paragraph_replaceable.assign(estimate_.paragraph_rate.size(), 0);
    for (auto& sentence : sentences_) {
      set_factors(sentence, estimate_.paragraph_rate[sentence.lattice.paragraph], estimate_.style);
      sentence.posteriors = forward_backward(sentence.graph, sentence.factors);
      add(sentence, counts);
    }
    return counts;
  }

  static void add(const SentenceAnalysis& sentence, Counts& counts) {
    double substitutions = 0;
    double kept = 0;
    for (std::size_t a = 0; a < sentence.lattice.arcs.size(); ++a) {
      const Arc& arc = sentence.lattice.arcs[a];
      const double posterior = sentence.posteriors.arc[a];
      if (arc.keeps()) {
        if (arc.replaceable) kept += posterior;
        continue;
      }
      substitutions += posterior;
      if (arc.style == 0) continue;
      counts.tagged += posterior;
      const double share = posterior / std::popcount(arc.style);
      for (std::size_t s = 0; s < kMaximumStyles; ++s) {
        if ((arc.style >> s & 1U) != 0) counts.style[s] += share;
      }
    }
    counts.substitutions += substitutions;
    counts.replaceable += substitutions + kept;
    counts.paragraph_substitutions[sentence.lattice.paragraph] += substitutions;
    counts.paragraph_replaceable[sentence.lattice.paragraph] += substitutions + kept;
    counts.log_likelihood += sentence.posteriors.log_likelihood;
  }

  void maximise(const Counts& counts) {
    const auto clamp_rate = [this](double rate) { return std::clamp(rate, parameters_.genuine_rate, kMaximumRate); };
    estimate_.rate = clamp_rate(counts.substitutions / (counts.replaceable + parameters_.rate_prior_words));
    const double lean = parameters_.paragraph_prior_words;
    for (std::size_t p = 0; p < estimate_.paragraph_rate.size(); ++p) {
      const double substitutions = counts.paragraph_substitutions[p] + lean * estimate_.rate;
      estimate_.paragraph_rate[p] = clamp_rate(substitutions / (counts.paragraph_replaceable[p] + lean));
    }
    for (std::size_t s = 0; s < kMaximumStyles; ++s) {
      estimate_.style[s] = (counts.style[s] + kStylePrior / 8) / (counts.tagged + kStylePrior);
    }
  }

  // A document whose text is explained about as well without any spinner counts as genuine.
  void judge(const Counts& counts) {
    estimate_.substitutions = counts.substitutions;
    estimate_.tagged_substitutions = counts.tagged;
    const std::vector<double> spun_rates = estimate_.paragraph_rate;
    std::fill(estimate_.paragraph_rate.begin(), estimate_.paragraph_rate.end(), parameters_.genuine_rate);
    std::vector<Posteriors> spun_posteriors;
    std::vector<std::vector<double>> spun_factors;
    for (auto& sentence : sentences_) {
      spun_posteriors.push_back(std::move(sentence.posteriors));
      spun_factors.push_back(sentence.factors);
    }
    const Counts genuine = expect();
    estimate_.evidence = counts.log_likelihood - genuine.log_likelihood;
    if (estimate_.evidence < parameters_.evidence_needed) {
      estimate_.rate = parameters_.genuine_rate;
      estimate_.substitutions = genuine.substitutions;
      return;
    }
    estimate_.paragraph_rate = spun_rates;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      sentences_[i].posteriors = std::move(spun_posteriors[i]);
      sentences_[i].factors = std::move(spun_factors[i]);
    }
  }

  std::vector<SentenceAnalysis>& sentences_;
  const Models& models_;
  const Parameters& parameters_;
  SpinEstimate estimate_;
};

}  // namespace

SpinEstimate estimate_spin(std::vector<SentenceAnalysis>& sentences, const Models& models,
                           const Parameters& parameters) {
  if (sentences.empty()) return {};
  return Estimator(sentences, models, parameters).run();
}

}  // namespace unspin::restoration
