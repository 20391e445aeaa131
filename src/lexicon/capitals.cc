#include "lexicon/capitals.h"

#include <algorithm>

#include "lexicon/strings.h"
#include "text/tokenizer.h"

namespace unspin::lexicon {
namespace {

std::vector<std::string> display_tokens(std::string_view phrase) {
  const text::Document document = text::segment(phrase);
  std::vector<std::string> tokens;
  for (const text::Token& token : document.tokens) tokens.emplace_back(document.text_of(token));
  return tokens;
}

std::string join_range(const std::vector<std::string>& tokens, std::size_t first, std::size_t length) {
  std::string out;
  for (std::size_t i = first; i < first + length; ++i) out.append(tokens[i]).push_back(' ');
  return out;
}

}  // namespace

Result<Capitals> Capitals::from_table(std::string_view text) {
  Capitals capitals;
  std::uint32_t bad_line = 0;
  for_each_line(text, [&](std::string_view line, std::uint32_t number) {
    if (line.empty() || line.front() == '#') return;
    std::vector<std::string> tokens = text::normalised_phrase(line);
    std::vector<std::string> display = display_tokens(line);
    if (tokens == display && bad_line == 0) bad_line = number;
    capitals.longest_ = std::max(capitals.longest_, tokens.size());
    capitals.display_[join_range(tokens, 0, tokens.size())] = std::move(display);
  });
  if (bad_line == 0) return capitals;
  return Error{ErrorCode::invalid_argument,
               "capitals.tsv line " + std::to_string(bad_line) + ": no capital letter in it"};
}

std::vector<std::string> Capitals::display(const std::vector<std::string>& tokens) const {
  std::vector<std::string> out;
  while (out.size() < tokens.size()) {
    if (append_longest(tokens, out.size(), out) == 0) out.push_back(tokens[out.size()]);
  }
  return out;
}

const std::string& Capitals::display(const std::string& token) const {
  const auto found = display_.find(token + " ");
  return found == display_.end() || found->second.size() != 1 ? token : found->second.front();
}

std::size_t Capitals::append_longest(const std::vector<std::string>& tokens, std::size_t first,
                                     std::vector<std::string>& out) const {
  for (std::size_t length = std::min(longest_, tokens.size() - first); length > 0; --length) {
    const auto found = display_.find(join_range(tokens, first, length));
    if (found == display_.end()) continue;
    out.insert(out.end(), found->second.begin(), found->second.end());
    return length;
  }
  return 0;
}

}  // namespace unspin::lexicon
