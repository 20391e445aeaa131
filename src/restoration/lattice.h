// The phrase lattice of one sentence: at every place the choice to keep the word or to put back an original that a
// spinner is known to replace so.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language_model/language_model.h"
#include "lexicon/lexicon.h"
#include "restoration/parameters.h"
#include "text/dialect.h"
#include "text/token.h"

namespace unspin::restoration {

inline constexpr std::uint32_t kNoPhrase = 0xFFFFFFFF;

// A way to read the spun words [from, to), counted in visible tokens of the sentence.
struct Arc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t words_begin = 0;  // its words in the language model: Lattice::words[words_begin, +word_count)
  std::uint16_t word_count = 0;
  std::uint16_t style = 0;             // styles of the rule as a bit mask; 0 for keep
  std::uint32_t original = kNoPhrase;  // phrase of the lexicon, or kNoPhrase: keep the word
  std::uint32_t spun = kNoPhrase;      // phrase as it stands; for keep: only if a spinner could have replaced it
  std::uint32_t rule = kNoPhrase;      // base rule, for explanations
  float log_weight = 0;                // log of the channel weight and costs, without the spin rate
  float exposure = 0;                  // keep: share of its occurrences that an eager spinner would replace
  float rarity = 0;                    // substitution: log P(original) - log P(spun phrase), without context

  [[nodiscard]] bool keeps() const { return original == kNoPhrase; }
  // Keep: a spinner would have known how to replace this word.
  [[nodiscard]] bool replaceable() const { return keeps() && spun != kNoPhrase; }
};

// Arcs stand sorted by `from`; the arcs leaving place p are arcs[arcs_begin[p], arcs_begin[p + 1]), keep first.
struct Lattice {
  std::vector<std::uint32_t> tokens;  // index in Document::tokens of every visible token
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> arcs_begin;
  std::vector<language_model::WordId> words;
  std::uint32_t paragraph = 0;
  bool ends_sentence = true;  // false for the front part of a sentence too long for one lattice

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()); }
  [[nodiscard]] std::span<const Arc> arcs_from(std::uint32_t place) const {
    return std::span(arcs).subspan(arcs_begin[place], arcs_begin[place + 1] - arcs_begin[place]);
  }
};

// What the decoder needs of the model, joined once at load: for every word of the lexicon its language-model word.
struct Models {
  const lexicon::Lexicon* lexicon = nullptr;
  const language_model::LanguageModel* language_model = nullptr;
  std::vector<language_model::WordId> word_of_lexicon_word;
  std::vector<text::Dialect> dialect_of_lexicon_word;
  // For every phrase of the lexicon the sum of w(spun | phrase): how often an eager spinner replaces it, below 1.
  std::vector<float> exposure_of_phrase;

  [[nodiscard]] language_model::WordId word_of_key(std::uint64_t key) const;
};

[[nodiscard]] Models join_models(const lexicon::Lexicon& lexicon, const language_model::LanguageModel& language_model);

// Sentences longer than this many visible tokens are cut into several lattices.
inline constexpr std::uint32_t kMaximumLatticeSize = 160;

// The dialect that nearly all words of the document agree on, or neutral.
[[nodiscard]] text::Dialect dialect_of_document(const text::Document& document, const Models& models);

// The lattices of the sentences, which belong to the document, front to back. Nothing is offered inside opaque tokens.
[[nodiscard]] std::vector<Lattice> build_lattices(const text::Document& document,
                                                  std::span<const text::Sentence> sentences, text::Dialect dialect,
                                                  const Models& models, const Parameters& parameters);

// The same for all sentences of a document. About half a kilobyte a word: long texts are better taken in parts.
[[nodiscard]] std::vector<Lattice> build_lattices(const text::Document& document, const Models& models,
                                                  const Parameters& parameters);

}  // namespace unspin::restoration
