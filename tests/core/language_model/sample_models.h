// Small texts and a plain scorer that the language-model tests compare with.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "language_model/estimator.h"
#include "language_model/language_model.h"
#include "language_model/ngrams.h"
#include "language_model/writer.h"

namespace unspin::language_model {

// Sentences over words 3 .. 3 + words - 1 in which small ids are frequent and a word often calls for its neighbour.
inline IdStream random_text(std::uint32_t words, std::uint32_t sentences, std::uint32_t seed) {
  std::mt19937 random(seed);
  IdStream text;
  for (std::uint32_t i = 0; i < sentences; ++i) {
    text.push_back(kSentenceStart);
    WordId word = 0;
    for (std::uint32_t left = 1 + static_cast<std::uint32_t>(random() % 12); left > 0; --left) {
      const auto a = static_cast<std::uint32_t>(random() % words);
      const auto b = static_cast<std::uint32_t>(random() % words);
      word = random() % 2 == 0 ? (word * 7 + 1) % words : (a < b ? a : b);
      text.push_back(random() % 50 == 0 ? kUnknownWord : kFirstWord + word);
    }
    text.push_back(kSentenceEnd);
  }
  return text;
}

// P(word | the words before it) as the arrays of the model say: the longest n-gram, or back-off.
inline double reference_probability(const NgramModel& model, std::span<const WordId> context, WordId word) {
  if (context.size() >= model.order()) context = context.last(model.order() - 1);
  const auto child = [&](std::size_t level, std::size_t index, WordId next) -> std::pair<bool, std::size_t> {
    const NgramLevel& from = model.levels[level];
    for (std::size_t i = from.first_child[index]; i < from.first_child[index + 1]; ++i) {
      if (model.levels[level + 1].word[i] == next) return {true, i};
    }
    return {false, 0};
  };
  if (context.empty()) return static_cast<double>(model.levels[0].probability[word]);
  const double shorter = reference_probability(model, context.subspan(1), word);
  std::size_t index = context.front();
  std::size_t level = 0;
  for (const WordId here : context.subspan(1)) {
    const auto [found, next] = child(level++, index, here);
    if (!found) return shorter;
    index = next;
  }
  const auto [found, ngram] = child(level, index, word);
  if (found) return static_cast<double>(model.levels[level + 1].probability[ngram]);
  return static_cast<double>(model.levels[level].backoff[index]) * shorter;
}

// Words with made-up keys. Word ids of the texts above are taken as ids of the vocabulary as they are.
inline Vocabulary sample_vocabulary(std::uint32_t words) {
  std::vector<std::uint64_t> keys;
  for (std::uint64_t i = 0; i < words; ++i) keys.push_back(mix_bits(i + 1));
  return make_vocabulary(std::move(keys)).value();
}

inline NgramModel sample_ngrams(const IdStream& text, std::uint32_t words, std::uint32_t order,
                                const PruningOptions& pruning) {
  NgramModel model = count_ngrams(text, kFirstWord + words, order);
  estimate_kneser_ney(model, LowerOrderCounts::continuations);
  prune(model, pruning);
  return model;
}

}  // namespace unspin::language_model
