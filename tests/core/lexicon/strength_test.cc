#include "lexicon/strength.h"

#include "fixtures.h"

namespace unspin::lexicon {
namespace {

// The reasons, one a line, with their line numbers.
std::string problems_of(std::string_view table) {
  const std::vector<Entry> entries = entries_of("say\tv\tmention|point* out\nask\tv\tquery\n");
  std::string out;
  for (const Problem& problem : check_strengths("strength.tsv", table, entries)) {
    CHECK(problem.file == "strength.tsv");
    CHECK(problem.severity == Severity::error);
    out += std::to_string(problem.line) + ": " + problem.reason + "\n";
  }
  return out;
}

TEST_CASE("grades of rules that exist are right", "[strength]") {
  CHECK(problems_of("# comment\n\nsay\tv\tmention\t3\nsay\tv\tpoint out\t2\r\nask\tv\tquery\t2").empty());
}

TEST_CASE("what is wrong with a grade is told with its line", "[strength]") {
  CHECK(problems_of("say\tv\tmention\n") == "1: needs 4 fields separated by tabs, has 3\n");
  CHECK(problems_of("say\tv\tmention\t3\t\n") == "1: needs 4 fields separated by tabs, has 5\n");
  CHECK(problems_of("# 3\nsay\tv\tmention\t1\n") == "2: grade \"1\" is neither 2 nor 3\n");
  CHECK(problems_of("say\tv\tmention\t3.5\n") == "1: grade \"3.5\" is neither 2 nor 3\n");
  CHECK(problems_of("say\tverb\tmention\t3\n") == "1: unknown part of speech \"verb\"\n");
  CHECK(problems_of("say\tx\tmention\t3\n") == "1: no rule file has this rule\n");
  CHECK(problems_of("ask\tv\tmention\t3\n") == "1: no rule file has this rule\n");
  CHECK(problems_of("ask\tv\tquery\t3\nask\tv\tquery\t2\n") == "2: the rule is graded twice\n");
}

}  // namespace
}  // namespace unspin::lexicon
