// Checks the lexicon's source files and tells how much they cover.
//
//   check_lexicon [--warnings] [--text FILE] [FILE.tsv...]      without files: every rule file in data/lexicon,
//                                                              and strength.tsv
//
// Prints one line per problem, `file:line: reason`, warnings marked as such; exits 1 if there is an error.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cli/files.h"
#include "lexicon/capitals.h"
#include "lexicon/compiler.h"
#include "lexicon/inflection.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"
#include "lexicon/strength.h"
#include "lexicon/strings.h"
#include "lexicon_files.h"
#include "text/tokenizer.h"

namespace {

namespace lexicon = unspin::lexicon;
namespace text = unspin::text;

struct Arguments {
  std::string data = "data/lexicon";
  std::string vocabulary;
  std::string frequency;
  std::string text;
  std::string output;
  bool warnings = false;
  std::vector<std::string> files;
};

std::optional<std::string> read_file(const std::string& path) {
  unspin::Result<std::string> content = unspin::cli::read_file(path);
  if (content) return std::move(content.value());
  std::fprintf(stderr, "check_lexicon: %s\n", content.error().message.c_str());
  return std::nullopt;
}

std::vector<std::string> rule_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& path : unspin::tools::rule_files(folder)) files.push_back(path.string());
  return files;
}

// Occurrences per million of the words (or phrases) of a list with counts.
class FrequencyList {
 public:
  explicit FrequencyList(std::string_view list) {
    lexicon::for_each_line(list, [&](std::string_view line, std::uint32_t) {
      const std::vector<std::string_view> fields = lexicon::split(line, '\t');
      if (fields.size() < 2) return;
      const double count = std::strtod(std::string(fields[1]).c_str(), nullptr);
      counts_[std::string(fields[0])] = count;
      if (fields[0].find(' ') == std::string_view::npos) total_ += count;
    });
  }
  [[nodiscard]] double per_million(std::string_view phrase) const {
    const auto found = counts_.find(std::string(phrase));
    return found == counts_.end() || total_ == 0 ? 0 : found->second * 1e6 / total_;
  }

 private:
  std::unordered_map<std::string, double> counts_;
  double total_ = 0;
};

std::unordered_set<std::string> first_fields(std::string_view list) {
  std::unordered_set<std::string> words;
  lexicon::for_each_line(
      list, [&](std::string_view line, std::uint32_t) { words.emplace(line.substr(0, line.find_first_of("\t "))); });
  return words;
}

// Returns the number of errors.
std::size_t print_problems(const std::vector<lexicon::Problem>& problems, bool with_warnings) {
  std::size_t errors = 0;
  for (const lexicon::Problem& problem : problems) {
    const bool error = problem.severity == lexicon::Severity::error;
    if (error) ++errors;
    if (!error && !with_warnings) continue;
    std::printf("%s:%u: %s%s\n", problem.file.c_str(), problem.line, error ? "" : "warning: ", problem.reason.c_str());
  }
  return errors;
}

// Lines and rules of every file.
void print_files(const std::vector<lexicon::Entry>& entries) {
  for (auto first = entries.begin(); first != entries.end();) {
    const auto last = std::find_if(first, entries.end(), [&](const auto& entry) { return entry.file != first->file; });
    std::size_t rules = 0;
    for (auto entry = first; entry != last; ++entry) rules += entry->replacements.size();
    const std::string name = first->file.substr(first->file.rfind('/') + 1);
    std::printf("%-24s%9zu  rules in %zu lines\n", name.c_str(), rules, static_cast<std::size_t>(last - first));
    first = last;
  }
}

void print_size(const lexicon::CompiledLexicon& compiled) {
  const lexicon::CompileStatistics& s = compiled.statistics;
  const double per_lemma = s.lemmas == 0 ? 0 : static_cast<double>(s.base_rules) / s.lemmas;
  std::printf("lemmas with rules       %9u\n", s.lemmas);
  std::printf("rules                   %9u  (%.2f per lemma; %u with a pair in the result)\n", s.base_rules, per_lemma,
              s.kept_rules);
  std::printf("inflected pairs         %9u\n", s.inflected_pairs);
  std::printf("  left out              %9u  original unknown to the language model\n", s.unknown_original);
  std::printf("                        %9u  equal sides, too long\n", s.unusable);
  std::printf("  joined with others    %9u\n", s.merged);
  std::printf("  in the result         %9u  (%u phrases of %u words)\n", s.candidates, s.phrases, s.words);
  std::printf("compiled size           %9zu bytes\n", compiled.bytes.size());
}

// What share of the text's words stands in a phrase that a rule could have produced, or would have replaced.
void print_reach(const lexicon::Lexicon& compiled, const std::string& content) {
  const text::Document document = text::segment(content);
  std::vector<std::uint64_t> keys;
  for (const text::Token& token : document.tokens) keys.push_back(token.key);
  std::vector<char> produced(keys.size());
  std::vector<char> replaced(keys.size());
  for (const text::Sentence& sentence : document.sentences) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const std::span<const std::uint64_t> rest(keys.data() + i, sentence.last - i);
      const auto mark = [&](std::vector<char>& marks, std::uint32_t length) {
        std::fill_n(marks.begin() + i, length, char{1});
      };
      compiled.for_each_spun(rest, [&](const lexicon::Match& match) { mark(produced, match.length); });
      compiled.for_each_original(rest, [&](const lexicon::Match& match) { mark(replaced, match.length); });
    }
  }
  std::size_t words = 0;
  std::size_t produced_words = 0;
  std::size_t replaced_words = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (document.tokens[i].kind != text::TokenKind::word) continue;
    ++words;
    produced_words += produced[i] != 0 ? 1 : 0;
    replaced_words += replaced[i] != 0 ? 1 : 0;
  }
  const double percent = words == 0 ? 0 : 100.0 / static_cast<double>(words);
  std::printf("running words           %9zu\n", words);
  std::printf("  a rule could produce  %8.1f%%\n", percent * static_cast<double>(produced_words));
  std::printf("  a rule would replace  %8.1f%%\n", percent * static_cast<double>(replaced_words));
}

template <typename T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

// The rules of all files.
struct Sources {
  std::vector<lexicon::Entry> entries;
  std::vector<lexicon::Problem> problems;
};

std::optional<Sources> read_sources(const std::vector<std::string>& files) {
  Sources sources;
  for (const std::string& file : files) {
    const std::optional<std::string> content = read_file(file);
    if (!content) return std::nullopt;
    lexicon::ParsedSource parsed = lexicon::parse_source(file, *content);
    append(sources.entries, std::move(parsed.entries));
    append(sources.problems, std::move(parsed.problems));
  }
  return sources;
}

template <typename Table>
std::optional<Table> read_table(const std::string& path) {
  const std::optional<std::string> content = read_file(path);
  if (!content) return std::nullopt;
  unspin::Result<Table> table = Table::from_table(*content);
  if (table) return std::move(table.value());
  std::fprintf(stderr, "check_lexicon: %s\n", table.error().message.c_str());
  return std::nullopt;
}

// Exit status: 0 good, 1 errors in the sources, 2 cannot run.
int run(const Arguments& arguments) {
  const auto inflector = read_table<lexicon::Inflector>(arguments.data + "/irregular.tsv");
  const auto capitals = read_table<lexicon::Capitals>(arguments.data + "/capitals.tsv");
  auto sources = read_sources(arguments.files.empty() ? rule_files(arguments.data) : arguments.files);
  if (!inflector || !capitals || !sources) return 2;

  lexicon::CheckOptions check;
  if (!arguments.frequency.empty()) {
    const auto list = read_file(arguments.frequency);
    if (!list) return 2;
    check.frequency = [frequencies = FrequencyList(*list)](std::string_view phrase) {
      return frequencies.per_million(phrase);
    };
  }
  append(sources->problems, lexicon::check_entries(sources->entries, *inflector, check));
  if (arguments.files.empty()) {
    const std::string path = arguments.data + "/strength.tsv";
    const auto table = read_file(path);
    if (!table) return 2;
    append(sources->problems, lexicon::check_strengths(path, *table, sources->entries));
  }
  const std::size_t errors = print_problems(sources->problems, arguments.warnings);

  lexicon::CompileOptions options;
  if (!arguments.vocabulary.empty()) {
    const auto list = read_file(arguments.vocabulary);
    if (!list) return 2;
    options.in_vocabulary = [words = first_fields(*list)](std::string_view word) {
      return words.contains(std::string(word));
    };
  }
  const auto compiled = lexicon::compile_lexicon(sources->entries, *inflector, *capitals, options);
  if (!compiled) {
    std::fprintf(stderr, "check_lexicon: %s\n", compiled.error().message.c_str());
    return 2;
  }
  std::printf("errors                  %9zu\n", errors);
  std::printf("warnings                %9zu\n", sources->problems.size() - errors);
  print_files(sources->entries);
  print_size(compiled.value());
  if (!arguments.text.empty()) {
    const auto content = read_file(arguments.text);
    const auto reader = lexicon::Lexicon::from_bytes(unspin::as_bytes(compiled.value().bytes));
    if (!content || !reader) return 2;
    print_reach(reader.value(), *content);
  }
  if (!arguments.output.empty()) {
    std::ofstream out(arguments.output, std::ios::binary);
    out.write(compiled.value().bytes.data(), static_cast<std::streamsize>(compiled.value().bytes.size()));
    if (!out) return 2;
  }
  return errors == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): an exception ends the tool
  Arguments arguments;
  CLI::App app("Checks the lexicon's source files and tells how much they cover.");
  app.add_option("files", arguments.files, "Rule files; without any, every one in the data folder");
  app.add_option("--data", arguments.data, "Folder of irregular.tsv, capitals.tsv and the rules")
      ->capture_default_str();
  app.add_option("--vocabulary", arguments.vocabulary,
                 "Words the language model knows, first field of each line; an original with others is left out");
  app.add_option("--frequency", arguments.frequency,
                 "Words and phrases with their counts: warns of replacements that are frequent in genuine text");
  app.add_option("--text", arguments.text,
                 "A genuine or spun text: tells what share of it the rules reach; - is stdin");
  app.add_option("--output", arguments.output, "Where to write the compiled lexicon");
  app.add_flag("--warnings", arguments.warnings, "Prints warnings too");
  CLI11_PARSE(app, argc, argv);
  return run(arguments);
}
