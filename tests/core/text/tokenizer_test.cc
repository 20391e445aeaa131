#include "text/tokenizer.h"

#include <string>
#include <vector>

#include "catch.h"

namespace unspin::text {
namespace {

// The sentences of a text, their tokens' normalised forms joined by spaces; quotes and brackets stand in ~.
std::vector<std::string> sentences_of(std::string_view input) {
  const Document document = segment(input);
  std::vector<std::string> sentences;
  for (const Sentence& sentence : document.sentences) {
    std::string line;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      const Token& token = document.tokens[t];
      if (!line.empty()) line += ' ';
      const bool visible = visible_to_language_model(token.kind);
      line += visible ? normalised_form(document, token) : "~";
    }
    sentences.push_back(line);
  }
  return sentences;
}

std::string tokens_of(std::string_view input) {
  const auto sentences = sentences_of(input);
  return sentences.size() == 1 ? sentences.front() : "(" + std::to_string(sentences.size()) + " sentences)";
}

}  // namespace

TEST_CASE("words, numbers and marks become tokens in lower case") {
  CHECK(tokens_of("The deal, he said; \"fine\"!") == "the deal , he said ; ~ fine ~ !");
  CHECK(tokens_of("Ärzte und Überfall") == "ärzte und überfall");
}

TEST_CASE("curly and straight quotation marks and apostrophes read alike") {
  CHECK(tokens_of("“It’s ‘fine’,” she said") == "~ it 's ~ fine ~ , ~ she said");
  CHECK(tokens_of("\"It's 'fine',\" she said") == "~ it 's ~ fine ~ , ~ she said");
}

TEST_CASE("clitics are words of their own, negations are not") {
  CHECK(tokens_of("Armenia's leaders' who're I'd they'll don't can’t") ==
        "armenia 's leaders ~ who 're i 'd they 'll don't can't");
  CHECK(tokens_of("U.S.'s") == "u.s. 's");
}

TEST_CASE("hyphens join, dashes part") {
  CHECK(tokens_of("well-being on-and-off") == "well - being on - and - off");
  CHECK(tokens_of("Moscow – which — said -- so - it") == "moscow – which – said – so – it");
}

TEST_CASE("numbers are classed") {
  CHECK(tokens_of("3 12 13 5,000 3.5 1994 1990s 1st 21st 5m") ==
        "3 12 <num> <num> <num> <year> <decade> 1st <ordinal> <num>");
}

TEST_CASE("abbreviations do not end a sentence") {
  CHECK(sentences_of("Mr. Smith of the U.S. Senate came at 5 p.m. on Jan. 3. He left.").size() == 2);
  CHECK(sentences_of("No. 5 won. No. He lost.").size() == 3);
}

TEST_CASE("sentences end with their closing quotation marks") {
  const auto sentences = sentences_of("“He came.” She left... Then? Yes! end");
  REQUIRE(sentences.size() == 4);
  CHECK(sentences[0] == "~ he came . ~");
  CHECK(sentences[2] == "then ?");
}

TEST_CASE("headings and list lines are sentences, hard-wrapped lines are not") {
  CHECK(sentences_of("A Heading\nThe text begins").size() == 2);
  CHECK(sentences_of("1. First point\n2. Second point").size() == 2);
  CHECK(sentences_of("this is one\nsentence in two lines").size() == 1);
  CHECK(sentences_of("this is one\r\nsentence in two lines").size() == 1);
  CHECK(sentences_of("not one\n\nsentence").size() == 2);
}

TEST_CASE("paragraphs are numbered by line") {
  const Document document = segment("One. Two.\nThree.\n\nFour.");
  REQUIRE(document.sentences.size() == 4);
  CHECK(document.sentences[1].paragraph == document.sentences[0].paragraph);
  CHECK(document.sentences[2].paragraph == document.sentences[0].paragraph + 1);
  CHECK(document.sentences[3].paragraph == document.sentences[0].paragraph + 2);
}

TEST_CASE("URLs, addresses, file names and code are opaque") {
  CHECK(tokens_of("see https://example.org/a?b=c, (www.example.org) a.b@example.org") == "see <url> , ~ <url> ~ <url>");
  CHECK(tokens_of("open index.html and `int energy = 1;` @user #tag snake_case") ==
        "open <url> and <url> <url> <url> <url>");
  CHECK(sentences_of("the end.The start").size() == 2);
}

TEST_CASE("placeholders of programs and templates are opaque") {
  CHECK(tokens_of("dear ${name} of {{ the town }}, hello") == "dear <url> of <url> , hello");
  CHECK(tokens_of("the {{town} hall").find("<url>") == std::string::npos);
  CHECK(tokens_of("the {{town\n}} hall").find("<url>") == std::string::npos);
}

TEST_CASE("offsets lie on the untouched input") {
  const std::string input = "\xEF\xBB\xBF  He “said” \xF0\x9F\x98\x80 caf\xC3\xA9\xFF ok";
  const Document document = segment(input);
  std::uint32_t end = 0;
  std::string seen;
  for (const Token& token : document.tokens) {
    CHECK(token.begin >= end);
    CHECK(token.end > token.begin);
    end = token.end;
    seen += std::string(document.text_of(token)) + "|";
  }
  CHECK(seen == "He|“|said|”|\xF0\x9F\x98\x80|caf\xC3\xA9|\xFF|ok|");
}

TEST_CASE("any bytes are accepted and every token is covered by one sentence") {
  std::string input;
  std::uint32_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525U + 1013904223U;
    input.push_back(static_cast<char>(state >> 24U));
  }
  const Document document = segment(input);
  std::uint32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    CHECK(sentence.first == next);
    CHECK(sentence.last > sentence.first);
    next = sentence.last;
  }
  CHECK(next == document.tokens.size());
}

TEST_CASE("empty and blank texts have no sentences") {
  CHECK(segment("").sentences.empty());
  CHECK(segment(" \n\t \r\n").sentences.empty());
}

TEST_CASE("a phrase is normalised as text is") {
  CHECK(normalised_phrase("well-being of John's") ==
        std::vector<std::string>{"well", "-", "being", "of", "john", "'s"});
}

}  // namespace unspin::text
