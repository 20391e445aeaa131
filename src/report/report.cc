#include "report/report.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "report/utf16.h"

namespace unspin::report {
namespace {

using Json = nlohmann::ordered_json;
using restoration::Finding;
using restoration::FindingKind;
using restoration::Suggestion;

constexpr int kSchema = 1;

// Four decimals are more than the estimates are good for, and keep reports short and comparable.
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::corrupt_data:
      return "corrupt_data";
    case ErrorCode::unsupported:
      return "unsupported";
  }
  return "invalid_argument";
}

Json to_json(const Suggestion& suggestion) {
  Json json = {{"text", well_formed(suggestion.text)}, {"confidence", rounded(suggestion.confidence)}};
  if (suggestion.explained) {
    json["why"] = {{"original", well_formed(suggestion.why.original)},
                   {"spun", well_formed(suggestion.why.spun)},
                   {"channel", rounded(suggestion.why.channel)},
                   {"contextGain", rounded(suggestion.why.context_gain)},
                   {"elsewhere", suggestion.why.elsewhere}};
  }
  return json;
}

Json to_json(const Finding& finding, std::string_view text, Utf16Offsets& offsets) {
  Json suggestions = Json::array();
  for (const Suggestion& suggestion : finding.suggestions) suggestions.push_back(to_json(suggestion));
  const std::size_t start = offsets.at(finding.begin);
  const std::size_t end = offsets.at(finding.end);
  return {{"id", finding.id},
          {"start", start},
          {"end", end},
          {"text", well_formed(text.substr(finding.begin, finding.end - finding.begin))},
          {"kind", finding.kind == FindingKind::artefact ? "artefact" : "substitution"},
          {"confidence", rounded(finding.confidence)},
          {"suggestions", std::move(suggestions)}};
}

// Texts are well-formed by now. The handler is for what remains: names out of a damaged model.
std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string to_json(std::string_view text, const restoration::Analysis& analysis, const ModelInfo& model, int indent) {
  Json findings = Json::array();
  Utf16Offsets offsets(text);
  for (const Finding& finding : analysis.findings) findings.push_back(to_json(finding, text, offsets));
  Json document = {{"words", analysis.words},
                   {"spinRate", rounded(analysis.spin_rate)},
                   {"verdict", name_of(analysis.verdict)},
                   {"threshold", rounded(analysis.threshold)}};
  if (!analysis.style.empty()) document["style"] = analysis.style;
  const Json report = {{"schema", kSchema},
                       {"engine", "unspin " UNSPIN_VERSION},
                       {"model", {{"name", model.name}, {"version", model.version}}},
                       {"document", std::move(document)},
                       {"findings", std::move(findings)}};
  return dump(report, indent);
}

std::string error_json(const Error& error) {
  return dump({{"error", {{"code", name_of(error.code)}, {"message", well_formed(error.message)}}}}, -1);
}

}  // namespace unspin::report
