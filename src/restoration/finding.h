// What restoration reports: places in the text and what should stand there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace unspin::restoration {

enum class FindingKind : std::uint8_t {
  substitution,  // a spinner's synonym for an original phrase
  artefact,      // what a spinner or autoblog plug-in left behind by mistake
};

// Why a suggestion is made. Logarithms are natural.
struct Explanation {
  std::string original;         // the base rule, as the lexicon has it: "say"
  std::string spun;             // "mention"
  double channel = 0;           // how readily spinners do this to the original, 0..1: the fitted channel weight
  double context_gain = 0;      // how many nats likelier the suggestion is in this context than the text as it stands
  double rarity = 0;            // how many nats more frequent the original is in general
  std::uint32_t elsewhere = 0;  // other findings of the document with the same pair
};

struct Suggestion {
  std::string text;  // UTF-8; empty: delete
  double confidence = 0;
  bool explained = false;
  Explanation why;
};

// begin and end are half-open UTF-8 byte offsets into the exact input. Suggestions stand best first.
struct Finding {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  FindingKind kind = FindingKind::substitution;
  double confidence = 0;
  std::string id;  // stable for the same finding in the same context
  std::vector<Suggestion> suggestions;
};

}  // namespace unspin::restoration
