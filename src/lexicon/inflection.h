// English inflection: from the lemma of a rule to its surface forms, in British and American spelling.
//
// Regular forms follow the spelling rules (stopped, referred, travelled/traveled, tried, panicking, dying, boxes); the
// exceptions come from data/lexicon/irregular.tsv. A phrase inflects at its head: a verb phrase at its first word, a
// noun phrase at its last word before a preposition, or wherever the source marks it with "*".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/forms.h"
#include "lexicon/irregular_table.h"

namespace unspin::lexicon {

// Which spellings to produce where British and American differ.
enum class Spelling : std::uint8_t { both, british, american };

// One side of a rule: lower-case words separated by single spaces, and the head if the source marks it.
struct Lemma {
  static constexpr std::int32_t kUnmarked = -1;

  std::string text;
  std::int32_t marked_head = kUnmarked;  // index of the word that inflects

  [[nodiscard]] bool operator==(const Lemma&) const = default;
};

// Reads "cut* down" as {"cut down", 0}; a phrase without "*" is unmarked.
[[nodiscard]] Lemma parse_lemma(std::string_view source);

// The index of the word of the phrase that inflects.
[[nodiscard]] std::size_t head_of(const Lemma& lemma, PartOfSpeech pos);

// Thread-safety: const after construction, may be shared.
class Inflector {
 public:
  explicit Inflector(IrregularTable table);
  // From the text of irregular.tsv. Errors: invalid_argument.
  [[nodiscard]] static Result<Inflector> from_table(std::string_view tsv);

  // The surface texts of one form, the usual one first, without duplicates. Empty where the form does not exist: the
  // plural of an uncountable noun, any inflection of a head that is no word ("50%").
  [[nodiscard]] std::vector<std::string> inflect(const Lemma& lemma, PartOfSpeech pos, Form form,
                                                 Spelling spelling = Spelling::both) const;

  // The phrase in the given spelling; Spelling::both returns it as it is.
  [[nodiscard]] std::string respell(std::string_view phrase, Spelling spelling) const;

  // Whether comparative and superlative are formed with more and most only.
  [[nodiscard]] bool compares_with_more(const Lemma& adjective) const;

  // The noun is a plural already ("particulars"); inflect() leaves it as it is.
  [[nodiscard]] bool looks_plural(std::string_view noun) const;

  // The base form that `word` is an irregular past or participle of ("went" -> "go"), or empty; for the checker.
  [[nodiscard]] std::string_view base_of_irregular_verb(std::string_view word) const;

 private:
  [[nodiscard]] std::vector<Variant> inflect_word(std::string_view word, PartOfSpeech pos, Form form) const;
  [[nodiscard]] std::vector<Variant> inflect_noun(std::string_view noun) const;
  [[nodiscard]] std::vector<Variant> inflect_verb(std::string_view verb, Form form) const;
  [[nodiscard]] std::vector<Variant> regular_verb(std::string_view verb, Form form) const;
  [[nodiscard]] std::vector<Variant> inflect_adjective(std::string_view adjective, Form form) const;

  IrregularTable table_;
  std::map<std::string, std::string, std::less<>> verb_of_form_;  // went -> go
};

}  // namespace unspin::lexicon
