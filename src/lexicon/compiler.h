// From source rules to the compiled lexicon: inflects both sides of every rule, leaves out what the language model
// could never prefer, joins what several rules have in common, and writes the bytes. Native tools only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lexicon/capitals.h"
#include "lexicon/inflection.h"
#include "lexicon/source.h"

namespace unspin::lexicon {

struct CompileOptions {
  // Spelling of the originals where British and American differ. Spun sides always get both.
  Spelling original_spelling = Spelling::both;
  // Whether the language model knows a word (normalised form). Pairs whose original has an unknown word are left out:
  // the model could not tell it from any other. Empty: every word is known.
  std::function<bool(std::string_view normalised)> in_vocabulary;
  // P(spun | original) by rule_name(), where a training run has learned it; other rules keep the weight of their rank.
  std::map<std::string, double, std::less<>> learned_weights;
  // Times which the weight of the rank is taken where nothing was learned.
  double rank_weight_scale = 1;
};

// "say\tv\tmention": how learned_weights names a rule.
[[nodiscard]] std::string rule_name(std::string_view original, PartOfSpeech pos, std::string_view spun);

struct CompileStatistics {
  std::uint32_t lemmas = 0;            // distinct original + part of speech
  std::uint32_t base_rules = 0;        // distinct original + part of speech + replacement
  std::uint32_t kept_rules = 0;        // of these, with at least one pair in the result
  std::uint32_t inflected_pairs = 0;   // spun form + original form, before anything is left out
  std::uint32_t unknown_original = 0;  // left out: the original has a word outside the vocabulary
  std::uint32_t unusable = 0;          // left out: equal sides, too many tokens
  std::uint32_t merged = 0;            // joined with an equal pair of another rule
  std::uint32_t candidates = 0;        // pairs in the result
  std::uint32_t words = 0;
  std::uint32_t phrases = 0;
};

struct CompiledLexicon {
  std::string bytes;
  CompileStatistics statistics;
};

// Deterministic: equal entries in any order give equal bytes. Lines with the same original, part of speech and style
// (from several files) are joined, each replacement at its best rank. The start weight of the replacement at rank r
// (from 0) is proportional to 1 / (r + 1), normalised over the line.
// Style 0 is always kGeneralStyle; the others follow in alphabetical order.
// Errors: invalid_argument (more than 16 styles).
[[nodiscard]] Result<CompiledLexicon> compile_lexicon(std::span<const Entry> entries, const Inflector& inflector,
                                                      const Capitals& capitals, const CompileOptions& options = {});

}  // namespace unspin::lexicon
