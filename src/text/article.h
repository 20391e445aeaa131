// The indefinite article that a word asks for.
#pragma once

#include <string_view>

namespace unspin::text {

// "a" or "an" before `word` as written ("hour" -> "an", "European" -> "a", "FBI" -> "an", "8" -> "an").
// Judged by spelling with lists of the usual exceptions.
[[nodiscard]] std::string_view indefinite_article_for(std::string_view word);

}  // namespace unspin::text
