#include "report/report.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "catch.h"

namespace unspin::report {
namespace {

using nlohmann::json;
using restoration::Analysis;
using restoration::Finding;
using restoration::FindingKind;
using restoration::Suggestion;
using restoration::Verdict;

const ModelInfo kModel = {"sample", "3"};

Finding finding(std::string_view text, std::string_view part, const std::string& suggestion) {
  Finding result;
  result.begin = static_cast<std::uint32_t>(text.find(part));
  result.end = static_cast<std::uint32_t>(result.begin + part.size());
  result.confidence = 0.75;
  result.id = "0123456789ab";
  result.suggestions.emplace_back();
  result.suggestions.back().text = suggestion;
  result.suggestions.back().confidence = 0.5;
  return result;
}

json report_of(std::string_view text, const Analysis& analysis, int indent = -1) {
  const json parsed = json::parse(to_json(text, analysis, kModel, indent), nullptr, false);
  REQUIRE(parsed.is_object());
  return parsed;
}

json report_of(std::string_view text, std::string_view part) {
  Analysis analysis;
  analysis.findings.push_back(finding(text, part, "x"));
  return report_of(text, analysis)["findings"][0];
}

TEST_CASE("the report names schema, engine and model", "[report]") {
  const json report = report_of("text", Analysis{});
  CHECK(report["schema"] == 1);
  CHECK(report["engine"].get<std::string>().starts_with("unspin"));
  CHECK(report["engine"].get<std::string>().find(UNSPIN_VERSION) != std::string::npos);
  CHECK(report["model"] == json({{"name", "sample"}, {"version", "3"}}));
}

TEST_CASE("the report tells of the document", "[report]") {
  Analysis analysis;
  analysis.words = 750;
  analysis.spin_rate = 0.25;
  analysis.threshold = 0.5;
  const json document = report_of("text", analysis)["document"];
  CHECK(document["words"] == 750);
  CHECK(document["words"].is_number_integer());
  CHECK(document["spinRate"] == 0.25);
  CHECK(document["verdict"] == "genuine");
  CHECK(document["threshold"] == 0.5);
  CHECK_FALSE(document.contains("style"));
}

TEST_CASE("the three verdicts", "[report]") {
  Analysis analysis;
  for (const auto& [verdict, name] :
       {std::pair(Verdict::genuine, "genuine"), std::pair(Verdict::partly_spun, "partly spun"),
        std::pair(Verdict::spun, "spun")}) {
    analysis.verdict = verdict;
    CHECK(report_of("text", analysis)["document"]["verdict"] == name);
  }
}

TEST_CASE("the style is reported when it is clear", "[report]") {
  Analysis analysis;
  analysis.style = "spinbot";
  CHECK(report_of("text", analysis)["document"]["style"] == "spinbot");
}

TEST_CASE("a text without findings has an empty list of them", "[report]") {
  CHECK(report_of("", Analysis{})["findings"] == json::array());
}

TEST_CASE("a finding is reported field by field", "[report]") {
  const std::string text = "He mentioned it.";
  Analysis analysis;
  Finding said = finding(text, "mentioned", "said");
  said.suggestions.emplace_back();
  said.suggestions.back().text = "stated";
  said.suggestions.back().confidence = 0.25;
  analysis.findings.push_back(said);
  const json report = report_of(text, analysis)["findings"];
  REQUIRE(report.size() == 1);
  CHECK(report[0]["id"] == "0123456789ab");
  CHECK(report[0]["start"] == 3);
  CHECK(report[0]["end"] == 12);
  CHECK(report[0]["text"] == "mentioned");
  CHECK(report[0]["kind"] == "substitution");
  CHECK(report[0]["confidence"] == 0.75);
  REQUIRE(report[0]["suggestions"].size() == 2);
  CHECK(report[0]["suggestions"][0] == json({{"text", "said"}, {"confidence", 0.5}}));
  CHECK(report[0]["suggestions"][1] == json({{"text", "stated"}, {"confidence", 0.25}}));
}

TEST_CASE("an artefact's deletion is a suggestion with empty text", "[report]") {
  const std::string text = "One [ad_1] two.";
  Analysis analysis;
  analysis.findings.push_back(finding(text, "[ad_1]", ""));
  analysis.findings.back().kind = FindingKind::artefact;
  const json report = report_of(text, analysis)["findings"][0];
  CHECK(report["kind"] == "artefact");
  REQUIRE(report["suggestions"].size() == 1);
  CHECK(report["suggestions"][0]["text"] == "");
}

TEST_CASE("an explained suggestion says why", "[report]") {
  const std::string text = "He mentioned it.";
  Analysis analysis;
  analysis.findings.push_back(finding(text, "mentioned", "said"));
  Suggestion& suggestion = analysis.findings.back().suggestions.back();
  suggestion.explained = true;
  suggestion.why.original = "say";
  suggestion.why.spun = "mention";
  suggestion.why.channel = 0.25;
  suggestion.why.context_gain = -1.5;
  suggestion.why.elsewhere = 4;
  const json why = report_of(text, analysis)["findings"][0]["suggestions"][0]["why"];
  CHECK(why["original"] == "say");
  CHECK(why["spun"] == "mention");
  CHECK(why["channel"] == 0.25);
  CHECK(why["contextGain"] == -1.5);
  CHECK(why["elsewhere"] == 4);
}

TEST_CASE("numbers are rounded to four decimals", "[report]") {
  const std::string text = "He mentioned it.";
  Analysis analysis;
  analysis.spin_rate = 0.123456789;
  analysis.findings.push_back(finding(text, "mentioned", "said"));
  analysis.findings.back().confidence = 0.99999;
  const json report = report_of(text, analysis);
  CHECK(report["document"]["spinRate"] == 0.1235);
  CHECK(report["findings"][0]["confidence"] == 1.0);
}

TEST_CASE("offsets are UTF-16 units of the text", "[report]") {
  SECTION("behind an emoji, which has two") {
    const json report = report_of("\U0001F600 mentioned", "mentioned");
    CHECK(report["start"] == 3);
    CHECK(report["end"] == 12);
  }
  SECTION("behind a combining mark, which has its own") {
    CHECK(report_of("e\u0301 mentioned", "mentioned")["start"] == 3);
  }
  SECTION("behind a letter of two or three bytes, which has one") {
    CHECK(report_of("\u00e9\u20ac mentioned", "mentioned")["start"] == 3);
  }
  SECTION("behind a CRLF, which has two") { CHECK(report_of("a\r\nmentioned", "mentioned")["start"] == 3); }
  SECTION("behind invalid UTF-8, one for each byte") {
    CHECK(report_of("\xFF\xC3 mentioned", "mentioned")["start"] == 3);
  }
  SECTION("with an emoji inside") {
    const json report = report_of("a \U0001F600b c", "\U0001F600b");
    CHECK(report["start"] == 2);
    CHECK(report["end"] == 5);
    CHECK(report["text"] == "\U0001F600b");
  }
  SECTION("several findings in one pass") {
    const std::string text = "\U0001F600 one \U0001F600 two \u00e9 six";
    Analysis analysis;
    for (const char* part : {"one", "two", "six"}) analysis.findings.push_back(finding(text, part, "x"));
    const json findings = report_of(text, analysis)["findings"];
    CHECK(findings[0]["start"] == 3);
    CHECK(findings[1]["start"] == 10);
    CHECK(findings[2]["start"] == 16);
    CHECK(findings[2]["end"] == 19);
  }
}

TEST_CASE("invalid bytes in a finding are written as U+FFFD, one for each", "[report]") {
  const std::string replacement = "\xEF\xBF\xBD";
  const json one = report_of("{a\xFF|b}", "{a\xFF|b}");
  CHECK(one["text"] == "{a" + replacement + "|b}");
  const json cut_off = report_of("{a\xE2\x80|b}", "{a\xE2\x80|b}");
  CHECK(cut_off["text"] == "{a" + replacement + replacement + "|b}");
  CHECK(cut_off["end"] == 7);
  Analysis analysis;
  analysis.findings.push_back(finding("{a|b}", "{a|b}", "a\xE2\x80"));
  CHECK(report_of("{a|b}", analysis)["findings"][0]["suggestions"][0]["text"] == "a" + replacement + replacement);
}

TEST_CASE("quotes, backslashes and control characters survive", "[report]") {
  const std::string part = "\"a\\b\"\t\n\x01";
  CHECK(report_of("x " + part + " y", part)["text"] == part);
}

TEST_CASE("one line by default, indented when asked", "[report]") {
  CHECK(to_json("", Analysis{}, kModel).find('\n') == std::string::npos);
  CHECK(to_json("", Analysis{}, kModel, 1).find("\n \"schema\": 1") != std::string::npos);
  CHECK(report_of("", Analysis{}, 2) == report_of("", Analysis{}));
}

TEST_CASE("the schema comes first and the findings last", "[report]") {
  const std::string report = to_json("", Analysis{}, kModel);
  CHECK(report.starts_with("{\"schema\":1,\"engine\":"));
  CHECK(report.ends_with("\"findings\":[]}"));
}

TEST_CASE("errors become JSON with code and message", "[report]") {
  for (const auto& [code, name] :
       {std::pair(ErrorCode::invalid_argument, "invalid_argument"), std::pair(ErrorCode::corrupt_data, "corrupt_data"),
        std::pair(ErrorCode::unsupported, "unsupported")}) {
    const json parsed = json::parse(error_json({code, "What is \"wrong\".\n"}), nullptr, false);
    CHECK(parsed == json({{"error", {{"code", name}, {"message", "What is \"wrong\".\n"}}}}));
  }
  CHECK(json::parse(error_json({ErrorCode::corrupt_data, "\xFF"}), nullptr, false).is_object());
}

}  // namespace
}  // namespace unspin::report
