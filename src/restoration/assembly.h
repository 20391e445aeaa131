// From decisions on tokens to findings in the text: case, articles, possessives, explanations and stable ids.
#pragma once

#include <cstddef>
#include <vector>

#include "restoration/decision.h"
#include "restoration/finding.h"
#include "restoration/lattice.h"

namespace unspin::restoration {

// Appends the findings of one sentence, in order. Each finding is well-formed on its own: an article that must change
// with its noun lies inside the finding, so any subset may be accepted in any order.
void append_findings(const text::Document& document, const SentenceAnalysis& sentence,
                     const std::vector<Decision>& decisions, const Models& models, std::size_t maximum_suggestions,
                     std::vector<Finding>& findings);

// Merges artefacts into the substitutions; where both claim a place, the artefact takes the substitution's
// suggestions over, and its article. Both lists are sorted.
[[nodiscard]] std::vector<Finding> merge_artefacts(const text::Document& document, std::vector<Finding> substitutions,
                                                   std::vector<Finding> artefacts, std::size_t maximum_suggestions);

// Gives every finding its id, and counts for every explanation the other findings with the same pair.
void finish_findings(const text::Document& document, std::vector<Finding>& findings);

}  // namespace unspin::restoration
