#include "text/dialect.h"

#include "catch.h"

namespace unspin::text {

TEST_CASE("British spellings are told from American ones") {
  for (const char* word :
       {"colour", "coloured", "neighbours", "favourite", "behavioural", "centre", "centres", "theatre", "organised",
        "organisation", "travelled", "modelling", "defence", "offences", "grey"}) {
    INFO(word);
    CHECK(dialect_of(word) == Dialect::british);
  }
  for (const char* word : {"color", "colored", "neighbors", "favorite", "behavioral", "center", "centers", "theater",
                           "organized", "organization", "traveled", "modeling", "defense", "offenses", "gray"}) {
    INFO(word);
    CHECK(dialect_of(word) == Dialect::american);
  }
}

TEST_CASE("what both write alike is neutral") {
  for (const char* word :
       {"four", "hour", "promise", "surprise", "advised", "exercise", "size", "prize", "rise", "wise", "letter",
        "doctor", "actor", "fence", "sense", "excelled", "controlled", "water", "tour"}) {
    INFO(word);
    CHECK(dialect_of(word) == Dialect::neutral);
  }
}

}  // namespace unspin::text
