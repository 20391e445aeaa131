// What every tool does alike: fail with one clear line, read and write whole files.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "cli/files.h"

namespace unspin::tools {

// Set first thing in main(); stands before every message.
inline std::string_view program_name = "unspin";

[[noreturn]] inline void fail(const std::string& message) {
  std::fprintf(stderr, "%s: %s\n", std::string(program_name).c_str(), message.c_str());
  std::exit(2);
}

[[nodiscard]] inline std::string must_read(const std::string& path) {
  auto content = cli::read_file(path);
  if (!content) fail(content.error().message);
  return std::move(content.value());
}

inline void must_write(const std::filesystem::path& path, std::string_view content) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.string().c_str(), "wb"), &std::fclose);
  if (!file || std::fwrite(content.data(), 1, content.size(), file.get()) != content.size()) {
    fail("Cannot write " + path.string());
  }
}

}  // namespace unspin::tools
