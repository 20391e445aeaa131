// Measures on genuine text how often each rule fires there by mistake and writes corrected weights:
//   calibrate_rules --model public/model/unspin-en.model --out data/lexicon/weights.tsv TEXT...
//
// Every text is decoded as if a quarter of its replaceable words were spun. The posterior mass F that falls on a rule
// is false. Against it stands T, what the rule would truly produce there: rate * w(spun | original) * count(original).
// The weight is multiplied by the precision (T + a) / (T + F + a): a rule between near-synonyms that any context allows
// is trusted less than one whose spun side no writer would use.
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "lexicon/forms.h"
#include "lexicon/lexicon.h"
#include "model_parts.h"
#include "program.h"
#include "restoration/spin_rate.h"
#include "text/tokenizer.h"
#include "text/unicode.h"
#include "training_text.h"

namespace {

using namespace unspin;
using tools::fail;

constexpr double kRate = 0.25;
constexpr double kSmoothing = 0.5;
// Corrections smaller than this are not written.
constexpr double kWorthWriting = 0.9;

struct Arguments {
  std::string model = "public/model/unspin-en.model";
  std::string out = "data/lexicon/weights.tsv";
  std::vector<std::string> texts;
};

class Calibration {
 public:
  Calibration(const lexicon::Lexicon& lexicon, const language_model::LanguageModel& model,
              const restoration::Parameters& parameters)
      : lexicon_(lexicon),
        models_(restoration::join_models(lexicon, model)),
        parameters_(parameters),
        false_mass_(lexicon.rule_count()),
        occurrences_(lexicon.phrase_count()) {
    parameters_.initial_rate = kRate;
  }

  void add(std::string_view line) {
    const text::Document document = text::segment(line);
    for (auto& lattice : restoration::build_lattices(document, models_, parameters_)) {
      count_originals(document, lattice);
      const auto factors = restoration::uniform_factors(lattice, kRate);
      const auto graph = restoration::unfold(lattice, factors, models_, parameters_);
      const auto posteriors = restoration::forward_backward(graph, factors);
      for (std::size_t a = 0; a < lattice.arcs.size(); ++a) {
        if (!lattice.arcs[a].keeps()) false_mass_[lattice.arcs[a].rule] += posteriors.arc[a];
      }
    }
  }

  // Lines of rule name and corrected weight.
  [[nodiscard]] std::string weights() const {
    std::vector<double> expected(lexicon_.rule_count());
    std::vector<double> weight(lexicon_.rule_count());
    for (std::uint32_t c = 0; c < lexicon_.candidate_count(); ++c) {
      const lexicon::Candidate candidate = lexicon_.candidate(c);
      const double w = std::exp(static_cast<double>(candidate.log_weight));
      expected[candidate.rule] += kRate * w * occurrences_[candidate.original];
      weight[candidate.rule] = std::max(weight[candidate.rule], w);
    }
    std::string lines;
    for (std::uint32_t r = 0; r < lexicon_.rule_count(); ++r) {
      const double precision = (expected[r] + kSmoothing) / (expected[r] + false_mass_[r] + kSmoothing);
      if (precision > kWorthWriting || weight[r] == 0) continue;
      const lexicon::Rule rule = lexicon_.rule(r);
      char number[32];
      std::snprintf(number, sizeof number, "%.5f", weight[r] * precision);
      lines += text::lower_case(lexicon_.phrase_text(rule.original)) + "\t" + std::string(lexicon::name_of(rule.pos)) +
               "\t" + text::lower_case(lexicon_.phrase_text(rule.spun)) + "\t" + number + "\n";
    }
    return lines;
  }

 private:
  void count_originals(const text::Document& document, const restoration::Lattice& lattice) {
    std::vector<std::uint64_t> keys;
    for (const std::uint32_t t : lattice.tokens) keys.push_back(document.tokens[t].key);
    for (std::size_t place = 0; place < keys.size(); ++place) {
      lexicon_.for_each_original(std::span(keys).subspan(place, std::min<std::size_t>(8, keys.size() - place)),
                                 [&](const lexicon::Match& match) { occurrences_[match.phrase] += 1; });
    }
  }

  const lexicon::Lexicon& lexicon_;
  restoration::Models models_;
  restoration::Parameters parameters_;
  std::vector<double> false_mass_;
  std::vector<double> occurrences_;
};

}  // namespace

int main(int argc, char** argv) {
  tools::program_name = "calibrate_rules";
  CLI::App app{"Measures on genuine text how often each rule fires by mistake."};
  Arguments arguments;
  app.add_option("TEXT", arguments.texts, "Genuine texts, one paragraph a line, plain or .xz")->required();
  app.add_option("--model", arguments.model, "Model file")->capture_default_str();
  app.add_option("--out", arguments.out, "Where to write the weights")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const tools::ModelParts model = tools::must_read_model(arguments.model);
  Calibration calibration(model.lexicon, model.language_model, model.parameters);
  const std::string unreadable =
      tools::for_each_line_with_role(arguments.texts, [&](std::string_view line, tools::LineRole role) {
        if (role == tools::LineRole::calibrate) calibration.add(line);
      });
  if (!unreadable.empty()) fail("Cannot read " + unreadable);
  const std::string text =
      "# Weights corrected on genuine text by calibrate_rules: original, part of speech, spun, weight\n" +
      calibration.weights();
  tools::must_write(arguments.out, text);
  return 0;
}
