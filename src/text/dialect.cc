#include "text/dialect.h"

#include <algorithm>
#include <array>

namespace unspin::text {
namespace {

// Stems in -our whose American form ends in -or.
constexpr std::array<std::string_view, 18> kOurStems = {"arm", "behavi", "cand", "col",  "demean", "endeav",
                                                        "fav", "flav",   "glam", "harb", "hon",    "hum",
                                                        "lab", "neighb", "od",   "parl", "rum",    "sav"};
// Stems in -re whose American form ends in -er.
constexpr std::array<std::string_view, 8> kReStems = {"cent", "theat", "met", "lit", "fib", "calib", "lust", "spect"};
// Stems in -ence whose American form ends in -ense.
constexpr std::array<std::string_view, 3> kEnceStems = {"def", "off", "pret"};
// Verbs in -l that double it before -ed, -ing and -er only in British English.
constexpr std::array<std::string_view, 16> kDoublingStems = {
    "travel", "cancel", "label",   "model",   "fuel",    "signal", "level",  "total",
    "rival",  "marvel", "quarrel", "counsel", "channel", "jewel",  "tunnel", "equal"};
// Words in -ise and -ising that Americans write so, too (by their stems).
constexpr std::array<std::string_view, 26> kAlwaysIse = {
    "adv",      "advert", "ar",    "chast",   "circumc", "comprom", "compr",  "conc",   "cru",
    "desp",     "dev",    "disgu", "enterpr", "exc",     "exerc",   "expert", "franch", "improv",
    "merchand", "parad",  "prec",  "prem",    "prom",    "superv",  "surpr",  "telev"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Cuts off the ending if the word has it.
bool strip(std::string_view& word, std::string_view ending) {
  if (!word.ends_with(ending) || word.size() <= ending.size()) return false;
  word.remove_suffix(ending.size());
  return true;
}

// The stem before `first` in words like colour, colours, coloured, colouring, colourful; empty if it is not there.
std::string_view stem_before(std::string_view word, std::string_view ending) {
  for (const std::string_view tail : {"", "s", "ed", "ing", "al", "able", "ful", "ite", "hood", "hoods", "less", "d"}) {
    std::string_view stem = word;
    if ((tail.empty() || strip(stem, tail)) && strip(stem, ending)) return stem;
  }
  return {};
}

Dialect dialect_of_verb_in_ise(std::string_view word) {
  for (const std::string_view tail : {"ise", "ises", "ised", "ising", "iser", "isers", "isation", "isations"}) {
    std::string_view stem = word;
    if (strip(stem, tail)) return stem.size() >= 3 && !contains(kAlwaysIse, stem) ? Dialect::british : Dialect::neutral;
  }
  for (const std::string_view tail : {"ize", "izes", "ized", "izing", "izer", "izers", "ization", "izations"}) {
    std::string_view stem = word;
    if (strip(stem, tail)) return stem.size() >= 3 ? Dialect::american : Dialect::neutral;
  }
  return Dialect::neutral;
}

Dialect dialect_of_doubling(std::string_view word) {
  for (const std::string_view tail : {"ed", "ing", "er", "ers", "or", "ors"}) {
    std::string_view stem = word;
    if (!strip(stem, tail)) continue;
    if (contains(kDoublingStems, stem)) return Dialect::american;
    if (stem.ends_with("ll") && contains(kDoublingStems, stem.substr(0, stem.size() - 1))) return Dialect::british;
  }
  return Dialect::neutral;
}

Dialect dialect_of_single_word(std::string_view word) {
  static constexpr std::array<std::string_view, 11> kBritish = {"grey",   "whilst",  "programme", "programmes",
                                                                "tyre",   "tyres",   "kerb",      "aluminium",
                                                                "cheque", "cheques", "defence"};
  static constexpr std::array<std::string_view, 4> kAmerican = {"gray", "aluminum", "defense", "skeptical"};
  if (contains(kBritish, word)) return Dialect::british;
  return contains(kAmerican, word) ? Dialect::american : Dialect::neutral;
}

}  // namespace

Dialect dialect_of(std::string_view word) {
  if (word.size() < 4) return Dialect::neutral;
  if (contains(kOurStems, stem_before(word, "our"))) return Dialect::british;
  if (contains(kOurStems, stem_before(word, "or"))) return Dialect::american;
  if (contains(kReStems, stem_before(word, "re"))) return Dialect::british;
  if (contains(kReStems, stem_before(word, "er"))) return Dialect::american;
  if (contains(kEnceStems, stem_before(word, "ence"))) return Dialect::british;
  if (contains(kEnceStems, stem_before(word, "ense"))) return Dialect::american;
  const Dialect doubling = dialect_of_doubling(word);
  if (doubling != Dialect::neutral) return doubling;
  const Dialect single = dialect_of_single_word(word);
  return single != Dialect::neutral ? single : dialect_of_verb_in_ise(word);
}

}  // namespace unspin::text
