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

// The article for a suggestion, in lower case. A shouted word is not spelled out letter by letter: A HOUSE.
std::string_view article_for(std::string_view suggestion, bool shouted) {
  const std::string_view word = first_word(suggestion);
  return text::indefinite_article_for(shouted ? text::lower_case(word) : std::string(word));
}

// Puts the article before the finding into it if one of the suggestions asks for the other form.
void repair_article(const Document& document, std::uint32_t first_token, std::uint32_t floor, Finding& finding) {
  if (first_token == 0 || first_token >= document.tokens.size()) return;
  const Token& before = document.tokens[first_token - 1];
  const std::string_view article = document.text_of(before);
  if (!is_indefinite_article(article) || before.begin < floor || !document.tokens[first_token].space_before) return;
  const std::string current = text::lower_case(article);
  const std::string_view as_it_stands = document.source.substr(finding.begin, finding.end - finding.begin);
  const bool shouted =
      text::case_pattern_of(as_it_stands) == text::CasePattern::upper && (article == "A" || article == "AN");
  const bool agrees = std::all_of(finding.suggestions.begin(), finding.suggestions.end(), [&](const Suggestion& s) {
    return first_word(s.text).empty() || article_for(s.text, shouted) == current;
  });
  if (agrees) return;
  const std::string space(document.source.substr(before.end, finding.begin - before.end));
  const bool capital = article.front() == 'A';
  for (Suggestion& suggestion : finding.suggestions) {
    std::string wanted = current;
    if (!first_word(suggestion.text).empty()) wanted = article_for(suggestion.text, shouted);
    if (capital) wanted = shouted ? text::upper_case(wanted) : text::capitalised(wanted);
    suggestion.text = wanted + space + suggestion.text;
  }
  finding.begin = before.begin;
}

bool is_single_quote(std::string_view mark) { return mark == "'" || mark == "\u2018" || mark == "\u2019"; }

// Whether a single quotation mark opened earlier in the sentence still waits for its closing one at token `stop`.
bool in_single_quotes(const Document& document, std::uint32_t stop) {
  const auto sentence = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                             [stop](const text::Sentence& s) { return s.last <= stop; });
  if (sentence == document.sentences.end()) return false;
  for (std::uint32_t t = stop; t-- > sentence->first;) {  // the last mark decides
    const Token& token = document.tokens[t];
    if (token.kind != TokenKind::quote || !is_single_quote(document.text_of(token))) continue;
    const Token& next = document.tokens[t + 1];
    const bool after_word =
        t > sentence->first && !token.space_before && document.tokens[t - 1].kind == TokenKind::word;
    return !after_word && !next.space_before && next.kind == TokenKind::word;
  }
  return false;
}

// The bare apostrophe of a plural ("nations'") becomes 's where the original is an irregular plural ("people's").
void repair_possessive(const Document& document, std::uint32_t last_token, Finding& finding) {
  if (last_token + 2 >= document.tokens.size()) return;
  const Token& after = document.tokens[last_token + 1];
  const Token& owned = document.tokens[last_token + 2];
  const std::string_view mark = document.text_of(after);
  const auto ends_in_s = [](std::string_view text) { return text.ends_with('s') || text.ends_with('S'); };
  const bool possessive = (mark == "'" || mark == "\u2019") && after.kind == TokenKind::quote && !after.space_before &&
                          owned.space_before && owned.kind == TokenKind::word &&
                          ends_in_s(document.source.substr(0, finding.end)) && !in_single_quotes(document, last_token);
  const bool agrees = std::all_of(finding.suggestions.begin(), finding.suggestions.end(),
                                  [&](const Suggestion& suggestion) { return ends_in_s(suggestion.text); });
  if (!possessive || agrees) return;
  const bool shouted = document.tokens[last_token].casing == text::CasePattern::upper;
  for (Suggestion& suggestion : finding.suggestions) {
    const std::string_view ending = ends_in_s(suggestion.text) ? "" : shouted ? "S" : "s";
    suggestion.text.append(mark).append(ending);
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

std::uint32_t first_token_at(const Document& document, const Finding& finding) {
  const auto token = std::partition_point(document.tokens.begin(), document.tokens.end(),
                                          [&](const Token& t) { return t.begin < finding.begin; });
  return static_cast<std::uint32_t>(token - document.tokens.begin());
}

}  // namespace

std::vector<Finding> merge_artefacts(const Document& document, std::vector<Finding> substitutions,
                                     std::vector<Finding> artefacts, std::size_t maximum_suggestions) {
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
  std::uint32_t floor = 0;
  for (Finding& finding : merged) {
    if (finding.suggestions.size() > maximum_suggestions) finding.suggestions.resize(maximum_suggestions);
    if (finding.kind == FindingKind::artefact)
      repair_article(document, first_token_at(document, finding), floor, finding);
    floor = finding.end;
  }
  return merged;
}

namespace {

std::uint32_t paragraph_of(const Document& document, std::size_t token) {
  const auto sentence = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                             [token](const text::Sentence& s) { return s.last <= token; });
  return sentence->paragraph;
}

// The key of the token beside `token`; 0 where there is none or another paragraph begins.
std::uint64_t neighbour_key(const Document& document, std::size_t token, std::size_t neighbour) {
  if (std::max(token, neighbour) >= document.tokens.size()) return 0;
  return paragraph_of(document, token) == paragraph_of(document, neighbour) ? document.tokens[neighbour].key : 0;
}

}  // namespace

void finish_findings(const Document& document, std::vector<Finding>& findings) {
  std::map<std::uint64_t, std::uint32_t> seen;
  std::map<std::pair<std::string, std::string>, std::uint32_t> pairs;
  std::size_t t = 0;
  for (Finding& finding : findings) {
    while (t < document.tokens.size() && document.tokens[t].begin < finding.begin) ++t;
    std::uint64_t hash = static_cast<std::uint64_t>(finding.kind);
    hash = combine_hash(hash, hash_bytes(document.source.substr(finding.begin, finding.end - finding.begin)));
    hash = combine_hash(hash, t > 0 ? neighbour_key(document, t, t - 1) : 0);
    std::size_t after = t;
    while (after < document.tokens.size() && document.tokens[after].begin < finding.end) ++after;
    hash = combine_hash(hash, after > t ? neighbour_key(document, after - 1, after) : 0);
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
