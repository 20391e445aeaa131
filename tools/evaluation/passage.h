// Evaluation passages: spun text with the genuine wording marked, `{{spun|original/other original}}`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace unspin::evaluation {

// A spun place. begin and end are byte offsets into Passage::spun.
struct GoldSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<std::string> originals;  // wordings that count as right, the first one is the original
};

struct Passage {
  std::string name;
  std::string subject;
  std::string style;
  std::string spun;
  std::vector<GoldSpan> gold;
};

// Reads a passage file: lines "# key: value", then marked-up text. Errors: invalid_argument, naming the place.
[[nodiscard]] Result<Passage> parse_passage(std::string_view name, std::string_view file);

// Puts a list of spun phrases in order of appearance (columns kind, spun, originals separated by |) onto a text.
[[nodiscard]] Result<Passage> align_gold(std::string_view name, std::string_view spun, std::string_view gold_tsv);

}  // namespace unspin::evaluation
