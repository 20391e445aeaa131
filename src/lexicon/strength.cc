#include "lexicon/strength.h"

#include <set>
#include <string>

#include "lexicon/compiler.h"
#include "lexicon/strings.h"

namespace unspin::lexicon {
namespace {

using Names = std::set<std::string, std::less<>>;

Names rule_names(std::span<const Entry> entries) {
  Names names;
  for (const Entry& entry : entries) {
    for (const Lemma& spun : entry.replacements) names.insert(rule_name(entry.original.text, entry.pos, spun.text));
  }
  return names;
}

// What is wrong with the line, or an empty string. Notes the rule as graded.
std::string line_problem(std::string_view line, const Names& rules, Names& graded) {
  const std::vector<std::string_view> fields = split(line, '\t');
  if (fields.size() != 4) return "needs 4 fields separated by tabs, has " + std::to_string(fields.size());
  if (fields[3] != "2" && fields[3] != "3") return "grade \"" + std::string(fields[3]) + "\" is neither 2 nor 3";
  if (!part_of_speech_named(fields[1])) return "unknown part of speech \"" + std::string(fields[1]) + "\"";
  const std::string_view name = line.substr(0, line.rfind('\t'));
  if (!rules.contains(name)) return "no rule file has this rule";
  if (!graded.emplace(name).second) return "the rule is graded twice";
  return {};
}

}  // namespace

std::vector<Problem> check_strengths(std::string_view file, std::string_view text, std::span<const Entry> entries) {
  const Names rules = rule_names(entries);
  Names graded;
  std::vector<Problem> problems;
  for_each_line(text, [&](std::string_view line, std::uint32_t number) {
    if (line.empty() || line.front() == '#') return;
    std::string reason = line_problem(line, rules, graded);
    if (!reason.empty()) problems.push_back({std::string(file), number, Severity::error, std::move(reason)});
  });
  return problems;
}

}  // namespace unspin::lexicon
