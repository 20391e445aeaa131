// Writes the compiled form of a lexicon from plain tables. Native tools only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "lexicon/forms.h"

namespace unspin::lexicon {

// The lexicon as tables that refer to each other by index, in any order. The writer sorts them: equal tables give equal
// bytes whatever their order.
struct LexiconTables {
  struct Token {
    std::uint32_t word = 0;
    bool space_before = false;
    [[nodiscard]] friend bool operator<(const Token& a, const Token& b) {
      return a.word != b.word ? a.word < b.word : a.space_before < b.space_before;
    }
  };
  struct Word {
    std::string text;     // normalised
    std::string display;  // as written, if different; else empty
  };
  struct Phrase {
    std::vector<Token> tokens;
    std::string display;    // as written, if the words' own display does not give it; else empty
    bool original = false;  // some rule replaces it
    bool literal = false;   // has a token of a class (<num>): `display` says which member is meant
  };
  struct Candidate {
    std::uint32_t spun = 0;      // phrase
    std::uint32_t original = 0;  // phrase
    std::uint8_t weight = 0;     // -ln P / weight_step, rounded
    std::uint32_t styles = 0;
    std::uint32_t rule = 0;
    Form form = Form::base;
  };
  struct Rule {
    std::uint32_t original = 0;  // phrase
    std::uint32_t spun = 0;      // phrase
    PartOfSpeech pos = PartOfSpeech::fixed;
  };

  std::vector<Word> words;
  std::vector<Phrase> phrases;  // each token sequence (and, if literal, display) once
  std::vector<Candidate> candidates;
  std::vector<Rule> rules;  // kept in this order
  std::vector<std::string> styles;
  float weight_step = 0.05F;
};

// Errors: invalid_argument if two words share a token key, or a table is larger than the format allows.
[[nodiscard]] Result<std::string> write_lexicon(const LexiconTables& tables);

}  // namespace unspin::lexicon
