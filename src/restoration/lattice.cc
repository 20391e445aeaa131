#include "restoration/lattice.h"

#include <algorithm>
#include <cmath>

#include "text/tokenizer.h"
#include "text/unicode.h"

namespace unspin::restoration {
namespace {

using text::CasePattern;
using text::Dialect;
using text::Document;
using text::Sentence;
using text::Token;
using text::TokenKind;

// Substitutions offered at one place, the most promising first. More cost time and change nothing.
constexpr std::size_t kMaximumArcsPerPlace = 28;
// Longest spun phrase in tokens; hyphens and clitics count.
constexpr std::uint32_t kLongestPhrase = 12;
// What an original costs that is spelled the American way in a British text, or the reverse.
constexpr float kForeignSpelling = 4.0F;

// Builds the lattices of one document; keeps its buffers between sentences.
class LatticeBuilder {
 public:
  LatticeBuilder(const Document& document, Dialect dialect, const Models& models, const Parameters& parameters)
      : document_(document), models_(models), parameters_(parameters), dialect_(dialect) {}

  void add(const Sentence& sentence, std::vector<Lattice>& lattices) {
    std::vector<std::uint32_t> visible;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      if (text::visible_to_language_model(document_.tokens[t].kind)) visible.push_back(t);
    }
    headline_ = is_headline(visible);
    for (std::size_t begin = 0; begin < visible.size(); begin += kMaximumLatticeSize) {
      const std::size_t end = std::min(begin + kMaximumLatticeSize, visible.size());
      Lattice lattice;
      lattice.tokens.assign(visible.begin() + begin, visible.begin() + end);
      lattice.paragraph = sentence.paragraph;
      lattice.ends_sentence = end == visible.size();
      starts_sentence_ = begin == 0;
      fill(lattice);
      lattices.push_back(std::move(lattice));
    }
  }

 private:
  [[nodiscard]] const Token& token(const Lattice& lattice, std::uint32_t place) const {
    return document_.tokens[lattice.tokens[place]];
  }

  // Most words capitalised: capitals then say nothing about names.
  [[nodiscard]] bool is_headline(const std::vector<std::uint32_t>& visible) const {
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (const std::uint32_t t : visible) {
      const CasePattern casing = document_.tokens[t].casing;
      if (casing == CasePattern::none) continue;
      ++words;
      if (casing != CasePattern::lower) ++capitals;
    }
    return words > 2 && capitals * 3 > words * 2;
  }

  void fill(Lattice& lattice) {
    keys_.clear();
    for (const std::uint32_t t : lattice.tokens) keys_.push_back(document_.tokens[t].key);
    find_runs(lattice);
    lattice.arcs_begin.reserve(lattice.size() + 1);
    for (std::uint32_t place = 0; place < lattice.size(); ++place) {
      lattice.arcs_begin.push_back(static_cast<std::uint32_t>(lattice.arcs.size()));
      add_keep(lattice, place);
      if (token(lattice, place).kind != TokenKind::opaque) add_substitutions(lattice, place);
    }
    lattice.arcs_begin.push_back(static_cast<std::uint32_t>(lattice.arcs.size()));
  }

  // run_end_[p]: where the tokens from p on stop being neighbours in the text. No phrase reaches over a quotation mark.
  void find_runs(const Lattice& lattice) {
    run_end_.assign(lattice.size(), lattice.size());
    for (std::uint32_t place = lattice.size(); place-- > 0;) {
      const bool last = place + 1 == lattice.size();
      const bool cut = !last && (lattice.tokens[place + 1] != lattice.tokens[place] + 1 ||
                                 token(lattice, place + 1).kind == TokenKind::opaque);
      if (!last) run_end_[place] = cut ? place + 1 : run_end_[place + 1];
    }
  }

  void add_keep(Lattice& lattice, std::uint32_t place) {
    const std::uint64_t key = keys_[place];
    Arc arc;
    arc.from = place;
    arc.to = place + 1;
    arc.words_begin = static_cast<std::uint32_t>(lattice.words.size());
    arc.word_count = 1;
    const language_model::WordId word = models_.word_of_key(key);
    lattice.words.push_back(word);
    if (token(lattice, place).kind == TokenKind::word) {
      models_.lexicon->for_each_original(std::span(keys_).subspan(place, 1), [&](const lexicon::Match& match) {
        arc.spun = match.phrase;
        arc.exposure = models_.exposure_of_phrase[match.phrase];
      });
    }
    if (word == language_model::kUnknownWord) arc.log_weight = unknown_word();
    lattice.arcs.push_back(arc);
  }

  [[nodiscard]] float unknown_word() const {
    return static_cast<float>(-parameters_.language_model_weight * parameters_.unknown_word_cost);
  }

  struct Offer {
    lexicon::Candidate candidate;
    std::uint32_t spun = 0;
    std::uint32_t length = 0;
    float score = 0;  // for choosing the most promising
  };

  void add_substitutions(Lattice& lattice, std::uint32_t place) {
    offers_.clear();
    const std::uint32_t longest = std::min(run_end_[place] - place, kLongestPhrase);
    const auto reads = [&](std::string_view literal, std::uint32_t length) {
      const std::uint32_t begin = token(lattice, place).begin;
      const std::uint32_t end = token(lattice, place + length - 1).end;
      return text::lower_case(document_.source.substr(begin, end - begin)) == literal;
    };
    const auto offer_all = [&](const lexicon::Match& match) {
      for (std::uint32_t c = match.first_candidate; c < match.last_candidate; ++c) {
        const lexicon::Candidate candidate = models_.lexicon->candidate(c);
        const bool exists =
            candidate.original < models_.exposure_of_phrase.size();  // a damaged lexicon may say otherwise
        if (candidate.original == match.phrase || !exists) continue;
        offers_.push_back({candidate, match.phrase, match.length, candidate.log_weight + unigrams(candidate.original)});
      }
    };
    models_.lexicon->for_each_spun(std::span(keys_).subspan(place, longest), offer_all, reads);
    std::stable_sort(offers_.begin(), offers_.end(), [](const Offer& a, const Offer& b) { return a.score > b.score; });
    if (offers_.size() > kMaximumArcsPerPlace) offers_.resize(kMaximumArcsPerPlace);
    for (const Offer& offer : offers_) add_substitution(lattice, place, offer);
  }

  [[nodiscard]] language_model::WordId word_of(std::uint32_t phrase, std::uint32_t index) const {
    const std::uint32_t word = models_.lexicon->phrase_token(phrase, index).word;
    return word < models_.word_of_lexicon_word.size() ? models_.word_of_lexicon_word[word]
                                                      : language_model::kUnknownWord;
  }

  // Whether a word of the phrase is spelled against the document's dialect.
  [[nodiscard]] bool is_foreign(std::uint32_t phrase, std::uint32_t index) const {
    const std::uint32_t word = models_.lexicon->phrase_token(phrase, index).word;
    if (dialect_ == Dialect::neutral || word >= models_.dialect_of_lexicon_word.size()) return false;
    const Dialect dialect = models_.dialect_of_lexicon_word[word];
    return dialect != Dialect::neutral && dialect != dialect_;
  }

  [[nodiscard]] float unigrams(std::uint32_t phrase) const {
    float sum = 0;
    const std::uint32_t length = models_.lexicon->phrase_length(phrase);
    for (std::uint32_t i = 0; i < length; ++i) sum += models_.language_model->unigram(word_of(phrase, i));
    return sum;
  }

  void add_substitution(Lattice& lattice, std::uint32_t place, const Offer& offer) {
    Arc arc;
    arc.from = place;
    arc.to = place + offer.length;
    arc.words_begin = static_cast<std::uint32_t>(lattice.words.size());
    arc.original = offer.candidate.original;
    arc.spun = offer.spun;
    arc.rule = offer.candidate.rule;
    // Style 0 is every spinner's.
    arc.style = (offer.candidate.styles & 1U) != 0 ? 0 : static_cast<std::uint16_t>(offer.candidate.styles);
    arc.log_weight = static_cast<float>(parameters_.channel_weight * static_cast<double>(offer.candidate.log_weight) -
                                        parameters_.substitution_cost);
    const std::uint32_t length = models_.lexicon->phrase_length(arc.original);
    for (std::uint32_t i = 0; i < length; ++i) {
      const language_model::WordId word = word_of(arc.original, i);
      if (is_foreign(arc.original, i)) arc.log_weight -= kForeignSpelling;
      if (word == language_model::kUnknownWord) arc.log_weight += unknown_word();
      lattice.words.push_back(word);
    }
    arc.word_count = static_cast<std::uint16_t>(length);
    arc.rarity = static_cast<float>(rarity(lattice, arc));
    arc.log_weight -= static_cast<float>(name_cost(lattice, arc) + rarity_cost(arc));
    lattice.arcs.push_back(arc);
  }

  // A part of what the original is more frequent than the spun phrase.
  [[nodiscard]] double rarity_cost(const Arc& arc) const {
    constexpr double kMost = 7;
    return parameters_.rarity_discount * std::clamp(static_cast<double>(arc.rarity), -kMost, kMost);
  }

  // How much more frequent the original is than the spun phrase, both taken without context, in nats.
  [[nodiscard]] double rarity(const Lattice& lattice, const Arc& arc) {
    kept_.clear();
    for (std::uint32_t place = arc.from; place < arc.to; ++place) kept_.push_back(models_.word_of_key(keys_[place]));
    const auto original = std::span(lattice.words).subspan(arc.words_begin, arc.word_count);
    return log_probability(original) - log_probability(kept_);
  }

  // Log P of a phrase without its context.
  [[nodiscard]] double log_probability(std::span<const language_model::WordId> words) const {
    language_model::State state;
    double sum = 0;
    for (const language_model::WordId word : words) sum += models_.language_model->score(state, word, state);
    return sum;
  }

  // Capitals in mid-sentence are signs of a name, capitals throughout of an acronym.
  [[nodiscard]] double name_cost(const Lattice& lattice, const Arc& arc) const {
    if (headline_) return 0;
    for (std::uint32_t place = arc.from; place < arc.to; ++place) {
      const CasePattern casing = token(lattice, place).casing;
      if (casing == CasePattern::upper) return 2 * parameters_.name_cost;
      const bool capital = casing == CasePattern::title || casing == CasePattern::mixed;
      if (capital && !capital_is_due(lattice, place)) return parameters_.name_cost;
    }
    return 0;
  }

  [[nodiscard]] bool capital_is_due(const Lattice& lattice, std::uint32_t place) const {
    if (place == 0) return starts_sentence_;
    const std::uint32_t index = lattice.tokens[place];
    return document_.tokens[index - 1].kind == TokenKind::quote;
  }

  const Document& document_;
  const Models& models_;
  const Parameters& parameters_;
  Dialect dialect_;
  bool headline_ = false;
  bool starts_sentence_ = true;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> run_end_;
  std::vector<Offer> offers_;
  std::vector<language_model::WordId> kept_;
};

}  // namespace

language_model::WordId Models::word_of_key(std::uint64_t key) const {
  return language_model->word_of_key(text::language_model_key(key));
}

Models join_models(const lexicon::Lexicon& lexicon, const language_model::LanguageModel& language_model) {
  constexpr float kMostExposed = 0.95F;
  Models models{&lexicon, &language_model, {}, {}, std::vector<float>(lexicon.phrase_count(), 0)};
  for (std::uint32_t c = 0; c < lexicon.candidate_count(); ++c) {
    const lexicon::Candidate candidate = lexicon.candidate(c);
    if (candidate.original >= models.exposure_of_phrase.size() || (candidate.styles & 1U) == 0) continue;
    float& exposure = models.exposure_of_phrase[candidate.original];
    exposure = std::min(kMostExposed, exposure + std::exp(candidate.log_weight));
  }
  models.word_of_lexicon_word.reserve(lexicon.word_count());
  models.dialect_of_lexicon_word.reserve(lexicon.word_count());
  for (std::uint32_t word = 0; word < lexicon.word_count(); ++word) {
    models.word_of_lexicon_word.push_back(models.word_of_key(lexicon.word_key(word)));
    models.dialect_of_lexicon_word.push_back(text::dialect_of(lexicon.word_text(word)));
  }
  return models;
}

Dialect dialect_of_document(const Document& document, const Models& models) {
  int british = 0;
  int american = 0;
  for (const Token& token : document.tokens) {
    const std::uint32_t word = models.lexicon->word_of_key(token.key);
    if (token.kind != TokenKind::word || word >= models.dialect_of_lexicon_word.size()) continue;
    const Dialect dialect = models.dialect_of_lexicon_word[word];
    british += dialect == Dialect::british ? 1 : 0;
    american += dialect == Dialect::american ? 1 : 0;
  }
  if (british > 3 * american) return Dialect::british;
  return american > 3 * british ? Dialect::american : Dialect::neutral;
}

std::vector<Lattice> build_lattices(const Document& document, std::span<const Sentence> sentences, Dialect dialect,
                                    const Models& models, const Parameters& parameters) {
  std::vector<Lattice> lattices;
  lattices.reserve(sentences.size());
  LatticeBuilder builder(document, dialect, models, parameters);
  for (const Sentence& sentence : sentences) builder.add(sentence, lattices);
  return lattices;
}

std::vector<Lattice> build_lattices(const Document& document, const Models& models, const Parameters& parameters) {
  return build_lattices(document, document.sentences, dialect_of_document(document, models), models, parameters);
}

}  // namespace unspin::restoration
