// strength.tsv: how habitual a substitution is with the dominant spinners, `original<TAB>pos<TAB>spun<TAB>grade`, with
// grade 3 (most times the original occurs) or 2 (often). Native tools only.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lexicon/source.h"

namespace unspin::lexicon {

// Errors of form, grades other than 2 and 3, rules graded twice, and names of no rule in `entries` (of all files).
[[nodiscard]] std::vector<Problem> check_strengths(std::string_view file, std::string_view text,
                                                   std::span<const Entry> entries);

}  // namespace unspin::lexicon
