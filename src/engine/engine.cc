#include "engine/engine.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "language_model/language_model.h"
#include "lexicon/lexicon.h"
#include "model/container.h"
#include "restoration/parameters.h"

namespace unspin {
namespace {

std::string_view as_text(ByteSpan bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// Cuts "name<TAB>value" off the front of a section of lines.
std::optional<std::pair<std::string_view, std::string_view>> next_pair(std::string_view& lines) {
  if (lines.empty()) return std::nullopt;
  const std::size_t end = std::min(lines.find('\n'), lines.size());
  const std::string_view line = lines.substr(0, end);
  lines.remove_prefix(std::min(end + 1, lines.size()));
  const std::size_t tab = std::min(line.find('\t'), line.size());
  return std::pair(line.substr(0, tab), line.substr(std::min(tab + 1, line.size())));
}

report::ModelInfo read_info(std::string_view lines) {
  report::ModelInfo info;
  while (const auto pair = next_pair(lines)) {
    if (pair->first == "name") info.name = std::string(pair->second);
    if (pair->first == "version") info.version = std::string(pair->second);
  }
  return info;
}

// What Engine::analyse promises for options out of range.
restoration::Options within_limits(restoration::Options options) {
  const bool given = options.threshold >= 0;  // false for NaN
  options.threshold = given ? std::min(options.threshold, 1.0) : restoration::Options{}.threshold;
  options.maximum_suggestions = std::clamp(options.maximum_suggestions, std::size_t{1}, kMostSuggestions);
  return options;
}

}  // namespace

struct Engine::Parts {
  report::ModelInfo info;
  std::optional<lexicon::Lexicon> lexicon;
  std::optional<language_model::LanguageModel> language_model;
  std::optional<restoration::Restorer> restorer;
};

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> load_untested(ByteSpan model_bytes) {
  auto container = model::Container::from_bytes(model_bytes);
  if (!container) return container.error();
  const auto info = container.value().section(kInfoSection);
  if (!info) return info.error();
  const auto lexicon_bytes = container.value().section(kLexiconSection);
  if (!lexicon_bytes) return lexicon_bytes.error();
  const auto language_model_bytes = container.value().section(kLanguageModelSection);
  if (!language_model_bytes) return language_model_bytes.error();
  const auto parameter_bytes = container.value().section(kParametersSection);
  if (!parameter_bytes) return parameter_bytes.error();

  auto lexicon = lexicon::Lexicon::from_bytes(lexicon_bytes.value());
  if (!lexicon) return lexicon.error();
  auto language_model = language_model::LanguageModel::from_bytes(language_model_bytes.value());
  if (!language_model) return language_model.error();
  auto parameters = restoration::read_parameters(parameter_bytes.value());
  if (!parameters) return parameters.error();

  auto parts = std::make_unique<Engine::Parts>();
  parts->info = read_info(as_text(info.value()));
  parts->lexicon.emplace(std::move(lexicon.value()));
  parts->language_model.emplace(std::move(language_model.value()));
  parts->restorer.emplace(restoration::join_models(*parts->lexicon, *parts->language_model), parameters.value());
  return Engine(std::move(parts));
}

Result<Engine> Engine::load(ByteSpan model_bytes) {
  Result<Engine> engine = load_untested(model_bytes);
  if (!engine) return engine;
  const auto container = model::Container::from_bytes(model_bytes);
  const auto samples = container.value().section(kSelfTestSection);
  if (!samples) return samples.error();
  std::string_view lines = as_text(samples.value());
  while (const auto sample = next_pair(lines)) {
    const restoration::Analysis analysis = engine.value().analyse(sample->first, {});
    if (restoration::restored_text(sample->first, analysis.findings) == sample->second) continue;
    return Error{ErrorCode::corrupt_data,
                 "The model does not pass its own self-test with this program. Use the model of this release."};
  }
  return engine;
}

restoration::Analysis Engine::analyse(std::string_view text, const restoration::Options& options) const {
  return parts_->restorer->analyse(text, within_limits(options));
}

const report::ModelInfo& Engine::model_info() const { return parts_->info; }

}  // namespace unspin
