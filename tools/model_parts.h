// A model file taken apart, for tools that work on its lexicon and language model without the engine around them.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/engine.h"
#include "language_model/language_model.h"
#include "lexicon/lexicon.h"
#include "model/container.h"
#include "program.h"
#include "restoration/parameters.h"

namespace unspin::tools {

// The lexicon and language model read `bytes` in place.
struct ModelParts {
  std::unique_ptr<const std::string> bytes;
  lexicon::Lexicon lexicon;
  language_model::LanguageModel language_model;
  restoration::Parameters parameters;
};

[[nodiscard]] inline ModelParts must_read_model(const std::string& path) {
  auto bytes = std::make_unique<const std::string>(must_read(path));
  const auto container = model::Container::from_bytes(as_bytes(*bytes));
  if (!container) fail(container.error().message);
  const auto section = [&](std::string_view tag) {
    const auto content = container.value().section(tag);
    if (!content) fail(content.error().message);
    return content.value();
  };
  auto lexicon = lexicon::Lexicon::from_bytes(section(kLexiconSection));
  if (!lexicon) fail(lexicon.error().message);
  auto language_model = language_model::LanguageModel::from_bytes(section(kLanguageModelSection));
  if (!language_model) fail(language_model.error().message);
  const auto parameters = restoration::read_parameters(section(kParametersSection));
  if (!parameters) fail(parameters.error().message);
  return {std::move(bytes), std::move(lexicon.value()), std::move(language_model.value()), parameters.value()};
}

}  // namespace unspin::tools
