// The whole engine behind one door: load a model file once, analyse any number of texts.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "report/report.h"
#include "restoration/restorer.h"

namespace unspin {

// Section tags of the model file; docs/FORMAT.md describes their content.
inline constexpr std::string_view kInfoSection = "INFO";
inline constexpr std::string_view kLexiconSection = "LEXI";
inline constexpr std::string_view kLanguageModelSection = "NGRM";
inline constexpr std::string_view kParametersSection = "PARA";
inline constexpr std::string_view kSelfTestSection = "SELF";

// Most suggestions of a finding.
inline constexpr std::size_t kMostSuggestions = 50;

// Thread-safe: const after loading, may be shared. The model bytes are borrowed and must outlive the engine; they are
// read in place.
class Engine {
 public:
  // Checks the file and runs its self-tests: a model that does not restore its own samples is refused.
  // Errors: corrupt_data, unsupported.
  [[nodiscard]] static Result<Engine> load(ByteSpan model_bytes);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Takes any options: a threshold below 0 or NaN is the model's own, one above 1 is 1; suggestions are 1 to 50.
  [[nodiscard]] restoration::Analysis analyse(std::string_view text, const restoration::Options& options) const;
  [[nodiscard]] const report::ModelInfo& model_info() const;

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<Parts> parts);

  // Loads everything but the self-tests; the model builder records their expected results with it.
  friend Result<Engine> load_untested(ByteSpan model_bytes);

  std::unique_ptr<Parts> parts_;
};

// For the model builder only: an engine whose self-tests were not run.
[[nodiscard]] Result<Engine> load_untested(ByteSpan model_bytes);

}  // namespace unspin
