// The compiled lexicon, read in place: which originals may stand behind a spun phrase?
//
// Tokens are text::token_key values. A phrase is a sequence of words with, for each, whether white space stands before
// it ("well-being" and "country's" are three and two words without a space inside). One table holds the phrases of both
// sides; a phrase id names a phrase in it. Weights are natural logarithms of the probability that a spinner who meets
// the original writes this replacement.
//
// Look-ups allocate nothing. Damaged bytes give wrong answers at worst: every index is checked before it is followed.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "lexicon/forms.h"
#include "lexicon/layout.h"
#include "lexicon/packed.h"

namespace unspin::lexicon {

inline constexpr std::uint32_t kNoWord = 0xffffffffU;

// A phrase that stands at the front of the tokens asked about.
struct Match {
  std::uint32_t phrase = 0;  // the phrase found
  std::uint32_t length = 0;  // in tokens, at least 1
  // Its candidates are candidate(first_candidate) up to but not including candidate(last_candidate), heaviest first.
  // Empty in for_each_original.
  std::uint32_t first_candidate = 0;
  std::uint32_t last_candidate = 0;
};

// One original that a spun phrase may have replaced.
struct Candidate {
  std::uint32_t original = 0;  // phrase id
  float log_weight = 0;        // ln P(spun | original), from the rule; -12.75 to 0
  std::uint32_t styles = 0;    // bit i: spinners of style_name(i) write this
  std::uint32_t rule = 0;      // the base rule it was inflected from
  Form form = Form::base;      // the form of the rule in which both sides stand
};

// A base rule as the source has it, for explanations: "say" was replaced by "mention".
struct Rule {
  std::uint32_t original = 0;  // phrase ids of the lemmas
  std::uint32_t spun = 0;
  PartOfSpeech pos = PartOfSpeech::fixed;
};

// A literal phrase names a number that is one of a class to the keys ("24" and "36" are both <num>), so keys alone
// cannot tell whether it stands there. This test says no; see Lexicon::for_each_spun.
struct NeverReads {
  [[nodiscard]] constexpr bool operator()(std::string_view /*text*/, std::uint32_t /*length*/) const { return false; }
};

struct PhraseToken {
  std::uint32_t word = kNoWord;
  bool space_before = false;  // meaningless for the first token
};

// Thread-safety: const after construction, may be shared. The bytes are borrowed and must outlive the lexicon.
class Lexicon {
 public:
  // Checks every size the header implies. Errors: corrupt_data, unsupported.
  [[nodiscard]] static Result<Lexicon> from_bytes(ByteSpan bytes);

  // Words, numbered from 0 in ascending order of their keys.
  [[nodiscard]] std::uint32_t word_count() const { return counts_.words; }
  [[nodiscard]] std::uint32_t word_of_key(std::uint64_t key) const;  // or kNoWord
  [[nodiscard]] std::uint64_t word_key(std::uint32_t word) const;
  [[nodiscard]] std::string_view word_text(std::uint32_t word) const;     // normalised: "english"
  [[nodiscard]] std::string_view word_display(std::uint32_t word) const;  // as written: "English"

  [[nodiscard]] std::uint32_t phrase_count() const { return counts_.phrases; }
  [[nodiscard]] std::uint32_t phrase_length(std::uint32_t phrase) const;
  // REQUIRES: token < phrase_length(phrase); otherwise the word is kNoWord.
  [[nodiscard]] PhraseToken phrase_token(std::uint32_t phrase, std::uint32_t token) const;
  // The phrase as written, "Middle East", "well-being".
  [[nodiscard]] std::string phrase_text(std::uint32_t phrase) const;

  // Calls use(match) for every spun phrase that stands at the front of the tokens, shorter ones first. Literal phrases
  // ("24 hours") are reported only if reads(text, length) says that the first `length` tokens read `text`, compared in
  // lower case.
  template <typename Use, typename Reads = NeverReads>
  void for_each_spun(std::span<const std::uint64_t> keys, Use&& use, Reads&& reads = {}) const {
    const std::uint32_t first = keys.empty() ? kNoWord : word_of_key(keys[0]);
    if (first == kNoWord || word_starts_spun_[first] == 0) return;
    walk(first, keys, [&](std::uint32_t phrase, std::uint32_t length) {
      const PackedOffsets::Range range = candidate_ranges_[phrase];
      if (range.begin >= range.end) return;
      if (is_literal(phrase) && !reads(literal_text(phrase), length)) return;
      use(Match{phrase, length, range.begin, range.end});
    });
  }

  // Calls use(match) for every phrase at the front of the tokens that some rule replaces, shorter ones first. Literal
  // phrases as above.
  template <typename Use, typename Reads = NeverReads>
  void for_each_original(std::span<const std::uint64_t> keys, Use&& use, Reads&& reads = {}) const {
    const std::uint32_t first = keys.empty() ? kNoWord : word_of_key(keys[0]);
    if (first == kNoWord) return;
    walk(first, keys, [&](std::uint32_t phrase, std::uint32_t length) {
      if ((phrase_flags_[phrase] & kOriginalFlag) == 0) return;
      if (is_literal(phrase) && !reads(literal_text(phrase), length)) return;
      use(Match{phrase, length, 0, 0});
    });
  }

  // Whether some rule replaces this single word.
  [[nodiscard]] bool is_replaceable(std::uint64_t key) const;

  [[nodiscard]] std::uint32_t candidate_count() const { return counts_.candidates; }
  [[nodiscard]] Candidate candidate(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t rule_count() const { return counts_.rules; }
  [[nodiscard]] Rule rule(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t style_count() const { return counts_.styles; }
  [[nodiscard]] std::string_view style_name(std::uint32_t style) const;

 private:
  Lexicon() = default;

  void attach(const std::array<ByteSpan, kSectionCount>& sections);
  bool read_style_names(ByteSpan names);

  [[nodiscard]] bool is_literal(std::uint32_t phrase) const { return (phrase_flags_[phrase] & kLiteralFlag) != 0; }
  [[nodiscard]] std::string_view literal_text(std::uint32_t phrase) const {
    return find_display(phrase_displays_, phrase);
  }
  [[nodiscard]] std::uint32_t phrase_word(std::uint32_t phrase, std::uint32_t token) const;
  // The phrases of [range) whose word number `depth` is `word`. REQUIRES: all of them are longer than `depth`.
  [[nodiscard]] PackedOffsets::Range narrow(PackedOffsets::Range range, std::uint32_t depth, std::uint32_t word) const;
  [[nodiscard]] std::string_view find_display(ByteSpan rows, std::uint32_t id) const;

  // Calls use(phrase, length) for the phrases that begin with word `first` and go on with the keys after it. Phrases
  // are in lexicographic order of their words, so each further token narrows a range.
  template <typename Use>
  void walk(std::uint32_t first, std::span<const std::uint64_t> keys, Use&& use) const {
    PackedOffsets::Range range = phrases_of_word_[first];
    for (std::uint32_t depth = 1;; ++depth) {
      while (range.begin < range.end && phrase_length(range.begin) <= depth) use(range.begin++, depth);
      if (range.begin >= range.end || depth >= keys.size()) return;
      const std::uint32_t word = word_of_key(keys[depth]);
      if (word == kNoWord) return;
      range = narrow(range, depth, word);
    }
  }

  Counts counts_;
  float weight_step_ = 0;
  std::vector<std::string_view> styles_;
  ByteSpan style_sets_;
  PackedOffsets word_ranges_;
  ByteSpan word_text_;
  PackedArray buckets_;
  PackedArray word_starts_spun_;
  PackedOffsets phrases_of_word_;
  PackedOffsets token_ranges_;
  PackedArray phrase_tokens_;
  PackedArray phrase_flags_;
  PackedOffsets candidate_ranges_;
  BitView candidates_;
  BitView rules_;
  ByteSpan word_displays_;
  ByteSpan phrase_displays_;
  ByteSpan display_text_;
};

}  // namespace unspin::lexicon
