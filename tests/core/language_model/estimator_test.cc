// Counting, Kneser-Ney smoothing and pruning, against numbers worked out by hand and against what must hold always.
#include <random>
#include <vector>

#include "catch.h"
#include "sample_models.h"

using namespace unspin;
using namespace unspin::language_model;

namespace {

constexpr WordId kA = 3;
constexpr WordId kB = 4;
constexpr WordId kC = 5;

// <s> a b </s>, twice, and <s> a c </s>
const IdStream kTiny = {1, kA, kB, 2, 1, kA, kB, 2, 1, kA, kC, 2};

double probability(const NgramModel& model, std::vector<WordId> context, WordId word) {
  return reference_probability(model, context, word);
}

PruningOptions at_least_bigrams(std::uint32_t count) {
  PruningOptions options;
  options.min_counts[1] = count;
  return options;
}

// Over all words but kSentenceStart.
double total(const NgramModel& model, const std::vector<WordId>& context) {
  double sum = 0;
  for (WordId word = 0; word < model.levels[0].size(); ++word) {
    if (word != kSentenceStart) sum += probability(model, context, word);
  }
  return sum;
}

void check_all_contexts_sum_to_one(const NgramModel& model) {
  CHECK(total(model, {}) == Approx(1).epsilon(1e-4));
  for (std::size_t level = 0; level + 1 < model.levels.size(); ++level) {
    for (std::size_t i = 0; i < model.levels[level].size(); ++i) {
      std::vector<WordId> context;
      std::size_t index = i;
      for (std::size_t at = level + 1; at-- > 0; index = model.levels[at].prefix[index]) {
        context.insert(context.begin(), model.levels[at].word[index]);
      }
      if (context.back() == kSentenceEnd) continue;
      REQUIRE(total(model, context) == Approx(1).epsilon(1e-4));
    }
  }
}

}  // namespace

TEST_CASE("N-grams are counted within sentences") {
  const NgramModel model = count_ngrams(kTiny, 6, 3);
  CHECK(model.predicted_words == 9);
  CHECK(model.levels[0].count == std::vector<std::uint32_t>{0, 3, 3, 3, 2, 1});
  // <s> a, a b, a c, b </s>, c </s>
  CHECK(model.levels[1].prefix == std::vector<std::uint32_t>{1, 3, 3, 4, 5});
  CHECK(model.levels[1].word == std::vector<WordId>{kA, kB, kC, 2, 2});
  CHECK(model.levels[1].count == std::vector<std::uint32_t>{3, 2, 1, 2, 1});
  // <s> a b, <s> a c, a b </s>, a c </s>
  CHECK(model.levels[2].prefix == std::vector<std::uint32_t>{0, 0, 1, 2});
  CHECK(model.levels[2].suffix == std::vector<std::uint32_t>{1, 2, 3, 4});
  CHECK(model.levels[2].count == std::vector<std::uint32_t>{2, 1, 2, 1});
  CHECK(model.levels[0].first_child == std::vector<std::uint32_t>{0, 0, 1, 1, 3, 4, 5});
}

TEST_CASE("Discounts follow Chen and Goodman") {
  // Y = 10 / (10 + 2 * 4) = 5/9; D1 = 1 - 2Y 4/10, D2 = 2 - 3Y 3/4, D3 = 3 - 4Y 2/3
  const Discounts discounts = modified_discounts({10, 4, 3, 2});
  CHECK(discounts[0] == Approx(1 - 2 * 5.0 / 9 * 0.4));
  CHECK(discounts[1] == Approx(2 - 3 * 5.0 / 9 * 0.75));
  CHECK(discounts[2] == Approx(3 - 4 * 5.0 / 9 * 2 / 3));
  CHECK(modified_discounts({10, 4, 3, 0}) == Discounts{0.5, 1, 1.5});
  CHECK(modified_discounts({100, 1, 10, 1}) == Discounts{0.5, 1, 1.5});  // D2 would be below 0
}

TEST_CASE("A tiny bigram model has the probabilities worked out by hand") {
  NgramModel model = count_ngrams(kTiny, 6, 2);
  estimate_kneser_ney(model, LowerOrderCounts::continuations);
  // Contexts before: a 1, b 1, c 1, </s> 2, <unk> 0; discounts 0.5, 1, 1.5; 2.5 of 5 is freed, shared by 5 words.
  CHECK(probability(model, {}, kA) == Approx(0.2));
  CHECK(probability(model, {}, kB) == Approx(0.2));
  CHECK(probability(model, {}, kSentenceEnd) == Approx(0.3));
  CHECK(probability(model, {}, kUnknownWord) == Approx(0.1));
  CHECK(probability(model, {}, kSentenceStart) == Approx(0));
  // After a: b 2, c 1, so 1.5 of 3 is freed.
  CHECK(probability(model, {kA}, kB) == Approx(1.0 / 3 + 0.5 * 0.2));
  CHECK(probability(model, {kA}, kC) == Approx(0.5 / 3 + 0.5 * 0.2));
  CHECK(probability(model, {kA}, kUnknownWord) == Approx(0.05));
  CHECK(probability(model, {kSentenceStart}, kA) == Approx(0.6));
  check_all_contexts_sum_to_one(model);
}

TEST_CASE("Occurrences count below the highest order on request") {
  NgramModel model = count_ngrams(kTiny, 6, 2);
  estimate_kneser_ney(model, LowerOrderCounts::occurrences);
  // a 3, b 2, c 1, </s> 3 of 9; discounts 1.5 + 1 + 0.5 + 1.5 = 4.5 freed.
  CHECK(probability(model, {}, kA) == Approx(1.5 / 9 + 0.1));
  CHECK(probability(model, {}, kUnknownWord) == Approx(0.1));
  check_all_contexts_sum_to_one(model);
}

TEST_CASE("Every context sums to one before and after pruning") {
  const IdStream text = random_text(30, 400, 11);
  for (std::uint32_t order = 1; order <= kMaxOrder; ++order) {
    for (const auto lower : {LowerOrderCounts::continuations, LowerOrderCounts::occurrences}) {
      NgramModel model = count_ngrams(text, 33, order);
      estimate_kneser_ney(model, lower);
      check_all_contexts_sum_to_one(model);
      if (order == 1) continue;
      prune(model, {{1, 1, 2, 2}, {0xffffffffU, 150, 200, 100}});
      check_all_contexts_sum_to_one(model);
    }
  }
}

TEST_CASE("Pruning keeps its budgets and the prefix and suffix of every n-gram") {
  const IdStream text = random_text(30, 400, 12);
  NgramModel model = count_ngrams(text, 33, 3);
  estimate_kneser_ney(model, LowerOrderCounts::continuations);
  prune(model, {{1, 1, 1, 1}, {0xffffffffU, 300, 100, 0}});
  CHECK(model.levels[1].size() == 300);
  CHECK(model.levels[2].size() == 100);
  for (std::size_t i = 0; i < model.levels[2].size(); ++i) {
    const std::uint32_t prefix = model.levels[2].prefix[i];
    const std::uint32_t suffix = model.levels[2].suffix[i];
    REQUIRE(prefix < model.levels[1].size());
    REQUIRE(model.levels[1].word[suffix] == model.levels[2].word[i]);
    REQUIRE(model.levels[1].prefix[suffix] == model.levels[1].word[prefix]);
  }
}

TEST_CASE("A pruned n-gram backs off with the weight worked out by hand") {
  NgramModel model = count_ngrams(kTiny, 6, 2);
  estimate_kneser_ney(model, LowerOrderCounts::continuations);
  prune(model, at_least_bigrams(2));
  CHECK(model.levels[1].size() == 3);  // <s> a, a b, b </s>
  const double weight = (1 - (1.0 / 3 + 0.1)) / (1 - 0.2);
  CHECK(probability(model, {kA}, kC) == Approx(weight * 0.2));
  CHECK(probability(model, {kA}, kB) == Approx(1.0 / 3 + 0.1));
  CHECK(probability(model, {kC}, kSentenceEnd) == Approx(0.3));  // c is no context any more
  check_all_contexts_sum_to_one(model);
}

TEST_CASE("Pruning removes first what changes the model least") {
  const IdStream text = random_text(500, 4000, 13);
  NgramModel model = count_ngrams(text, 503, 2);
  estimate_kneser_ney(model, LowerOrderCounts::continuations);
  const auto log_likelihood = [&](const NgramModel& of) {
    double sum = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] != kSentenceStart) sum += std::log(probability(of, {text[i - 1]}, text[i]));
    }
    return sum;
  };
  NgramModel by_entropy = model;
  const std::size_t half = model.levels[1].size() / 2;
  prune(by_entropy, {{1, 1, 1, 1}, {0, static_cast<std::uint32_t>(half), 0, 0}});
  // Dropping the rarest instead, to no more than as few, must cost more.
  NgramModel by_count = model;
  for (std::uint32_t least = 2; by_count.levels[1].size() > half; ++least) prune(by_count, at_least_bigrams(least));
  CHECK(log_likelihood(by_entropy) > log_likelihood(by_count));
  CHECK(log_likelihood(by_entropy) < log_likelihood(model));
}
