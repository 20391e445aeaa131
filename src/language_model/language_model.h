// An n-gram language model read in place from one block of bytes: how likely is a word after the words before it?
//
// Probabilities are natural logarithms. The model is an interpolated modified Kneser-Ney estimate (Chen & Goodman
// 1999), pruned by relative entropy (Stolcke 1998) and quantised; docs/MODEL.md describes the bytes and gives the
// measurements behind each choice. The contexts form a trie of Elias-Fano coded successor lists, in which the last word
// of a trigram is its rank among the successors of the middle word (Pibiri & Venturini, SIGIR 2017).
//
// Two ways to ask. score(state, word, next) does everything. A decoder that scores many words after many states shares
// the work: successors() once for each last word, match() once for each pair of words, history() once for each state;
// score(history, match, next) is then one short search.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"
#include "language_model/flags.h"
#include "language_model/offsets.h"
#include "language_model/sorted_list.h"

namespace unspin::language_model {

using WordId = std::uint32_t;

inline constexpr WordId kUnknownWord = 0;
inline constexpr WordId kSentenceStart = 1;
inline constexpr WordId kSentenceEnd = 2;
inline constexpr WordId kFirstWord = 3;         // ids below are reserved for the three marks
inline constexpr WordId kNoWord = 0xffffffffU;  // "any word after which the model knows no successor"

inline constexpr std::uint32_t kMinOrder = 2;
inline constexpr std::uint32_t kMaxOrder = 4;

// What the model must remember of the words so far. Two hypotheses with equal states score all continuations alike
// and may be recombined. Plain data, compared by value. The context is shortened to what the model can use (the
// minimal state of Li & Khudanpur 2008 and KenLM), so equal futures compare equal as often as possible.
// In a trigram model the state after a word depends only on the last two words.
struct State {
  // Numbers of the contexts of the last two and the last three words, counted from 1; 0 if the model has none.
  std::array<std::uint32_t, kMaxOrder - 2> contexts = {};
  WordId word = kNoWord;  // the last word, or kNoWord if it has no successors

  [[nodiscard]] bool operator==(const State&) const = default;
};

// The successors of one word. Valid as long as the model's bytes.
struct Successors {
  SortedList list;
  std::uint64_t first_bigram = 0;
  float backoff = 0;  // natural logarithm
  bool any = false;
};

// One word after one other.
struct Match {
  float log_probability = 0;   // log P(word | last word)
  std::uint32_t rank = 0;      // among the successors of the last word, if found
  std::uint32_t context = 0;   // State::contexts[0] after the word
  WordId next_word = kNoWord;  // State::word after the word
  bool found = false;          // the pair of words is in the model
};

// The contexts of a state longer than its last word.
struct History {
  struct Context {
    SortedList list;
    std::uint64_t first_ngram = 0;
    float backoff = 0;
  };
  std::array<Context, kMaxOrder - 2> contexts;
  std::uint32_t count = 0;
};

// Thread-safety: const after construction, may be shared; copies are cheap. The bytes are borrowed and must outlive the
// model. Any bytes that from_bytes accepts are safe to query, also damaged ones: every read is bounded.
class LanguageModel {
 public:
  // Checks every bound the header implies. Errors: corrupt_data, unsupported.
  [[nodiscard]] static Result<LanguageModel> from_bytes(ByteSpan bytes);

  // The id of the word with this text::token_key, or kUnknownWord. A word outside the vocabulary is taken for one of it
  // with probability vocabulary_size() / 2^32. The keys of sentence boundaries are not looked up: use the constants.
  [[nodiscard]] WordId word_of_key(std::uint64_t key) const;

  // The state before the first word of a sentence.
  [[nodiscard]] State start_state() const;

  // Natural log of P(word | state); `next` becomes the state after the word (may alias `state`). Ids that are not of
  // this model count as kUnknownWord. kSentenceStart is never predicted: its probability is about e^-99.
  [[nodiscard]] float score(const State& state, WordId word, State& next) const;

  // Natural log of the unigram probability.
  [[nodiscard]] float unigram(WordId word) const;

  // The same in steps: score(history(state, s), match(s, word), next) with s = successors(state.word).
  [[nodiscard]] Successors successors(WordId last_word) const;
  [[nodiscard]] Match match(const Successors& last, WordId word) const;
  [[nodiscard]] History history(const State& state, const Successors& last) const;
  [[nodiscard]] float score(const History& history, const Match& match, State& next) const;

  [[nodiscard]] std::uint32_t order() const { return order_; }
  // Number of ids, the three marks included.
  [[nodiscard]] std::uint32_t vocabulary_size() const { return vocabulary_size_; }
  // Number of n-grams of `length` words; 0 beyond the order.
  [[nodiscard]] std::uint32_t ngram_count(std::uint32_t length) const;

 private:
  friend class SectionReader;
  LanguageModel() = default;

  // Codes to natural logarithms, read in place.
  class Codebook {
   public:
    Codebook() = default;
    Codebook(ByteSpan bytes, std::uint32_t width) : data_(bytes.data()), width_(width) {}
    [[nodiscard]] std::uint32_t width() const { return width_; }
    // REQUIRES: code < 2^width.
    [[nodiscard]] float operator[](std::uint64_t code) const;

   private:
    const std::uint8_t* data_ = nullptr;
    std::uint32_t width_ = 0;
  };

  // Everything about contexts of one length, by context number: the successor lists, where each begins, where each
  // context's n-grams begin in the count of all n-grams, and which of those n-grams are contexts themselves.
  struct Contexts {
    BitView lists;
    Offsets offsets;
    Offsets first_ngrams;
    Flags continued;
    Codebook backoffs;
    Codebook differences;  // log P(word | context) - log P(word | context without its first word)
  };

  // successors() and match() without what only the state after the word needs.
  [[nodiscard]] Successors open_successors(WordId last_word) const;
  [[nodiscard]] Match find_match(const Successors& last, WordId word) const;
  // The number of the context that the bigram is, from 1, or 0.
  [[nodiscard]] std::uint32_t context_after(std::uint64_t bigram) const {
    return contexts_[0].continued.number_of(bigram);
  }

  std::uint32_t order_ = 0;
  std::uint32_t vocabulary_size_ = 0;
  std::uint64_t hash_seed_ = 0;
  std::array<std::uint32_t, kMaxOrder> ngram_counts_ = {};
  SortedList vocabulary_;
  BitView unigrams_;
  Codebook unigram_probabilities_;
  std::array<Contexts, kMaxOrder - 1> contexts_;  // by context length - 1
};

}  // namespace unspin::language_model
