// The written form of the lexicon: tab-separated rules, parsed and checked.
//
// One line says what spinners turn one original into: `original<TAB>pos<TAB>replacement|replacement...`, most likely
// replacement first, with an optional fourth column `style=NAME`. docs/LEXICON.md has the whole format.
// Native tools only: the page and the library read the compiled lexicon.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/inflection.h"

namespace unspin::lexicon {

// The style of lines without a fourth column: what most spinners write.
inline constexpr std::string_view kGeneralStyle = "general";

inline constexpr std::size_t kMaxPhraseWords = 6;

// One line of a source file.
struct Entry {
  Lemma original;
  PartOfSpeech pos = PartOfSpeech::fixed;
  std::vector<Lemma> replacements;  // most likely first, never empty
  std::string style{kGeneralStyle};
  std::string file;
  std::uint32_t line = 0;  // from 1
};

enum class Severity : std::uint8_t {
  error,    // breaks the format or misleads the engine: must be put right; the parser leaves the bad part out
  warning,  // a person should look
};

struct Problem {
  std::string file;
  std::uint32_t line = 0;
  Severity severity = Severity::error;
  std::string reason;
};

struct ParsedSource {
  std::vector<Entry> entries;
  std::vector<Problem> problems;
};

// Parses the text of one source file. Whatever is wrong with a line is a problem, never a failure: the good lines, and
// the good replacements of a line, are kept.
[[nodiscard]] ParsedSource parse_source(std::string_view file, std::string_view text);

struct CheckOptions {
  // Occurrences per million words of genuine text, of a lower-case phrase; empty: that check is left out.
  std::function<double(std::string_view phrase)> frequency;
  // A replacement more frequent than this must be told from the genuine word by its context alone.
  double frequent_per_million = 300;
};

// Checks what a line cannot show by itself: inflection, function words, repeated originals, circular rules, frequent
// replacements. Pass the entries of all files at once; problems come in the order of the entries.
[[nodiscard]] std::vector<Problem> check_entries(std::span<const Entry> entries, const Inflector& inflector,
                                                 const CheckOptions& options = {});

}  // namespace unspin::lexicon
