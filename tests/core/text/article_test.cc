#include "text/article.h"

#include "catch.h"

namespace unspin::text {

TEST_CASE("the indefinite article follows the sound") {
  for (const char* word : {"apple", "hour", "honest", "heir", "FBI", "MP", "8", "11", "18th", "unimportant", "onerous",
                           "usher", "Éclair", "umbrella", "uninformed"}) {
    INFO(word);
    CHECK(indefinite_article_for(word) == "an");
  }
  for (const char* word : {"new", "house", "European", "university", "one", "one-off", "UK", "NATO", "user", "usual",
                           "80", "union", "useful", "Ukrainian", "unanimous"}) {
    INFO(word);
    CHECK(indefinite_article_for(word) == (std::string_view(word) == "80" ? "an" : "a"));
  }
}

TEST_CASE("nothing asks for a") { CHECK(indefinite_article_for("") == "a"); }

}  // namespace unspin::text
