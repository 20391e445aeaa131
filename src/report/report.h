// The analysis as one JSON document, schema 1 (docs/REPORT.md). Offsets in the report are UTF-16 code units, as in
// JavaScript and the Language Server Protocol; this is the only place where they are converted.
#pragma once

#include <string>
#include <string_view>

#include "restoration/restorer.h"

namespace unspin::report {

struct ModelInfo {
  std::string name;
  std::string version;
};

// `text` is the analysed input. `indent` < 0 writes one line. Invalid UTF-8 in the input is written as U+FFFD and
// counts one unit per invalid byte.
[[nodiscard]] std::string to_json(std::string_view text, const restoration::Analysis& analysis, const ModelInfo& model,
                                  int indent = -1);

// {"error":{"code":"…","message":"…"}}
[[nodiscard]] std::string error_json(const Error& error);

}  // namespace unspin::report
