// npm run tune: fits the parameters on the development passages by coordinate search and writes them as JSON.
//   unspin_tune --model public/model/unspin-en.model --out data/parameters.json TEXT...
// Read are data/eval/dev and mixed (spun passages), data/eval/train-genuine and 60 documents out of the calibration
// lines of the texts (genuine ones), nothing else: data/eval/test and genuine are measured, never tuned on.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "evaluation/measure.h"
#include "evaluation/passage.h"
#include "evaluation/passage_files.h"
#include "model_parts.h"
#include "parameters_file.h"
#include "program.h"
#include "training_text.h"

namespace {

using namespace unspin;
using evaluation::Passage;
using evaluation::Scores;
using restoration::Parameters;
using tools::fail;

struct Arguments {
  std::string model = "public/model/unspin-en.model";
  std::string data = "data/eval";
  std::string out = "data/parameters.json";
  std::string start;               // parameters to start from, JSON
  std::vector<std::string> texts;  // training texts: their calibration lines are genuine documents, too
  int samples = 300;
  int rounds = 3;
};

// Documents of about 250 words out of the calibration lines of the training texts.
std::vector<std::string> read_documents(const std::vector<std::string>& paths, std::size_t count) {
  std::vector<std::string> documents;
  std::string document;
  const std::string unreadable =
      tools::for_each_line_with_role(paths, [&](std::string_view line, tools::LineRole role) {
        if (role != tools::LineRole::calibrate) return;
        document += std::string(line) + "\n";
        if (document.size() < 1500) return;
        documents.push_back(document);
        document.clear();
      });
  if (!unreadable.empty()) fail("Cannot read " + unreadable);
  std::mt19937 random(1);
  std::shuffle(documents.begin(), documents.end(), random);
  documents.resize(std::min(count, documents.size()));
  return documents;
}

constexpr double kWantedPrecision = 0.93;

// The measures that tuning trades against each other.
struct Outcome {
  Scores spun;
  double genuine_words = 0;
  double false_alarms = 0;
  double documents_misjudged = 0;

  [[nodiscard]] double alarms_per_thousand() const { return 1000 * false_alarms / std::max(1.0, genuine_words); }
  // Share of the errors removed, less a price for false alarms: one per thousand words costs as much as 1.5 % of the
  // errors, one document misjudged as much as half a per cent.
  [[nodiscard]] double objective() const {
    const double imprecision = std::max(0.0, kWantedPrecision - spun.precision());
    return spun.removed() + 0.1 * spun.removed_best_of_five() - 0.015 * alarms_per_thousand() -
           0.003 * documents_misjudged - 0.5 * imprecision;
  }
};

class Tuner {
 public:
  explicit Tuner(const Arguments& arguments) : model_(tools::must_read_model(arguments.model)) {
    spun_ = evaluation::read_set(arguments.data + "/dev");
    for (Passage& passage : evaluation::read_set(arguments.data + "/mixed")) spun_.push_back(std::move(passage));
    const std::vector<Passage> genuine = evaluation::read_set(arguments.data + "/train-genuine");
    for (const Passage& passage : genuine) genuine_.push_back(passage.spun);
    for (std::string& document : read_documents(arguments.texts, 60)) genuine_.push_back(std::move(document));
  }

  [[nodiscard]] Outcome measure(const Parameters& parameters) const {
    const restoration::Restorer restorer(restoration::join_models(model_.lexicon, model_.language_model), parameters);
    Outcome outcome;
    for (const Passage& passage : spun_) {
      const auto analysis = restorer.analyse(passage.spun, {});
      outcome.spun.add(evaluation::measure(passage, analysis).scores);
      outcome.documents_misjudged += analysis.verdict == restoration::Verdict::genuine ? 1 : 0;
    }
    for (const std::string& text : genuine_) {
      const auto analysis = restorer.analyse(text, {});
      outcome.genuine_words += static_cast<double>(analysis.words);
      outcome.false_alarms += static_cast<double>(analysis.findings.size());
      outcome.documents_misjudged += analysis.verdict == restoration::Verdict::genuine ? 0 : 1;
    }
    return outcome;
  }

 private:
  tools::ModelParts model_;
  std::vector<Passage> spun_;
  std::vector<std::string> genuine_;
};

void write_parameters(const std::string& path, const Parameters& parameters) {
  nlohmann::ordered_json json;
  for (const auto& field : restoration::parameter_fields()) {
    json[std::string(field.name)] = std::round(parameters.*field.member * 1e5) / 1e5;
  }
  tools::must_write(path, json.dump(2) + "\n");
}

void print(const char* what, double value, const Outcome& outcome) {
  std::printf(
      "%-24s %8.4f  objective %.4f  removed %.3f  best of 5 %.3f  precision %.3f  alarms/1000 %.2f  misjudged %.0f\n",
      what, value, outcome.objective(), outcome.spun.removed(), outcome.spun.removed_best_of_five(),
      outcome.spun.precision(), outcome.alarms_per_thousand(), outcome.documents_misjudged);
  std::fflush(stdout);
}

// A random setting from the range that makes sense.
Parameters random_parameters(const Parameters& around, std::mt19937& random) {
  const auto uniform = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  Parameters p = around;
  p.language_model_weight = uniform(0.5, 1.2);
  p.channel_weight = uniform(0.2, 1.2);
  p.substitution_cost = uniform(0, 2.5);
  p.rarity_discount = uniform(0, 0.7);
  p.unknown_word_cost = uniform(4, 12);
  p.name_cost = uniform(1, 5);
  p.initial_rate = uniform(0.2, 0.7);
  p.rate_prior_words = uniform(2, 30);
  p.paragraph_prior_words = uniform(10, 60);
  p.evidence_needed = uniform(0, 15);
  p.evidence_per_hundred_words = uniform(1, 25);
  p.evidence_substitution_cost = uniform(0, 3);
  p.evidence_rarity_discount = uniform(0, 1);
  p.passage_end_cost = uniform(0, 8);
  p.habit_prior = uniform(1, 8);
  p.threshold = uniform(0.5, 0.85);
  return p;
}

// The values to try for a parameter: a few steps up and down from where it is.
std::vector<double> neighbours(std::string_view name, double value, double step) {
  if (name == "threshold") return {std::max(0.3, value - 0.3 * step), std::min(0.9, value + 0.3 * step)};
  if (name == "substitution_cost" || name == "evidence_needed" || name == "evidence_substitution_cost" ||
      name == "evidence_per_hundred_words" || name == "name_cost" || name == "unknown_word_cost") {
    return {std::max(0.0, value - 3 * step), value + 3 * step};
  }
  if (name == "rarity_discount" || name == "evidence_rarity_discount")
    return {std::max(0.0, value - 0.2 * step), std::min(1.0, value + 0.2 * step)};
  return {value / (1 + step), value * (1 + step)};
}

}  // namespace

int main(int argc, char** argv) {
  tools::program_name = "unspin_tune";
  CLI::App app{"Fits the parameters on the development passages."};
  Arguments arguments;
  app.add_option("--model", arguments.model, "Model file")->capture_default_str();
  app.add_option("--data", arguments.data, "Evaluation folder")->capture_default_str();
  app.add_option("--out", arguments.out, "Where to write the parameters")->capture_default_str();
  app.add_option("--start", arguments.start, "Parameters to start from");
  app.add_option("TEXT", arguments.texts, "Training texts, plain or .xz");
  app.add_option("--samples", arguments.samples, "Random settings to try first")->capture_default_str();
  app.add_option("--rounds", arguments.rounds, "Rounds of coordinate search")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const Tuner tuner(arguments);
  Parameters best = tools::must_read_parameters(arguments.start);
  Outcome best_outcome = tuner.measure(best);
  print("start", 0, best_outcome);
  std::mt19937 random(1);
  for (int sample = 0; sample < arguments.samples; ++sample) {
    const Parameters tried = random_parameters(best, random);
    const Outcome outcome = tuner.measure(tried);
    if (outcome.objective() <= best_outcome.objective()) continue;
    best = tried;
    best_outcome = outcome;
    print("random", sample, outcome);
  }
  double step = 0.3;
  for (int round = 0; round < arguments.rounds; ++round, step /= 2) {
    for (const auto& field : restoration::parameter_fields()) {
      for (const double value : neighbours(field.name, best.*field.member, step)) {
        Parameters tried = best;
        tried.*field.member = value;
        const Outcome outcome = tuner.measure(tried);
        if (outcome.objective() <= best_outcome.objective()) continue;
        best = tried;
        best_outcome = outcome;
        print(std::string(field.name).c_str(), value, outcome);
      }
    }
  }
  write_parameters(arguments.out, best);
  return 0;
}
