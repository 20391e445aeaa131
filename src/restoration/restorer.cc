#include "restoration/restorer.h"

#include <algorithm>
#include <span>

#include "restoration/artefacts.h"
#include "restoration/assembly.h"
#include "restoration/decision.h"
#include "restoration/spin_rate.h"
#include "text/tokenizer.h"

namespace unspin::restoration {
namespace {

// A long text is estimated in blocks of about so many tokens: memory stays bounded, and a collection of
// articles pasted together is judged article by article.
constexpr std::uint32_t kBlockTokens = 6000;
// Where artefacts prove a spinner, each hundred words need only this share of the usual evidence.
constexpr double kSlopeWithArtefacts = 0.3;
// More than any text could say for or against itself.
constexpr double kCertainEvidence = 1e9;
// In genuine passages only tortured phrases are reported, and only if they are this certain: no writer means
// "counterfeit consciousness", wherever it stands.
constexpr std::string_view kTorturedStyle = "tortured";
constexpr double kCertainTorture = 0.9;
// Share of the words in genuine paragraphs above which a spun document is called partly spun.
constexpr double kGenuineShare = 0.25;
// A style is reported when it explains this share of the tagged substitutions, and there are enough of them.
constexpr double kClearStyleShare = 0.5;
constexpr double kTaggedNeeded = 3.0;

std::size_t count_words(const text::Document& document) {
  return static_cast<std::size_t>(std::count_if(document.tokens.begin(), document.tokens.end(), [](const auto& token) {
    return token.kind == text::TokenKind::word || token.kind == text::TokenKind::number;
  }));
}

// The sentences from `first` on that make one block.
std::span<const text::Sentence> block_of_sentences(const text::Document& document, std::size_t first) {
  std::size_t last = first;
  for (std::uint32_t size = 0; last < document.sentences.size() && size < kBlockTokens; ++last) {
    size += document.sentences[last].last - document.sentences[last].first;
  }
  return std::span(document.sentences).subspan(first, last - first);
}

// Sums over the blocks of a document.
struct Totals {
  double spun_tokens = 0;     // visible tokens in spun paragraphs
  double genuine_tokens = 0;  // ... in the others
  double replaced_tokens = 0;
  std::array<double, kMaximumStyles> style{};
  double tagged = 0;
};

void add_totals(const std::vector<SentenceAnalysis>& sentences, const SpinEstimate& estimate, Totals& totals) {
  for (const SentenceAnalysis& sentence : sentences) {
    const bool spun = estimate.paragraph_is_spun[sentence.lattice.paragraph];
    (spun ? totals.spun_tokens : totals.genuine_tokens) += sentence.lattice.size();
  }
  for (std::size_t s = 0; s < kMaximumStyles; ++s) totals.style[s] += estimate.style[s] * estimate.tagged_substitutions;
  totals.tagged += estimate.tagged_substitutions;
}

// Artefacts without a single substitution are still a spinner's or its plug-in's traces.
Verdict verdict_of(const Totals& totals, bool any_finding, bool has_artefacts) {
  const double all = totals.spun_tokens + totals.genuine_tokens;
  if (!any_finding) return has_artefacts ? Verdict::partly_spun : Verdict::genuine;
  if (totals.spun_tokens == 0) return Verdict::genuine;
  return totals.genuine_tokens > kGenuineShare * all ? Verdict::partly_spun : Verdict::spun;
}

std::string clear_style(const Totals& totals, const lexicon::Lexicon& lexicon) {
  if (totals.tagged < kTaggedNeeded) return {};
  const auto best = std::max_element(totals.style.begin(), totals.style.end());
  if (*best < kClearStyleShare * totals.tagged) return {};
  return std::string(lexicon.style_name(static_cast<std::uint32_t>(best - totals.style.begin())));
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::spun:
      return "spun";
    case Verdict::partly_spun:
      return "partly spun";
    case Verdict::genuine:
      break;
  }
  return "genuine";
}

Restorer::Restorer(Models models, Parameters parameters) : models_(std::move(models)), parameters_(parameters) {
  for (std::uint32_t style = 0; style < models_.lexicon->style_count(); ++style) {
    if (models_.lexicon->style_name(style) == kTorturedStyle) tortured_mask_ = static_cast<std::uint16_t>(1U << style);
  }
}

void Restorer::keep_certain_torture(const SentenceAnalysis& sentence, std::vector<Decision>& decisions) const {
  const auto is_tortured = [&](const Decision& decision) {
    const Arc& arc = sentence.lattice.arcs[decision.options.front().arcs.front()];
    const bool phrase = decision.to - decision.from > 1;
    return phrase && decision.confidence >= kCertainTorture && (arc.style & tortured_mask_) != 0;
  };
  std::erase_if(decisions, [&](const Decision& decision) { return !is_tortured(decision); });
}

Analysis Restorer::analyse(std::string_view text, const Options& options) const {
  Analysis analysis;
  analysis.threshold = options.threshold < 0 ? parameters_.threshold : options.threshold;
  const text::Document document = text::segment(text);
  analysis.words = count_words(document);
  std::vector<Finding> artefacts = find_artefacts(document);
  Parameters parameters = parameters_;
  if (!artefacts.empty()) {  // a spinner or its plug-in has been at work
    parameters.evidence_needed = 0;
    parameters.evidence_per_hundred_words *= kSlopeWithArtefacts;
  }

  if (options.assume_spun) {
    parameters.evidence_needed = 0;
    parameters.evidence_per_hundred_words = -kCertainEvidence;
  }
  const text::Dialect dialect = dialect_of_document(document, models_);
  std::vector<Finding> substitutions;
  Totals totals;
  for (std::size_t next = 0; next < document.sentences.size();) {
    const std::span<const text::Sentence> sentences = block_of_sentences(document, next);
    next += sentences.size();
    std::vector<SentenceAnalysis> block;
    for (Lattice& lattice : build_lattices(document, sentences, dialect, models_, parameters)) {
      block.emplace_back().lattice = std::move(lattice);
      block.back().lattice.paragraph -= sentences.front().paragraph;
    }
    const SpinEstimate estimate = estimate_spin(block, models_, parameters);
    add_totals(block, estimate, totals);
    analysis.evidence += estimate.evidence;
    for (const SentenceAnalysis& sentence : block) {
      std::vector<Decision> decisions = decide(sentence, analysis.threshold);
      if (!estimate.paragraph_is_spun[sentence.lattice.paragraph]) keep_certain_torture(sentence, decisions);
      for (const Decision& decision : decisions)
        totals.replaced_tokens += decision.confidence * (decision.to - decision.from);
      append_findings(document, sentence, decisions, models_, options.maximum_suggestions, substitutions);
    }
  }
  const double tokens = totals.spun_tokens + totals.genuine_tokens;
  analysis.spin_rate = tokens > 0 ? std::min(1.0, totals.replaced_tokens / tokens) : 0;
  analysis.verdict = verdict_of(totals, !substitutions.empty(), !artefacts.empty());
  analysis.style = clear_style(totals, *models_.lexicon);
  if (analysis.threshold > 0.99) artefacts.clear();
  analysis.findings =
      merge_artefacts(document, std::move(substitutions), std::move(artefacts), options.maximum_suggestions);
  finish_findings(document, analysis.findings);
  return analysis;
}

std::string restored_text(std::string_view text, const std::vector<Finding>& findings) {
  std::string out;
  out.reserve(text.size());
  std::size_t position = 0;
  for (const Finding& finding : findings) {
    if (finding.suggestions.empty()) continue;
    out.append(text.substr(position, finding.begin - position));
    out.append(finding.suggestions.front().text);
    position = finding.end;
  }
  out.append(text.substr(position));
  return out;
}

}  // namespace unspin::restoration
