// SHA-256 (FIPS 180-4) of a byte string, for the manifest. The page checks it with the browser's own implementation.
#pragma once

#include <string>
#include <string_view>

namespace unspin::tools {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace unspin::tools
