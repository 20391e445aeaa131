#include "text/case_pattern.h"

#include "catch.h"
#include "text/tokenizer.h"

namespace unspin::text {
namespace {

// How a replacement is written in place of the spun phrase.
std::string transferred(std::string_view spun, std::string_view replacement, bool starts_sentence = false) {
  const Document document = segment(spun);
  return with_case(replacement, phrase_case_of(document.tokens, starts_sentence));
}

}  // namespace

TEST_CASE("case patterns of words") {
  CHECK(case_pattern_of("nation") == CasePattern::lower);
  CHECK(case_pattern_of("Nation") == CasePattern::title);
  CHECK(case_pattern_of("Éclair") == CasePattern::title);
  CHECK(case_pattern_of("NATION") == CasePattern::upper);
  CHECK(case_pattern_of("iPhone") == CasePattern::mixed);
  CHECK(case_pattern_of("42") == CasePattern::none);
}

TEST_CASE("a replacement takes over the case of what it replaces") {
  CHECK(transferred("nation", "country") == "country");
  CHECK(transferred("Safety", "security") == "Security");
  CHECK(transferred("BREAKING NEWS", "latest report") == "LATEST REPORT");
  CHECK(transferred("Center East", "middle east") == "Middle East");
  CHECK(transferred("Financial Institution of England", "bank of England") == "Bank of England");
}

TEST_CASE("a capital at a sentence start stays on the first word") {
  CHECK(transferred("Got here below", "came under", true) == "Came under");
  CHECK(transferred("Throughout", "all through", true) == "All through");
}

TEST_CASE("capitals of the lexicon stay") { CHECK(transferred("anglo", "English") == "English"); }

}  // namespace unspin::text
