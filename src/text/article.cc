#include "text/article.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/case_pattern.h"
#include "text/unicode.h"

namespace unspin::text {
namespace {

// Spelled with a vowel, spoken with a consonant (you-nion, won).
constexpr std::array<std::string_view, 19> kConsonantSound = {"eu",     "ewe", "one-", "ubiq",  "unanim", "uni", "uran",
                                                              "usa",    "use", "usu",  "util",  "utop",   "u-",  "uter",
                                                              "ukrain", "ufo", "urin", "usurp", "ute"};
constexpr std::array<std::string_view, 4> kConsonantWords = {"one", "once", "u", "uk"};
// ... but these begin with a true "un".
constexpr std::array<std::string_view, 6> kVowelSound = {"unin", "unim", "unid", "unil", "unint", "unissued"};
constexpr std::array<std::string_view, 5> kSilentH = {"hour", "honest", "honor", "honour", "heir"};
// Acronyms read as words although their first letter's name begins with a vowel.
constexpr std::array<std::string_view, 12> kSpokenAcronyms = {"NATO", "NASA",  "FIFA",  "NASDAQ", "RAM",   "ROM",
                                                              "SIM",  "LASER", "NAFTA", "SARS",   "NIMBY", "MERS"};

template <std::size_t N>
bool starts_with_any(std::string_view word, const std::array<std::string_view, N>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [word](std::string_view p) { return word.starts_with(p); });
}

bool acronym_takes_an(std::string_view word) {
  if (starts_with_any(word, kSpokenAcronyms)) return false;
  return std::string_view("AEFHILMNORSX").find(word.front()) != std::string_view::npos;
}

bool number_takes_an(std::string_view word) {
  if (word.front() == '8') return true;
  const bool eleven_or_eighteen = word.starts_with("11") || word.starts_with("18");
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  return eleven_or_eighteen && digits == 2;
}

}  // namespace

std::string_view indefinite_article_for(std::string_view word) {
  if (word.empty()) return "a";
  if (is_digit(static_cast<unsigned char>(word.front()))) return number_takes_an(word) ? "an" : "a";
  const CasePattern pattern = case_pattern_of(word);
  if (pattern == CasePattern::upper && word.size() > 1) return acronym_takes_an(word) ? "an" : "a";
  const std::string lower = lower_case(word);
  if (starts_with_any(lower, kSilentH)) return "an";
  if (std::string_view("aeiou").find(lower.front()) == std::string_view::npos) {
    const CodePoint first = decode_utf8(lower, 0);
    const bool accented_vowel =
        first.value == U'é' || first.value == U'è' || first.value == U'ê' || first.value == U'á';
    return accented_vowel ? "an" : "a";
  }
  if (starts_with_any(lower, kVowelSound)) return "an";
  const bool whole = std::find(kConsonantWords.begin(), kConsonantWords.end(), lower) != kConsonantWords.end();
  return whole || starts_with_any(lower, kConsonantSound) ? "a" : "an";
}

}  // namespace unspin::text
