// What spinners and autoblog plug-ins leave behind: [ad_1] marks, a last line "Source link", braces round a word
// {photograph}, and unexpanded spintax {a|b|c}.
#pragma once

#include <vector>

#include "restoration/finding.h"
#include "text/token.h"

namespace unspin::restoration {

// All artefacts of the text, front to back, not overlapping. A mark alone on its line takes the line break with it.
// Ids are left empty.
[[nodiscard]] std::vector<Finding> find_artefacts(const text::Document& document);

}  // namespace unspin::restoration
