// npm run eval: measures restoration on data/eval and, where it exists, on ../shared/seed.
//   unspin_eval [--model PATH] [--data DIR] [--seed DIR] [--show SET] [--threshold N]
// The sets dev and test are measured alike; only dev may be shown (--show dev), for the test set is locked.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "evaluation/measure.h"
#include "evaluation/passage.h"
#include "evaluation/passage_files.h"
#include "program.h"

namespace {

using namespace unspin;
using evaluation::Judgement;
using evaluation::Passage;
using evaluation::PassageResult;
using evaluation::Scores;
using tools::fail;
using tools::must_read;

struct Arguments {
  std::string model = "public/model/unspin-en.model";
  std::string data = "data/eval";
  std::string seed = "../shared/seed";
  std::string show;
  double threshold = -1;
  bool assume_spun = false;
};

void print_row(const std::string& name, const Scores& s) {
  std::printf("%-22s %6.0f %6.0f %8.1f%% %8.1f%% %8.3f %7.3f %7.3f %7.3f\n", name.c_str(), s.words, s.errors_spun,
              100 * s.removed(), 100 * s.removed_best_of_five(), s.precision(), s.recall(),
              s.gold_found > 0 ? s.right_first / std::max(1.0, s.true_findings) : 0,
              s.gold_found > 0 ? s.right_in_three / std::max(1.0, s.true_findings) : 0);
}

void print_list(const char* title, const std::vector<std::string>& lines) {
  std::map<std::string, int> counted;
  for (const auto& line : lines) ++counted[line];
  std::printf("%s\n", title);
  for (const auto& [line, count] : counted)
    std::printf("  %s%s\n", line.c_str(), count > 1 ? (" x" + std::to_string(count)).c_str() : "");
}

// Mean distance between confidence and frequency over ten equal bins, weighted by their sizes.
double expected_calibration_error(const std::vector<Judgement>& judgements, bool print) {
  std::vector<double> sum(10), right(10), count(10);
  for (const Judgement& j : judgements) {
    const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(j.confidence * 10));
    sum[bin] += j.confidence;
    right[bin] += j.right ? 1 : 0;
    count[bin] += 1;
  }
  double error = 0;
  for (std::size_t b = 0; b < 10; ++b) {
    if (count[b] == 0) continue;
    error += std::abs(sum[b] - right[b]);
    if (print) std::printf("    %.2f said, %.2f true, %4.0f cases\n", sum[b] / count[b], right[b] / count[b], count[b]);
  }
  return judgements.empty() ? 0 : error / static_cast<double>(judgements.size());
}

class Evaluation {
 public:
  Evaluation(const Engine& engine, const Arguments& arguments) : engine_(engine), arguments_(arguments) {}

  void spun(const std::string& name, const std::vector<Passage>& passages) {
    if (passages.empty()) return;
    std::map<std::string, Scores> by_style;
    Scores total;
    std::vector<Judgement> findings;
    std::vector<Judgement> suggestions;
    std::map<std::string, int> verdicts;
    std::vector<std::string> missed, wrong, alarms;
    for (const Passage& passage : passages) {
      const auto analysis = analyse(passage.spun);
      if (arguments_.show == "evidence") {
        std::printf("%s %s %zu words, evidence %.1f, rate %.3f\n", name.c_str(), passage.name.c_str(), analysis.words,
                    analysis.evidence, analysis.spin_rate);
      }
      const PassageResult result = evaluation::measure(passage, analysis);
      total.add(result.scores);
      by_style[passage.style].add(result.scores);
      append(findings, result.findings);
      append(suggestions, result.suggestions);
      append(missed, result.missed);
      append(wrong, result.wrong);
      append(alarms, result.false_alarms);
      ++verdicts[std::string(name_of(analysis.verdict))];
    }
    for (const auto& [style, scores] : by_style) {
      if (by_style.size() > 1) print_row(name + "/" + style, scores);
    }
    print_row(name, total);
    std::printf("    verdicts:");
    for (const auto& [verdict, count] : verdicts) std::printf(" %s %d", verdict.c_str(), count);
    std::printf("; calibration error of findings %.3f, of first suggestions %.3f\n",
                expected_calibration_error(findings, false), expected_calibration_error(suggestions, false));
    if (arguments_.show != name || name == "test") return;
    print_list("missed", missed);
    print_list("wrong", wrong);
    print_list("false alarms", alarms);
    std::printf("reliability of findings\n");
    expected_calibration_error(findings, true);
    std::printf("reliability of first suggestions\n");
    expected_calibration_error(suggestions, true);
  }

  void genuine(const std::vector<Passage>& passages) {
    double words = 0;
    double findings = 0;
    int judged_spun = 0;
    for (const Passage& passage : passages) {
      const auto analysis = analyse(passage.spun);
      if (arguments_.show == "evidence") {
        std::printf("genuine %s %zu words, evidence %.1f, rate %.3f\n", passage.name.c_str(), analysis.words,
                    analysis.evidence, analysis.spin_rate);
      }
      words += static_cast<double>(analysis.words);
      findings += static_cast<double>(analysis.findings.size());
      judged_spun += analysis.verdict == restoration::Verdict::genuine ? 0 : 1;
      if (arguments_.show != "genuine") continue;
      for (const auto& f : analysis.findings) {
        std::printf("  %s: %s -> %s (%.2f)\n", passage.name.c_str(),
                    passage.spun.substr(f.begin, f.end - f.begin).c_str(), f.suggestions.front().text.c_str(),
                    f.confidence);
      }
    }
    std::printf("genuine: %zu passages, %.0f words, %.0f findings (%.2f per 1,000 words), %d not judged genuine\n",
                passages.size(), words, findings, 1000 * findings / std::max(1.0, words), judged_spun);
  }

 private:
  template <typename T>
  static void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  [[nodiscard]] restoration::Analysis analyse(const std::string& text) const {
    return engine_.analyse(text, {arguments_.threshold, 5, arguments_.assume_spun});
  }

  const Engine& engine_;
  const Arguments& arguments_;
};

}  // namespace

int main(int argc, char** argv) {
  tools::program_name = "unspin_eval";
  CLI::App app{"Measures restoration on the evaluation passages."};
  Arguments arguments;
  app.add_option("--model", arguments.model, "Model file")->capture_default_str();
  app.add_option("--data", arguments.data, "Folder with dev, test, mixed and genuine passages")->capture_default_str();
  app.add_option("--seed", arguments.seed, "Folder with article.txt and gold.tsv")->capture_default_str();
  app.add_option("--show", arguments.show, "Print misses and errors of: dev, mixed, seed, genuine");
  app.add_option("--threshold", arguments.threshold, "Least confidence of a finding");
  app.add_flag("--assume-spun", arguments.assume_spun, "Measure as if every text were known to be spun");
  CLI11_PARSE(app, argc, argv);

  const std::string model = must_read(arguments.model);
  const auto engine = Engine::load(as_bytes(model));
  if (!engine) fail(engine.error().message);
  Evaluation evaluation(engine.value(), arguments);
  std::printf("%-22s %6s %6s %9s %9s %8s %7s %7s %7s\n", "set", "words", "errors", "removed", "best of 5", "precis.",
              "recall", "first", "top 3");
  const std::filesystem::path data = arguments.data;
  evaluation.spun("dev", evaluation::read_set(data / "dev"));
  evaluation.spun("test", evaluation::read_set(data / "test"));
  evaluation.spun("mixed", evaluation::read_set(data / "mixed"));
  if (std::filesystem::exists(arguments.seed + "/article.txt")) {
    auto seed = evaluation::align_gold("seed", must_read(arguments.seed + "/article.txt"),
                                       must_read(arguments.seed + "/gold.tsv"));
    if (!seed) fail(seed.error().message);
    evaluation.spun("seed", {seed.value()});
  }
  evaluation.genuine(evaluation::read_set(data / "genuine"));
  return 0;
}
