// The n-grams of a text or of a model under construction, as plain arrays. Training only.
#pragma once

#include <cstdint>
#include <vector>

#include "language_model/language_model.h"

namespace unspin::language_model {

// The n-grams of one length, sorted by (prefix, word): the n-grams that extend the same context stand together.
// Level 1 holds every id of the vocabulary at its own index.
struct NgramLevel {
  std::vector<std::uint32_t> prefix;  // index, one level below, of the n-gram without its last word
  std::vector<WordId> word;           // the last word
  std::vector<std::uint32_t> suffix;  // index, one level below, of the n-gram without its first word
  std::vector<std::uint32_t> count;   // occurrences in the text
  std::vector<float> probability;     // P(word | prefix)
  std::vector<float> backoff;         // weight of the shorter context where this n-gram is the context

  // The n-grams that extend n-gram i are first_child[i] .. first_child[i + 1] - 1 one level above.
  std::vector<std::uint32_t> first_child;

  [[nodiscard]] std::size_t size() const { return word.size(); }
};

struct NgramModel {
  std::vector<NgramLevel> levels;     // by length - 1
  std::uint64_t predicted_words = 0;  // words of the text, sentence ends included, sentence starts not

  [[nodiscard]] std::uint32_t order() const { return static_cast<std::uint32_t>(levels.size()); }
};

// A text as word ids, each sentence between kSentenceStart and kSentenceEnd.
using IdStream = std::vector<WordId>;

// Counts all n-grams of 1..order words that lie within a sentence. Sets prefix, word, suffix, count and first_child.
// REQUIRES: ids below vocabulary_size < 2^28, ids.size() < 2^32, 1 <= order <= kMaxOrder.
[[nodiscard]] NgramModel count_ngrams(const IdStream& ids, std::uint32_t vocabulary_size, std::uint32_t order);

// Sets first_child of each level from the prefixes of the level above.
void index_children(NgramModel& model);

}  // namespace unspin::language_model
