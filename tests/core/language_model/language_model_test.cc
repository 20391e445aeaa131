// One battery over all variants of the model (orders, code widths, pruning), then damage, determinism and training.
#include <cmath>
#include <string>
#include <vector>

#include "catch.h"
#include "language_model/section.h"
#include "language_model/trainer.h"
#include "sample_models.h"
#include "text/tokenizer.h"

using namespace unspin;
using namespace unspin::language_model;

namespace {

constexpr std::uint32_t kWords = 40;

struct Variant {
  std::uint32_t order = 3;
  bool pruned = false;
  bool exact = true;  // enough codes for every value of a small model
};

std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (std::uint32_t order = kMinOrder; order <= kMaxOrder; ++order) {
    for (const bool pruned : {false, true}) {
      for (const bool exact : {false, true}) all.push_back({order, pruned, exact});
    }
  }
  return all;
}

SectionOptions section_options(const Variant& variant) {
  if (variant.exact) return {{16, 16, 16, 16}, {16, 16, 16}};
  return {{10, 8, 8, 8}, {8, 8, 8}};
}

PruningOptions pruning_options(const Variant& variant) {
  if (!variant.pruned) return {};
  return {{1, 1, 1, 1}, {0xffffffffU, 250, 250, 120}};
}

// A model from text to bytes, and the arrays it was written from.
struct Sample {
  IdStream text = random_text(kWords, 600, 21);
  Vocabulary vocabulary = sample_vocabulary(kWords);
  NgramModel ngrams;
  std::string bytes;
  LanguageModel model;

  explicit Sample(const Variant& variant)
      : ngrams(sample_ngrams(text, kWords, variant.order, pruning_options(variant))),
        bytes(write_section(ngrams, vocabulary, section_options(variant)).value()),
        model(LanguageModel::from_bytes(as_bytes(bytes)).value()) {}
};

float score(const LanguageModel& model, const std::vector<WordId>& words) {
  State state = model.start_state();
  float last = 0;
  for (const WordId word : words) last = model.score(state, word, state);
  return last;
}

template <typename Visit>
void for_each_context(const IdStream& text, Visit visit) {
  std::vector<WordId> context;
  for (std::size_t i = 0; i < text.size() && i < 600; ++i) {
    if (text[i] == kSentenceStart) context.clear();
    context.push_back(text[i]);
    if (text[i] != kSentenceEnd) visit(context);
  }
}

State state_after(const LanguageModel& model, const std::vector<WordId>& context) {
  State state = model.start_state();
  for (std::size_t i = 1; i < context.size(); ++i) static_cast<void>(model.score(state, context[i], state));
  return state;
}

}  // namespace

TEST_CASE("Every variant scores as the arrays it was written from") {
  for (const Variant& variant : variants()) {
    const Sample sample(variant);
    const double margin = variant.exact ? 2e-3 : 0.4;
    for_each_context(sample.text, [&](const std::vector<WordId>& context) {
      const State state = state_after(sample.model, context);
      for (WordId word = 0; word < sample.model.vocabulary_size(); ++word) {
        if (word == kSentenceStart) continue;
        State next;
        const double expected = std::log(reference_probability(sample.ngrams, context, word));
        REQUIRE(std::abs(static_cast<double>(sample.model.score(state, word, next)) - expected) < margin);
      }
    });
  }
}

TEST_CASE("Every variant sums to about one in every context") {
  for (const Variant& variant : variants()) {
    const Sample sample(variant);
    for_each_context(sample.text, [&](const std::vector<WordId>& context) {
      const State state = state_after(sample.model, context);
      double sum = 0;
      for (WordId word = 0; word < sample.model.vocabulary_size(); ++word) {
        State next;
        if (word != kSentenceStart) sum += std::exp(static_cast<double>(sample.model.score(state, word, next)));
      }
      REQUIRE(sum == Approx(1).epsilon(variant.exact ? 1e-3 : 0.05));
    });
  }
}

TEST_CASE("Scoring in steps gives the same scores and states") {
  for (const Variant& variant : variants()) {
    const Sample sample(variant);
    for_each_context(sample.text, [&](const std::vector<WordId>& context) {
      const State state = state_after(sample.model, context);
      const Successors last = sample.model.successors(state.word);
      const History history = sample.model.history(state, last);
      for (WordId word = 0; word < sample.model.vocabulary_size(); ++word) {
        State whole;
        State steps;
        const float expected = sample.model.score(state, word, whole);
        REQUIRE(sample.model.score(history, sample.model.match(last, word), steps) == expected);
        REQUIRE(steps == whole);
      }
    });
  }
}

TEST_CASE("Histories with equal states score every continuation alike") {
  for (const Variant& variant : variants()) {
    const Sample sample(variant);
    std::vector<std::pair<State, std::vector<WordId>>> seen;
    std::size_t merged = 0;
    for_each_context(sample.text, [&](const std::vector<WordId>& context) {
      const State state = state_after(sample.model, context);
      for (const auto& [other, words] : seen) {
        if (!(other == state)) continue;
        ++merged;
        for (WordId word = 0; word < sample.model.vocabulary_size(); word += 5) {
          if (word == kSentenceStart) continue;
          REQUIRE(reference_probability(sample.ngrams, words, word) ==
                  Approx(reference_probability(sample.ngrams, context, word)));
        }
        return;
      }
      seen.emplace_back(state, context);
    });
    CHECK(merged > 0);
  }
}

TEST_CASE("A state forgets what the model cannot use") {
  const Sample sample({3, true, true});
  // In a pruned trigram model the state after two words does not depend on the third last.
  CHECK(state_after(sample.model, {kSentenceStart, 3, 4}) == state_after(sample.model, {kSentenceStart, 9, 3, 4}));
  // kSentenceEnd has no successors.
  CHECK(state_after(sample.model, {kSentenceStart, 3, kSentenceEnd}) == State{});
  CHECK(state_after(sample.model, {kSentenceStart}) == sample.model.start_state());
}

TEST_CASE("next may alias the state") {
  const Sample sample({4, false, true});
  State aliased = state_after(sample.model, {kSentenceStart, 3, 10, 3});
  const State before = aliased;
  State next;
  const float expected = sample.model.score(before, 4, next);
  CHECK(sample.model.score(aliased, 4, aliased) == expected);
  CHECK(aliased == next);
}

TEST_CASE("Words are found by key and by nothing else") {
  const Sample sample({});
  for (std::size_t i = 0; i < sample.vocabulary.keys.size(); ++i) {
    CHECK(sample.model.word_of_key(sample.vocabulary.keys[i]) == kFirstWord + i);
  }
  CHECK(sample.model.word_of_key(12345) == kUnknownWord);
  CHECK(sample.model.vocabulary_size() == kFirstWord + kWords);
  CHECK(sample.model.order() == 3);
  CHECK(sample.model.ngram_count(1) == kFirstWord + kWords);
  CHECK(sample.model.ngram_count(3) == sample.ngrams.levels[2].size());
  CHECK(sample.model.ngram_count(0) == 0);
  CHECK(sample.model.ngram_count(9) == 0);
}

TEST_CASE("Ids and states of elsewhere are harmless") {
  const Sample sample({});
  CHECK(sample.model.unigram(4000000000U) == sample.model.unigram(kUnknownWord));
  State next;
  const float unknown = sample.model.score(sample.model.start_state(), kUnknownWord, next);
  CHECK(sample.model.score(sample.model.start_state(), 4000000000U, next) == unknown);
  State foreign;
  foreign.contexts = {4000000000U, 4000000000U};
  foreign.word = 5;
  for (WordId word = 0; word < 50; ++word) static_cast<void>(sample.model.score(foreign, word, next));
}

TEST_CASE("Every truncation of a model is an error") {
  const Sample sample({3, true, false});
  for (std::size_t size = 0; size < sample.bytes.size(); ++size) {
    const auto model = LanguageModel::from_bytes(as_bytes(sample.bytes).first(size));
    REQUIRE_FALSE(model.ok());
    REQUIRE(model.error().code == ErrorCode::corrupt_data);
  }
  CHECK_FALSE(LanguageModel::from_bytes(as_bytes(sample.bytes + '\0')).ok());
}

TEST_CASE("A newer version is unsupported") {
  Sample sample({2, true, false});
  sample.bytes[4] = 99;
  CHECK(LanguageModel::from_bytes(as_bytes(sample.bytes)).error().code == ErrorCode::unsupported);
}

TEST_CASE("Flipped bytes give an error or wrong scores, never a crash") {
  for (const std::uint32_t order : {2U, 3U, 4U}) {
    const Sample sample({order, true, false});
    std::size_t accepted = 0;
    for (std::size_t at = 0; at < sample.bytes.size(); ++at) {
      for (const int flip : {0x01, 0x80, 0xff}) {
        // A copy of exactly the size, so that a sanitizer sees every step outside.
        std::vector<std::uint8_t> damaged(sample.bytes.begin(), sample.bytes.end());
        damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ flip);
        const auto model = LanguageModel::from_bytes(damaged);
        if (!model) continue;
        ++accepted;
        State state = model.value().start_state();
        for (std::size_t i = 1; i < 120; ++i) {
          static_cast<void>(model.value().score(state, sample.text[i], state));
        }
        static_cast<void>(model.value().word_of_key(sample.vocabulary.keys[at % kWords]));
      }
    }
    CHECK(accepted > 0);
  }
}

TEST_CASE("The same input gives the same bytes") {
  for (const Variant& variant : variants()) CHECK(Sample(variant).bytes == Sample(variant).bytes);
}

TEST_CASE("Options out of range are errors") {
  const Sample sample({});
  CHECK_FALSE(write_section(sample.ngrams, sample.vocabulary, {{17, 4, 4, 4}, {4, 4, 4}}).ok());
  CHECK_FALSE(write_section(sample.ngrams, sample_vocabulary(7), {}).ok());
  CHECK_FALSE(make_vocabulary({}).ok());
  CHECK_FALSE(train({}, {}, {}).ok());
}

TEST_CASE("Training takes text to a model that has learned it") {
  TrainingText text;
  for (int i = 0; i < 30; ++i) {
    text.add("The engine reads the text. \"It reads quickly,\" she said (twice).");
    text.add("An engine of this kind reads slowly.");
  }
  CHECK(text.sentence_count() >= 90);
  TrainingOptions options;
  options.min_word_count = 5;
  const std::vector<std::uint64_t> required = {text::token_key("zymurgy")};
  const auto bytes = train(text, required, options);
  REQUIRE(bytes.ok());
  CHECK(train(text, required, options).value() == bytes.value());
  const LanguageModel model = LanguageModel::from_bytes(as_bytes(bytes.value())).value();

  const WordId engine = model.word_of_key(text::token_key("engine"));
  const WordId reads = model.word_of_key(text::token_key("reads"));
  const WordId kind = model.word_of_key(text::token_key("kind"));
  REQUIRE(engine != kUnknownWord);
  CHECK(model.word_of_key(text::token_key("zymurgy")) != kUnknownWord);
  CHECK(model.word_of_key(text::token_key("\"")) == kUnknownWord);  // quotation marks are not seen
  CHECK(score(model, {model.word_of_key(text::token_key("the")), engine, reads}) >
        score(model, {model.word_of_key(text::token_key("the")), engine, kind}) + 1);

  const Evaluation evaluation = evaluate(model, text);
  CHECK(evaluation.unknown == 0);
  CHECK(evaluation.perplexity() < 3);
  CHECK(evaluation.perplexity() >= 1);
}
