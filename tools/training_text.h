// Reading training texts line by line; .xz files are unpacked by the xz program.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::tools {

// Calls use(line) for every line of the file. False if it cannot be read.
template <typename Use>
bool for_each_line(const std::string& path, Use&& use) {
  const bool packed = path.size() > 3 && path.compare(path.size() - 3, 3, ".xz") == 0;
  const std::string command = "xz -dc '" + path + "'";
  std::FILE* file = packed ? popen(command.c_str(), "r") : std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char* line = nullptr;
  std::size_t capacity = 0;
  for (ssize_t length = 0; (length = getline(&line, &capacity, file)) > 0;) {
    std::string_view view(line, static_cast<std::size_t>(length));
    if (view.ends_with('\n')) view.remove_suffix(1);
    use(view);
  }
  std::free(line);
  return packed ? pclose(file) == 0 : std::fclose(file) == 0;
}

// What a line of the training text is for. The last hundredth is held out for measurements; of the rest, one block of
// 100 lines in 25 calibrates the rule weights; the language model is trained on the others.
enum class LineRole { train, calibrate, hold_out };

[[nodiscard]] inline LineRole role_of_line(std::size_t line, std::size_t line_count) {
  if (line >= line_count - line_count / 100) return LineRole::hold_out;
  return line / 100 % 25 == 7 ? LineRole::calibrate : LineRole::train;
}

// Calls use(line, role) for every line of the files, in order. The empty string, or the path that cannot be read.
template <typename Use>
std::string for_each_line_with_role(const std::vector<std::string>& paths, Use&& use) {
  std::size_t line_count = 0;
  for (const std::string& path : paths) {
    if (!for_each_line(path, [&](std::string_view) { ++line_count; })) return path;
  }
  std::size_t line_number = 0;
  for (const std::string& path : paths) {
    if (!for_each_line(path, [&](std::string_view line) { use(line, role_of_line(line_number++, line_count)); }))
      return path;
  }
  return {};
}

}  // namespace unspin::tools
