#include "text/case_pattern.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace unspin::text {
namespace {

// Words that titles and names of institutions leave in lower case.
constexpr std::array<std::string_view, 18> kSmallWords = {"a",  "an", "and", "as", "at",  "but", "by",   "for", "from",
                                                          "in", "of", "on",  "or", "the", "to",  "with", "vs",  "into"};

bool is_small_word(std::string_view word) {
  return std::find(kSmallWords.begin(), kSmallWords.end(), word) != kSmallWords.end();
}

std::string capitalise_each_word(std::string_view phrase) {
  std::string out;
  std::size_t begin = 0;
  while (begin <= phrase.size()) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    const std::string_view word = phrase.substr(begin, end - begin);
    if (begin > 0) out.push_back(' ');
    if (begin > 0 && is_small_word(word)) {
      out.append(word);
    } else {
      out.append(capitalised(word));
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace

CasePattern case_pattern_of(std::string_view word) {
  std::size_t letters = 0;
  std::size_t upper = 0;
  bool first_is_upper = false;
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = decode_utf8(word, i);
    i += c.length;
    if (!is_letter(c.value)) continue;
    const bool capital = is_upper(c.value);
    if (letters == 0) first_is_upper = capital;
    ++letters;
    if (capital) ++upper;
  }
  if (letters == 0) return CasePattern::none;
  if (upper == 0) return CasePattern::lower;
  if (upper == 1 && first_is_upper) return CasePattern::title;
  if (upper == letters) return CasePattern::upper;
  return CasePattern::mixed;
}

PhraseCase phrase_case_of(std::span<const Token> tokens, bool starts_sentence) {
  std::size_t cased = 0;
  std::size_t titles = 0;
  std::size_t uppers = 0;
  bool first_is_title = false;
  for (const Token& token : tokens) {
    if (token.casing == CasePattern::none) continue;
    if (cased == 0) first_is_title = token.casing == CasePattern::title || token.casing == CasePattern::mixed;
    ++cased;
    if (token.casing == CasePattern::title) ++titles;
    if (token.casing == CasePattern::upper) ++uppers;
  }
  if (cased == 0) return PhraseCase::as_is;
  if (uppers == cased) return PhraseCase::upper;
  if (uppers > 0 && uppers + titles == cased && cased > 1) return PhraseCase::upper;
  if (cased == 1) {
    if (!first_is_title) return PhraseCase::as_is;
    return starts_sentence ? PhraseCase::first_word : PhraseCase::every_word;
  }
  if (titles * 2 > cased && titles > 1) return PhraseCase::every_word;
  return first_is_title ? PhraseCase::first_word : PhraseCase::as_is;
}

std::string with_case(std::string_view replacement, PhraseCase phrase_case) {
  switch (phrase_case) {
    case PhraseCase::as_is:
      return std::string(replacement);
    case PhraseCase::first_word:
      return capitalised(replacement);
    case PhraseCase::every_word:
      return capitalise_each_word(replacement);
    case PhraseCase::upper:
      return upper_case(replacement);
  }
  return std::string(replacement);
}

}  // namespace unspin::text
