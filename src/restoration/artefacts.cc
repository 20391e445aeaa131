#include "restoration/artefacts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/unicode.h"

namespace unspin::restoration {
namespace {

constexpr double kArtefactConfidence = 0.99;
// Names of advertisement short codes in square brackets.
constexpr std::array<std::string_view, 6> kShortCodes = {"ad_", "ads_", "adsense", "wp_ad_camp", "the_ad", "quads"};
constexpr std::size_t kLongestShortCode = 48;
constexpr std::size_t kLongestBraces = 400;

bool is_line_break(char c) { return c == '\n' || c == '\r'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

Finding artefact(std::size_t begin, std::size_t end) {
  Finding finding;
  finding.begin = static_cast<std::uint32_t>(begin);
  finding.end = static_cast<std::uint32_t>(end);
  finding.kind = FindingKind::artefact;
  finding.confidence = kArtefactConfidence;
  return finding;
}

void suggest(Finding& finding, std::string_view text, double confidence) {
  Suggestion suggestion;
  suggestion.text = std::string(text);
  suggestion.confidence = confidence;
  finding.suggestions.push_back(std::move(suggestion));
}

// Widens [begin, end) over the line break after it, or before it on the last line, if nothing else stands on its line.
void take_whole_line(std::string_view text, std::size_t& begin, std::size_t& end) {
  std::size_t left = begin;
  while (left > 0 && is_blank(text[left - 1])) --left;
  std::size_t right = end;
  while (right < text.size() && is_blank(text[right])) ++right;
  const bool starts_line = left == 0 || is_line_break(text[left - 1]);
  const bool ends_line = right == text.size() || is_line_break(text[right]);
  if (!starts_line || !ends_line) return;
  begin = left;
  end = right;
  if (right == text.size()) {
    while (begin > 0 && is_line_break(text[begin - 1])) --begin;
    return;
  }
  if (text[end] == '\r') ++end;
  if (end < text.size() && text[end] == '\n') ++end;
}

// [ad_1], [/ad_2], [the_ad id="7"]: the end of the short code at `open`, if it is one.
std::optional<std::size_t> short_code_end(std::string_view text, std::size_t open) {
  const std::size_t length = text.substr(open, kLongestShortCode + 1).find(']');
  if (length == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(open + 1, length - 1);
  if (name.starts_with('/')) name.remove_prefix(1);
  // The whole name: no letter goes on after it, as in [the_address] or [ad_hoc].
  const bool known = std::any_of(kShortCodes.begin(), kShortCodes.end(), [name](std::string_view code) {
    if (!name.starts_with(code)) return false;
    return name.size() == code.size() || !text::is_letter(text::decode_utf8(name, code.size()).value);
  });
  if (!known) return std::nullopt;
  return open + length + 1;
}

bool is_single_word(std::string_view content) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < content.size();) {
    const text::CodePoint c = text::decode_utf8(content, i);
    if (!text::is_letter(c.value)) return false;
    ++letters;
    i += c.length;
  }
  return letters >= 3;
}

bool follows_letter(std::string_view text, std::size_t position) {
  if (position == 0) return false;
  std::size_t begin = position - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return text::is_letter(text::decode_utf8(text, begin).value);
}

// Doubled braces are templates, a sign or letter directly before them is code, and so is "key": "value" in them.
bool is_program_text(std::string_view text, std::size_t open, std::size_t close) {
  if (open > 0 && std::string_view("{$\\/\"%#=^_").find(text[open - 1]) != std::string_view::npos) return true;
  if (close + 1 < text.size() && text[close + 1] == '}') return true;
  const std::string_view content = text.substr(open + 1, close - open - 1);
  return follows_letter(text, open) || content.find("\":") != std::string_view::npos ||
         content.find("':") != std::string_view::npos;
}

// REQUIRES: no call with a smaller `position` before; `next` starts as the first token.
bool is_inside_opaque(const text::Document& document, std::size_t position, std::size_t& next) {
  while (next < document.tokens.size() && document.tokens[next].end <= position) ++next;
  if (next == document.tokens.size()) return false;
  const text::Token& token = document.tokens[next];
  return token.kind == text::TokenKind::opaque && token.begin <= position;
}

std::optional<Finding> braces(std::string_view text, std::size_t open) {
  const std::size_t length = text.substr(open, kLongestBraces + 1).find('}');
  if (length == std::string_view::npos) return std::nullopt;
  const std::size_t close = open + length;
  const std::string_view content = text.substr(open + 1, length - 1);
  if (content.find_first_of("{\n;=<>") != std::string_view::npos || is_program_text(text, open, close))
    return std::nullopt;
  Finding finding = artefact(open, close + 1);
  if (content.find('|') == std::string_view::npos) {
    if (!is_single_word(content)) return std::nullopt;
    suggest(finding, content, kArtefactConfidence);
    return finding;
  }
  const auto choices = 1 + std::count(content.begin(), content.end(), '|');
  for (std::size_t begin = 0; begin <= content.size();) {
    const std::size_t end = std::min(content.find('|', begin), content.size());
    suggest(finding, content.substr(begin, end - begin), kArtefactConfidence / static_cast<double>(choices));
    begin = end + 1;
  }
  return finding;
}

// "Source link" as the last line of the text.
std::optional<Finding> source_link(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (is_line_break(text[end - 1]) || is_blank(text[end - 1]))) --end;
  std::size_t begin = end;
  while (begin > 0 && !is_line_break(text[begin - 1])) --begin;
  const std::string line = text::lower_case(text.substr(begin, end - begin));
  if (line != "source link" && line != "source link:" && line != "[source link]") return std::nullopt;
  while (begin > 0 && is_line_break(text[begin - 1])) --begin;
  Finding finding = artefact(begin, text.size());
  suggest(finding, "", kArtefactConfidence);
  return finding;
}

}  // namespace

std::vector<Finding> find_artefacts(const text::Document& document) {
  const std::string_view text = document.source;
  std::size_t next_token = 0;
  std::vector<Finding> findings;
  std::optional<Finding> last_line = source_link(text);
  const std::size_t stop = last_line ? last_line->begin : text.size();
  for (std::size_t i = text.find_first_of("[{"); i < stop; i = text.find_first_of("[{", i)) {
    if (text[i] == '{') {
      const auto finding = is_inside_opaque(document, i, next_token) ? std::nullopt : braces(text, i);
      i = finding ? finding->end : i + 1;
      if (finding) findings.push_back(*finding);
      continue;
    }
    const auto code_end = short_code_end(text, i);
    if (!code_end) {
      ++i;
      continue;
    }
    std::size_t begin = i;
    std::size_t end = *code_end;
    take_whole_line(text, begin, end);
    begin = std::max<std::size_t>(begin, findings.empty() ? 0 : findings.back().end);
    end = std::min(end, stop);
    Finding finding = artefact(begin, end);
    suggest(finding, "", kArtefactConfidence);
    findings.push_back(finding);
    i = end;
  }
  if (last_line) findings.push_back(std::move(*last_line));
  return findings;
}

}  // namespace unspin::restoration
