#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "language_model/estimator.h"

namespace unspin::language_model {
namespace {

constexpr double kTiny = 1e-9;

// The mass a context leaves to words it does not list, by its own estimate and by that of the shorter context.
struct Left {
  double own = 1;
  double shorter = 1;

  [[nodiscard]] double backoff() const { return std::max(own, kTiny) / std::max(shorter, kTiny); }
};

template <typename Keep>
Left mass_left(const NgramLevel& contexts, const NgramLevel& level, std::size_t context, Keep keep) {
  Left left;
  for (std::uint32_t i = contexts.first_child[context]; i < contexts.first_child[context + 1]; ++i) {
    if (!keep(i)) continue;
    left.own -= level.probability[i];
    left.shorter -= contexts.probability[level.suffix[i]];
  }
  return left;
}

// How much the model changes without the n-gram: Stolcke's relative entropy, up to the probability of the context.
double distance(double probability, double shorter, const Left& left) {
  const Left without = {left.own + probability, left.shorter + shorter};
  const double change = std::log(without.backoff() / left.backoff());
  const double backed_off = std::log(shorter * without.backoff() / probability);
  return -(probability * backed_off + std::max(left.own, kTiny) * change);
}

class LevelPruner {
 public:
  // `needed`: n-grams of the level that longer ones need.
  LevelPruner(NgramModel& model, std::size_t index, const std::vector<bool>& needed)
      : contexts_(model.levels[index - 1]),
        level_(model.levels[index]),
        words_(static_cast<double>(model.predicted_words)),
        needed_(needed),
        keep_(needed) {}

  std::vector<bool> choose(std::uint32_t min_count, std::uint32_t budget) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < level_.size(); ++i) {
      keep_[i] = needed_[i] || level_.count[i] >= min_count;
      kept += keep_[i] ? 1U : 0U;
    }
    const auto needed = static_cast<std::size_t>(std::count(needed_.begin(), needed_.end(), true));
    if (kept > budget) cut_to(budget > needed ? budget - needed : 0);
    return std::move(keep_);
  }

 private:
  struct Candidate {
    double distance = 0;
    std::uint32_t index = 0;
    bool operator<(const Candidate& other) const {
      return distance != other.distance ? distance > other.distance : index < other.index;
    }
  };

  // Keeps `room` of the n-grams that are not needed. Each distance supposes that all other n-grams stay, as in
  // Stolcke's paper; pruning in rounds was measured and gains nothing on real text, where no context lists nearly all
  // its mass.
  void cut_to(std::size_t room) {
    std::vector<Candidate> candidates;
    for (std::size_t context = 0; context < contexts_.size(); ++context) add_candidates(context, candidates);
    if (room >= candidates.size()) return;
    std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(room), candidates.end());
    for (std::size_t i = room; i < candidates.size(); ++i) keep_[candidates[i].index] = false;
  }

  void add_candidates(std::size_t context, std::vector<Candidate>& candidates) const {
    const Left left = mass_left(contexts_, level_, context, [&](std::uint32_t i) { return keep_[i]; });
    const double weight = contexts_.count[context] / words_;
    for (std::uint32_t i = contexts_.first_child[context]; i < contexts_.first_child[context + 1]; ++i) {
      if (!keep_[i] || needed_[i]) continue;
      const double shorter = contexts_.probability[level_.suffix[i]];
      candidates.push_back({weight * distance(level_.probability[i], shorter, left), i});
    }
  }

  const NgramLevel& contexts_;
  const NgramLevel& level_;
  double words_;
  const std::vector<bool>& needed_;
  std::vector<bool> keep_;
};

template <typename T>
void keep_only(std::vector<T>& values, const std::vector<bool>& keep) {
  if (values.empty()) return;
  std::size_t next = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (keep[i]) values[next++] = values[i];
  }
  values.resize(next);
  values.shrink_to_fit();
}

void compact(NgramModel& model, std::size_t index, const std::vector<bool>& keep) {
  NgramLevel& level = model.levels[index];
  std::vector<std::uint32_t> moved(level.size());
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < moved.size(); ++i) moved[i] = keep[i] ? next++ : 0;
  keep_only(level.prefix, keep);
  keep_only(level.word, keep);
  keep_only(level.suffix, keep);
  keep_only(level.count, keep);
  keep_only(level.probability, keep);
  keep_only(level.backoff, keep);
  if (index + 1 == model.levels.size()) return;
  for (std::uint32_t& prefix : model.levels[index + 1].prefix) prefix = moved[prefix];
  for (std::uint32_t& suffix : model.levels[index + 1].suffix) suffix = moved[suffix];
}

}  // namespace

void prune(NgramModel& model, const PruningOptions& options) {
  std::vector<bool> needed(model.levels.back().size(), false);
  for (std::size_t index = model.levels.size() - 1; index > 0; --index) {
    const auto keep = LevelPruner(model, index, needed).choose(options.min_counts[index], options.budgets[index]);
    compact(model, index, keep);
    needed.assign(model.levels[index - 1].size(), false);
    for (const std::uint32_t prefix : model.levels[index].prefix) needed[prefix] = true;
    for (const std::uint32_t suffix : model.levels[index].suffix) needed[suffix] = true;
  }
  index_children(model);
  normalise_backoffs(model);
}

void normalise_backoffs(NgramModel& model) {
  for (std::size_t index = 0; index + 1 < model.levels.size(); ++index) {
    NgramLevel& contexts = model.levels[index];
    contexts.backoff.assign(contexts.size(), 1);
    for (std::size_t context = 0; context < contexts.size(); ++context) {
      if (contexts.first_child[context] == contexts.first_child[context + 1]) continue;
      const Left left = mass_left(contexts, model.levels[index + 1], context, [](std::uint32_t) { return true; });
      contexts.backoff[context] = static_cast<float>(left.backoff());
    }
  }
}

}  // namespace unspin::language_model
