#include "evaluation/passage.h"

#include <algorithm>

namespace unspin::evaluation {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string header_value(std::string_view line, std::string_view key) {
  const std::string start = "# " + std::string(key) + ": ";
  return line.starts_with(start) ? std::string(line.substr(start.size())) : std::string();
}

Error malformed(std::string_view name, std::string reason) {
  return {ErrorCode::invalid_argument, std::string(name) + ": " + std::move(reason)};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  return text;
}

}  // namespace

Result<Passage> parse_passage(std::string_view name, std::string_view file) {
  Passage passage;
  passage.name = std::string(name);
  while (file.starts_with('#')) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    if (std::string value = header_value(line, "subject"); !value.empty()) passage.subject = value;
    if (std::string value = header_value(line, "style"); !value.empty()) passage.style = value;
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  file = trimmed(file);
  while (!file.empty()) {
    const std::size_t open = std::min(file.find("{{"), file.size());
    passage.spun += file.substr(0, open);
    file.remove_prefix(open);
    if (file.empty()) break;
    const std::size_t close = file.find("}}");
    const std::size_t bar = file.find('|');
    if (close == std::string_view::npos || bar == std::string_view::npos || bar > close) {
      return malformed(name, "markup is not closed near \"" + std::string(file.substr(0, 30)) + "\"");
    }
    GoldSpan gold;
    gold.begin = static_cast<std::uint32_t>(passage.spun.size());
    passage.spun += file.substr(2, bar - 2);
    gold.end = static_cast<std::uint32_t>(passage.spun.size());
    gold.originals = split(file.substr(bar + 1, close - bar - 1), '/');
    passage.gold.push_back(std::move(gold));
    file.remove_prefix(close + 2);
  }
  return passage;
}

Result<Passage> align_gold(std::string_view name, std::string_view spun, std::string_view gold_tsv) {
  Passage passage;
  passage.name = std::string(name);
  passage.style = "seed";
  passage.spun = std::string(spun);
  std::size_t position = 0;
  for (const std::string& line : split(gold_tsv, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> columns = split(line, '\t');
    if (columns.size() < 3) return malformed(name, "a gold line has fewer than three columns: " + line);
    const std::size_t begin = spun.find(columns[1], position);
    if (begin == std::string_view::npos) return malformed(name, "\"" + columns[1] + "\" is not found in order");
    position = begin + columns[1].size();
    passage.gold.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(position), split(columns[2], '|')});
  }
  return passage;
}

}  // namespace unspin::evaluation
