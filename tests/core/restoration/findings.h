// What every analysis must keep to, whatever the text and the numbers.
#pragma once

#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "restoration/restorer.h"

namespace unspin::restoration {

inline std::string slice(std::string_view text, const Finding& finding) {
  return std::string(text.substr(finding.begin, finding.end - finding.begin));
}

// Whether a UTF-8 character begins at `byte`, or the text is not UTF-8 there.
inline bool is_boundary(std::string_view text, std::size_t byte) {
  return byte >= text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U;
}

inline void check_well_formed(std::string_view text, const Analysis& analysis) {
  CHECK(analysis.spin_rate >= 0);
  CHECK(analysis.spin_rate <= 1);
  CHECK(std::isfinite(analysis.evidence));
  std::set<std::string> ids;
  std::size_t position = 0;
  for (const Finding& finding : analysis.findings) {
    INFO(finding.begin << " to " << finding.end);
    REQUIRE(finding.begin >= position);
    REQUIRE(finding.end > finding.begin);
    REQUIRE(finding.end <= text.size());
    position = finding.end;
    CHECK_FALSE(finding.id.empty());
    CHECK(ids.insert(finding.id).second);
    CHECK(finding.confidence >= analysis.threshold);
    CHECK(finding.confidence <= 1);
    REQUIRE_FALSE(finding.suggestions.empty());
    double sum = 0;
    std::set<std::string> texts;
    for (const Suggestion& suggestion : finding.suggestions) {
      CHECK(suggestion.confidence >= 0);
      CHECK(suggestion.confidence <= 1 + 1e-6);
      CHECK(suggestion.confidence <= finding.suggestions.front().confidence);
      CHECK(suggestion.text != slice(text, finding));
      CHECK(texts.insert(suggestion.text).second);
      sum += suggestion.confidence;
    }
    CHECK(sum <= 1 + 1e-6);
  }
}

inline bool same(const Analysis& a, const Analysis& b) {
  if (a.words != b.words || a.spin_rate != b.spin_rate || a.verdict != b.verdict || a.style != b.style ||
      a.evidence != b.evidence || a.findings.size() != b.findings.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.findings.size(); ++i) {
    const Finding& x = a.findings[i];
    const Finding& y = b.findings[i];
    if (x.begin != y.begin || x.end != y.end || x.kind != y.kind || x.confidence != y.confidence || x.id != y.id ||
        x.suggestions.size() != y.suggestions.size()) {
      return false;
    }
    for (std::size_t s = 0; s < x.suggestions.size(); ++s) {
      if (x.suggestions[s].text != y.suggestions[s].text) return false;
      if (x.suggestions[s].confidence != y.suggestions[s].confidence) return false;
    }
  }
  return true;
}

}  // namespace unspin::restoration
