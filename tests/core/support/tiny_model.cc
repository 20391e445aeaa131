#include "tiny_model.h"

#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "catch.h"
#include "engine/engine.h"
#include "language_model/trainer.h"
#include "lexicon/capitals.h"
#include "lexicon/compiler.h"
#include "lexicon/inflection.h"
#include "lexicon/source.h"
#include "text/tokenizer.h"

namespace unspin::test {
namespace {

constexpr std::string_view kTrainingSentences =
    R"(The mayor said on Tuesday that the town hall would stay closed next week.
She said the city was ready to help people whose houses were damaged by the storm.
The police said two people were hurt when a car left the road near the old bridge.
He said the country needed a plan to help children in small towns.
Children from the city school visited the town hall last year.
The children's toys were left in the car.
The children's books were new.
The country's bank said it would begin a new plan next week.
People in the city began to ask questions about the plan.
According to the police, the car was stolen last year.
According to the mayor, the plan will help many people.
It was an idea that many people liked.
The idea began in a small house near the river.
He had an idea for a new school.
A car was found near the river on Monday.
A plan was needed, the mayor said.
The police found the car near the bridge.
She is beginning a new job next week.
Teachers say the children need a bigger room.
The teacher says that children learn best in small groups.
They are saying that the city will help.
The bank helped people to buy a house.
The mayor helps people find a job.
Saying nothing, the old man left the room.
Many countries have a plan for the next year.
The countries said they would help.
Cities across the country are growing.
Cars and people fill the road in the morning.
Houses in the city are small.
The storm hit the town on Monday night.
The river rose, and people left their houses.
The new school will open next year.
In the morning, the children walked to the school.
The old bridge was closed after the storm.
The man said he was happy with the new job.
Her job is to help people in the town.
Last year the town began work on the road.
Last year, the country had a cold winter.
The town hall will open next week.
The new town hall opens on Monday.
"We will help," the mayor said.
"The plan is good," she said, "and people like it."
The storm damaged hundreds of houses in the city, the police said.
The bank has offices in many cities.
The smallest house in the town is near the bridge.
The kids were happy with the toys.
She drives a car and he drives a car.
An idea like this will help the city.
The city began the plan last year.
People say the road to the river is small.
The report mentioned the bridge only once.
She writes for The Nation and he writes for a bank.
The final race was on Monday.
The hotel corridor was long and dark.
The town and the river are old.
A report is on the web at the page of the bank.
)";

constexpr std::string_view kRules =
    "say\tv\tmention\n"
    "child\tn\tyoungster\n"
    "kid\tn\tyoungster\n"
    "person\tn\tindividual\n"
    "car\tn\tautomobile\n"
    "country\tn\tnation\n"
    "begin\tv\tcommence\n"
    "help\tv\tassist\n"
    "house\tn\tresidence\n"
    "city\tn\tmetropolis\n"
    "idea\tn\tconcept\n"
    "plan\tn\tinitiative\n"
    "job\tn\toccupation\n"
    "small\tadj\ttiny\n"
    "find\tv\tdiscover\n"
    "town hall\tn\ttown corridor\n"
    "next week\tx\tsubsequent week\n"
    "last year\tx\tfinal year\n"
    "according to\tx\tin accordance to\n"
    "in the morning\tx\twithin the morning\n";

std::string read_table(const std::string& name) {
  std::ifstream file(std::string(UNSPIN_SOURCE_DIR) + "/data/lexicon/" + name, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<lexicon::Entry> entries(std::string_view rules) {
  lexicon::ParsedSource parsed = lexicon::parse_source("tiny.tsv", rules);
  REQUIRE(parsed.problems.empty());
  return parsed.entries;
}

std::string train_language_model(std::string_view rules) {
  constexpr int kRepetitions = 6;  // as if the sentences were frequent ones of a large text
  language_model::TrainingText text;
  for (int i = 0; i < kRepetitions; ++i) text.add(kTrainingSentences);
  std::set<std::uint64_t> keys;
  for (const auto& entry : entries(rules)) {
    for (const std::string& word : text::normalised_phrase(entry.original.text)) {
      keys.insert(text::language_model_key(text::token_key(word)));
    }
  }
  language_model::TrainingOptions options;
  options.min_word_count = 1;
  auto section = language_model::train(text, std::vector<std::uint64_t>(keys.begin(), keys.end()), options);
  REQUIRE(section.ok());
  return section.value();
}

std::string compile_rules(std::string_view rules, const language_model::LanguageModel& language_model) {
  const auto inflector = lexicon::Inflector::from_table(read_table("irregular.tsv"));
  const auto capitals = lexicon::Capitals::from_table(read_table("capitals.tsv"));
  REQUIRE(inflector.ok());
  REQUIRE(capitals.ok());
  lexicon::CompileOptions options;
  options.in_vocabulary = [&](std::string_view word) {
    return language_model.word_of_key(text::language_model_key(text::token_key(word))) != language_model::kUnknownWord;
  };
  const auto compiled = lexicon::compile_lexicon(entries(rules), inflector.value(), capitals.value(), options);
  REQUIRE(compiled.ok());
  return compiled.value().bytes;
}

}  // namespace

std::string_view training_sentences() { return kTrainingSentences; }

std::string genuine_prose(std::uint32_t sentences, std::uint32_t seed) {
  static constexpr std::array<std::string_view, 8> kOpenings = {
      "The mayor said", "According to the police,", "She said", "The police said", "People say",
      "He said",        "The man said that",        "Last year"};
  static constexpr std::array<std::string_view, 10> kSubjects = {
      "the children", "the city",      "many people",   "the country", "the bank",
      "the car",      "the town hall", "a small house", "the plan",    "the idea"};
  static constexpr std::array<std::string_view, 10> kPredicates = {
      "began a new job",      "was found near the river", "helped people in the town",  "will open next week",
      "needed a plan",        "was near the old bridge",  "was closed after the storm", "began in a small house",
      "will help the people", "walked to the school"};
  std::mt19937 random(seed);
  std::string out;
  for (std::uint32_t i = 0; i < sentences; ++i) {
    if (i > 0) out += ' ';
    out += std::string(kOpenings[random() % kOpenings.size()]) + " ";
    out += std::string(kSubjects[random() % kSubjects.size()]) + " ";
    out += std::string(kPredicates[random() % kPredicates.size()]) + ".";
  }
  return out;
}

SpunText spin(std::string_view genuine, double rate, std::uint32_t seed) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kPairs = {{
      {"the town hall", "the town corridor"},
      {"next week", "subsequent week"},
      {"Last year", "Final year"},
      {"last year", "final year"},
      {"According to", "In accordance to"},
      {"an idea", "a concept"},
      {"the idea", "the concept"},
      {"a plan", "an initiative"},
      {"the plan", "the initiative"},
      {"a car", "an automobile"},
      {"the car", "the automobile"},
      {"said", "mentioned"},
      {"say", "mention"},
      {"People", "Individuals"},
      {"people", "individuals"},
      {"children", "youngsters"},
      {"Children", "Youngsters"},
      {"country", "nation"},
      {"began", "commenced"},
      {"begin", "commence"},
      {"helped", "assisted"},
      {"help", "assist"},
      {"house", "residence"},
      {"city", "metropolis"},
      {"job", "occupation"},
      {"found", "discovered"},
      {"small", "tiny"},
  }};
  std::mt19937 random(seed);
  SpunText spun;
  const auto at_word_end = [&](std::size_t i) {
    return i >= genuine.size() || std::isalpha(static_cast<unsigned char>(genuine[i])) == 0;
  };
  for (std::size_t i = 0; i < genuine.size();) {
    const bool at_word_start = i == 0 || std::isalpha(static_cast<unsigned char>(genuine[i - 1])) == 0;
    const auto* pair = kPairs.begin();
    while (pair != kPairs.end() &&
           !(genuine.substr(i).starts_with(pair->first) && at_word_end(i + pair->first.size()))) {
      ++pair;
    }
    if (!at_word_start || pair == kPairs.end()) {
      spun.text += genuine[i++];
      continue;
    }
    ++spun.replaceable;
    const bool replace = static_cast<double>(random()) < rate * 4294967296.0;
    if (replace) ++spun.replaced;
    spun.text += replace ? pair->second : pair->first;
    i += pair->first.size();
  }
  return spun;
}

TinyModel::TinyModel(std::string_view rules) {
  language_model_bytes_ = train_language_model(rules);
  auto language_model = language_model::LanguageModel::from_bytes(as_bytes(language_model_bytes_));
  REQUIRE(language_model.ok());
  language_model_.push_back(language_model.value());
  lexicon_bytes_ = compile_rules(rules, language_model_.front());
  auto lexicon = lexicon::Lexicon::from_bytes(as_bytes(lexicon_bytes_));
  REQUIRE(lexicon.ok());
  lexicon_.push_back(std::move(lexicon.value()));
  models_ = restoration::join_models(lexicon_.front(), language_model_.front());
}

const TinyModel& TinyModel::instance() {
  static const TinyModel model(kRules);
  return model;
}

std::vector<model::SectionSource> TinyModel::sections(std::string_view self_tests) const {
  return {{std::string(kInfoSection), "name\ttiny\nversion\t7\n"},
          {std::string(kParametersSection), restoration::write_parameters({})},
          {std::string(kLexiconSection), lexicon_bytes_},
          {std::string(kLanguageModelSection), language_model_bytes_},
          {std::string(kSelfTestSection), std::string(self_tests)}};
}

std::string TinyModel::file() const {
  const std::string sample = spin(genuine_prose(6, 1), 0.8, 1).text;
  return model::write_container(sections(sample + "\t" + restore(sample) + "\n"));
}

const restoration::Restorer& restorer() {
  static const restoration::Restorer shared(TinyModel::instance().models(), restoration::Parameters{});
  return shared;
}

restoration::Analysis analyse(std::string_view text, const restoration::Options& options) {
  return restorer().analyse(text, options);
}

std::string restore(std::string_view text) { return restoration::restored_text(text, analyse(text).findings); }

}  // namespace unspin::test
