#include "language_model/trainer.h"

#include <cmath>
#include <utility>

#include "text/tokenizer.h"

namespace unspin::language_model {

void TrainingText::add(std::string_view paragraph) {
  const text::Document document = text::segment(paragraph);
  for (const text::Sentence& sentence : document.sentences) {
    const std::size_t before = tokens_.size();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const text::Token& token = document.tokens[i];
      if (!text::visible_to_language_model(token.kind)) continue;
      const std::uint64_t key = text::language_model_key(token.key);
      const auto [place, added] = index_.try_emplace(key, static_cast<std::uint32_t>(types_.size()));
      if (added) types_.push_back({key, 0});
      ++types_[place->second].count;
      tokens_.push_back(place->second);
    }
    if (tokens_.size() == before) continue;
    tokens_.push_back(kEnd);
    ++sentences_;
  }
}

std::vector<std::uint64_t> TrainingText::frequent_keys(std::uint64_t min_count) const {
  std::vector<std::uint64_t> keys;
  for (const Type& type : types_) {
    if (type.count >= min_count) keys.push_back(type.key);
  }
  return keys;
}

Result<Vocabulary> vocabulary_of(const TrainingText& text, std::span<const std::uint64_t> required_keys,
                                 std::uint64_t min_word_count) {
  std::vector<std::uint64_t> keys = text.frequent_keys(min_word_count);
  keys.insert(keys.end(), required_keys.begin(), required_keys.end());
  return make_vocabulary(std::move(keys));
}

NgramModel estimate(const TrainingText& text, const Vocabulary& vocabulary, std::uint32_t order,
                    LowerOrderCounts lower_order) {
  std::unordered_map<std::uint64_t, WordId> ids;
  for (std::size_t i = 0; i < vocabulary.keys.size(); ++i) {
    ids.emplace(vocabulary.keys[i], kFirstWord + static_cast<WordId>(i));
  }
  const IdStream stream = text.ids([&](std::uint64_t key) {
    const auto found = ids.find(key);
    return found == ids.end() ? kUnknownWord : found->second;
  });
  NgramModel model = count_ngrams(stream, vocabulary.size(), order);
  estimate_kneser_ney(model, lower_order);
  return model;
}

Result<std::string> train(const TrainingText& text, std::span<const std::uint64_t> required_keys,
                          const TrainingOptions& options) {
  if (text.token_count() == 0) return Error{ErrorCode::invalid_argument, "There is no text to train on."};
  if (options.order < kMinOrder || options.order > kMaxOrder) {
    return Error{ErrorCode::invalid_argument, "The order must be 2, 3 or 4."};
  }
  const Result<Vocabulary> vocabulary = vocabulary_of(text, required_keys, options.min_word_count);
  if (!vocabulary) return vocabulary.error();
  NgramModel model = estimate(text, vocabulary.value(), options.order, options.lower_order);
  prune(model, options.pruning);
  return write_section(model, vocabulary.value(), options.section);
}

double Evaluation::perplexity() const { return std::exp(-log_known / static_cast<double>(predicted - unknown)); }

double Evaluation::perplexity_all() const {
  return std::exp(-(log_known + log_unknown) / static_cast<double>(predicted));
}

double Evaluation::unknown_rate() const { return static_cast<double>(unknown) / static_cast<double>(predicted); }

Evaluation evaluate(const LanguageModel& model, const TrainingText& text) {
  Evaluation result;
  State state;
  for (const WordId word : text.ids([&](std::uint64_t key) { return model.word_of_key(key); })) {
    if (word == kSentenceStart) {
      state = model.start_state();
      continue;
    }
    const float log_probability = model.score(state, word, state);
    ++result.predicted;
    if (word == kUnknownWord) {
      ++result.unknown;
      result.log_unknown += static_cast<double>(log_probability);
    } else {
      result.log_known += static_cast<double>(log_probability);
    }
  }
  return result;
}

}  // namespace unspin::language_model
