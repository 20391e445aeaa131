// The engine as JavaScript sees it: glue only. Text comes as UTF-16 and reports go out as JSON with UTF-16 offsets.
// The caller fills modelMemory() in place, so the model exists once. web/src/engine/unspin-module.ts has the types.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "report/utf16.h"

namespace {

// The module lives in one worker and holds one model.
struct Session {
  std::vector<std::uint8_t> model;
  std::optional<unspin::Engine> engine;
};

Session& session() {
  static Session instance;
  return instance;
}

emscripten::val model_memory() {
  return emscripten::val(emscripten::typed_memory_view(session().model.size(), session().model.data()));
}

emscripten::val allocate_model(std::uint32_t bytes) {
  session().engine.reset();
  session().model.assign(bytes, 0);
  return model_memory();
}

std::string load_model() {
  auto engine = unspin::Engine::load(session().model);
  if (!engine) return engine.error().message;
  session().engine.emplace(std::move(engine.value()));
  return {};
}

// Members that are missing or of the wrong type keep their defaults; the engine minds the ranges.
unspin::restoration::Options read_options(const std::string& json) {
  unspin::restoration::Options options;
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return options;
  const auto threshold = parsed.find("threshold");
  if (threshold != parsed.end() && threshold->is_number()) options.threshold = threshold->get<double>();
  const auto maximum = parsed.find("maxSuggestions");
  if (maximum != parsed.end() && maximum->is_number_unsigned()) {
    const auto wanted = maximum->get<std::uint64_t>();  // may be more than a std::size_t holds here
    options.maximum_suggestions = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, unspin::kMostSuggestions));
  }
  const auto assume_spun = parsed.find("assumeSpun");
  if (assume_spun != parsed.end() && assume_spun->is_boolean()) options.assume_spun = assume_spun->get<bool>();
  return options;
}

std::string analyse(const std::u16string& text, const std::string& options_json) {
  if (!session().engine) {
    return unspin::report::error_json(
        {unspin::ErrorCode::invalid_argument, "No model is loaded. Call allocateModel and loadModel first."});
  }
  const std::string utf8 = unspin::report::to_utf8(text);
  const auto analysis = session().engine->analyse(utf8, read_options(options_json));
  return unspin::report::to_json(utf8, analysis, session().engine->model_info());
}

std::string version() { return UNSPIN_VERSION; }

}  // namespace

EMSCRIPTEN_BINDINGS(unspin) {
  emscripten::function("allocateModel", &allocate_model);
  emscripten::function("modelMemory", &model_memory);
  emscripten::function("loadModel", &load_model);
  emscripten::function("analyse", &analyse);
  emscripten::function("version", &version);
}
