// Reading the passages of a folder, for the tools.
#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "evaluation/passage.h"
#include "program.h"

namespace unspin::evaluation {

// All passages of the folder in the order of their names; none if there is no such folder.
[[nodiscard]] inline std::vector<Passage> read_set(const std::filesystem::path& folder) {
  std::vector<Passage> passages;
  if (!std::filesystem::exists(folder)) return passages;
  std::set<std::filesystem::path> files;
  for (const auto& item : std::filesystem::directory_iterator(folder)) files.insert(item.path());
  for (const auto& file : files) {
    auto passage = parse_passage(file.filename().string(), tools::must_read(file.string()));
    if (!passage) tools::fail(passage.error().message);
    passages.push_back(std::move(passage.value()));
  }
  return passages;
}

}  // namespace unspin::evaluation
