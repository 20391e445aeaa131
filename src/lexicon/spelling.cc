#include "lexicon/spelling.h"

#include <algorithm>
#include <array>
#include <optional>

namespace unspin::lexicon {
namespace {

// What may follow a stem without changing its spelling: colour-ful, but not laboratory or humorous.
constexpr std::array<std::string_view, 34> kStemEndings = {
    "",       "s",    "ed",    "ing",  "ings",  "er",   "ers",  "able",  "ably",   "ful",  "fully", "less",
    "ite",    "ites", "itism", "hood", "hoods", "ly",   "y",    "al",    "ally",   "some", "ism",   "piece",
    "pieces", "ian",  "ians",  "ist",  "ists",  "ness", "edly", "ingly", "liness", "iness"};

constexpr std::array<std::string_view, 12> kIseEndings = {"e",    "es",   "ed",    "er",     "ers",     "ing",
                                                          "ings", "able", "ation", "ations", "ational", "ingly"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& endings, std::string_view ending) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

std::optional<std::string> replace_stem(std::string_view word, std::string_view from, std::string_view to) {
  if (!word.starts_with(from) || !contains(kStemEndings, word.substr(from.size()))) return std::nullopt;
  return std::string(to) + std::string(word.substr(from.size()));
}

// organ-is-ation <-> organ-iz-ation
std::optional<std::string> replace_ise(const IrregularTable& table, std::string_view word, std::string_view from,
                                       std::string_view to) {
  for (std::size_t at = word.find(from); at != std::string_view::npos; at = word.find(from, at + 1)) {
    const std::string_view ending = word.substr(at + from.size());
    if (!contains(kIseEndings, ending) || !table.ise_stems.contains(word.substr(0, at))) continue;
    return std::string(word.substr(0, at)) + std::string(to) + std::string(ending);
  }
  return std::nullopt;
}

}  // namespace

std::string to_british(const IrregularTable& table, std::string_view word) {
  if (const auto found = table.american_to_british.find(word); found != table.american_to_british.end()) {
    return found->second;
  }
  for (const SpellingPair& stem : table.stems) {
    if (auto replaced = replace_stem(word, stem.american, stem.british)) return *std::move(replaced);
  }
  return replace_ise(table, word, "iz", "is").value_or(std::string(word));
}

std::string to_american(const IrregularTable& table, std::string_view word) {
  if (const auto found = table.british_to_american.find(word); found != table.british_to_american.end()) {
    return found->second;
  }
  for (const SpellingPair& stem : table.stems) {
    if (auto replaced = replace_stem(word, stem.british, stem.american)) return *std::move(replaced);
  }
  return replace_ise(table, word, "is", "iz").value_or(std::string(word));
}

}  // namespace unspin::lexicon
