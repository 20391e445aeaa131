#include <random>
#include <string>

#include "catch.h"
#include "findings.h"
#include "tiny_model.h"

namespace unspin::restoration {
namespace {

using test::analyse;
using test::restore;

TEST_CASE("a text without words has no findings", "[robustness]") {
  for (const std::string text : {"", " ", "\n", "\r\n\r\n", "\t \n \u00a0 \u2003", "...", "?!", "\"\"", "\ufeff"}) {
    const Analysis analysis = analyse(text);
    CHECK(analysis.words == 0);
    CHECK(analysis.findings.empty());
    CHECK(analysis.spin_rate == 0);
    CHECK(analysis.verdict == Verdict::genuine);
    CHECK(analysis.style.empty());
    CHECK(restore(text) == text);
  }
}

TEST_CASE("a hundred thousand words without a full stop are analysed", "[robustness]") {
  std::string genuine;
  std::string spun;
  for (int i = 0; i < 10000; ++i) {
    genuine += "the mayor said that the bank will help many people ";
    spun += "the mayor mentioned that the bank will assist many individuals ";
  }
  const Analysis of_spun = analyse(spun);
  CHECK(of_spun.words == 100000);
  CHECK(of_spun.verdict == Verdict::spun);
  check_well_formed(spun, of_spun);
  CHECK(restored_text(spun, of_spun.findings) == genuine);
  const Analysis of_genuine = analyse(genuine);
  CHECK(of_genuine.findings.empty());
  CHECK(of_genuine.verdict == Verdict::genuine);
}

TEST_CASE("any bytes are analysed, and what is not found stays as it is", "[robustness]") {
  std::mt19937 random(11);
  const std::string prose = test::spin(test::genuine_prose(10, 2), 0.7, 2).text;
  for (int i = 0; i < 60; ++i) {
    std::string text = prose.substr(random() % prose.size());
    for (std::size_t changes = random() % 60; changes > 0; --changes) {
      text.insert(random() % (text.size() + 1), 1, static_cast<char>(random()));
    }
    const Analysis analysis = analyse(text);
    check_well_formed(text, analysis);
    std::size_t position = 0;
    const std::string restored = restored_text(text, analysis.findings);
    std::size_t in_restored = 0;
    for (const Finding& finding : analysis.findings) {
      const std::size_t kept = finding.begin - position;
      REQUIRE(restored.substr(in_restored, kept) == text.substr(position, kept));
      in_restored += kept + finding.suggestions.front().text.size();
      position = finding.end;
    }
    CHECK(restored.substr(in_restored) == text.substr(position));
  }
}

TEST_CASE("random bytes are analysed", "[robustness]") {
  std::mt19937 random(12);
  for (int i = 0; i < 100; ++i) {
    std::string text;
    for (std::size_t size = random() % 3000; size > 0; --size) text.push_back(static_cast<char>(random()));
    check_well_formed(text, analyse(text));
  }
}

TEST_CASE("random runs of marks, brackets and artefacts are analysed", "[robustness]") {
  static constexpr std::string_view kPieces[] = {"{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 "|",
                                                 "[ad_1]",
                                                 "\n",
                                                 "\r\n",
                                                 " ",
                                                 "\"",
                                                 "'",
                                                 "\u2019",
                                                 "\u201c",
                                                 "an",
                                                 "a ",
                                                 " an ",
                                                 "concept",
                                                 "{automobile}",
                                                 "{youngsters}",
                                                 "youngsters'",
                                                 "{a|b}",
                                                 "Source link",
                                                 "individuals",
                                                 "`",
                                                 "-"};
  std::mt19937 random(13);
  for (int i = 0; i < 300; ++i) {
    std::string text = "Individuals mentioned the town corridor. The metropolis will assist youngsters. ";
    for (std::size_t pieces = random() % 40; pieces > 0; --pieces) text += kPieces[random() % std::size(kPieces)];
    INFO(text);
    check_well_formed(text, analyse(text));
  }
}

TEST_CASE("findings begin and end between characters", "[robustness]") {
  const std::string text =
      "\u201cIndividuals mentioned\u201d \U0001F600 the town corridor\u2026 \u00e9 youngsters\u2019 toys e\u0301 "
      "metropolis\u2014"
      "automobile \u4e2d\u6587 individuals";
  for (const Finding& finding : analyse(text).findings) {
    CHECK(is_boundary(text, finding.begin));
    CHECK(is_boundary(text, finding.end));
  }
}

TEST_CASE("NUL bytes are text", "[robustness]") {
  std::string text = "Individuals mentioned the town corridor.";
  text.insert(11, 1, '\0');
  check_well_formed(text, analyse(text));
  CHECK(restore(std::string(100, '\0')) == std::string(100, '\0'));
}

TEST_CASE("a text in a language that the model does not know is left alone", "[robustness]") {
  const std::string text =
      "Der B\u00fcrgermeister sagte am Dienstag, dass das Rathaus n\u00e4chste Woche geschlossen bleibt. Die Polizei "
      "fand "
      "ein Auto am Fluss, und viele Menschen halfen den Kindern.";
  CHECK(restore(text) == text);
  CHECK(analyse(text).verdict == Verdict::genuine);
}

TEST_CASE("a long foreign passage does not hide the spinning of the rest", "[robustness]") {
  const std::string genuine = test::genuine_prose(20, 14);
  const std::string spun = test::spin(genuine, 0.8, 14).text;
  std::string foreign;
  for (int i = 0; i < 400; ++i) foreign += "zork" + std::string(1 + i % 7, 'q') + (i % 5 == 0 ? " automobile " : " ");
  const Analysis analysis = analyse(foreign + "\n\n" + spun);
  check_well_formed(foreign + "\n\n" + spun, analysis);
  CHECK(analysis.verdict != Verdict::genuine);
  CHECK(restored_text(foreign + "\n\n" + spun, analysis.findings).ends_with(genuine));
}

}  // namespace
}  // namespace unspin::restoration
