// Reading training texts line by line; .xz files are unpacked by the xz program.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

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

}  // namespace unspin::tools
