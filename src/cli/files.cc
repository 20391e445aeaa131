#include "cli/files.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace unspin::cli {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

Error cannot_read(const std::string& path, int reason) {
  return {ErrorCode::invalid_argument, "Cannot read " + path + ": " + std::strerror(reason) + "."};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return cannot_read(path, errno);
  std::string content;
  std::array<char, 1 << 16> buffer;
  std::size_t count = 0;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) content.append(buffer.data(), count);
  if (std::ferror(file.get()) != 0) return cannot_read(path, errno);
  return content;
}

}  // namespace unspin::cli
