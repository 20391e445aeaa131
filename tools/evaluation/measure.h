// Measures of restoration on one passage, and their sums.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evaluation/passage.h"
#include "restoration/restorer.h"

namespace unspin::evaluation {

struct Scores {
  double words = 0;
  double errors_spun = 0;          // word edit distance of the spun text to the nearest original
  double errors_restored = 0;      // ... of the text with the best suggestions put in
  double errors_best_of_five = 0;  // ... with the right one of the first five suggestions where there is one
  double findings = 0;             // substitutions and artefacts
  double true_findings = 0;        // of these, overlapping a spun place
  double right_first = 0;          // of these, whose first suggestion restores an original
  double right_in_three = 0;       // ... one of the first three
  double right_in_five = 0;
  double gold = 0;
  double gold_found = 0;

  void add(const Scores& other);
  [[nodiscard]] double removed() const { return errors_spun > 0 ? 1 - errors_restored / errors_spun : 0; }
  [[nodiscard]] double removed_best_of_five() const {
    return errors_spun > 0 ? 1 - errors_best_of_five / errors_spun : 0;
  }
  [[nodiscard]] double precision() const { return findings > 0 ? true_findings / findings : 1; }
  [[nodiscard]] double recall() const { return gold > 0 ? gold_found / gold : 1; }
};

// A confidence and whether what it was said of came true; for reliability diagrams.
struct Judgement {
  double confidence = 0;
  bool right = false;
};

struct PassageResult {
  Scores scores;
  std::vector<Judgement> findings;     // the place was spun
  std::vector<Judgement> suggestions;  // the first suggestion is an original
  std::vector<std::string> missed;     // "spun -> original", for a person to read
  std::vector<std::string> wrong;      // "spun -> suggestion (original)"
  std::vector<std::string> false_alarms;
};

[[nodiscard]] PassageResult measure(const Passage& passage, const restoration::Analysis& analysis);

// Words of a text as edit distances count them: normalised tokens without quotation marks and punctuation.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

}  // namespace unspin::evaluation
