#include <algorithm>
#include <cmath>

#include "fixtures.h"

namespace unspin::lexicon {
namespace {

using Texts = std::vector<std::string>;

const Candidate* candidate_for(const TestLexicon::Found& found, std::string_view original) {
  for (std::size_t i = 0; i < found.originals.size(); ++i) {
    if (found.originals[i] == original) return &found.candidates[i];
  }
  return nullptr;
}

TEST_CASE("both sides stand in the same form", "[compiler]") {
  const TestLexicon lexicon("say\tv\tmention|point out\n");
  CHECK(lexicon.originals_of("mention") == Texts{"say"});
  CHECK(lexicon.originals_of("mentions") == Texts{"says"});
  CHECK(lexicon.originals_of("mentioned") == Texts{"said"});
  CHECK(lexicon.originals_of("mentioning") == Texts{"saying"});
  CHECK(lexicon.originals_of("pointed out") == Texts{"said"});
  CHECK(lexicon.originals_of("pointing out") == Texts{"saying"});
  CHECK(lexicon.find("said").empty());
}

TEST_CASE("phrases inflect at their heads", "[compiler]") {
  const TestLexicon lexicon("leave\tv\tgo away|depart\ncourt\tn\tcourt docket\ntake place\tv\thappen\n");
  CHECK(lexicon.originals_of("went away") == Texts{"left"});
  CHECK(lexicon.originals_of("gone away") == Texts{"left"});
  CHECK(lexicon.originals_of("going away") == Texts{"leaving"});
  CHECK(lexicon.originals_of("court dockets") == Texts{"courts"});
  CHECK(lexicon.originals_of("happened").size() == 2);  // took place, taken place
  CHECK(lexicon.originals_of("happening") == Texts{"taking place"});
}

TEST_CASE("be keeps number and person", "[compiler]") {
  const TestLexicon lexicon("be supposed to\tv\tbe meant to\n");
  for (const char* form : {"be", "am", "are", "is", "was", "were", "been", "being"}) {
    CHECK(lexicon.originals_of(std::string(form) + " meant to") == Texts{std::string(form) + " supposed to"});
  }
}

TEST_CASE("start weights fall with the rank and sum to one", "[compiler]") {
  const TestLexicon lexicon("ask\tx\trequest|inquire|query\n");
  const double sum = 1 + 1 / 2.0 + 1 / 3.0;
  CHECK(lexicon.find("request")[0].candidates[0].log_weight == Approx(std::log(1 / sum)).margin(0.026));
  CHECK(lexicon.find("query")[0].candidates[0].log_weight == Approx(std::log(1 / 3.0 / sum)).margin(0.026));
}

TEST_CASE("learned weights replace the rank's", "[compiler]") {
  CompileOptions options;
  options.learned_weights[rule_name("ask", PartOfSpeech::verb, "query")] = 0.9;
  const TestLexicon lexicon("ask\tv\trequest|inquire|query\n", options);
  CHECK(lexicon.find("queried")[0].candidates[0].log_weight == Approx(std::log(0.9)).margin(0.026));
}

TEST_CASE("equal pairs are joined with the best weight and all styles", "[compiler]") {
  const TestLexicon lexicon(
      "attack\tn\tassault\n"
      "attack\tv\traid|assault\tstyle=spinbot\n");
  const auto found = lexicon.find("assault");
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].candidates.size() == 1);
  CHECK(found[0].candidates[0].log_weight == 0);
  CHECK(found[0].candidates[0].styles == 3);
  CHECK(lexicon->style_name(0) == "general");
  CHECK(lexicon->style_name(1) == "spinbot");
  CHECK(lexicon.find("assaulted")[0].candidates[0].styles == 2);
}

TEST_CASE("lines of several files are joined", "[compiler]") {
  std::vector<Entry> entries = parse_source("a.tsv", "ask\tv\trequest|query\n").entries;
  for (Entry& entry : parse_source("b.tsv", "ask\tv\tquery|inquire\n").entries) entries.push_back(std::move(entry));
  const auto compiled = compile_lexicon(entries, inflector(), capitals());
  REQUIRE(compiled.ok());
  CHECK(compiled.value().statistics.lemmas == 1);
  CHECK(compiled.value().statistics.base_rules == 3);
}

TEST_CASE("originals outside the vocabulary are left out", "[compiler]") {
  CompileOptions options;
  options.in_vocabulary = [](std::string_view word) { return word == "said" || word == "well" || word == "being"; };
  const TestLexicon lexicon("say\tv\tmention\nwell-being\tx\twellness\n", options);
  CHECK(lexicon.originals_of("mentioned") == Texts{"said"});
  CHECK(lexicon.find("mention").empty());
  CHECK(lexicon.originals_of("wellness") == Texts{"well-being"});
  CHECK(lexicon.statistics().unknown_original > 0);
}

TEST_CASE("originals follow the spelling preference, spun sides come in both", "[compiler]") {
  CompileOptions british;
  british.original_spelling = Spelling::british;
  const TestLexicon lexicon("go\tv\ttravel\ncolor\tn\thue\n", british);
  CHECK(lexicon.originals_of("traveled") == lexicon.originals_of("travelled"));
  CHECK(lexicon.originals_of("hue") == Texts{"colour"});
  const TestLexicon both("color\tn\thue\n");
  CHECK(both.originals_of("hue").size() == 2);
}

TEST_CASE("a rule that changes the spelling only works one way", "[compiler]") {
  const TestLexicon lexicon("favour\tv\tfavor\n");
  CHECK(lexicon.originals_of("favored") == Texts{"favoured"});
  CHECK(lexicon.find("favoured").empty());
}

TEST_CASE("an uncountable replacement stands for the plural too", "[compiler]") {
  const TestLexicon lexicon("weapon\tn\tweaponry\ninformation\tn\tdetail\n");
  CHECK(lexicon.originals_of("weaponry").size() == 2);
  CHECK(lexicon.originals_of("detail") == Texts{"information"});
  CHECK(lexicon.find("details").empty());
}

TEST_CASE("comparisons are rules of their own only where an ending is involved", "[compiler]") {
  const TestLexicon lexicon("new\tadj\trecent\nimportant\tadj\tessential\nstrong\tadj\tsturdy\n");
  CHECK(lexicon.originals_of("more recent") == Texts{"newer"});
  CHECK(lexicon.originals_of("more essential").empty());
  CHECK(lexicon.originals_of("sturdiest") == Texts{"strongest"});
}

TEST_CASE("candidates name their base rule and form", "[compiler]") {
  const TestLexicon lexicon("say\tv\tpoint out\n");
  const auto found = lexicon.find("pointed out");
  REQUIRE(found.size() == 1);
  const Candidate* said = candidate_for(found[0], "said");
  REQUIRE(said != nullptr);
  CHECK(said->form == Form::past);
  const Rule rule = lexicon->rule(said->rule);
  CHECK(lexicon->phrase_text(rule.original) == "say");
  CHECK(lexicon->phrase_text(rule.spun) == "point out");
  CHECK(rule.pos == PartOfSpeech::verb);
}

TEST_CASE("the bytes do not depend on the order of the lines", "[compiler]") {
  const char* lines[] = {"say\tv\tmention|state\n", "ask\tv\trequest|query\tstyle=spinbot\n", "nation\tn\tcountry\n",
                         "well-being\tn\twellness\n", "say\tv\tutter\tstyle=article-forge\n"};
  std::string forward;
  std::string backward;
  for (const char* line : lines) {
    forward += line;
    backward.insert(0, line);
  }
  CHECK(compile(forward).bytes == compile(backward).bytes);
  CHECK(compile(forward).bytes == compile(forward).bytes);
}

TEST_CASE("at most 16 styles, the general one included", "[compiler]") {
  std::string source;
  for (char c = 'a'; c < 'a' + 15; ++c) source += std::string("say\tv\tmention\tstyle=") + c + "\n";
  CHECK(compile_lexicon(entries_of(source), inflector(), capitals()).ok());
  const std::vector<Entry> entries = entries_of(source + "say\tv\tmention\tstyle=z\n");
  CHECK_FALSE(compile_lexicon(entries, inflector(), capitals()).ok());
}

TEST_CASE("a lexicon of many rules stays small", "[compiler]") {
  std::string source;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const auto word = [](std::uint32_t number, char front) {
      std::string letters(1, front);
      for (; number > 0; number /= 10) letters.push_back(static_cast<char>('b' + number % 10));
      return letters + "on";
    };
    source += word(i, 'a') + "\tv\t" + word(i, 'c') + "|" + word(i + 1, 'd') + "|" + word(i + 7, 'e') + "\n";
  }
  const CompiledLexicon compiled = compile(source);
  const double per_pair = static_cast<double>(compiled.bytes.size()) / compiled.statistics.candidates;
  CHECK(compiled.statistics.candidates == 3000 * 3 * 4);
  CHECK(per_pair < 25);  // every word occurs in one phrase only: the worst case
}

TEST_CASE("no entries give an empty lexicon", "[compiler]") {
  const TestLexicon lexicon("");
  CHECK(lexicon->phrase_count() == 0);
  CHECK(lexicon.find("anything").empty());
  CHECK_FALSE(lexicon->is_replaceable(text::token_key("anything")));
}

}  // namespace
}  // namespace unspin::lexicon
