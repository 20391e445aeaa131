// The inflection and spelling exceptions of data/lexicon/irregular.tsv, parsed. docs/LEXICON.md describes the rows.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/forms.h"

namespace unspin::lexicon {

// Where a spelling belongs. `any` is right on both sides of the ocean.
enum class Dialect : std::uint8_t { any, british, american };

struct Variant {
  std::string text;
  Dialect dialect = Dialect::any;
};

// What the table says about one word: the alternatives of each form, usual one first. Empty = the regular form.
struct WordForms {
  std::array<std::vector<Variant>, kFormCount> forms;
  bool no_plural = false;  // information, advice

  [[nodiscard]] const std::vector<Variant>& of(Form form) const { return forms[static_cast<std::size_t>(form)]; }
  [[nodiscard]] std::vector<Variant>& of(Form form) { return forms[static_cast<std::size_t>(form)]; }
};

struct NounEnding {
  std::string singular;
  std::string plural;
};

struct SpellingPair {
  std::string british;
  std::string american;
};

using WordSet = std::set<std::string, std::less<>>;
using WordTable = std::map<std::string, WordForms, std::less<>>;

struct IrregularTable {
  WordTable verbs;
  WordTable nouns;
  WordTable adjectives;
  // Endings shared by many nouns (man -> men), longest first.
  std::vector<NounEnding> noun_endings;
  WordSet doubling;                 // refer: referred
  WordSet single;                   // parallel: paralleled
  WordSet either;                   // focus: focused, focussed
  WordSet dialect_doubling;         // fuel: fuelled (British), fueled (American)
  std::vector<SpellingPair> stems;  // colour / color
  std::map<std::string, std::string, std::less<>> british_to_american;
  std::map<std::string, std::string, std::less<>> american_to_british;
  WordSet ise_stems;  // organ: organise / organize
};

// Errors: invalid_argument with the line number, for an unknown kind of row or a wrong number of fields.
[[nodiscard]] Result<IrregularTable> parse_irregular_table(std::string_view tsv);

}  // namespace unspin::lexicon
