// Reading whole files, for the command line and the tools. The core itself never opens a file.
#pragma once

#include <string>

#include "base/result.h"

namespace unspin::cli {

// The content of a file, or of standard input for "-". Errors: invalid_argument, naming the path and the reason.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

}  // namespace unspin::cli
