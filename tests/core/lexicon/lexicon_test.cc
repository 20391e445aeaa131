#include "base/hash.h"
#include "fixtures.h"

namespace unspin::lexicon {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kSource =
    "say\tv\tmention|state\n"
    "well-being\tn\twell being|wellness\n"
    "health care\tx\twell-being care\n"
    "the country's\tx\tthe nation's\n"
    "he will\tx\the'll\n"
    "in\tx\twithin the\n"
    "year\tn\t12 months|calendar year\n"
    "next year\tx\tsubsequent 12 months\n"
    "a year\tx\ta 12 months|12 months|every year\n"
    "third-party\tx\t0.33-party|1/3-party\n"
    "one day\tx\t24 hours\n"
    "two days\tx\t48 hours\n"
    "english\tadj\tbritish\n"
    "middle east\tn\tcenter east\n"
    "percent\tx\tp.c|%\n"
    "cannot\tx\tcan not|can't\n";

TEST_CASE("every phrase at the front is found, shorter ones first", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  const auto found = lexicon.find("well being care");
  REQUIRE(found.size() == 1);
  CHECK(found[0].length == 2);
  CHECK(found[0].originals == Texts{"well-being"});
  CHECK(lexicon.find("well").empty());
  CHECK(lexicon.find("being").empty());
  const auto year = lexicon.find("a 12 months later");
  REQUIRE(year.size() == 1);
  CHECK(year[0].length == 3);
  const auto months = lexicon.find("12 months");
  REQUIRE(months.size() == 1);
  CHECK(months[0].originals.size() == 3);  // year, a year, years
  CHECK(lexicon.find("").empty());
  CHECK(lexicon.find("zebra").empty());
}

TEST_CASE("overlapping phrases of different lengths", "[lexicon]") {
  const TestLexicon lexicon("so\tx\tat the\nlater\tx\tat the end\nfinally\tx\tat the end of the day\nhere\tx\tat\n");
  const auto found = lexicon.find("at the end of the day, he left");
  REQUIRE(found.size() == 4);
  CHECK(found[0].length == 1);
  CHECK(found[1].length == 2);
  CHECK(found[2].length == 3);
  CHECK(found[3].length == 6);
  CHECK(lexicon.find("at the end of the").size() == 3);
  CHECK(lexicon.find("at the start").size() == 2);
}

TEST_CASE("hyphens and clitics are tokens without a space", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  CHECK(lexicon.originals_of("well-being care") == Texts{"health care"});
  CHECK(lexicon.originals_of("the nation's") == Texts{"the country's"});
  CHECK(lexicon.originals_of("He'll") == Texts{"he will"});
  CHECK(lexicon.originals_of("can\u2019t") == Texts{"cannot"});
  const auto found = lexicon.find("wellness");
  REQUIRE(found.size() == 1);
  CHECK(found[0].originals == Texts{"well-being"});
  CHECK(lexicon->phrase_length(found[0].candidates[0].original) == 3);
  CHECK_FALSE(lexicon->phrase_token(found[0].candidates[0].original, 1).space_before);
  CHECK(lexicon->phrase_token(found[0].candidates[0].original, 3).word == kNoWord);
}

TEST_CASE("numbers of a class are told apart by their text", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  CHECK(lexicon.originals_of("24 hours") == Texts{"one day"});
  CHECK(lexicon.originals_of("48 hours") == Texts{"two days"});
  CHECK(lexicon.find("36 hours").empty());
  CHECK(lexicon.originals_of("0.33-party") == Texts{"third-party"});
  CHECK(lexicon.originals_of("1/3-party") == Texts{"third-party"});
  std::size_t matches = 0;
  lexicon->for_each_spun(TestLexicon::keys_of("24 hours"), [&](const Match&) { ++matches; });
  CHECK(matches == 0);  // the keys alone cannot tell
}

TEST_CASE("phrases are written with their capitals", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  CHECK(lexicon.originals_of("british") == Texts{"English"});
  CHECK(lexicon.originals_of("center east") == Texts{"Middle East"});
  CHECK(lexicon.originals_of("centre east") == Texts{"Middle East"});
  const std::uint32_t word = lexicon->word_of_key(text::token_key("english"));
  REQUIRE(word != kNoWord);
  CHECK(lexicon->word_text(word) == "english");
  CHECK(lexicon->word_display(word) == "English");
}

TEST_CASE("words map to keys and back", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  REQUIRE(lexicon->word_count() > 20);
  for (std::uint32_t word = 0; word < lexicon->word_count(); ++word) {
    CHECK(lexicon->word_of_key(lexicon->word_key(word)) == word);
    CHECK(lexicon->word_key(word) == text::token_key(lexicon->word_text(word)));
  }
  CHECK(lexicon->word_of_key(text::token_key("zebra")) == kNoWord);
  CHECK(lexicon->word_text(lexicon->word_count()).empty());
}

TEST_CASE("originals are known as such", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  for (const char* word : {"say", "said", "year", "years", "english", "percent"}) {
    INFO(word);
    CHECK(lexicon->is_replaceable(text::token_key(word)));
  }
  for (const char* word : {"mention", "well", "zebra", "wellness"}) {
    INFO(word);
    CHECK_FALSE(lexicon->is_replaceable(text::token_key(word)));
  }
  std::vector<std::uint32_t> lengths;
  lexicon->for_each_original(TestLexicon::keys_of("well-being of people"),
                             [&](const Match& match) { lengths.push_back(match.length); });
  CHECK(lengths == std::vector<std::uint32_t>{3});
}

TEST_CASE("what does not exist is empty", "[lexicon]") {
  const TestLexicon lexicon(kSource);
  CHECK(lexicon->phrase_text(lexicon->phrase_count()).empty());
  CHECK(lexicon->phrase_text(0xffffffffU).empty());
  CHECK(lexicon->candidate(lexicon->candidate_count()).styles == 0);
  CHECK(lexicon->rule(0xffffffffU).original == 0);
  CHECK(lexicon->style_name(40).empty());
  CHECK(lexicon->style_count() == 1);
}

TEST_CASE("foreign, newer and cut bytes are refused", "[lexicon]") {
  const std::string bytes = compile(kSource).bytes;
  CHECK(Lexicon::from_bytes(as_bytes(bytes)).ok());
  CHECK(Lexicon::from_bytes({}).error().code == ErrorCode::corrupt_data);
  CHECK(Lexicon::from_bytes(as_bytes("a text that is no lexicon")).error().code == ErrorCode::corrupt_data);
  std::string newer = bytes;
  newer[4] = 9;
  CHECK(Lexicon::from_bytes(as_bytes(newer)).error().code == ErrorCode::unsupported);
  for (std::size_t size = 0; size < bytes.size(); size += size < 100 ? 1 : 37) {
    CHECK_FALSE(Lexicon::from_bytes(as_bytes(bytes).first(size)).ok());
  }
  CHECK_FALSE(Lexicon::from_bytes(as_bytes(bytes + "x")).ok());
}

// Asks for everything a decoder would.
std::size_t exercise(const Lexicon& lexicon) {
  std::size_t seen = 0;
  for (const char* text : {"well being care", "mentioned", "12 months", "the nation's", "24 hours", "center east"}) {
    lexicon.for_each_spun(TestLexicon::keys_of(text), [&](const Match& match) {
      seen += lexicon.phrase_text(match.phrase).size();
      for (std::uint32_t i = match.first_candidate; i < match.last_candidate; ++i) {
        const Candidate candidate = lexicon.candidate(i);
        seen += lexicon.phrase_text(candidate.original).size();
        seen += lexicon.phrase_text(lexicon.rule(candidate.rule).spun).size();
      }
    });
    lexicon.for_each_original(TestLexicon::keys_of(text), [&](const Match& match) { seen += match.length; });
  }
  for (std::uint32_t i = 0; i < 200; ++i) {
    seen += lexicon.phrase_text(i).size() + lexicon.word_display(i).size() + lexicon.candidate(i).original;
  }
  return seen;
}

TEST_CASE("damaged bytes never lead a look-up out of bounds", "[lexicon]") {
  const std::string bytes = compile(kSource).bytes;
  std::size_t accepted = 0;
  std::size_t seen = 0;
  std::uint64_t random = 1;
  for (std::size_t position = 0; position < bytes.size(); ++position) {
    for (const unsigned flip : {0x01U, 0x80U, 0xffU}) {
      std::string damaged = bytes;
      damaged[position] = static_cast<char>(static_cast<unsigned char>(damaged[position]) ^ flip);
      const auto lexicon = Lexicon::from_bytes(as_bytes(damaged));
      if (!lexicon) continue;
      ++accepted;
      seen += exercise(lexicon.value());
    }
  }
  for (int round = 0; round < 300; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 20; ++i) {
      random = mix_bits(random + 0x9e3779b97f4a7c15ULL);
      damaged[80 + random % (damaged.size() - 80)] = static_cast<char>(random >> 40U);
    }
    const auto lexicon = Lexicon::from_bytes(as_bytes(damaged));
    if (lexicon) seen += exercise(lexicon.value());
  }
  CHECK(accepted > 0);
  CHECK(seen > 0);
}

}  // namespace
}  // namespace unspin::lexicon
