// From plain text to the bytes of a language model, in memory. Training only; the tools do the reading and writing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "language_model/estimator.h"
#include "language_model/ngrams.h"
#include "language_model/writer.h"

namespace unspin::language_model {

// Text as the language model sees it: token keys in sentences. About 4 bytes a token. Not thread-safe while growing.
class TrainingText {
 public:
  // Segments one paragraph and adds its sentences.
  void add(std::string_view paragraph);

  [[nodiscard]] std::uint64_t token_count() const { return tokens_.size() - sentences_; }
  [[nodiscard]] std::uint64_t sentence_count() const { return sentences_; }

  // The keys of the words that occur at least `min_count` times.
  [[nodiscard]] std::vector<std::uint64_t> frequent_keys(std::uint64_t min_count) const;

  // The text in the ids that `id_of_key` gives, each sentence between its marks.
  template <typename IdOfKey>
  [[nodiscard]] IdStream ids(IdOfKey id_of_key) const {
    std::vector<WordId> id_of_type;
    id_of_type.reserve(types_.size());
    for (const Type& type : types_) id_of_type.push_back(id_of_key(type.key));
    IdStream stream;
    stream.reserve(tokens_.size() + sentences_);
    bool inside = false;
    for (const std::uint32_t token : tokens_) {
      if (!inside) stream.push_back(kSentenceStart);
      inside = token != kEnd;
      stream.push_back(inside ? id_of_type[token] : kSentenceEnd);
    }
    return stream;
  }

 private:
  static constexpr std::uint32_t kEnd = 0xffffffffU;

  struct Type {
    std::uint64_t key = 0;
    std::uint64_t count = 0;
  };

  std::unordered_map<std::uint64_t, std::uint32_t> index_;
  std::vector<Type> types_;
  std::vector<std::uint32_t> tokens_;  // indices into types_, kEnd behind each sentence
  std::size_t sentences_ = 0;
};

// The defaults make the model that ships: the best fit found in 6.9 MB, see docs/MODEL.md.
struct TrainingOptions {
  std::uint32_t order = 3;
  std::uint64_t min_word_count = 8;  // rarer words become kUnknownWord, unless they are required
  LowerOrderCounts lower_order = LowerOrderCounts::continuations;
  PruningOptions pruning = {{1, 1, 1, 1}, {0xffffffffU, 1490000, 1490000, 300000}};
  SectionOptions section;
};

// The vocabulary of a text: its frequent words and the words with the required keys.
[[nodiscard]] Result<Vocabulary> vocabulary_of(const TrainingText& text, std::span<const std::uint64_t> required_keys,
                                               std::uint64_t min_word_count);

// Counts and smooths, without pruning.
[[nodiscard]] NgramModel estimate(const TrainingText& text, const Vocabulary& vocabulary, std::uint32_t order,
                                  LowerOrderCounts lower_order);

// The bytes of the language-model section trained on the text. The same text and options give the same bytes.
// Errors: invalid_argument (no text, an option out of range).
[[nodiscard]] Result<std::string> train(const TrainingText& text, std::span<const std::uint64_t> required_keys,
                                        const TrainingOptions& options);

// How well a model predicts a text.
struct Evaluation {
  std::uint64_t predicted = 0;  // words and sentence ends
  std::uint64_t unknown = 0;    // of these outside the vocabulary
  double log_known = 0;         // sum of natural logarithms over the words in the vocabulary and sentence ends
  double log_unknown = 0;       // over the others, each scored as kUnknownWord

  [[nodiscard]] double perplexity() const;      // without the unknown words, as KenLM's "excluding OOVs"
  [[nodiscard]] double perplexity_all() const;  // the unknown word counted as a word
  [[nodiscard]] double unknown_rate() const;
};

[[nodiscard]] Evaluation evaluate(const LanguageModel& model, const TrainingText& text);

}  // namespace unspin::language_model
