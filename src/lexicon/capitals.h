// Which words and phrases are written with capitals wherever they stand: English, UK, Middle East.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace unspin::lexicon {

// From data/lexicon/capitals.tsv: one display text per line, "#" begins a comment line. The lower-case form is the key.
// Thread-safety: const after construction, may be shared.
class Capitals {
 public:
  Capitals() = default;
  // Errors: invalid_argument for a line without a capital letter.
  [[nodiscard]] static Result<Capitals> from_table(std::string_view text);

  // Display texts for the tokens of a phrase (normalised forms); the longest listed phrase wins at each token.
  [[nodiscard]] std::vector<std::string> display(const std::vector<std::string>& tokens) const;

  // The display text of a token on its own.
  [[nodiscard]] const std::string& display(const std::string& token) const;

 private:
  // Length in tokens of the longest listed phrase at `first`; its display texts are appended to `out`.
  [[nodiscard]] std::size_t append_longest(const std::vector<std::string>& tokens, std::size_t first,
                                           std::vector<std::string>& out) const;

  std::map<std::string, std::vector<std::string>, std::less<>> display_;  // joined tokens -> display of each
  std::size_t longest_ = 1;
};

}  // namespace unspin::lexicon
