// What the lexicon tests share: the project's own tables, and a lexicon compiled from a few lines.
#pragma once

#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "lexicon/capitals.h"
#include "lexicon/compiler.h"
#include "lexicon/inflection.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"
#include "text/tokenizer.h"

namespace unspin::lexicon {

inline std::string read_data(const std::string& name) {
  std::ifstream file(std::string(UNSPIN_SOURCE_DIR) + "/data/lexicon/" + name, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline const Inflector& inflector() {
  static const Inflector shared = [] {
    auto table = Inflector::from_table(read_data("irregular.tsv"));
    REQUIRE(table.ok());
    return table.value();
  }();
  return shared;
}

inline const Capitals& capitals() {
  static const Capitals shared = [] {
    auto table = Capitals::from_table(read_data("capitals.tsv"));
    REQUIRE(table.ok());
    return table.value();
  }();
  return shared;
}

inline std::vector<Entry> entries_of(std::string_view source) {
  ParsedSource parsed = parse_source("test.tsv", source);
  for (const Problem& problem : parsed.problems) INFO(problem.line << ": " << problem.reason);
  REQUIRE(parsed.problems.empty());
  return parsed.entries;
}

inline CompiledLexicon compile(std::string_view source, const CompileOptions& options = {}) {
  const std::vector<Entry> entries = entries_of(source);
  auto compiled = compile_lexicon(entries, inflector(), capitals(), options);
  REQUIRE(compiled.ok());
  return compiled.value();
}

// A compiled lexicon with its bytes, and look-ups by text.
class TestLexicon {
 public:
  explicit TestLexicon(std::string_view source, const CompileOptions& options = {})
      : compiled_(compile(source, options)), lexicon_(open(compiled_.bytes)) {}

  [[nodiscard]] const Lexicon& operator*() const { return lexicon_; }
  [[nodiscard]] const Lexicon* operator->() const { return &lexicon_; }
  [[nodiscard]] const CompileStatistics& statistics() const { return compiled_.statistics; }

  struct Found {
    std::string spun;
    std::uint32_t length = 0;
    std::vector<std::string> originals;  // heaviest first
    std::vector<Candidate> candidates;
  };

  // Every spun phrase at the front of the text.
  [[nodiscard]] std::vector<Found> find(std::string_view text) const {
    std::vector<Found> all;
    const std::vector<std::uint64_t> keys = keys_of(text);
    lexicon_.for_each_spun(
        keys,
        [&](const Match& match) {
          Found found{lexicon_.phrase_text(match.phrase), match.length, {}, {}};
          for (std::uint32_t i = match.first_candidate; i < match.last_candidate; ++i) {
            found.candidates.push_back(lexicon_.candidate(i));
            found.originals.push_back(lexicon_.phrase_text(found.candidates.back().original));
          }
          all.push_back(std::move(found));
        },
        [&](std::string_view literal, std::uint32_t) { return text.starts_with(literal); });
    return all;
  }

  // The originals of the longest spun phrase at the front of the text.
  [[nodiscard]] std::vector<std::string> originals_of(std::string_view text) const {
    const std::vector<Found> all = find(text);
    return all.empty() ? std::vector<std::string>() : all.back().originals;
  }

  [[nodiscard]] static std::vector<std::uint64_t> keys_of(std::string_view text) {
    std::vector<std::uint64_t> keys;
    for (const std::string& form : text::normalised_phrase(text)) keys.push_back(text::token_key(form));
    return keys;
  }

 private:
  static Lexicon open(const std::string& bytes) {
    auto opened = Lexicon::from_bytes(as_bytes(bytes));
    REQUIRE(opened.ok());
    return opened.value();
  }

  CompiledLexicon compiled_;
  Lexicon lexicon_;
};

}  // namespace unspin::lexicon
