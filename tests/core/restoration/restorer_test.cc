#include "restoration/restorer.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "findings.h"
#include "text/article.h"
#include "tiny_model.h"

namespace unspin::restoration {
namespace {

using test::analyse;
using test::restore;

// A paragraph that leaves no doubt that a spinner was at work.
const std::string kSpun =
    "The mayor mentioned on Tuesday that the town corridor would stay closed subsequent week. She mentioned the "
    "metropolis "
    "was ready to assist individuals whose residences were damaged by the storm. In accordance to the police, an "
    "automobile "
    "was discovered near the river. The nation needed an initiative to assist youngsters in tiny towns.\n\n";
const std::string kOriginal =
    "The mayor said on Tuesday that the town hall would stay closed next week. She said the city "
    "was ready to help people whose houses were damaged by the storm. According to the police, a car "
    "was found near the river. The country needed a plan to help children in small towns.\n\n";

// The text restored as a paragraph of a spun article.
std::string in_article(std::string_view text) {
  const std::string restored = restore(kSpun + std::string(text));
  REQUIRE(restored.starts_with(kOriginal));
  return restored.substr(kOriginal.size());
}

bool is_left_alone(std::string_view text) {
  INFO(text);
  return in_article(text) == text;
}

const Finding* finding_at(const Analysis& analysis, std::size_t byte) {
  for (const Finding& finding : analysis.findings) {
    if (finding.begin <= byte && byte < finding.end) return &finding;
  }
  return nullptr;
}

// ---- What is restored ----

TEST_CASE("a spun article is restored", "[restorer]") { CHECK(restore(kSpun) == kOriginal); }

TEST_CASE("inflected forms are restored in the same form", "[restorer]") {
  CHECK(in_article("The mayor mentioned nothing.") == "The mayor said nothing.");
  CHECK(in_article("The teacher mentions that youngsters learn best in tiny groups.") ==
        "The teacher says that children learn best in small groups.");
  CHECK(in_article("They are mentioning that the city will help.") == "They are saying that the city will help.");
  CHECK(in_article("The bank assisted people to buy a house.") == "The bank helped people to buy a house.");
  CHECK(in_article("Many nations have a plan for the next year.") == "Many countries have a plan for the next year.");
  CHECK(in_article("Metropolises across the country are growing.") == "Cities across the country are growing.");
  CHECK(in_article("She is commencing a new job next week.") == "She is beginning a new job next week.");
  CHECK(in_article("The tiniest residence in the town is near the bridge.") ==
        "The smallest house in the town is near the bridge.");
}

TEST_CASE("phrases of several words are restored as a whole", "[restorer]") {
  CHECK(in_article("The town corridor will open subsequent week.") == "The town hall will open next week.");
  CHECK(in_article("In accordance to the mayor, the plan will help.") == "According to the mayor, the plan will help.");
  CHECK(in_article("Within the morning, the children walked to the school.") ==
        "In the morning, the children walked to the school.");
  const std::string text = kSpun + "The town corridor will open subsequent week.";
  const auto analysis = analyse(text);
  const Finding* corridor = finding_at(analysis, text.find("town corridor", kSpun.size()));
  REQUIRE(corridor != nullptr);
  CHECK(slice(text, *corridor) == "town corridor");
}

TEST_CASE("possessives are restored with their owner", "[restorer]") {
  CHECK(in_article("The nation's bank will begin a new plan.") == "The country's bank will begin a new plan.");
  CHECK(in_article("The youngster\u2019s toys were new.").find("\u2019s toys") != std::string::npos);
}

TEST_CASE("the bare apostrophe of a plural becomes 's after an irregular plural", "[restorer]") {
  CHECK(in_article("The youngsters' toys were left in the car.") == "The children's toys were left in the car.");
  CHECK(in_article("The youngsters\u2019 toys were left in the car.") ==
        "The children\u2019s toys were left in the car.");
  const std::string text = kSpun + "The youngsters' toys were left in the car.";
  const auto analysis = analyse(text);
  const Finding* finding = finding_at(analysis, text.find("youngsters' "));
  REQUIRE(finding != nullptr);
  for (const Suggestion& suggestion : finding->suggestions) {
    if (suggestion.text.find("kids") == 0) CHECK(suggestion.text == "kids'");
    if (suggestion.text.find("children") == 0) CHECK(suggestion.text == "children's");
  }
}

TEST_CASE("a regular plural keeps its bare apostrophe", "[restorer]") {
  CHECK(in_article("The nations' plan was good.") == "The countries' plan was good.");
}

// ---- Case ----

TEST_CASE("the restored phrase takes over the case of the spun one", "[restorer]") {
  SECTION("at the start of a sentence") {
    CHECK(in_article("Individuals in the city began to ask questions.") ==
          "People in the city began to ask questions.");
    CHECK(in_article("\"Individuals like it,\" she said.") == "\"People like it,\" she said.");
    CHECK(in_article("Final year the town began work on the road.") == "Last year the town began work on the road.");
  }
  SECTION("in capitals") {
    CHECK(in_article("THE MAYOR MENTIONED THAT THE TOWN CORRIDOR WOULD STAY CLOSED SUBSEQUENT WEEK.") ==
          "THE MAYOR SAID THAT THE TOWN HALL WOULD STAY CLOSED NEXT WEEK.");
  }
  SECTION("in a headline with a capital on every word") {
    CHECK(in_article("New Town Corridor Opens on Monday") == "New Town Hall Opens on Monday");
  }
  SECTION("in lower case") { CHECK(in_article("the mayor mentioned nothing") == "the mayor said nothing"); }
}

// ---- Articles ----

TEST_CASE("an article that must change is part of the finding", "[restorer]") {
  const std::string text =
      kSpun + "It was a concept that many people liked. An automobile was found. He drives an automobile.";
  const auto analysis = analyse(text);
  for (const auto& [spun, original] :
       {std::pair("a concept", "an idea"), std::pair("An automobile", "A car"), std::pair("an automobile.", "a car")}) {
    const Finding* finding = finding_at(analysis, text.find(spun, kSpun.size()));
    REQUIRE(finding != nullptr);
    CHECK(finding->begin == text.find(spun, kSpun.size()));
    CHECK(finding->suggestions.front().text == original);
  }
}

TEST_CASE("an article that may stay is not part of the finding", "[restorer]") {
  const std::string text = kSpun + "The bank helped people to buy a residence.";
  const auto analysis = analyse(text);
  const Finding* finding = finding_at(analysis, text.find("residence.", kSpun.size()));
  REQUIRE(finding != nullptr);
  CHECK(slice(text, *finding) == "residence");
  CHECK(finding->suggestions.front().text == "house");
}

TEST_CASE("the article in capitals stays in capitals", "[restorer]") {
  CHECK(in_article("A CONCEPT LIKE THIS WILL ASSIST THE METROPOLIS.") == "AN IDEA LIKE THIS WILL HELP THE CITY.");
  CHECK(in_article("THE BANK HELPED PEOPLE TO BUY A RESIDENCE.") == "THE BANK HELPED PEOPLE TO BUY A HOUSE.");
}

TEST_CASE("the article before a word in braces changes with it", "[restorer]") {
  CHECK(in_article("He drives an {automobile}.") == "He drives a car.");
  CHECK(in_article("He has a {concept}.") == "He has an idea.");
}

// ---- What is left alone ----

TEST_CASE("addresses and code are left alone", "[restorer]") {
  CHECK(is_left_alone("A report is on https://nation.com/automobile/individuals now."));
  CHECK(is_left_alone("A report is on www.nation.com now."));
  CHECK(is_left_alone("A report is on nation.com now."));
  CHECK(is_left_alone("Write to individual@nation.org or @individuals."));
  CHECK(is_left_alone("Run `assist individuals` and open individuals.txt or town_corridor."));
}

TEST_CASE("addresses in quotation marks are left alone", "[restorer]") {
  CHECK(is_left_alone("She reads \"nation.com\" and (nation.com)."));
  CHECK(is_left_alone("She reads \u201cnation.com\u201d and \u201chttps://nation.com/individuals\u201d."));
  CHECK(is_left_alone("She writes to \u201cindividuals@nation.com\u201d."));
  CHECK(is_left_alone(
      "\u201cThe mayor said that the police found the \u2018automobile.com\u2019 page of automobile.com.\u201d"));
}

TEST_CASE("a name that the language model knows is left alone", "[restorer]") {
  CHECK(is_left_alone("He writes for \"The Nation\" and he writes for a bank."));
  CHECK(is_left_alone("The final race was on Monday."));
  CHECK(is_left_alone("The hotel corridor was long and dark."));
  CHECK(is_left_alone("The report mentioned the bridge only once."));
}

TEST_CASE("no phrase reaches over a quotation mark or a bracket", "[restorer]") {
  CHECK(is_left_alone("The town \"corridor\" was long and dark."));
  CHECK(is_left_alone("The \u201ctown\u201d corridor was long and dark."));
  CHECK(is_left_alone("The town (corridor) was long and dark."));
  CHECK(in_article("He said, \"The town corridor will open.\"") == "He said, \"The town hall will open.\"");
}

TEST_CASE("no phrase reaches over the end of a sentence or a paragraph", "[restorer]") {
  CHECK(is_left_alone("He left the town. Corridor work began."));
  CHECK(is_left_alone("The town\n\nCorridor"));
}

TEST_CASE("genuine text is left alone", "[restorer]") {
  const std::string training(test::training_sentences());
  CHECK(restore(training) == training);
  CHECK(analyse(training).verdict == Verdict::genuine);
  CHECK(analyse(training).findings.empty());
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const std::string prose = test::genuine_prose(40, seed);
    CHECK(restore(prose) == prose);
    CHECK(analyse(prose).verdict == Verdict::genuine);
    CHECK(analyse(prose).spin_rate == 0);
  }
}

TEST_CASE("line breaks and spaces outside findings stay as they are", "[restorer]") {
  CHECK(in_article("  The   mayor\tmentioned\r\n\r\n\r\n  nothing . \r\n") ==
        "  The   mayor\tsaid\r\n\r\n\r\n  nothing . \r\n");
}

// ---- Verdicts ----

TEST_CASE("a heavily spun text is judged spun", "[restorer]") {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const auto spun = test::spin(test::genuine_prose(30, seed), 0.8, seed);
    const Analysis analysis = analyse(spun.text);
    CHECK(analysis.verdict == Verdict::spun);
    CHECK(analysis.spin_rate > 0.1);
    CHECK(analysis.spin_rate <= 1);
    CHECK(analysis.findings.size() > spun.replaced / 2);
  }
}

TEST_CASE("a text with genuine and spun paragraphs is judged partly spun", "[restorer]") {
  const std::string genuine = test::genuine_prose(20, 1);
  const std::string original = test::genuine_prose(20, 2);
  const std::string text = genuine + "\n\n" + test::spin(original, 0.8, 2).text;
  const Analysis analysis = analyse(text);
  CHECK(analysis.verdict == Verdict::partly_spun);
  for (const Finding& finding : analysis.findings) CHECK(finding.begin > genuine.size());
  CHECK(restored_text(text, analysis.findings) == genuine + "\n\n" + original);
}

TEST_CASE("words are counted", "[restorer]") {
  CHECK(analyse("The mayor said nothing in 2019.").words == 6);
  CHECK(analyse("One, two - three!").words == 3);
}

TEST_CASE("the style of the spinner is named when its substitutions give it away", "[restorer]") {
  const test::TinyModel styled(
      "say\tv\tmention\tstyle=alpha\nperson\tn\tindividual\tstyle=alpha\nhelp\tv\tassist\tstyle=alpha\n"
      "city\tn\tmetropolis\tstyle=alpha\ncar\tn\tautomobile\tstyle=alpha\ncountry\tn\tnation\tstyle=alpha\n"
      "house\tn\tresidence\tstyle=beta\njob\tn\toccupation\tstyle=beta\nplan\tn\tinitiative\tstyle=beta\n");
  const Restorer restorer(styled.models(), Parameters{});
  const Analysis analysis = restorer.analyse(kSpun + kSpun + kSpun, {});
  CHECK(analysis.style == "alpha");
  CHECK(analyse(kSpun).style.empty());
  CHECK(restorer.analyse(kOriginal, {}).style.empty());
}

// ---- The form of the findings ----

TEST_CASE("findings are in order, apart, and slices of the text", "[restorer]") {
  for (std::uint32_t seed = 0; seed < 8; ++seed) {
    const std::string text = test::spin(test::genuine_prose(30, seed), 0.6, seed).text;
    check_well_formed(text, analyse(text));
  }
  check_well_formed(kSpun, analyse(kSpun));
}

TEST_CASE("a finding holds the spun phrase and nothing around it", "[restorer]") {
  const std::string text = kSpun + "\u201cThe mayor mentioned,\u201d he said \u2014 the metropolis\u2026";
  for (const Finding& finding : analyse(text).findings) {
    const std::string found = slice(text, finding);
    INFO(found);
    CHECK(found.find_first_of(" ,.\n") != 0);
    CHECK(found.find_last_of(" ,.\n") != found.size() - 1);
  }
}

TEST_CASE("findings can be accepted in any order and in any part", "[restorer]") {
  const std::string text =
      kSpun +
      "It was a concept. An automobile and a tiny residence, an initiative and a concept. The youngsters' toys.";
  const auto findings = analyse(text).findings;
  REQUIRE(findings.size() > 10);
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<Finding> chosen;
    for (const Finding& finding : findings) {
      if (random() % 2 == 0) chosen.push_back(finding);
    }
    std::string expected = restored_text(text, chosen);
    std::shuffle(chosen.begin(), chosen.end(), random);
    std::string accepted = text;
    std::vector<std::pair<std::uint32_t, std::ptrdiff_t>> shifts;  // place in the text, growth there
    for (const Finding& finding : chosen) {
      std::ptrdiff_t begin = finding.begin;
      for (const auto& [place, growth] : shifts) begin += place < finding.begin ? growth : 0;
      const std::string& suggestion = finding.suggestions.front().text;
      CHECK(accepted.substr(static_cast<std::size_t>(begin), finding.end - finding.begin) == slice(text, finding));
      accepted.replace(static_cast<std::size_t>(begin), finding.end - finding.begin, suggestion);
      shifts.emplace_back(finding.begin,
                          static_cast<std::ptrdiff_t>(suggestion.size()) - (finding.end - finding.begin));
    }
    CHECK(accepted == expected);
  }
}

TEST_CASE("whatever is accepted, articles agree with their words", "[restorer]") {
  const std::string text =
      kSpun +
      "It was a concept. An automobile and an initiative, a concept and an automobile. An occupation is a concept.";
  const auto findings = analyse(text).findings;
  std::mt19937 random(4);
  for (int round = 0; round < 50; ++round) {
    std::vector<Finding> chosen;
    for (Finding finding : findings) {
      if (random() % 2 == 0) continue;
      std::swap(finding.suggestions.front(), finding.suggestions[random() % finding.suggestions.size()]);
      chosen.push_back(finding);
    }
    const std::string accepted = restored_text(text, chosen);
    for (std::size_t i = 0; i + 3 < accepted.size(); ++i) {
      if (i > 0 && accepted[i - 1] != ' ' && accepted[i - 1] != '\n') continue;
      const std::string_view rest = std::string_view(accepted).substr(i);
      const bool a = rest.starts_with("a ") || rest.starts_with("A ");
      const bool an = rest.starts_with("an ") || rest.starts_with("An ");
      if (!a && !an) continue;
      const std::string_view word = rest.substr(rest.find(' ') + 1);
      INFO(rest.substr(0, 20));
      CHECK(text::indefinite_article_for(word.substr(0, word.find_first_of(" ,."))) == (a ? "a" : "an"));
    }
  }
}

TEST_CASE("the confidence of a finding is the sum over what it may have been", "[restorer]") {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const std::string text = test::spin(test::genuine_prose(30, seed), 0.5, seed).text;
    Options options;
    options.maximum_suggestions = 50;
    options.threshold = 0.1;
    for (const Finding& finding : analyse(text, options).findings) {
      double sum = 0;
      for (const Suggestion& suggestion : finding.suggestions) sum += suggestion.confidence;
      CHECK(sum == Approx(finding.confidence).margin(0.01));
    }
  }
}

TEST_CASE("alternatives are listed with the most probable first", "[restorer]") {
  const std::string text = kSpun + "The youngsters walked to the school.";
  const auto analysis = analyse(text);
  const Finding* finding = finding_at(analysis, text.find("youngsters walked"));
  REQUIRE(finding != nullptr);
  REQUIRE(finding->suggestions.size() == 2);
  CHECK(finding->suggestions[0].text == "children");
  CHECK(finding->suggestions[1].text == "kids");
  CHECK(finding->suggestions[0].confidence > finding->suggestions[1].confidence);
}

TEST_CASE("no more suggestions are listed than asked for", "[restorer]") {
  for (const std::size_t maximum : {1U, 2U, 5U}) {
    Options options;
    options.maximum_suggestions = maximum;
    const std::string text = kSpun + "The youngsters have a {plan}, a {car|bus|tram}.";
    const auto analysis = analyse(text, options);
    for (const Finding& finding : analysis.findings) CHECK(finding.suggestions.size() <= maximum);
    CHECK(restored_text(text, analysis.findings) == kOriginal + "The children have a plan, a car.");
  }
}

TEST_CASE("a higher threshold reports fewer findings, all at or above it", "[restorer]") {
  const std::string text = test::spin(test::genuine_prose(60, 6), 0.3, 6).text;
  std::size_t before = text.size();
  for (const double threshold : {0.05, 0.3, 0.5, 0.8, 0.95, 0.999}) {
    Options options;
    options.threshold = threshold;
    const Analysis analysis = analyse(text, options);
    CHECK(analysis.threshold == threshold);
    CHECK(analysis.findings.size() <= before);
    before = analysis.findings.size();
    for (const Finding& finding : analysis.findings) CHECK(finding.confidence >= threshold);
  }
  CHECK(analyse(text).threshold == Parameters{}.threshold);
}

TEST_CASE("a suggestion says why", "[restorer]") {
  const auto analysis = analyse(kSpun);
  const Finding* finding = finding_at(analysis, kSpun.find("mentioned"));
  REQUIRE(finding != nullptr);
  const Suggestion& suggestion = finding->suggestions.front();
  REQUIRE(suggestion.explained);
  CHECK(suggestion.why.original == "say");
  CHECK(suggestion.why.spun == "mention");
  CHECK(suggestion.why.channel > 0);
  CHECK(suggestion.why.channel <= 1);
  CHECK(suggestion.why.elsewhere == 1);
  CHECK(std::isfinite(suggestion.why.context_gain));
  CHECK(suggestion.why.context_gain > 0);
}

TEST_CASE("the same text gives the same analysis", "[restorer]") {
  const std::string text = kSpun + test::spin(test::genuine_prose(30, 9), 0.5, 9).text;
  CHECK(same(analyse(text), analyse(text)));
  const Restorer other(test::TinyModel::instance().models(), Parameters{});
  CHECK(same(analyse(text), other.analyse(text, {})));
  const test::TinyModel again("say\tv\tmention\n");
  const test::TinyModel and_again("say\tv\tmention\n");
  CHECK(again.lexicon_bytes() == and_again.lexicon_bytes());
  CHECK(again.language_model_bytes() == and_again.language_model_bytes());
}

// ---- Ids ----

TEST_CASE("a finding keeps its id when another paragraph comes before or after it", "[restorer]") {
  const auto alone = analyse(kSpun);
  const std::string added = "The storm hit the road on Monday night. Individuals left the metropolis.\n\n";
  const auto after = analyse(added + kSpun);
  const auto before = analyse(kSpun + added);
  for (const Finding& finding : alone.findings) {
    const Finding* moved = finding_at(after, finding.begin + added.size());
    REQUIRE(moved != nullptr);
    CHECK(moved->id == finding.id);
    const Finding* stayed = finding_at(before, finding.begin);
    REQUIRE(stayed != nullptr);
    CHECK(stayed->id == finding.id);
  }
}

TEST_CASE("a finding that begins the text keeps its id when a paragraph comes before it", "[restorer]") {
  const std::string text = "Individuals in the metropolis commenced to ask questions.\n\n" + kSpun;
  const std::string added = "The storm hit the road on Monday night.\n\n";
  const auto alone = analyse(text);
  const auto after = analyse(added + text);
  REQUIRE(finding_at(alone, 0) != nullptr);
  REQUIRE(finding_at(after, added.size()) != nullptr);
  CHECK(finding_at(alone, 0)->id == finding_at(after, added.size())->id);
}

TEST_CASE("equal findings in equal contexts still have ids of their own", "[restorer]") {
  const std::string text = kSpun + kSpun + kSpun;
  check_well_formed(text, analyse(text));
}

// ---- Artefacts among the substitutions ----

TEST_CASE("a spun word in braces is one artefact that suggests the original", "[restorer]") {
  const std::string text = kSpun + "He drives the {automobile} to the bank.";
  const auto analysis = analyse(text);
  const Finding* finding = finding_at(analysis, text.find("{automobile}"));
  REQUIRE(finding != nullptr);
  CHECK(finding->kind == FindingKind::artefact);
  CHECK(slice(text, *finding) == "{automobile}");
  CHECK(finding->suggestions.front().text == "car");
  CHECK(std::any_of(finding->suggestions.begin(), finding->suggestions.end(),
                    [](const Suggestion& s) { return s.text == "automobile"; }));
  check_well_formed(text, analysis);
  CHECK(in_article("He drives the {automobile} to the bank.") == "He drives the car to the bank.");
}

TEST_CASE("a genuine word in braces loses the braces", "[restorer]") {
  CHECK(in_article("He drives the {car} to the bank.") == "He drives the car to the bank.");
}

TEST_CASE("artefacts and substitutions stand in the order of the text", "[restorer]") {
  const std::string text = "[ad_1]\n" + kSpun + "[ad_2]\n" + kSpun + "A {photograph}.\nSource link";
  const auto analysis = analyse(text);
  check_well_formed(text, analysis);
  CHECK(restored_text(text, analysis.findings) == kOriginal + kOriginal + "A photograph.");
}

TEST_CASE("artefacts alone are a spinner's traces, but no spun text", "[restorer]") {
  const std::string genuine = test::genuine_prose(10, 4);
  const auto analysis = analyse(genuine + "\n[ad_1]\n");
  CHECK(analysis.findings.size() == 1);
  CHECK(analysis.verdict != Verdict::spun);
  CHECK(analysis.spin_rate == 0);
}

TEST_CASE("braces inside an address or a command are left alone", "[restorer]") {
  CHECK(is_left_alone("Open https://bank.com/users/{username}/page now."));
  CHECK(is_left_alone("Write \\emph{important} there."));
}

TEST_CASE("placeholders of programs are left alone", "[restorer]") {
  CHECK(is_left_alone("The page shows ${automobile} there."));
  CHECK(is_left_alone("The page shows {{automobile}} there."));
}

TEST_CASE("a plural before a closing quotation mark is no possessive", "[restorer]") {
  CHECK(in_article("'the individuals' said the mayor.") == "'the people' said the mayor.");
  CHECK(in_article("The mayor's plan for 'the youngsters' was good.") ==
        "The mayor's plan for 'the children' was good.");
}

TEST_CASE("a possessive after a closed quotation is one", "[restorer]") {
  CHECK(in_article("The 'plan' for the youngsters' toys was good.") == "The 'plan' for the children's toys was good.");
}

TEST_CASE("a possessive in capitals gets its ending in capitals", "[restorer]") {
  CHECK(in_article("THE YOUNGSTERS' TOYS WERE LEFT IN THE CAR.") == "THE CHILDREN'S TOYS WERE LEFT IN THE CAR.");
}

// ---- Putting suggestions into a text ----

TEST_CASE("restored_text puts in the best suggestions and nothing else", "[restorer]") {
  const auto finding = [](std::uint32_t begin, std::uint32_t end, std::vector<std::string> texts) {
    Finding result;
    result.begin = begin;
    result.end = end;
    for (std::string& text : texts) {
      result.suggestions.emplace_back();
      result.suggestions.back().text = std::move(text);
    }
    return result;
  };
  CHECK(restored_text("abcdef", {}) == "abcdef");
  CHECK(restored_text("abcdef", {finding(1, 2, {"XY", "Z"}), finding(2, 3, {""}), finding(5, 6, {"W"})}) == "aXYdeW");
  CHECK(restored_text("abcdef", {finding(0, 6, {})}) == "abcdef");
  CHECK(restored_text("", {}).empty());
}

}  // namespace
}  // namespace unspin::restoration
