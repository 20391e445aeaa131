// Builds the model file and its manifest: lexicon sources + training text (or a trained language model) + parameters.
//   build_model --lexicon data/lexicon --out public/model TEXT...
// The same input gives the same bytes. docs/FORMAT.md describes the file.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "language_model/trainer.h"
#include "lexicon/compiler.h"
#include "lexicon/source.h"
#include "lexicon_files.h"
#include "model/container.h"
#include "parameters_file.h"
#include "program.h"
#include "restoration/parameters.h"
#include "sha256.h"
#include "text/tokenizer.h"
#include "training_text.h"

namespace {

using namespace unspin;
using tools::fail;
using tools::must_read;

constexpr const char* kModelName = "unspin-en";
constexpr const char* kFileName = "unspin-en.model";

struct Arguments {
  std::string lexicon = "data/lexicon";
  std::string parameters = "data/parameters.json";
  std::string strengths = "data/lexicon/strength.tsv";
  std::string learned = "data/lexicon/learned.tsv";
  std::string weights = "data/lexicon/weights.tsv";
  std::string self_tests = "data/self-test.txt";
  std::string out = "public/model";
  std::string version = "1";
  std::string language_model;       // a trained section to use instead of training
  std::string save_language_model;  // where to keep the trained section
  std::uint32_t order = 3;
  std::uint32_t bigrams = 1520000;
  std::uint32_t trigrams = 1520000;
  std::uint64_t min_word_count = 8;
  std::vector<std::string> texts;
};

std::vector<lexicon::Entry> read_entries(const std::string& folder) {
  std::vector<lexicon::Entry> entries;
  for (const auto& file : tools::rule_files(folder)) {
    lexicon::ParsedSource parsed = lexicon::parse_source(file.filename().string(), must_read(file.string()));
    for (const auto& problem : parsed.problems) {
      if (problem.severity == lexicon::Severity::error) {
        std::fprintf(stderr, "%s:%u: %s\n", problem.file.c_str(), problem.line, problem.reason.c_str());
      }
    }
    std::move(parsed.entries.begin(), parsed.entries.end(), std::back_inserter(entries));
  }
  return entries;
}

// The words of all originals: the language model must know them to be able to prefer them.
std::vector<std::uint64_t> original_keys(const std::vector<lexicon::Entry>& entries) {
  std::set<std::uint64_t> keys;
  for (const auto& entry : entries) {
    for (const std::string& word : text::normalised_phrase(entry.original.text)) {
      keys.insert(text::language_model_key(text::token_key(word)));
    }
  }
  return {keys.begin(), keys.end()};
}

std::string language_model_section(const Arguments& arguments, const std::vector<lexicon::Entry>& entries) {
  if (!arguments.language_model.empty()) return must_read(arguments.language_model);
  if (arguments.texts.empty()) fail("Name the training texts, or a trained model with --language-model.");
  language_model::TrainingText text;
  const std::string unreadable =
      tools::for_each_line_with_role(arguments.texts, [&](std::string_view line, tools::LineRole role) {
        if (role == tools::LineRole::train) text.add(line);
      });
  if (!unreadable.empty()) fail("Cannot read " + unreadable);
  language_model::TrainingOptions options;
  options.order = arguments.order;
  options.min_word_count = arguments.min_word_count;
  options.pruning.budgets[1] = arguments.bigrams;
  options.pruning.budgets[2] = arguments.trigrams;
  auto section = language_model::train(text, original_keys(entries), options);
  if (!section) fail(section.error().message);
  if (!arguments.save_language_model.empty()) tools::must_write(arguments.save_language_model, section.value());
  return std::move(section.value());
}

// Adds "original<TAB>pos<TAB>spun<TAB>number" lines to the map.
void read_weights(const std::string& path, std::map<std::string, double, std::less<>>& weights) {
  if (path.empty() || !std::filesystem::exists(path)) return;
  const std::string content = must_read(path);
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::string line = content.substr(begin, end - begin);
    const std::size_t tab = line.rfind('\t');
    if (!line.empty() && line[0] != '#' && tab != std::string::npos) {
      weights[line.substr(0, tab)] = std::strtod(line.c_str() + tab + 1, nullptr);
    }
    begin = end + 1;
  }
}

// P(spun | original) of an eager spinner for the grades of strength.tsv: 3 is done most of the times, 2 often.
double weight_of_grade(double grade) { return grade >= 3 ? 0.8 : 0.3; }

// Spinners seldom swap spellings or contractions, and genuine texts mix them.
void set_rare_styles(const std::vector<lexicon::Entry>& entries, std::map<std::string, double, std::less<>>& weights) {
  constexpr double kRare = 0.004;
  for (const auto& entry : entries) {
    if (entry.style != "spelling" && entry.style != "contraction") continue;
    for (const auto& spun : entry.replacements) {
      weights[lexicon::rule_name(entry.original.text, entry.pos, spun.text)] = kRare;
    }
  }
}

std::string lexicon_section(const Arguments& arguments, const std::vector<lexicon::Entry>& entries,
                            const std::string& language_model_bytes) {
  auto inflector = lexicon::Inflector::from_table(must_read(arguments.lexicon + "/irregular.tsv"));
  if (!inflector) fail(inflector.error().message);
  auto capitals = lexicon::Capitals::from_table(must_read(arguments.lexicon + "/capitals.tsv"));
  if (!capitals) fail(capitals.error().message);
  auto model = language_model::LanguageModel::from_bytes(as_bytes(language_model_bytes));
  if (!model) fail(model.error().message);
  lexicon::CompileOptions options;
  read_weights(arguments.strengths, options.learned_weights);
  for (auto& [rule, weight] : options.learned_weights) weight = weight_of_grade(weight);
  set_rare_styles(entries, options.learned_weights);
  read_weights(arguments.learned, options.learned_weights);
  read_weights(arguments.weights, options.learned_weights);
  options.rank_weight_scale = 0.25;
  options.in_vocabulary = [&](std::string_view word) {
    const auto key = text::language_model_key(text::token_key(word));
    return model.value().word_of_key(key) != language_model::kUnknownWord;
  };
  auto compiled = lexicon::compile_lexicon(entries, inflector.value(), capitals.value(), options);
  if (!compiled) fail(compiled.error().message);
  const auto& statistics = compiled.value().statistics;
  std::printf("lexicon: %u lemmas, %u rules before inflection, %u candidates, %zu bytes\n", statistics.lemmas,
              statistics.base_rules, statistics.candidates, compiled.value().bytes.size());
  return std::move(compiled.value().bytes);
}

// Runs the samples through the new model and records what comes out; loading must give the same later.
std::string self_test_section(const std::string& samples, const std::vector<model::SectionSource>& sections) {
  std::vector<model::SectionSource> with_empty = sections;
  with_empty.push_back({std::string(kSelfTestSection), ""});
  const std::string bytes = model::write_container(with_empty);
  const auto engine = load_untested(as_bytes(bytes));
  if (!engine) fail(engine.error().message);
  std::string lines;
  for (std::size_t begin = 0; begin < samples.size();) {
    const std::size_t end = std::min(samples.find('\n', begin), samples.size());
    const std::string_view sample = std::string_view(samples).substr(begin, end - begin);
    begin = end + 1;
    if (sample.empty() || sample.front() == '#') continue;
    const auto analysis = engine.value().analyse(sample, {});
    lines += std::string(sample) + "\t" + restoration::restored_text(sample, analysis.findings) + "\n";
  }
  return lines;
}

void write_manifest(const std::filesystem::path& folder, const Arguments& arguments, const std::string& file) {
  const nlohmann::ordered_json manifest = {
      {"name", kModelName},   {"version", arguments.version},      {"file", kFileName},
      {"bytes", file.size()}, {"sha256", tools::sha256_hex(file)}, {"format", model::kFormatVersion}};
  tools::must_write(folder / "manifest.json", manifest.dump(2) + "\n");
}

void build(const Arguments& arguments) {
  const std::vector<lexicon::Entry> entries = read_entries(arguments.lexicon);
  const std::string ngrams = language_model_section(arguments, entries);
  const std::string info = std::string("name\t") + kModelName + "\nversion\t" + arguments.version + "\n";
  std::vector<model::SectionSource> sections = {
      {std::string(kInfoSection), info},
      {std::string(kParametersSection),
       restoration::write_parameters(tools::must_read_parameters(arguments.parameters))},
      {std::string(kLexiconSection), lexicon_section(arguments, entries, ngrams)},
      {std::string(kLanguageModelSection), ngrams},
  };
  const std::string self_tests = self_test_section(must_read(arguments.self_tests), sections);
  sections.push_back({std::string(kSelfTestSection), self_tests});
  const std::string file = model::write_container(sections);
  const std::filesystem::path folder = arguments.out;
  std::filesystem::create_directories(folder);
  tools::must_write(folder / kFileName, file);
  write_manifest(folder, arguments, file);
  std::printf("%s: %zu bytes, language model %zu bytes\n", (folder / kFileName).c_str(), file.size(), ngrams.size());
}

}  // namespace

int main(int argc, char** argv) {
  tools::program_name = "build_model";
  CLI::App app{"Builds the model file of Unspin."};
  Arguments arguments;
  app.add_option("TEXT", arguments.texts, "Training texts, one paragraph a line; .xz files are unpacked by xz");
  app.add_option("--lexicon", arguments.lexicon, "Folder of the rule files")->capture_default_str();
  app.add_option("--parameters", arguments.parameters, "Fitted parameters, JSON")->capture_default_str();
  app.add_option("--strengths", arguments.strengths, "Grades of rules; empty for none")->capture_default_str();
  app.add_option("--learned", arguments.learned, "Weights learned from passages; empty for none")
      ->capture_default_str();
  app.add_option("--weights", arguments.weights, "Weights calibrated on text; empty for none")->capture_default_str();
  app.add_option("--self-test", arguments.self_tests, "Self-test samples, one a line")->capture_default_str();
  app.add_option("--out", arguments.out, "Folder for the model file and manifest.json")->capture_default_str();
  app.add_option("--version", arguments.version, "Version of the model")->capture_default_str();
  app.add_option("--language-model", arguments.language_model, "Use this trained section instead of training");
  app.add_option("--save-language-model", arguments.save_language_model, "Keep the trained section here");
  app.add_option("--order", arguments.order, "Order of the language model")->capture_default_str();
  app.add_option("--bigrams", arguments.bigrams, "Bigrams to keep")->capture_default_str();
  app.add_option("--trigrams", arguments.trigrams, "Trigrams to keep")->capture_default_str();
  app.add_option("--min-count", arguments.min_word_count, "Occurrences that make a word known")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  build(arguments);
  return 0;
}
