// Trains the language-model section of the model file from plain text and reports its size, fit and speed.
//
//   xz -dc corpus/*.xz | train_language_model --out lm.bin
//
// The text is one paragraph a line, from the files given or from standard input. A hundredth of it is held out to
// measure perplexity. The table of docs/MODEL.md comes from this program.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "language_model/trainer.h"
#include "text/tokenizer.h"

namespace {

using namespace unspin;
using namespace unspin::language_model;

struct Options {
  std::vector<std::string> inputs;
  std::string out;
  std::string words;
  std::string held_out;
  bool hold_out_blocks = false;
  bool occurrences = false;
  std::uint32_t budget_bigrams = 0;
  std::uint32_t budget_trigrams = 0;
  std::uint32_t budget_fourgrams = 0;
  std::uint32_t min_ngram_count = 1;
  std::uint32_t unigram_bits = 0;
  std::uint32_t prob_bits = 0;
  std::uint32_t unigram_backoff_bits = 0;
  std::uint32_t backoff_bits = 0;
  TrainingOptions training;
};

void add_options(CLI::App& app, Options& options) {
  TrainingOptions& training = options.training;
  const SectionOptions& section = training.section;
  options.budget_bigrams = training.pruning.budgets[1];
  options.budget_trigrams = training.pruning.budgets[2];
  options.budget_fourgrams = training.pruning.budgets[3];
  options.unigram_bits = section.probability_bits[0];
  options.prob_bits = section.probability_bits[1];
  options.unigram_backoff_bits = section.backoff_bits[0];
  options.backoff_bits = section.backoff_bits[1];
  app.option_defaults()->always_capture_default();
  app.add_option("inputs", options.inputs, "text files, one paragraph a line (default: standard input)");
  app.add_option("--out", options.out, "where to write the section");
  app.add_option("--words", options.words, "file of words that the vocabulary must hold, one normalised form a line");
  app.add_option("--held-out", options.held_out, "where to write the lines held out of training");
  app.add_flag("--hold-out-blocks", options.hold_out_blocks,
               "hold out every hundredth block of 100 lines instead of the last hundredth of the text");
  app.add_flag("--occurrences", options.occurrences, "count occurrences, not contexts, below the highest order");
  app.add_option("--order", training.order, "longest n-gram, 2 to 4");
  app.add_option("--min-count", training.min_word_count, "rarer words are unknown words");
  app.add_option("--min-ngram-count", options.min_ngram_count, "rarer n-grams of 3 words and more are dropped");
  app.add_option("--budget-bigrams", options.budget_bigrams, "bigrams to keep");
  app.add_option("--budget-trigrams", options.budget_trigrams, "trigrams to keep");
  app.add_option("--budget-fourgrams", options.budget_fourgrams, "4-grams to keep");
  app.add_option("--unigram-bits", options.unigram_bits, "code of a unigram probability");
  app.add_option("--prob-bits", options.prob_bits, "code of any other probability");
  app.add_option("--unigram-backoff-bits", options.unigram_backoff_bits, "code of a back-off weight of one word");
  app.add_option("--backoff-bits", options.backoff_bits, "code of any other back-off weight");
}

TrainingOptions training_options(const Options& options) {
  TrainingOptions training = options.training;
  const auto bits = [](std::uint32_t width) { return static_cast<std::uint8_t>(width < 255 ? width : 255); };
  training.lower_order = options.occurrences ? LowerOrderCounts::occurrences : LowerOrderCounts::continuations;
  training.pruning.budgets = {0xffffffffU, options.budget_bigrams, options.budget_trigrams, options.budget_fourgrams};
  training.pruning.min_counts = {1, 1, options.min_ngram_count, options.min_ngram_count};
  training.section.probability_bits = {bits(options.unigram_bits), bits(options.prob_bits), bits(options.prob_bits),
                                       bits(options.prob_bits)};
  training.section.backoff_bits = {bits(options.unigram_backoff_bits), bits(options.backoff_bits),
                                   bits(options.backoff_bits)};
  return training;
}

bool read_lines(std::istream& in, std::vector<std::string>& lines) {
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return in.eof();
}

bool read_inputs(const std::vector<std::string>& inputs, std::vector<std::string>& lines) {
  if (inputs.empty()) return read_lines(std::cin, lines);
  for (const std::string& input : inputs) {
    std::ifstream in(input, std::ios::binary);
    if (!in || !read_lines(in, lines)) {
      std::cerr << "Cannot read " << input << ".\n";
      return false;
    }
  }
  return true;
}

// Which lines are held out. Blocks: the corpus keeps up to 100 paragraphs of a source together, so whole blocks are
// new text, and every source gives some.
std::vector<bool> choose_held_out(const std::vector<std::string>& lines, bool blocks) {
  constexpr std::size_t kBlock = 100;
  std::vector<bool> held(lines.size());
  std::size_t bytes = 0;
  for (const std::string& line : lines) bytes += line.size();
  std::size_t before = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    held[i] = blocks ? i / kBlock % 100 == 57 : before >= bytes - bytes / 100;
    before += lines[i].size();
  }
  return held;
}

std::vector<std::uint64_t> read_keys(const std::string& path) {
  std::vector<std::uint64_t> keys;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) keys.push_back(text::language_model_key(text::token_key(line)));
  }
  return keys;
}

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Nanoseconds per trigram query of a decoder's lattice: kWidth candidates at each of three places, all combinations.
// One candidate of a place is the word that stands there, the others are drawn from the text.
class QueryTimer {
 public:
  QueryTimer(const LanguageModel& model, const IdStream& ids) : model_(model) {
    std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same queries on every run
    State next;
    for (std::size_t place = 0; place < kPlaces; ++place) {
      const std::size_t at = random() % (ids.size() - 3);
      for (std::size_t i = 0; i < 3 * kWidth; ++i) {
        words_.push_back(i % kWidth == 0 ? ids[at + i / kWidth] : ids[random() % ids.size()]);
      }
      for (std::size_t i = 0; i < kWidth * kWidth; ++i) {
        State before;
        before.word = word(place, 0, i % kWidth);
        sum_ += model_.score(before, word(place, 1, i / kWidth), next);
        states_.push_back(next);
      }
    }
  }

  // score(state, word, next) for each query.
  double whole() {
    const auto start = Clock::now();
    State next;
    for (std::size_t place = 0; place < kPlaces; ++place) {
      for (std::size_t i = 0; i < kWidth * kWidth; ++i) {
        for (std::size_t c = 0; c < kWidth; ++c) sum_ += model_.score(state(place, i), word(place, 2, c), next);
      }
    }
    return seconds_since(start) * 1e9 / kQueries;
  }

  // The same queries in steps that share work.
  double shared() {
    const auto start = Clock::now();
    State next;
    std::array<Match, kWidth> matches;
    for (std::size_t place = 0; place < kPlaces; ++place) {
      for (std::size_t b = 0; b < kWidth; ++b) {
        const Successors last = model_.successors(word(place, 1, b));
        for (std::size_t c = 0; c < kWidth; ++c) matches[c] = model_.match(last, word(place, 2, c));
        for (std::size_t a = 0; a < kWidth; ++a) {
          const History history = model_.history(state(place, b * kWidth + a), last);
          for (const Match& match : matches) sum_ += model_.score(history, match, next);
        }
      }
    }
    return seconds_since(start) * 1e9 / kQueries;
  }

  [[nodiscard]] double sum() const { return sum_; }  // keeps the queries from being optimised away

 private:
  static constexpr std::size_t kWidth = 10;
  static constexpr std::size_t kPlaces = 1000;
  static constexpr double kQueries = static_cast<double>(kPlaces * kWidth * kWidth * kWidth);

  [[nodiscard]] WordId word(std::size_t place, std::size_t column, std::size_t i) const {
    return words_[(place * 3 + column) * kWidth + i];
  }
  [[nodiscard]] const State& state(std::size_t place, std::size_t i) const {
    return states_[place * kWidth * kWidth + i];
  }

  const LanguageModel& model_;
  std::vector<WordId> words_;
  std::vector<State> states_;
  double sum_ = 0;
};

void report(const LanguageModel& model, std::size_t bytes, const TrainingText& held_out) {
  std::size_t ngrams = 0;
  for (std::uint32_t length = 1; length <= model.order(); ++length) {
    ngrams += model.ngram_count(length);
    std::printf("%u-grams           %u\n", length, model.ngram_count(length));
  }
  std::printf("bytes             %zu, %.3f a n-gram\n", bytes,
              static_cast<double>(bytes) / static_cast<double>(ngrams));
  if (held_out.token_count() < 100) return;
  const Evaluation evaluation = evaluate(model, held_out);
  std::printf("held out          %zu words and sentence ends\n", static_cast<std::size_t>(evaluation.predicted));
  std::printf("perplexity        %.2f without unknown words, %.2f with\n", evaluation.perplexity(),
              evaluation.perplexity_all());
  std::printf("unknown words     %.3f %%\n", 100 * evaluation.unknown_rate());
  QueryTimer timer(model, held_out.ids([&](std::uint64_t key) { return model.word_of_key(key); }));
  double whole = timer.whole();
  double shared = timer.shared();
  for (int round = 0; round < 4; ++round) {
    whole = std::min(whole, timer.whole());
    shared = std::min(shared, timer.shared());
  }
  std::printf("ns a query        %.1f whole, %.1f shared%s\n", whole, shared, timer.sum() > 0 ? "!" : "");
}

bool write_file(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) std::cerr << "Cannot write " << path << ".\n";
  return out.good();
}

int run(const Options& options) {
  const auto start = Clock::now();
  std::vector<std::string> lines;
  if (!read_inputs(options.inputs, lines)) return 1;
  const std::vector<bool> held = choose_held_out(lines, options.hold_out_blocks);
  TrainingText training;
  TrainingText held_out;
  std::string held_lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    (held[i] ? held_out : training).add(lines[i]);
    if (held[i] && !options.held_out.empty()) held_lines += lines[i] + '\n';
    std::string().swap(lines[i]);
  }
  std::printf("training text     %zu tokens, %zu sentences\n", static_cast<std::size_t>(training.token_count()),
              static_cast<std::size_t>(training.sentence_count()));
  if (!options.held_out.empty() && !write_file(options.held_out, held_lines)) return 1;

  std::vector<std::uint64_t> required;
  if (!options.words.empty()) required = read_keys(options.words);
  const Result<std::string> section = train(training, required, training_options(options));
  if (!section) {
    std::cerr << section.error().message << '\n';
    return 1;
  }
  std::printf("trained in        %.1f s\n", seconds_since(start));
  const Result<LanguageModel> model = LanguageModel::from_bytes(as_bytes(section.value()));
  if (!model) {
    std::cerr << model.error().message << '\n';
    return 1;
  }
  report(model.value(), section.value().size(), held_out);
  return options.out.empty() || write_file(options.out, section.value()) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Trains the language-model section of an Unspin model file.");
  Options options;
  add_options(app, options);
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
