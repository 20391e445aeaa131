#include "restoration/spin_rate.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace unspin::restoration {
namespace {

constexpr int kIterations = 5;
constexpr int kFinalIterations = 2;
constexpr double kMaximumRate = 0.9;
// More rarity than this is not taken back.
constexpr double kMostRarity = 7;
// A phrase that was replaced was exposed at least so much.
constexpr double kLeastExposure = 0.1;
// Share that a style keeps even when nothing in the document speaks for it.
constexpr double kStyleFloor = 0.04;
// Styles in use, and the strength of the uniform prior over them in substitutions.
constexpr double kUsualStyles = 9;
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

// What the document shows of its spinner's habits: how often each original was expected to stand behind each phrase,
// itself included. A spinner that writes "mentioned" for "said" does so again, and one that left "group" alone three
// times did not write "team" for it.
class Habits {
 public:
  void add(std::uint32_t original, std::uint32_t spun, double count) {
    if (count < kNegligibleCount) return;
    pairs_[key(original, spun)] += count;
    totals_[original] += count;
  }

  // P(spun | original) from `prior` and the document without the occurrence at hand, whose own count is `own`.
  [[nodiscard]] double probability(std::uint32_t original, std::uint32_t spun, double prior, double strength,
                                   double own) const {
    const auto total = totals_.find(original);
    if (total == totals_.end()) return prior;
    const auto pair = pairs_.find(key(original, spun));
    const double of_pair = std::max(0.0, (pair == pairs_.end() ? 0 : pair->second) - own);
    const double of_original = std::max(of_pair, total->second - own);
    return (strength * prior + of_pair) / (strength + of_original);
  }

 private:
  static constexpr double kNegligibleCount = 1e-3;

  static std::uint64_t key(std::uint32_t original, std::uint32_t spun) {
    return static_cast<std::uint64_t>(original) << 32U | spun;
  }

  std::unordered_map<std::uint64_t, double> pairs_;
  std::unordered_map<std::uint32_t, double> totals_;
};

void set_factors(SentenceAnalysis& sentence, double rate, const StyleShares& share, const Habits& habits,
                 double habit_prior) {
  const auto& arcs = sentence.lattice.arcs;
  sentence.factors.resize(arcs.size());
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    const Arc& arc = arcs[a];
    const double own = sentence.posteriors.arc.empty() ? 0 : sentence.posteriors.arc[a];
    const double weight = std::exp(static_cast<double>(arc.log_weight));
    if (!arc.keeps()) {
      const double prior = rate * weight * style_factor(arc.style, share);
      sentence.factors[a] = habits.probability(arc.original, arc.spun, prior, habit_prior, own);
    } else if (arc.replaceable()) {
      sentence.factors[a] = weight * habits.probability(arc.spun, arc.spun,
                                                        1 - rate * static_cast<double>(arc.exposure), habit_prior, own);
    } else {
      sentence.factors[a] = weight;
    }
  }
}

// Expected counts of one pass.
struct Counts {
  double substitutions = 0;
  double tagged = 0;
  double log_likelihood = 0;
  StyleShares style{};
  Habits habits;
  std::vector<double> paragraph_substitutions;
  std::vector<double> paragraph_replaceable;
  std::vector<double> paragraph_log_likelihood;
};

class Estimator {
 public:
  Estimator(std::vector<SentenceAnalysis>& sentences, const Models& models, const Parameters& parameters)
      : sentences_(sentences), models_(models), parameters_(parameters) {
    std::uint32_t paragraphs = 0;
    for (const auto& sentence : sentences) paragraphs = std::max(paragraphs, sentence.lattice.paragraph + 1);
    estimate_.rate = parameters.initial_rate;
    estimate_.paragraph_rate.assign(paragraphs, parameters.initial_rate);
    estimate_.style.fill(1.0 / kUsualStyles);
  }

  SpinEstimate run() {
    for (auto& sentence : sentences_) {
      set_factors(sentence, estimate_.rate, estimate_.style, habits_, parameters_.habit_prior);
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
  // The log-likelihood of every paragraph if substitutions had to be blatant to count.
  [[nodiscard]] std::vector<double> blatant_log_likelihood() const {
    std::vector<double> sums(estimate_.paragraph_rate.size(), 0);
    std::vector<double> factors;
    for (const auto& sentence : sentences_) {
      factors = sentence.factors;
      for (std::size_t a = 0; a < factors.size(); ++a) {
        const Arc& arc = sentence.lattice.arcs[a];
        if (arc.keeps()) continue;
        const double rarity = std::clamp(static_cast<double>(arc.rarity), 0.0, kMostRarity);
        factors[a] *= std::exp(-parameters_.evidence_substitution_cost - parameters_.evidence_rarity_discount * rarity);
      }
      sums[sentence.lattice.paragraph] += forward_backward(sentence.graph, factors).log_likelihood;
    }
    return sums;
  }

  Counts expect() {
    Counts counts;
    counts.paragraph_substitutions.assign(estimate_.paragraph_rate.size(), 0);
    counts.paragraph_replaceable.assign(estimate_.paragraph_rate.size(), 0);
    counts.paragraph_log_likelihood.assign(estimate_.paragraph_rate.size(), 0);
    for (auto& sentence : sentences_) {
      set_factors(sentence, estimate_.paragraph_rate[sentence.lattice.paragraph], estimate_.style, habits_,
                  parameters_.habit_prior);
      sentence.posteriors = forward_backward(sentence.graph, sentence.factors);
      add(sentence, counts);
    }
    return counts;
  }

  [[nodiscard]] double exposure_of(std::uint32_t original) const {
    return std::max(kLeastExposure, static_cast<double>(models_.exposure_of_phrase[original]));
  }

  void add(const SentenceAnalysis& sentence, Counts& counts) const {
    double substitutions = 0;
    double exposed = 0;  // what was replaced, weighted by how readily it is
    double kept = 0;     // ... and what was not
    for (std::size_t a = 0; a < sentence.lattice.arcs.size(); ++a) {
      const Arc& arc = sentence.lattice.arcs[a];
      const double posterior = sentence.posteriors.arc[a];
      if (arc.keeps()) {
        if (!arc.replaceable()) continue;
        kept += posterior * static_cast<double>(arc.exposure);
        counts.habits.add(arc.spun, arc.spun, posterior);
        continue;
      }
      substitutions += posterior;
      exposed += posterior * exposure_of(arc.original);
      counts.habits.add(arc.original, arc.spun, posterior);
      if (arc.style == 0) continue;
      counts.tagged += posterior;
      const double share = posterior / std::popcount(arc.style);
      for (std::size_t s = 0; s < kMaximumStyles; ++s) {
        if ((arc.style >> s & 1U) != 0) counts.style[s] += share;
      }
    }
    counts.substitutions += substitutions;
    counts.paragraph_substitutions[sentence.lattice.paragraph] += substitutions;
    counts.paragraph_replaceable[sentence.lattice.paragraph] += exposed + kept;
    counts.log_likelihood += sentence.posteriors.log_likelihood;
    counts.paragraph_log_likelihood[sentence.lattice.paragraph] += sentence.posteriors.log_likelihood;
  }

  void maximise(const Counts& counts) {
    habits_ = counts.habits;
    const auto clamp_rate = [this](double rate) { return std::clamp(rate, parameters_.genuine_rate, kMaximumRate); };
    const auto counted = [this](std::size_t p) {
      return estimate_.paragraph_is_spun.empty() || estimate_.paragraph_is_spun[p];
    };
    double all_substitutions = 0;
    double all_replaceable = parameters_.rate_prior_words;
    for (std::size_t p = 0; p < estimate_.paragraph_rate.size(); ++p) {
      if (!counted(p)) continue;
      all_substitutions += counts.paragraph_substitutions[p];
      all_replaceable += counts.paragraph_replaceable[p];
    }
    estimate_.rate = clamp_rate(all_substitutions / all_replaceable);
    const double lean = parameters_.paragraph_prior_words;
    for (std::size_t p = 0; p < estimate_.paragraph_rate.size(); ++p) {
      if (!counted(p)) continue;
      const double substitutions = counts.paragraph_substitutions[p] + lean * estimate_.rate;
      estimate_.paragraph_rate[p] = clamp_rate(substitutions / (counts.paragraph_replaceable[p] + lean));
    }
    for (std::size_t s = 0; s < kMaximumStyles; ++s) {
      estimate_.style[s] = (counts.style[s] + kStylePrior / kUsualStyles) / (counts.tagged + kStylePrior);
    }
  }

  // Tells spun passages from genuine ones, and estimates anew on the spun ones alone.
  void judge(const Counts& spun) {
    const std::vector<double> blatant = blatant_log_likelihood();
    const std::vector<double> spun_rates = estimate_.paragraph_rate;
    std::fill(estimate_.paragraph_rate.begin(), estimate_.paragraph_rate.end(), parameters_.genuine_rate);
    const Habits habits = std::move(habits_);
    habits_ = Habits{};
    const Counts genuine = expect();
    estimate_.evidence = spun.log_likelihood - genuine.log_likelihood;
    estimate_.paragraph_is_spun = find_spun_paragraphs(blatant, genuine.paragraph_log_likelihood);
    if (std::find(estimate_.paragraph_is_spun.begin(), estimate_.paragraph_is_spun.end(), true) ==
        estimate_.paragraph_is_spun.end()) {
      estimate_.rate = parameters_.genuine_rate;
      estimate_.substitutions = genuine.substitutions;
      return;
    }
    habits_ = habits;
    for (std::size_t p = 0; p < spun_rates.size(); ++p) {
      if (estimate_.paragraph_is_spun[p]) estimate_.paragraph_rate[p] = spun_rates[p];
    }
    Counts counts = expect();
    for (int i = 0; i < kFinalIterations; ++i) {
      maximise(counts);
      counts = expect();
    }
    estimate_.substitutions = counts.substitutions;
    estimate_.tagged_substitutions = counts.tagged;
  }

  // The best sequence of spun and genuine passages, by dynamic programming over the paragraphs (a hidden Markov model
  // with two states).
  [[nodiscard]] std::vector<bool> find_spun_paragraphs(const std::vector<double>& spun,
                                                       const std::vector<double>& genuine) const {
    const std::size_t count = spun.size();
    std::vector<double> tokens(count, 0);
    for (const auto& sentence : sentences_) tokens[sentence.lattice.paragraph] += sentence.lattice.size();
    // best[s]: the best score of the paragraphs so far if the last one is in state s (1 = spun); came_from as usual.
    std::array<double, 2> best = {0, -parameters_.evidence_needed};
    std::vector<std::array<int, 2>> came_from(count);
    for (std::size_t p = 0; p < count; ++p) {
      const double gain = spun[p] - genuine[p] - parameters_.evidence_per_hundred_words * tokens[p] / 100;
      const double leave = best[1] - parameters_.passage_end_cost;
      const double enter = best[0] - parameters_.evidence_needed;
      came_from[p] = {leave > best[0] ? 1 : 0, best[1] >= enter ? 1 : 0};
      best = {std::max(best[0], leave), std::max(best[1], enter) + gain};
    }
    std::vector<bool> is_spun(count, false);
    int state = best[1] > best[0] ? 1 : 0;
    for (std::size_t p = count; p-- > 0;) {
      is_spun[p] = state == 1;
      state = came_from[p][static_cast<std::size_t>(state)];
    }
    return is_spun;
  }

  std::vector<SentenceAnalysis>& sentences_;
  const Models& models_;
  const Parameters& parameters_;
  SpinEstimate estimate_;
  Habits habits_;
};

}  // namespace

std::vector<double> uniform_factors(const Lattice& lattice, double rate) {
  std::vector<double> factors;
  factors.reserve(lattice.arcs.size());
  for (const Arc& arc : lattice.arcs) {
    const double weight = std::exp(static_cast<double>(arc.log_weight));
    factors.push_back(weight * (arc.keeps() ? 1 - rate * static_cast<double>(arc.exposure) : rate));
  }
  return factors;
}

SpinEstimate estimate_spin(std::vector<SentenceAnalysis>& sentences, const Models& models,
                           const Parameters& parameters) {
  if (sentences.empty()) return {};
  return Estimator(sentences, models, parameters).run();
}

}  // namespace unspin::restoration
