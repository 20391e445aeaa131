// A whole model in miniature, for tests that need one: a language model trained on some sixty sentences about a town,
// and a lexicon of some twenty rules. It is made anew in every test program, in a few milliseconds, so tests depend on
// no file but the inflection tables in data/lexicon.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "language_model/language_model.h"
#include "lexicon/lexicon.h"
#include "model/container.h"
#include "restoration/lattice.h"
#include "restoration/parameters.h"
#include "restoration/restorer.h"

namespace unspin::test {

// Genuine sentences of the kind that the tiny language model was trained on, one a line.
[[nodiscard]] std::string_view training_sentences();

// Genuine prose in the same words as the training text, in sentences that are not in it: `count` of them, which depend
// on `seed` alone.
[[nodiscard]] std::string genuine_prose(std::uint32_t sentences, std::uint32_t seed);

// A text spun by the rules of the tiny lexicon: every phrase that can be replaced is, with probability `rate`.
struct SpunText {
  std::string text;
  std::uint32_t replaceable = 0;
  std::uint32_t replaced = 0;
};
[[nodiscard]] SpunText spin(std::string_view genuine, double rate, std::uint32_t seed);

class TinyModel {
 public:
  // With rules of the tests' own, in the format of data/lexicon. Their originals should occur in the training
  // sentences.
  explicit TinyModel(std::string_view rules);
  TinyModel(const TinyModel&) = delete;
  TinyModel& operator=(const TinyModel&) = delete;

  // With the usual rules; made once per program.
  [[nodiscard]] static const TinyModel& instance();

  [[nodiscard]] const restoration::Models& models() const { return models_; }
  [[nodiscard]] const std::string& lexicon_bytes() const { return lexicon_bytes_; }
  [[nodiscard]] const std::string& language_model_bytes() const { return language_model_bytes_; }

  // The sections of a model file, with these self-test lines ("sample<TAB>expected result").
  [[nodiscard]] std::vector<model::SectionSource> sections(std::string_view self_tests) const;
  // A model file that passes its self-tests.
  [[nodiscard]] std::string file() const;

 private:
  std::string lexicon_bytes_;
  std::string language_model_bytes_;
  restoration::Models models_;
  std::vector<lexicon::Lexicon> lexicon_;                      // one, built late
  std::vector<language_model::LanguageModel> language_model_;  // one, built late
};

// The tiny model's restorer with the default parameters.
[[nodiscard]] const restoration::Restorer& restorer();
[[nodiscard]] restoration::Analysis analyse(std::string_view text, const restoration::Options& options = {});
[[nodiscard]] std::string restore(std::string_view text);

}  // namespace unspin::test
