// Learns rule weights from marked-up training passages:
//   learn_rules --model MODEL --passages data/eval/train --out data/lexicon/learned.tsv
//
// For every rule: how often did the spinner use it (c), of how many occurrences of its original in the genuine wording
// (n)? The weight is the posterior mean (c + k * w) / (n * rate + k) under a prior of k occurrences at the weight w
// that the lexicon gives it; rate is the share of replaceable words that spinners replace. The test passages are never
// read.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "evaluation/measure.h"
#include "evaluation/passage.h"
#include "evaluation/passage_files.h"
#include "lexicon/forms.h"
#include "lexicon/lexicon.h"
#include "model_parts.h"
#include "program.h"
#include "restoration/lattice.h"
#include "text/tokenizer.h"
#include "text/unicode.h"

namespace {

using namespace unspin;
using evaluation::GoldSpan;
using evaluation::Passage;

constexpr double kRate = 0.6;
constexpr double kPriorOccurrences = 3.0;
constexpr double kMostWeight = 0.95;

class Learner {
 public:
  Learner(const lexicon::Lexicon& lexicon, const language_model::LanguageModel& model)
      : lexicon_(lexicon),
        models_(restoration::join_models(lexicon, model)),
        used_(lexicon.rule_count()),
        occurrences_(lexicon.phrase_count()) {}

  void add(const Passage& passage) {
    count_originals(passage);
    const text::Document document = text::segment(passage.spun);
    const auto lattices = restoration::build_lattices(document, models_, {});
    for (const GoldSpan& gold : passage.gold) count_rule(passage, document, lattices, gold);
  }

  [[nodiscard]] std::string weights() const {
    std::vector<double> occurrences(lexicon_.rule_count());
    std::vector<double> weight(lexicon_.rule_count());
    for (std::uint32_t c = 0; c < lexicon_.candidate_count(); ++c) {
      const lexicon::Candidate candidate = lexicon_.candidate(c);
      occurrences[candidate.rule] += occurrences_[candidate.original];
      weight[candidate.rule] = std::max(weight[candidate.rule], std::exp(static_cast<double>(candidate.log_weight)));
    }
    std::string lines;
    for (std::uint32_t r = 0; r < lexicon_.rule_count(); ++r) {
      if (used_[r] == 0 && occurrences[r] < 1) continue;
      const double learned = std::min(
          kMostWeight, (used_[r] + kPriorOccurrences * weight[r]) / (occurrences[r] * kRate + kPriorOccurrences));
      const lexicon::Rule rule = lexicon_.rule(r);
      char number[32];
      std::snprintf(number, sizeof number, "%.5f", learned);
      lines += text::lower_case(lexicon_.phrase_text(rule.original)) + "\t" + std::string(lexicon::name_of(rule.pos)) +
               "\t" + text::lower_case(lexicon_.phrase_text(rule.spun)) + "\t" + number + "\n";
    }
    return lines;
  }

 private:
  void count_originals(const Passage& passage) {
    std::string original;
    std::size_t position = 0;
    for (const GoldSpan& gold : passage.gold) {
      original += passage.spun.substr(position, gold.begin - position) + gold.originals.front();
      position = gold.end;
    }
    original += passage.spun.substr(position);
    const text::Document document = text::segment(original);
    std::vector<std::uint64_t> keys;
    for (const text::Token& token : document.tokens) keys.push_back(token.key);
    for (std::size_t place = 0; place < keys.size(); ++place) {
      lexicon_.for_each_original(std::span(keys).subspan(place, std::min<std::size_t>(8, keys.size() - place)),
                                 [&](const lexicon::Match& match) { occurrences_[match.phrase] += 1; });
    }
  }

  // Credits the rules whose substitution gives the gold wording, in equal parts.
  void count_rule(const Passage& passage, const text::Document& document,
                  const std::vector<restoration::Lattice>& lattices, const GoldSpan& gold) {
    std::set<std::uint32_t> rules;
    for (const auto& lattice : lattices) {
      for (const auto& arc : lattice.arcs) {
        if (arc.keeps()) continue;
        const std::uint32_t begin = document.tokens[lattice.tokens[arc.from]].begin;
        const std::uint32_t end = document.tokens[lattice.tokens[arc.to - 1]].end;
        if (begin >= gold.end || end <= gold.begin) continue;
        if (restores(passage, gold, begin, end, lexicon_.phrase_text(arc.original))) rules.insert(arc.rule);
      }
    }
    for (const std::uint32_t rule : rules) used_[rule] += 1.0 / static_cast<double>(rules.size());
  }

  [[nodiscard]] static bool restores(const Passage& passage, const GoldSpan& gold, std::uint32_t begin,
                                     std::uint32_t end, const std::string& original) {
    const std::uint32_t from = std::min(begin, gold.begin);
    const std::uint32_t to = std::max(end, gold.end);
    const auto in_place = [&](std::uint32_t b, std::uint32_t e, const std::string& text) {
      return evaluation::words_of(passage.spun.substr(from, b - from) + text + passage.spun.substr(e, to - e));
    };
    return in_place(begin, end, original) == in_place(gold.begin, gold.end, gold.originals.front());
  }

  const lexicon::Lexicon& lexicon_;
  restoration::Models models_;
  std::vector<double> used_;
  std::vector<double> occurrences_;
};

}  // namespace

int main(int argc, char** argv) {
  tools::program_name = "learn_rules";
  CLI::App app{"Learns rule weights from training passages."};
  std::string model_path = "public/model/unspin-en.model";
  std::string folder = "data/eval/train";
  std::string out = "data/lexicon/learned.tsv";
  app.add_option("--model", model_path, "Model file built without learned weights")->capture_default_str();
  app.add_option("--passages", folder, "Training passages")->capture_default_str();
  app.add_option("--out", out, "Where to write the weights")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const tools::ModelParts model = tools::must_read_model(model_path);
  Learner learner(model.lexicon, model.language_model);
  for (const Passage& passage : evaluation::read_set(folder)) learner.add(passage);
  const std::string text =
      "# Weights learned from data/eval/train by learn_rules: original, part of speech, spun, weight\n" +
      learner.weights();
  tools::must_write(out, text);
  return 0;
}
