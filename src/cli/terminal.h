// Findings marked in the text for a person at a terminal.
#pragma once

#include <string>
#include <string_view>

#include "restoration/restorer.h"

namespace unspin::cli {

// The text with every finding struck out (red) and its best suggestion after it (green), and a summary line.
// Without colour: [-mentioned-]{+said+}.
[[nodiscard]] std::string marked_text(std::string_view text, const restoration::Analysis& analysis, bool colour);

}  // namespace unspin::cli
