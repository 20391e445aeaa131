#include "restoration/assembly.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/hash.h"
#include "text/article.h"
#include "text/case_pattern.h"
#include "text/unicode.h"

namespace unspin::restoration {
namespace {

using text::Document;
using text::Token;
using text::TokenKind;

constexpr double kSmallest = 1e-12;

// Writes the wordings of one decision as text.
class Wording {
 public:
  Wording(const Document& document, const SentenceAnalysis& sentence, const Models& models)
      : document_(document), sentence_(sentence), models_(models) {}

  [[nodiscard]] const Token& token(std::uint32_t place) const {
    return document_.tokens[sentence_.lattice.tokens[place]];
  }

  [[nodiscard]] std::string text_of(const Option& option) const {
    std::string out;
    for (const std::uint32_t index : option.arcs) {
      const Arc& arc = sentence_.lattice.arcs[index];
      const Token& first = token(arc.from);
      if (!out.empty()) out.append(between(token(arc.from - 1).end, first.begin));
      out.append(arc.keeps() ? std::string(document_.text_of(first)) : replacement(arc));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return document_.source.substr(begin, end - begin);
  }

  [[nodiscard]] std::string replacement(const Arc& arc) const {
    const std::uint32_t first = sentence_.lattice.tokens[arc.from];
    const std::uint32_t last = sentence_.lattice.tokens[arc.to - 1];
    const auto tokens = std::span(document_.tokens).subspan(first, last + 1 - first);
    return text::with_case(models_.lexicon->phrase_text(arc.original),
                           text::phrase_case_of(tokens, starts_sentence(arc.from)));
  }

  // Capital letters are due at the start of a sentence, after a colon and at the start of a quotation.
  [[nodiscard]] bool starts_sentence(std::uint32_t place) const {
    const std::uint32_t index = sentence_.lattice.tokens[place];
    if (place == 0 || index == 0) return true;
    const Token& before = document_.tokens[index - 1];
    if (before.kind == TokenKind::quote) return true;
    return before.kind == TokenKind::punctuation && document_.text_of(before) == ":";
  }

  const Document& document_;
  const SentenceAnalysis& sentence_;
  const Models& models_;
};

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" -\u2019'")); }

bool is_indefinite_article(std::string_view word) {
  const std::string lower = text::lower_case(word);
  return lower == "a" || lower == "an";
}

// Puts the article before the finding into it if one of the suggestions asks for the other form.
void repair_article(const Document& document, std::uint32_t first_token, std::uint32_t floor, Finding& finding) {
  if (first_token == 0) return;
  const Token& before = document.tokens[first_token - 1];
  const std::string_view article = document.text_of(before);
  if (!is_indefinite_article(article) || before.begin < floor || !document.tokens[first_token].space_before) return;
  const std::string current = text::lower_case(article);
  const bool agrees = std::all_of(finding.suggestions.begin(), finding.suggestions.end(), [&](const Suggestion& s) {
    return text::indefinite_article_for(first_word(s.text)) == current;
  });
  if (agrees) return;
  const std::string space(document.source.substr(before.end, finding.begin - before.end));
  const bool capital = article.front() == 'A';
  for (Suggestion& suggestion : finding.suggestions) {
    const std::string_view wanted = text::indefinite_article_for(first_word(suggestion.text));
    suggestion.text = (capital ? text::capitalised(wanted) : std::string(wanted)) + space + suggestion.text;
  }
  finding.begin = before.begin;
}

// The bare apostrophe of a plural ("nations'") becomes 's where the original is an irregular plural ("people's").
void repair_possessive(const Document& document, std::uint32_t last_token, Finding& finding) {
  if (last_token + 1 >= document.tokens.size()) return;
  const Token& after = document.tokens[last_token + 1];
  const std::string_view mark = document.text_of(after);
  const bool apostrophe = mark == "'" || mark == "\u2019";
  const bool possessive = apostrophe && after.kind == TokenKind::quote && !after.space_before &&
                          document.source[finding.end - 1] == 's' && last_token + 2 < document.tokens.size() &&
                          document.tokens[last_token + 2].space_before &&
                          document.tokens[last_token + 2].kind == TokenKind::word;
  if (!possessive || finding.suggestions.empty() || finding.suggestions.front().text.ends_with('s')) return;
  for (Suggestion& suggestion : finding.suggestions) {
    suggestion.text += mark;
    if (!suggestion.text.ends_with("s" + std::string(mark))) suggestion.text += 's';
  }
  finding.end = after.end;
}

double product_of_factors(const SentenceAnalysis& sentence, const Option& option) {
  double product = 1;
  for (const std::uint32_t a : option.arcs) product *= sentence.factors[a];
  return product;
}

// Explains a wording by its first substitution.
void explain(const SentenceAnalysis& sentence, const Decision& decision, const Option& option, const Models& models,
             Suggestion& suggestion) {
  const auto arc = std::find_if(option.arcs.begin(), option.arcs.end(),
                                [&](std::uint32_t a) { return !sentence.lattice.arcs[a].keeps(); });
  if (arc == option.arcs.end()) return;
  const Arc& substitution = sentence.lattice.arcs[*arc];
  const double kept = std::max(1 - decision.confidence, kSmallest);
  double keep_factor = 1;
  for (std::uint32_t place = decision.from; place < decision.to; ++place) {
    keep_factor *= sentence.factors[sentence.lattice.arcs_begin[place]];
  }
  const double channel_ratio = product_of_factors(sentence, option) / std::max(keep_factor, kSmallest);
  suggestion.explained = true;
  const lexicon::Rule rule = models.lexicon->rule(substitution.rule);
  suggestion.why.original = models.lexicon->phrase_text(rule.original);
  suggestion.why.spun = models.lexicon->phrase_text(rule.spun);
  suggestion.why.channel = std::min(1.0, std::exp(static_cast<double>(substitution.log_weight)));
  suggestion.why.rarity = static_cast<double>(substitution.rarity);
  suggestion.why.context_gain =
      std::log(std::max(option.probability, kSmallest) / kept) - std::log(std::max(channel_ratio, kSmallest));
}

std::string hex(std::uint64_t value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (int shift = 44; shift >= 0; shift -= 4) out.push_back(kDigits[value >> static_cast<unsigned>(shift) & 15U]);
  return out;
}

}  // namespace

void append_findings(const Document& document, const SentenceAnalysis& sentence, const std::vector<Decision>& decisions,
                     const Models& models, std::size_t maximum_suggestions, std::vector<Finding>& findings) {
  const Wording wording(document, sentence, models);
  for (const Decision& decision : decisions) {
    Finding finding;
    finding.begin = wording.token(decision.from).begin;
    finding.end = wording.token(decision.to - 1).end;
    finding.confidence = decision.confidence;
    const std::string as_it_stands(document.source.substr(finding.begin, finding.end - finding.begin));
    for (const Option& option : decision.options) {
      if (finding.suggestions.size() >= maximum_suggestions) break;
      Suggestion suggestion;
      suggestion.text = wording.text_of(option);
      suggestion.confidence = option.probability;
      const auto same_text = [&](const Suggestion& other) { return other.text == suggestion.text; };
      const auto same = std::find_if(finding.suggestions.begin(), finding.suggestions.end(), same_text);
      if (same != finding.suggestions.end()) {
        same->confidence += suggestion.confidence;
        continue;
      }
      if (suggestion.text == as_it_stands) continue;
      explain(sentence, decision, option, models, suggestion);
      finding.suggestions.push_back(std::move(suggestion));
    }
    if (finding.suggestions.empty()) continue;
    std::stable_sort(finding.suggestions.begin(), finding.suggestions.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.confidence > b.confidence; });
    const std::uint32_t floor = findings.empty() ? 0 : findings.back().end;
    repair_article(document, sentence.lattice.tokens[decision.from], floor, finding);
    repair_possessive(document, sentence.lattice.tokens[decision.to - 1], finding);
    findings.push_back(std::move(finding));
  }
}

namespace {

// The word in braces may itself be spun: its originals join the plain word, all by their confidence.
void take_suggestions(const Finding& substitution, Finding& artefact) {
  Suggestion& plain = artefact.suggestions.front();
  plain.confidence *= 1 - substitution.confidence;
  for (const Suggestion& suggestion : substitution.suggestions) artefact.suggestions.push_back(suggestion);
  std::stable_sort(artefact.suggestions.begin(), artefact.suggestions.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.confidence > b.confidence; });
}

}  // namespace

std::vector<Finding> merge_artefacts(std::vector<Finding> substitutions, std::vector<Finding> artefacts,
                                     std::size_t maximum_suggestions) {
  std::vector<Finding> merged;
  auto artefact = artefacts.begin();
  for (Finding& finding : substitutions) {
    while (artefact != artefacts.end() && artefact->end <= finding.begin) merged.push_back(std::move(*artefact++));
    if (artefact == artefacts.end() || finding.end <= artefact->begin) {
      merged.push_back(std::move(finding));
      continue;
    }
    const bool inside = finding.begin >= artefact->begin && finding.end <= artefact->end;
    const bool braces_round_it = artefact->suggestions.size() == 1 && !artefact->suggestions.front().text.empty();
    if (inside && braces_round_it) take_suggestions(finding, *artefact);
  }
  merged.insert(merged.end(), std::make_move_iterator(artefact), std::make_move_iterator(artefacts.end()));
  for (Finding& finding : merged) {
    if (finding.suggestions.size() > maximum_suggestions) finding.suggestions.resize(maximum_suggestions);
  }
  return merged;
}

void finish_findings(const Document& document, std::vector<Finding>& findings) {
  std::map<std::uint64_t, std::uint32_t> seen;
  std::map<std::pair<std::string, std::string>, std::uint32_t> pairs;
  std::size_t t = 0;
  for (Finding& finding : findings) {
    while (t < document.tokens.size() && document.tokens[t].begin < finding.begin) ++t;
    std::uint64_t hash = static_cast<std::uint64_t>(finding.kind);
    hash = combine_hash(hash, hash_bytes(document.source.substr(finding.begin, finding.end - finding.begin)));
    hash = combine_hash(hash, t > 0 ? document.tokens[t - 1].key : 0);
    std::size_t after = t;
    while (after < document.tokens.size() && document.tokens[after].begin < finding.end) ++after;
    hash = combine_hash(hash, after < document.tokens.size() ? document.tokens[after].key : 0);
    finding.id = hex(combine_hash(hash, seen[hash]++));
    if (finding.suggestions.empty() || !finding.suggestions.front().explained) continue;
    const Explanation& why = finding.suggestions.front().why;
    ++pairs[{why.original, why.spun}];
  }
  for (Finding& finding : findings) {
    for (std::size_t s = 0; s < finding.suggestions.size(); ++s) {
      Explanation& why = finding.suggestions[s].why;
      const auto pair = pairs.find({why.original, why.spun});
      if (!finding.suggestions[s].explained || pair == pairs.end()) continue;
      why.elsewhere = pair->second - (s == 0 ? 1 : 0);
    }
  }
}

}  // namespace unspin::restoration
