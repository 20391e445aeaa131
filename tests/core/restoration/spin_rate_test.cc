#include "restoration/spin_rate.h"

#include <cmath>
#include <string>
#include <vector>

#include "catch.h"
#include "text/tokenizer.h"
#include "tiny_model.h"

namespace unspin::restoration {
namespace {

SpinEstimate estimate(std::string_view text) {
  const auto& models = test::TinyModel::instance().models();
  const Parameters parameters;
  const text::Document document = text::segment(text);
  std::vector<SentenceAnalysis> sentences;
  for (Lattice& lattice : build_lattices(document, models, parameters)) {
    sentences.emplace_back().lattice = std::move(lattice);
  }
  return estimate_spin(sentences, models, parameters);
}

double share(const test::SpunText& spun) {
  return static_cast<double>(spun.replaced) / static_cast<double>(spun.replaceable);
}

TEST_CASE("the estimated rate ends near the rate at which a text was spun", "[spin rate]") {
  std::uint32_t seed = 1;
  for (const double rate : {0.25, 0.35, 0.5, 0.65, 0.8}) {
    const auto spun = test::spin(test::genuine_prose(150, seed), rate, seed);
    ++seed;
    INFO("rate " << rate << ", share " << share(spun));
    CHECK(estimate(spun.text).rate == Approx(share(spun)).margin(0.1));
  }
}

TEST_CASE("more spinning gives a higher rate, more substitutions and more evidence", "[spin rate]") {
  const std::string prose = test::genuine_prose(100, 5);
  SpinEstimate before = estimate(prose);
  for (const double rate : {0.3, 0.6, 0.9}) {
    const SpinEstimate now = estimate(test::spin(prose, rate, 5).text);
    INFO("rate " << rate);
    CHECK(now.rate > before.rate);
    CHECK(now.substitutions > before.substitutions);
    CHECK(now.evidence > before.evidence);
    before = now;
  }
}

TEST_CASE("the number of substitutions is counted about right", "[spin rate]") {
  const auto spun = test::spin(test::genuine_prose(100, 8), 0.5, 8);
  CHECK(estimate(spun.text).substitutions == Approx(spun.replaced).epsilon(0.15));
}

TEST_CASE("genuine text ends at the rate of genuine text", "[spin rate]") {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const SpinEstimate genuine = estimate(test::genuine_prose(60, seed));
    CHECK(genuine.rate == Parameters{}.genuine_rate);
    CHECK(genuine.substitutions < 0.5);
    for (const double rate : genuine.paragraph_rate) CHECK(rate == Parameters{}.genuine_rate);
  }
}

TEST_CASE("paragraphs have rates of their own", "[spin rate]") {
  const std::string genuine = test::genuine_prose(15, 21);
  const std::string spun = test::spin(test::genuine_prose(15, 22), 0.8, 22).text;
  const SpinEstimate mixed = estimate(genuine + "\n\n" + spun + "\n\n" + genuine + "\n\n" + spun);
  REQUIRE(mixed.paragraph_rate.size() == 4);
  CHECK(mixed.paragraph_rate[0] < 0.02);
  CHECK(mixed.paragraph_rate[1] > 0.3);
  CHECK(mixed.paragraph_rate[2] < 0.02);
  CHECK(mixed.paragraph_rate[3] > 0.3);
}

TEST_CASE("a lightly spun paragraph has a lower rate than a heavily spun one", "[spin rate]") {
  const std::string light = test::spin(test::genuine_prose(40, 31), 0.25, 31).text;
  const std::string heavy = test::spin(test::genuine_prose(40, 32), 0.9, 32).text;
  const SpinEstimate both = estimate(light + "\n\n" + heavy);
  REQUIRE(both.paragraph_rate.size() == 2);
  CHECK(both.paragraph_rate[0] + 0.2 < both.paragraph_rate[1]);
}

TEST_CASE("without sentences there is nothing to estimate", "[spin rate]") {
  const SpinEstimate none = estimate("");
  CHECK(none.rate == 0);
  CHECK(none.evidence == 0);
  CHECK(none.paragraph_rate.empty());
}

TEST_CASE("words that the language model does not know do not spoil the estimate", "[spin rate]") {
  const std::string spun = test::spin(test::genuine_prose(15, 41), 0.8, 41).text;
  std::string foreign;
  for (int i = 0; i < 140; ++i) foreign += "zork" + std::string(1 + i % 7, 'q') + (i % 4 == 0 ? " automobile " : " ");
  const SpinEstimate alone = estimate(spun);
  const SpinEstimate with_foreign = estimate(spun + "\n\n" + foreign);
  REQUIRE(with_foreign.paragraph_rate.size() == 2);
  CHECK(std::isfinite(with_foreign.rate));
  CHECK(std::isfinite(with_foreign.evidence));
  CHECK(with_foreign.evidence > alone.evidence / 2);
  CHECK(with_foreign.paragraph_rate[0] == Approx(alone.paragraph_rate[0]).margin(0.15));
}

TEST_CASE("a long sentence that is spun throughout stays within the numbers", "[spin rate]") {
  std::string sentence;
  for (int i = 0; i < 2000; ++i) sentence += "youngsters mentioned individuals discovered the metropolis ";
  const SpinEstimate spun = estimate(sentence);
  CHECK(std::isfinite(spun.rate));
  CHECK(std::isfinite(spun.evidence));
  CHECK(spun.rate > 0.3);
}

}  // namespace
}  // namespace unspin::restoration
