#include <algorithm>

#include "fixtures.h"

namespace unspin::lexicon {
namespace {

// "line severity reason" of the only problem, for comparison by content.
bool reports(const std::vector<Problem>& problems, std::uint32_t line, Severity severity, std::string_view part) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.line == line && problem.severity == severity && problem.reason.find(part) != std::string::npos;
  });
}

std::vector<Problem> check(std::string_view source, const CheckOptions& options = {}) {
  return check_entries(entries_of(source), inflector(), options);
}

TEST_CASE("a line becomes an entry", "[source]") {
  const auto entries = entries_of(
      "# comment\n"
      "\n"
      "say\tv\tmention|point out\n"
      "Middle East\tn\tcenter east\tstyle=spinbot\r\n"
      "reduce\tv\tcut* down|lessen");
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].original.text == "say");
  CHECK(entries[0].pos == PartOfSpeech::verb);
  CHECK(entries[0].style == kGeneralStyle);
  CHECK(entries[0].line == 3);
  CHECK(entries[0].file == "test.tsv");
  REQUIRE(entries[0].replacements.size() == 2);
  CHECK(entries[0].replacements[1].text == "point out");
  CHECK(entries[1].original.text == "middle east");
  CHECK(entries[1].style == "spinbot");
  CHECK(entries[2].replacements[0] == Lemma{"cut down", 0});
}

TEST_CASE("errors of form name their line", "[source]") {
  const std::pair<const char*, const char*> rows[] = {
      {"say\tmention", "3 or 4 fields"},
      {"say\tv\tmention\tstyle=a\tmore", "3 or 4 fields"},
      {"say\tverb\tmention", "unknown part of speech"},
      {"\tv\tmention", "is empty"},
      {"say\tv\tmention||state", "is empty"},
      {"say\tv\tmention|", "is empty"},
      {"say\tv\tmention|state|mention", "is repeated"},
      {"say\tv\tsay|state", "is the original itself"},
      {"say\tv\tMention", "upper-case"},
      {"say\tv\t mention", "space"},
      {"say\tv\tpoint  out", "space"},
      {"say\tv\tone two three four five six seven", "more than six words"},
      {"say\tv\tmention; state", "character \";\""},
      {"say\tv\tmention->state", "character \">\""},
      {"do not\tx\tdon\u2019t", "typographic"},
      {"say\tv\tpoint *out", "misplaced"},
      {"say\tv\tpoint* out*", "misplaced"},
      {"say\tv\tmention\tspinbot", "is not style=name"},
      {"say\tv\tmention\tstyle=", "is not style=name"},
      {"say\tv\tmention\tstyle=Spin Bot", "is not style=name"},
  };
  for (const auto& [line, reason] : rows) {
    INFO(line);
    const ParsedSource parsed = parse_source("f.tsv", std::string("# first\n") + line + "\n");
    REQUIRE(parsed.problems.size() == 1);
    CHECK(parsed.problems[0].file == "f.tsv");
    CHECK(reports(parsed.problems, 2, Severity::error, reason));
  }
}

TEST_CASE("the good part of a bad line is kept", "[source]") {
  const ParsedSource parsed = parse_source("f.tsv", "say\tv\tmention|SAY|state\nsay\tnothing\nask\tv\tquery\n");
  REQUIRE(parsed.entries.size() == 2);
  CHECK(parsed.entries[0].replacements.size() == 2);
  CHECK(parsed.entries[1].original.text == "ask");
  CHECK(parsed.problems.size() == 2);
}

TEST_CASE("numbers, marks and letters beyond ASCII are allowed", "[source]") {
  CHECK(entries_of("percent\tn\tp.c|per cent|%\none day\tx\t24 hours\nthird\tx\t1/3|0.33\ncoffee house\tn\tcaf\u00e9\n")
            .size() == 4);
}

TEST_CASE("checks beside others", "[source]") {
  CHECK(check("say\tv\tmention|state\n").empty());
  CHECK(reports(check("of\tx\tregarding\n"), 1, Severity::warning, "bare function word"));
  CHECK(reports(check("above\tx\ton\n"), 1, Severity::error, "replacement \"on\" is a bare function word"));
  CHECK(reports(check("possess\tv\thave\n"), 1, Severity::warning, "auxiliary"));
  CHECK(reports(check("say\tv\tsaid\n"), 1, Severity::warning, "form of the original"));
  CHECK(reports(check("tooth\tn\tteeth\n"), 1, Severity::warning, "form of the original"));
  CHECK(check("favour\tv\tfavor\n").empty());
  CHECK(reports(check("say\tv\tmention\nask\tv\tquery\nsay\tv\tstate\n"), 3, Severity::error, "already in line 1"));
  CHECK(check("light\tn\tgentle\nlight\tadj\tgentle\nlight\tn\tmild\tstyle=other\n").empty());
  CHECK(reports(check("countries\tn\tnations\n"), 1, Severity::warning, "looks like a plural"));
  CHECK(check("money\tn\tfunds\n").empty());
  CHECK(reports(check("to say\tv\tto mention\n"), 1, Severity::error, "bare infinitive"));
  CHECK(reports(check("went\tv\tleave\n"), 1, Severity::warning, "is a form of \"go\""));
  CHECK(reports(check("mentioning\tv\tstate\n"), 1, Severity::warning, "-ing form"));
  CHECK(check("bring\tv\tcarry\nfound\tv\testablish\n").empty());
  CHECK(reports(check("%\tv\tstate\n"), 1, Severity::error, "cannot be inflected"));
  CHECK(reports(check("bigger\tadj\tmore huge\n"), 1, Severity::warning, "comparison"));
}

TEST_CASE("circular rules are pointed out once", "[source]") {
  const auto problems = check("big\tadj\tlarge|great\nlarge\tadj\thuge|big\n");
  REQUIRE(problems.size() == 1);
  CHECK(reports(problems, 1, Severity::warning, "replace each other"));
  CHECK(check("big\tadj\tlarge\nlarge\tadj\thuge|great|big\n").empty());
  CHECK(check("big\tadj\tlarge\nlarge\tadj\tbig\tstyle=other\n").empty());
}

TEST_CASE("frequent replacements are pointed out", "[source]") {
  CheckOptions options;
  options.frequency = [](std::string_view phrase) { return phrase == "time" ? 1500.0 : 1.0; };
  CHECK(reports(check("moment\tn\tsecond|time\n", options), 1, Severity::warning, "1500 per million"));
  CHECK(check("moment\tn\tsecond\n", options).empty());
}

}  // namespace
}  // namespace unspin::lexicon
