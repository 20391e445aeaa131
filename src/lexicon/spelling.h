// British and American spelling of single words.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/irregular_table.h"

namespace unspin::lexicon {

// The word in British (or American) spelling; unchanged where the table knows no difference.
[[nodiscard]] std::string to_british(const IrregularTable& table, std::string_view word);
[[nodiscard]] std::string to_american(const IrregularTable& table, std::string_view word);

}  // namespace unspin::lexicon
