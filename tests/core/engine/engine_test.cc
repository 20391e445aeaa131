#include "engine/engine.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "model/container.h"
#include "tiny_model.h"

namespace unspin {
namespace {

using model::SectionSource;

const test::TinyModel& tiny() { return test::TinyModel::instance(); }

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string error_of(const std::string& file) {
  const auto engine = Engine::load(as_bytes(file));
  if (engine.ok()) return "no error";
  REQUIRE_FALSE(engine.error().message.empty());
  return engine.error().message;
}

// A file with a right checksum round these sections.
std::string error_of(const std::vector<SectionSource>& sections) { return error_of(model::write_container(sections)); }

std::string& content(std::vector<SectionSource>& sections, std::string_view tag) {
  const auto section =
      std::find_if(sections.begin(), sections.end(), [tag](const SectionSource& s) { return s.tag == tag; });
  REQUIRE(section != sections.end());
  return section->content;
}

TEST_CASE("a model file is loaded and restores", "[engine]") {
  const std::string file = tiny().file();
  const auto engine = Engine::load(as_bytes(file));
  REQUIRE(engine.ok());
  CHECK(engine.value().model_info().name == "tiny");
  CHECK(engine.value().model_info().version == "7");
  const auto spun = test::spin(test::genuine_prose(20, 3), 0.8, 3);
  const auto analysis = engine.value().analyse(spun.text, {});
  CHECK(analysis.verdict == restoration::Verdict::spun);
  CHECK(restoration::restored_text(spun.text, analysis.findings) == test::genuine_prose(20, 3));
}

TEST_CASE("a loaded engine can be moved", "[engine]") {
  const std::string file = tiny().file();
  auto loaded = Engine::load(as_bytes(file));
  REQUIRE(loaded.ok());
  Engine moved = std::move(loaded.value());
  CHECK(moved.model_info().name == "tiny");
  CHECK(moved.analyse("The mayor said nothing.", {}).words == 4);
}

TEST_CASE("the parameters in the file are used", "[engine]") {
  auto sections = tiny().sections("");
  restoration::Parameters parameters;
  parameters.threshold = 0.875;
  content(sections, kParametersSection) = restoration::write_parameters(parameters);
  const std::string file = model::write_container(sections);
  const auto engine = Engine::load(as_bytes(file));
  REQUIRE(engine.ok());
  CHECK(engine.value().analyse("Text.", {}).threshold == 0.875);
}

TEST_CASE("a missing section is refused by name", "[engine]") {
  for (const std::string_view tag :
       {kInfoSection, kLexiconSection, kLanguageModelSection, kParametersSection, kSelfTestSection}) {
    auto sections = tiny().sections("");
    std::erase_if(sections, [tag](const SectionSource& section) { return section.tag == tag; });
    INFO(tag);
    CHECK(contains(error_of(sections), tag));
  }
}

TEST_CASE("a model that does not pass its own self-test is refused", "[engine]") {
  CHECK(error_of(tiny().sections("")) == "no error");
  CHECK(error_of(tiny().sections("The mayor said nothing.\tThe mayor said nothing.\n")) == "no error");
  CHECK(contains(error_of(tiny().sections("The mayor said nothing.\tThe mayor said all.\n")), "self-test"));
  CHECK(contains(error_of(tiny().sections("One.\tOne.\nTwo.\tOne.\n")), "self-test"));
  CHECK(contains(error_of(tiny().sections("One.")), "self-test"));
}

TEST_CASE("a file cut off anywhere is refused", "[engine]") {
  const std::string file = tiny().file();
  for (std::size_t size = 0; size < file.size(); size += 97) CHECK(error_of(file.substr(0, size)) != "no error");
}

TEST_CASE("a flipped bit anywhere is refused", "[engine]") {
  const std::string file = tiny().file();
  std::mt19937 random(5);
  for (int i = 0; i < 500; ++i) {
    std::string damaged = file;
    char& byte = damaged[random() % (i < 100 ? 64 : damaged.size())];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (random() % 8)));
    CHECK(error_of(damaged) != "no error");
  }
}

TEST_CASE("a section cut off or empty is refused under a right checksum", "[engine]") {
  for (const std::string_view tag : {kLexiconSection, kLanguageModelSection, kParametersSection}) {
    for (const double part : {0.0, 0.1, 0.5, 0.99}) {
      auto sections = tiny().sections("");
      std::string& bytes = content(sections, tag);
      bytes.resize(static_cast<std::size_t>(static_cast<double>(bytes.size()) * part));
      INFO(tag << " " << part);
      CHECK(error_of(sections) != "no error");
    }
  }
}

TEST_CASE("damage under a right checksum gives wrong answers at worst", "[engine]") {
  const std::string text = test::spin(test::genuine_prose(20, 6), 0.7, 6).text;
  std::mt19937 random(6);
  int loaded = 0;
  for (int i = 0; i < 400; ++i) {
    auto sections = tiny().sections("");
    std::string& bytes = content(sections, i % 2 == 0 ? kLexiconSection : kLanguageModelSection);
    for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const std::string file = model::write_container(sections);
    const auto engine = Engine::load(as_bytes(file));
    if (!engine.ok()) continue;
    ++loaded;
    const auto analysis = engine.value().analyse(text, {});
    std::size_t position = 0;
    for (const auto& finding : analysis.findings) {
      REQUIRE(finding.begin >= position);
      REQUIRE(finding.end <= text.size());
      position = finding.end;
    }
  }
  CHECK(loaded > 0);
}

TEST_CASE("files of other kinds are refused as such", "[engine]") {
  for (const std::string& file : {std::string(), std::string("\x89PNG\r\n\x1a\n"), std::string("<!DOCTYPE html><html>"),
                                  std::string(100000, 'x')}) {
    CHECK(contains(error_of(file), "not an Unspin model file"));
  }
}

TEST_CASE("the published model passes its self-tests and restores a spun article", "[engine]") {
  std::ifstream stream(std::string(UNSPIN_SOURCE_DIR) + "/public/model/unspin-en.model", std::ios::binary);
  if (!stream.good()) {
    WARN("there is no public/model/unspin-en.model; run npm run model");
    return;
  }
  const std::string file{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  CHECK(file.size() <= 10000000);
  const auto engine = Engine::load(as_bytes(file));
  INFO((engine.ok() ? std::string() : engine.error().message));
  REQUIRE(engine.ok());
  CHECK(engine.value().model_info().name == "unspin-en");
  CHECK_FALSE(engine.value().model_info().version.empty());

  const std::string spun =
      "The federal government mentioned on Monday that it might assist individuals whose houses had been broken within "
      "the flood, in accordance to a spokesman. Two youngsters had been injured when a automobile left the highway "
      "close "
      "to the varsity, police mentioned. The corporate mentioned it should rent 200 individuals subsequent 12 months, "
      "and that its earnings had been larger than anticipated.";
  const auto analysis = engine.value().analyse(spun, {});
  CHECK(analysis.verdict == restoration::Verdict::spun);
  CHECK(analysis.findings.size() >= 8);
  const std::string restored = restoration::restored_text(spun, analysis.findings);
  CHECK(contains(restored, "said on Monday"));
  CHECK(contains(restored, "police said"));
  CHECK(contains(restored, "people"));
  CHECK_FALSE(contains(restored, "automobile"));

  const std::string genuine =
      "The library opens at nine on weekdays and at ten on Saturdays. Readers may borrow six books at a time and keep "
      "them for three weeks. A book that another reader has asked for cannot be kept longer, but all others may be "
      "renewed twice, by telephone or at the desk.";
  CHECK(engine.value().analyse(genuine, {}).findings.empty());

  const auto report =
      nlohmann::json::parse(report::to_json(spun, analysis, engine.value().model_info()), nullptr, false);
  CHECK(report["findings"].size() == analysis.findings.size());
}

}  // namespace
}  // namespace unspin
