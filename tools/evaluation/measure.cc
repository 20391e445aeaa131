#include "evaluation/measure.h"

#include <algorithm>
#include <functional>

#include "text/tokenizer.h"

namespace unspin::evaluation {
namespace {

using restoration::Finding;
using Words = std::vector<std::string>;

// One more row of the edit-distance table for every word of `reference`; `row[j]` is the distance to the first j words.
std::vector<double> extend(std::vector<double> row, const Words& reference, const Words& hypothesis) {
  for (const std::string& word : reference) {
    std::vector<double> next(row.size());
    next[0] = row[0] + 1;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const double substitution = row[j - 1] + (hypothesis[j - 1] == word ? 0 : 1);
      next[j] = std::min({substitution, row[j] + 1, next[j - 1] + 1});
    }
    row = std::move(next);
  }
  return row;
}

// Word edit distance of `text` to the original, where the nearest of the right wordings counts at every place.
double distance_to_original(const Passage& passage, std::string_view text) {
  const Words hypothesis = words_of(text);
  std::vector<double> row(hypothesis.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<double>(j);
  std::size_t position = 0;
  for (const GoldSpan& gold : passage.gold) {
    row = extend(std::move(row), words_of(std::string_view(passage.spun).substr(position, gold.begin - position)),
                 hypothesis);
    std::vector<double> best;
    for (const std::string& original : gold.originals) {
      std::vector<double> candidate = extend(row, words_of(original), hypothesis);
      if (best.empty()) best = candidate;
      for (std::size_t j = 0; j < best.size(); ++j) best[j] = std::min(best[j], candidate[j]);
    }
    row = std::move(best);
    position = gold.end;
  }
  row = extend(std::move(row), words_of(std::string_view(passage.spun).substr(position)), hypothesis);
  return row.back();
}

// The gold spans that a finding overlaps; an empty gold span is touched by a finding around it.
std::vector<const GoldSpan*> overlapped(const Passage& passage, const Finding& finding) {
  std::vector<const GoldSpan*> spans;
  for (const GoldSpan& gold : passage.gold) {
    const bool empty_inside = gold.begin == gold.end && finding.begin <= gold.begin && gold.end <= finding.end;
    if (empty_inside || (gold.begin < finding.end && finding.begin < gold.end)) spans.push_back(&gold);
  }
  return spans;
}

// All right wordings of the stretch [begin, end) that covers the spans.
void right_wordings(const Passage& passage, const std::vector<const GoldSpan*>& spans, std::size_t index,
                    std::uint32_t position, std::uint32_t end, const std::string& before, std::vector<Words>& out) {
  if (index == spans.size()) {
    out.push_back(words_of(before + passage.spun.substr(position, end - position)));
    return;
  }
  const GoldSpan& gold = *spans[index];
  const std::string fixed = before + passage.spun.substr(position, gold.begin - position);
  for (const std::string& original : gold.originals) {
    right_wordings(passage, spans, index + 1, gold.end, end, fixed + original, out);
  }
}

// Index of the first suggestion that restores an original, or -1. Wordings are compared as words, so "a" and "an" and
// the case do not matter here.
int right_suggestion(const Passage& passage, const Finding& finding, const std::vector<const GoldSpan*>& spans) {
  const std::uint32_t begin = std::min(finding.begin, spans.front()->begin);
  const std::uint32_t end = std::max(finding.end, spans.back()->end);
  std::vector<Words> right;
  right_wordings(passage, spans, 0, begin, end, "", right);
  for (std::size_t s = 0; s < finding.suggestions.size(); ++s) {
    const std::string text = passage.spun.substr(begin, finding.begin - begin) + finding.suggestions[s].text +
                             passage.spun.substr(finding.end, end - finding.end);
    if (std::find(right.begin(), right.end(), words_of(text)) != right.end()) return static_cast<int>(s);
  }
  return -1;
}

}  // namespace

void Scores::add(const Scores& other) {
  words += other.words;
  errors_spun += other.errors_spun;
  errors_restored += other.errors_restored;
  errors_best_of_five += other.errors_best_of_five;
  findings += other.findings;
  true_findings += other.true_findings;
  right_first += other.right_first;
  right_in_three += other.right_in_three;
  right_in_five += other.right_in_five;
  gold += other.gold;
  gold_found += other.gold_found;
}

std::vector<std::string> words_of(std::string_view text) {
  const text::Document document = text::segment(text);
  Words words;
  for (const text::Token& token : document.tokens) {
    if (token.kind == text::TokenKind::quote || token.kind == text::TokenKind::punctuation) continue;
    std::string word = text::normalised_form(document, token);
    if (token.kind == text::TokenKind::number) word = std::string(document.text_of(token));
    words.push_back(word == "an" ? "a" : std::move(word));
  }
  return words;
}

PassageResult measure(const Passage& passage, const restoration::Analysis& analysis) {
  PassageResult result;
  Scores& scores = result.scores;
  scores.words = static_cast<double>(analysis.words);
  scores.errors_spun = distance_to_original(passage, passage.spun);
  scores.errors_restored = distance_to_original(passage, restoration::restored_text(passage.spun, analysis.findings));
  std::vector<Finding> best_of_five = analysis.findings;
  std::vector<const GoldSpan*> found;
  for (Finding& finding : best_of_five) {
    const auto spans = overlapped(passage, finding);
    const std::string text = passage.spun.substr(finding.begin, finding.end - finding.begin);
    const std::string first = finding.suggestions.empty() ? "" : finding.suggestions.front().text;
    scores.findings += 1;
    if (spans.empty()) {
      result.false_alarms.push_back(text + " -> " + first);
      result.findings.push_back({finding.confidence, false});
      continue;
    }
    found.insert(found.end(), spans.begin(), spans.end());
    scores.true_findings += 1;
    result.findings.push_back({finding.confidence, true});
    const int right = right_suggestion(passage, finding, spans);
    scores.right_first += right == 0 ? 1 : 0;
    scores.right_in_three += right >= 0 && right < 3 ? 1 : 0;
    scores.right_in_five += right >= 0 && right < 5 ? 1 : 0;
    if (!finding.suggestions.empty())
      result.suggestions.push_back({finding.suggestions.front().confidence, right == 0});
    if (right != 0) result.wrong.push_back(text + " -> " + first + " (" + spans.front()->originals.front() + ")");
    if (right > 0 && right < 5) std::swap(finding.suggestions[0], finding.suggestions[static_cast<std::size_t>(right)]);
  }
  scores.errors_best_of_five = distance_to_original(passage, restoration::restored_text(passage.spun, best_of_five));
  for (const GoldSpan& gold : passage.gold) {
    scores.gold += 1;
    if (std::find(found.begin(), found.end(), &gold) != found.end()) {
      scores.gold_found += 1;
    } else {
      result.missed.push_back(passage.spun.substr(gold.begin, gold.end - gold.begin) + " -> " + gold.originals.front());
    }
  }
  return result;
}

}  // namespace unspin::evaluation
