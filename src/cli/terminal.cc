#include "cli/terminal.h"

#include <array>
#include <cstdio>

namespace unspin::cli {
namespace {

struct Marks {
  std::string_view open_spun, close_spun, open_original, close_original;
};
constexpr Marks kColoured = {"\x1b[31;9m", "\x1b[0m", "\x1b[32m", "\x1b[0m"};
constexpr Marks kPlain = {"[-", "-]", "{+", "+}"};

}  // namespace

std::string marked_text(std::string_view text, const restoration::Analysis& analysis, bool colour) {
  const Marks& marks = colour ? kColoured : kPlain;
  std::string out;
  std::size_t position = 0;
  for (const auto& finding : analysis.findings) {
    out.append(text.substr(position, finding.begin - position));
    out.append(marks.open_spun)
        .append(text.substr(finding.begin, finding.end - finding.begin))
        .append(marks.close_spun);
    if (!finding.suggestions.empty() && !finding.suggestions.front().text.empty()) {
      out.append(marks.open_original).append(finding.suggestions.front().text).append(marks.close_original);
    }
    position = finding.end;
  }
  out.append(text.substr(position));
  if (!out.ends_with('\n')) out.push_back('\n');
  std::array<char, 160> summary;
  std::snprintf(summary.data(), summary.size(), "\n%zu words, %zu findings, %.0f %% spun: %s\n", analysis.words,
                analysis.findings.size(), analysis.spin_rate * 100, std::string(name_of(analysis.verdict)).c_str());
  return out + summary.data();
}

}  // namespace unspin::cli
