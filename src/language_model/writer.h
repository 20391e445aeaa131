// Writes the language-model section that LanguageModel reads. Training only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "language_model/ngrams.h"

namespace unspin::language_model {

// Which word has which id: the word with keys[i] has id kFirstWord + i.
struct Vocabulary {
  std::uint64_t seed = 0;
  std::vector<std::uint64_t> keys;

  [[nodiscard]] std::uint32_t size() const { return kFirstWord + static_cast<std::uint32_t>(keys.size()); }
};

// Gives ids to distinct words, in the order of their seeded 32-bit hashes, under a seed that keeps all hashes apart.
// Duplicate keys count once. Errors: invalid_argument if no seed does (beyond some 250,000 words) or there is no word.
[[nodiscard]] Result<Vocabulary> make_vocabulary(std::vector<std::uint64_t> keys);

struct SectionOptions {
  std::array<std::uint8_t, kMaxOrder> probability_bits = {12, 5, 5, 5};  // by length of the n-gram - 1
  std::array<std::uint8_t, kMaxOrder - 1> backoff_bits = {6, 5, 5};      // by length of the context - 1
};

// REQUIRES: a model as prune() leaves it, over this vocabulary. Errors: invalid_argument if an option or the model is
// out of range.
[[nodiscard]] Result<std::string> write_section(const NgramModel& model, const Vocabulary& vocabulary,
                                                const SectionOptions& options);

}  // namespace unspin::language_model
