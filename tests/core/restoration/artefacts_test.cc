#include "restoration/artefacts.h"

#include <string>
#include <vector>

#include "catch.h"
#include "restoration/restorer.h"
#include "text/tokenizer.h"

namespace unspin::restoration {
namespace {

using Texts = std::vector<std::string>;

std::vector<Finding> artefacts_in(std::string_view text) { return find_artefacts(text::segment(text)); }

// "slice -> suggestion|suggestion" of every artefact.
Texts artefacts_of(std::string_view text) {
  Texts all;
  for (const Finding& finding : artefacts_in(text)) {
    std::string line(text.substr(finding.begin, finding.end - finding.begin));
    for (const Suggestion& suggestion : finding.suggestions) {
      line += (&suggestion == finding.suggestions.data() ? " -> " : "|") + suggestion.text;
    }
    all.push_back(line);
  }
  return all;
}

std::string without_artefacts(std::string_view text) { return restored_text(text, artefacts_in(text)); }

TEST_CASE("a short code alone on its line goes with the line", "[artefacts]") {
  CHECK(without_artefacts("One.\n[ad_1]\nTwo.") == "One.\nTwo.");
  CHECK(without_artefacts("One.\r\n[ad_1]\r\nTwo.") == "One.\r\nTwo.");
  CHECK(without_artefacts("[ad_1]\nTwo.") == "Two.");
  CHECK(without_artefacts("[ad_1]\r\nTwo.") == "Two.");
  CHECK(without_artefacts("One.\n  [ad_1]\t\nTwo.") == "One.\nTwo.");
  CHECK(without_artefacts("One.\n[/ad_2]\nTwo.") == "One.\nTwo.");
}

TEST_CASE("a short code on the last line takes the line break before it", "[artefacts]") {
  CHECK(without_artefacts("One.\n[ad_2]") == "One.");
  CHECK(without_artefacts("One.\r\n[ad_2]") == "One.");
  CHECK(without_artefacts("One.\n\n[ad_2]") == "One.");
  CHECK(without_artefacts("One.\n[ad_2]\n") == "One.\n");
}

TEST_CASE("a text of nothing but a short code becomes empty", "[artefacts]") {
  CHECK(without_artefacts("[ad_1]").empty());
  CHECK(without_artefacts("[ad_1]\n[ad_2]\n").empty());
}

TEST_CASE("a short code inside a line leaves the rest of the line alone", "[artefacts]") {
  CHECK(artefacts_of("One [ad_1] two.\nThree.") == Texts{"[ad_1] -> "});
  CHECK(without_artefacts("One.[ad_1]\nTwo.") == "One.\nTwo.");
  CHECK(without_artefacts("One.\n[ad_1] Two.") == "One.\n Two.");
}

TEST_CASE("short codes of several plug-ins are known", "[artefacts]") {
  for (const char* code :
       {"[ad_1]", "[/ad_1]", "[ad_2]", "[ads_3]", "[adsense]", "[wp_ad_camp_1]", "[the_ad id=\"7\"]", "[quads id=1]"}) {
    INFO(code);
    CHECK(artefacts_of(std::string("Text ") + code + " text") == Texts{std::string(code) + " -> "});
  }
}

TEST_CASE("other square brackets are left alone", "[artefacts]") {
  for (const char* text :
       {"A claim.[1]", "[sic]", "a [link](http://example.com/)", "[citation needed]", "[ad]", "[advert]", "[", "]",
        "[]", "[ad_1", "ad_1]", "list[the_address]", "[quadrant]", "[adsorption]"}) {
    INFO(text);
    CHECK(artefacts_of(text).empty());
  }
}

TEST_CASE("a last line \"Source link\" is an artefact, with the line break before it", "[artefacts]") {
  CHECK(without_artefacts("Text.\nSource link") == "Text.");
  CHECK(without_artefacts("Text.\n\nSource link\n") == "Text.");
  CHECK(without_artefacts("Text.\r\n\r\nSource link\r\n") == "Text.");
  CHECK(without_artefacts("Text.\nsource link") == "Text.");
  CHECK(without_artefacts("Text.\nSource Link  \n") == "Text.");
  CHECK(without_artefacts("Source link").empty());
}

TEST_CASE("\"Source link\" anywhere else is text", "[artefacts]") {
  CHECK(artefacts_of("Source link\nText.").empty());
  CHECK(artefacts_of("Text.\nSource link\nText.").empty());
  CHECK(artefacts_of("See the source link").empty());
  CHECK(artefacts_of("Text.\nSource links").empty());
}

TEST_CASE("braces round one word suggest the word", "[artefacts]") {
  CHECK(artefacts_of("A {photograph} here") == Texts{"{photograph} -> photograph"});
  CHECK(artefacts_of("{Photograph}") == Texts{"{Photograph} -> Photograph"});
  CHECK(artefacts_of("un {caf\u00e9}") == Texts{"{caf\u00e9} -> caf\u00e9"});
  CHECK(without_artefacts("A {photograph} and a {picture}.") == "A photograph and a picture.");
}

TEST_CASE("unexpanded spintax suggests each choice in its order, none above the others", "[artefacts]") {
  CHECK(artefacts_of("The {big|large|huge} house") == Texts{"{big|large|huge} -> big|large|huge"});
  CHECK(artefacts_of("{in the end|at last}") == Texts{"{in the end|at last} -> in the end|at last"});
  CHECK(artefacts_of("{very |}big") == Texts{"{very |} -> very |"});
  const auto findings = artefacts_in("{a|b|c|d}");
  REQUIRE(findings.size() == 1);
  double sum = 0;
  for (const Suggestion& suggestion : findings[0].suggestions) {
    CHECK(suggestion.confidence == findings[0].suggestions[0].confidence);
    sum += suggestion.confidence;
  }
  CHECK(sum <= 1);
}

TEST_CASE("braces of templates and programs are left alone", "[artefacts]") {
  for (const char* text : {"{{template}}",
                           "{{ template }}",
                           "${code}",
                           "{x}",
                           "{ab}",
                           "{}",
                           "{ word }",
                           "{two words}",
                           "{word1}",
                           "{\"key\": \"value\"}",
                           "{\"key\":1}",
                           "a { color: red; }",
                           "a{color:red}",
                           "#{value}",
                           "%{value}",
                           "\\{word}",
                           "if (a) { return b|c; }",
                           "{\n  one|two\n}",
                           "{a=b|c}",
                           "{<b>|c}",
                           "{word",
                           "word}",
                           "{{a|b}}",
                           "\\emph{word}",
                           "caf\u00e9{word}",
                           "/users/{word}/page",
                           "https://bank.com/?user={word}",
                           "\"{word}\"",
                           "{\"a\": \"x|y\"}",
                           "{'a': 'x|y'}"}) {
    INFO(text);
    CHECK(artefacts_of(text).empty());
  }
}

TEST_CASE("a brace that never closes does not hide what follows", "[artefacts]") {
  CHECK(artefacts_of("{ and {photograph}") == Texts{"{photograph} -> photograph"});
  CHECK(artefacts_of("[ and [ad_1] x") == Texts{"[ad_1] -> "});
}

TEST_CASE("artefacts are in order, apart, and slices of the text", "[artefacts]") {
  const std::string text =
      "[ad_1]\r\nA {photograph} of the {big|large} house.\r\n[ad_1]\r\n[ad_2]\r\n\r\nThe "
      "{end}.\r\n[ad_2]\r\n\r\nSource link\r\n";
  const auto findings = artefacts_in(text);
  REQUIRE(findings.size() == 8);
  std::uint32_t position = 0;
  for (const Finding& finding : findings) {
    CHECK(finding.begin >= position);
    CHECK(finding.end > finding.begin);
    CHECK(finding.kind == FindingKind::artefact);
    CHECK(finding.confidence > 0.5);
    CHECK(finding.confidence <= 1);
    REQUIRE_FALSE(finding.suggestions.empty());
    position = finding.end;
  }
  CHECK(position <= text.size());
  CHECK(findings[1].begin == text.find("{photograph}"));
  CHECK(findings[1].end == text.find("{photograph}") + 12);
  std::string clean = restored_text(text, findings);
  clean.resize(clean.find_last_not_of("\r\n") + 1);
  CHECK(clean == "A photograph of the big house.\r\n\r\nThe end.");
}

TEST_CASE("plain text has no artefacts", "[artefacts]") {
  CHECK(artefacts_in("").empty());
  CHECK(artefacts_in("\n").empty());
  CHECK(artefacts_in("The mayor said (on Tuesday) that \"nobody\" knew.").empty());
}

TEST_CASE("brackets that never close do not take long", "[artefacts]") {
  CHECK(artefacts_in(std::string(2000000, '[')).empty());
  CHECK(artefacts_in(std::string(2000000, '{')).empty());
}

}  // namespace
}  // namespace unspin::restoration
