// Which files of data/lexicon hold rules and which are tables: docs/LEXICON.md describes both.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace unspin::tools {

inline constexpr std::array<std::string_view, 5> kLexiconTables = {"capitals.tsv", "irregular.tsv", "learned.tsv",
                                                                   "strength.tsv", "weights.tsv"};

// The rule files of the folder, in the order of their names; none if it cannot be read.
[[nodiscard]] inline std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(folder, error)) {
    const std::filesystem::path& path = item.path();
    const bool table =
        std::find(kLexiconTables.begin(), kLexiconTables.end(), path.filename().string()) != kLexiconTables.end();
    if (path.extension() == ".tsv" && !table) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace unspin::tools
