#include <algorithm>
#include <limits>
#include <string>

#include "catch.h"
#include "engine/engine.h"
#include "tiny_model.h"

namespace unspin {
namespace {

restoration::Analysis analyse(std::string_view text, const restoration::Options& options) {
  static const std::string file = test::TinyModel::instance().file();
  static const auto engine = Engine::load(as_bytes(file));
  REQUIRE(engine.ok());
  return engine.value().analyse(text, options);
}

double threshold_for(double asked) { return analyse("Text.", {asked, 5}).threshold; }

TEST_CASE("a threshold out of range is clamped or the model's own", "[engine]") {
  const double own = analyse("Text.", {}).threshold;
  CHECK(threshold_for(0) == 0);
  CHECK(threshold_for(0.25) == 0.25);
  CHECK(threshold_for(1) == 1);
  CHECK(threshold_for(7) == 1);
  CHECK(threshold_for(std::numeric_limits<double>::infinity()) == 1);
  CHECK(threshold_for(-0.5) == own);
  CHECK(threshold_for(std::numeric_limits<double>::quiet_NaN()) == own);
}

TEST_CASE("a finding has at least one suggestion and at most fifty", "[engine]") {
  // Spintax, every choice of which is a suggestion.
  std::string choices = "{a";
  for (int i = 1; i < 60; ++i) choices += std::string("|") + static_cast<char>('a' + i % 26);
  choices += "} of them";
  const auto suggestions = [&](std::size_t most) {
    const auto analysis = analyse(choices, {-1, most});
    REQUIRE(analysis.findings.size() == 1);
    return analysis.findings[0].suggestions.size();
  };
  CHECK(suggestions(0) == 1);
  CHECK(suggestions(3) == 3);
  CHECK(suggestions(1000) == 50);
}

}  // namespace
}  // namespace unspin
