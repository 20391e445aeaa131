#include "language_model/writer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "language_model/quantiser.h"
#include "language_model/section.h"

namespace unspin::language_model {
namespace {

constexpr std::uint64_t kSeeds = 2000;
constexpr std::uint64_t kMaxBlockBits = std::uint64_t{1} << 32U;

struct HashedKey {
  std::uint32_t hash = 0;
  std::uint64_t key = 0;
  bool operator<(const HashedKey& other) const { return hash < other.hash; }
};

bool hash_apart(const std::vector<std::uint64_t>& keys, std::uint64_t seed, std::vector<HashedKey>& hashed) {
  hashed.clear();
  for (const std::uint64_t key : keys) hashed.push_back({vocabulary_hash(key, seed), key});
  std::sort(hashed.begin(), hashed.end());
  const auto same = [](const HashedKey& a, const HashedKey& b) { return a.hash == b.hash; };
  return std::adjacent_find(hashed.begin(), hashed.end(), same) == hashed.end();
}

// Codes of one level and the probabilities they stand for, as natural logarithms.
struct CodedLevel {
  std::vector<std::uint16_t> codes;
  std::vector<float> logarithms;
  std::vector<float> codebook;
};

CodedLevel code_with(const Quantiser& quantiser, const std::vector<float>& values) {
  CodedLevel coded;
  coded.codes.reserve(values.size());
  for (const float value : values) coded.codes.push_back(static_cast<std::uint16_t>(quantiser.code_of(value)));
  coded.codebook.assign(quantiser.codebook().begin(), quantiser.codebook().end());
  return coded;
}

float logarithm(float probability) { return std::log(std::max(probability, 1e-30F)); }

// Frequent n-grams deserve better precision; the root keeps the rare ones from losing all of it.
float weight_of(const NgramLevel& level, std::size_t i) { return std::sqrt(1 + static_cast<float>(level.count[i])); }

CodedLevel code_words(const NgramLevel& level, std::uint32_t bits) {
  std::vector<float> values;
  std::vector<WeightedValue> fit;
  for (std::size_t id = 0; id < level.size(); ++id) {
    values.push_back(logarithm(level.probability[id]));
    // kSentenceStart is never predicted: its zero must not spoil the codebook.
    if (id != kSentenceStart) fit.push_back({values.back(), weight_of(level, id)});
  }
  CodedLevel coded = code_with(Quantiser(std::move(fit), bits), values);
  for (const std::uint16_t code : coded.codes) coded.logarithms.push_back(coded.codebook[code]);
  return coded;
}

// Codes the differences to the shorter context as it will be read back, so that errors do not add up.
CodedLevel code_level(const NgramLevel& level, const CodedLevel& shorter, std::uint32_t bits) {
  std::vector<float> values;
  std::vector<WeightedValue> fit;
  values.reserve(level.size());
  fit.reserve(level.size());
  for (std::size_t i = 0; i < level.size(); ++i) {
    values.push_back(logarithm(level.probability[i]) - shorter.logarithms[level.suffix[i]]);
    fit.push_back({values[i], weight_of(level, i)});
  }
  CodedLevel coded = code_with(Quantiser(std::move(fit), bits), values);
  coded.logarithms.reserve(level.size());
  for (std::size_t i = 0; i < level.size(); ++i) {
    coded.logarithms.push_back(shorter.logarithms[level.suffix[i]] + coded.codebook[coded.codes[i]]);
  }
  return coded;
}

bool is_context(const NgramLevel& level, std::size_t i) { return level.first_child[i] < level.first_child[i + 1]; }

// The back-off weight that makes the coded probabilities of a context sum to one; coding must not add or lose mass. It
// is kept near the exact weight, for a context that lists nearly all of its mass may have none left after coding.
float coded_backoff(const NgramModel& model, std::uint32_t length, std::size_t context, const CodedLevel& shorter,
                    const CodedLevel& longer) {
  constexpr double kFactor = 4;
  const NgramLevel& contexts = model.levels[length - 1];
  double own = 1;
  double other = 1;
  for (std::uint32_t i = contexts.first_child[context]; i < contexts.first_child[context + 1]; ++i) {
    own -= std::exp(static_cast<double>(longer.logarithms[i]));
    other -= std::exp(static_cast<double>(shorter.logarithms[model.levels[length].suffix[i]]));
  }
  const double exact = contexts.backoff[context];
  if (own <= 0 || other <= 0) return static_cast<float>(own <= 0 ? exact / kFactor : exact);
  return static_cast<float>(std::clamp(own / other, exact / kFactor, exact * kFactor));
}

CodedLevel code_backoffs(const NgramModel& model, std::uint32_t length, const std::vector<CodedLevel>& probabilities,
                         std::uint32_t bits) {
  const NgramLevel& level = model.levels[length - 1];
  std::vector<float> values;
  std::vector<WeightedValue> fit;
  for (std::size_t i = 0; i < level.size(); ++i) {
    values.push_back(logarithm(coded_backoff(model, length, i, probabilities[length - 1], probabilities[length])));
    if (is_context(level, i)) fit.push_back({values[i], weight_of(level, i)});
  }
  return code_with(Quantiser(std::move(fit), bits), values);
}

struct Block {
  std::string bytes;
  std::uint32_t low_width = 0;
};

Block offsets_block(const std::vector<std::uint64_t>& offsets) {
  BitWriter out;
  append_offsets(out, offsets);
  return {std::move(out).finish(), low_width_of(offsets)};
}

struct ContextBlocks {
  Block offsets, first_ngrams, continued, lists;
  std::uint32_t count = 0;
  bool fits = true;
};

class SectionWriter {
 public:
  SectionWriter(const NgramModel& model, const Vocabulary& vocabulary, const SectionOptions& options)
      : model_(model), vocabulary_(vocabulary), options_(options) {}

  Result<std::string> write() {
    code_all();
    words_ = words_block();
    unigrams_ = unigrams_block();
    for (std::uint32_t length = 1; length < model_.order(); ++length) {
      contexts_.push_back(context_blocks(length));
      if (!contexts_.back().fits)
        return Error{ErrorCode::invalid_argument, "The language model is too large to write."};
    }
    write_header();
    write_codebooks();
    out_ += words_.bytes;
    out_ += unigrams_.bytes;
    for (const ContextBlocks& blocks : contexts_) {
      out_ += blocks.offsets.bytes + blocks.first_ngrams.bytes + blocks.continued.bytes + blocks.lists.bytes;
    }
    return std::move(out_);
  }

 private:
  void code_all() {
    probabilities_.push_back(code_words(model_.levels[0], options_.probability_bits[0]));
    for (std::size_t i = 1; i < model_.levels.size(); ++i) {
      probabilities_.push_back(code_level(model_.levels[i], probabilities_.back(), options_.probability_bits[i]));
    }
    for (std::uint32_t length = 1; length < model_.order(); ++length) {
      backoffs_.push_back(code_backoffs(model_, length, probabilities_, options_.backoff_bits[length - 1]));
    }
  }

  [[nodiscard]] Block words_block() const {
    std::vector<ListItem> items;
    for (const std::uint64_t key : vocabulary_.keys) items.push_back({vocabulary_hash(key, vocabulary_.seed), 0});
    BitWriter out;
    append_sorted_list(out, items, std::uint64_t{1} << 32U, 0);
    return {std::move(out).finish(), 0};
  }

  [[nodiscard]] Block unigrams_block() const {
    BitWriter out;
    for (std::size_t id = 0; id < model_.levels[0].size(); ++id) {
      out.append(is_context(model_.levels[0], id) ? 1U : 0U, 1);
      out.append(probabilities_[0].codes[id], options_.probability_bits[0]);
    }
    return {std::move(out).finish(), 0};
  }

  // The bigram that ends like the n-gram `index` of this length.
  [[nodiscard]] std::uint32_t last_bigram(std::uint32_t length, std::uint32_t index) const {
    for (; length > 2; --length) index = model_.levels[length - 1].suffix[index];
    return index;
  }

  // The number that stands for the last word of an n-gram in its list.
  [[nodiscard]] std::uint64_t number_of(std::uint32_t length, std::uint32_t index) const {
    if (length == 2) return model_.levels[1].word[index];
    const std::uint32_t bigram = last_bigram(length, index);
    return bigram - model_.levels[0].first_child[model_.levels[1].prefix[bigram]];
  }

  [[nodiscard]] std::uint64_t universe_of(std::uint32_t length, std::size_t context) const {
    if (length == 1) return vocabulary_.size();
    const auto& first = model_.levels[0].first_child;
    const WordId word = model_.levels[length - 1].word[context];
    return first[word + 1] - first[word];
  }

  // The successor list of each context; a word without successors has an empty place, a longer one is no context.
  ContextBlocks context_blocks(std::uint32_t length) const {
    const NgramLevel& contexts = model_.levels[length - 1];
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint64_t> first_ngrams;
    BitWriter lists;
    std::vector<ListItem> items;
    for (std::size_t context = 0; context < contexts.size(); ++context) {
      const std::uint32_t first = contexts.first_child[context];
      const std::uint32_t last = contexts.first_child[context + 1];
      if (first == last && length > 1) continue;
      offsets.push_back(lists.position());
      first_ngrams.push_back(first);
      if (first == last) continue;
      items.clear();
      for (std::uint32_t i = first; i < last; ++i) {
        items.push_back({number_of(length + 1, i), probabilities_[length].codes[i]});
      }
      lists.append(backoffs_[length - 1].codes[context], options_.backoff_bits[length - 1]);
      append_sorted_list(lists, items, universe_of(length, context), options_.probability_bits[length]);
    }
    ContextBlocks blocks;
    blocks.count = static_cast<std::uint32_t>(offsets.size());
    blocks.fits = lists.position() < kMaxBlockBits;
    offsets.push_back(lists.position());
    first_ngrams.push_back(model_.levels[length].size());
    blocks.offsets = offsets_block(offsets);
    blocks.lists = {std::move(lists).finish(), 0};
    if (length + 1 < model_.order()) {
      blocks.first_ngrams = offsets_block(first_ngrams);
      blocks.continued = continued_block(model_.levels[length]);
    }
    return blocks;
  }

  static Block continued_block(const NgramLevel& level) {
    std::vector<bool> flags(level.size());
    for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = is_context(level, i);
    BitWriter out;
    append_flags(out, flags);
    return {std::move(out).finish(), 0};
  }

  void write_header() {
    append_le(out_, kSectionMagic);
    append_le(out_, kSectionVersion);
    append_le(out_, model_.order());
    append_le(out_, vocabulary_.size());
    append_le(out_, vocabulary_.seed);
    for (std::size_t i = 0; i < kMaxOrder; ++i) {
      append_le(out_, i < model_.levels.size() ? options_.probability_bits[i] : std::uint8_t{0});
    }
    for (std::size_t i = 0; i + 1 < kMaxOrder; ++i) {
      append_le(out_, i + 1 < model_.levels.size() ? options_.backoff_bits[i] : std::uint8_t{0});
    }
    append_le(out_, std::uint8_t{0});
    for (std::size_t i = 0; i < kMaxOrder; ++i) {
      append_le(out_, static_cast<std::uint32_t>(i < model_.levels.size() ? model_.levels[i].size() : 0));
    }
    contexts_.resize(kMaxOrder - 1);  // the missing ones have no bytes
    for (const ContextBlocks& blocks : contexts_) append_le(out_, blocks.count);
    write_entry(words_);
    write_entry(unigrams_);
    for (const ContextBlocks& blocks : contexts_) {
      write_entry(blocks.offsets);
      write_entry(blocks.first_ngrams);
      write_entry(blocks.continued);
      write_entry(blocks.lists);
    }
  }
  void write_entry(const Block& block) {
    append_le(out_, static_cast<std::uint32_t>(block.bytes.size()));
    append_le(out_, block.low_width);
  }

  void write_codebooks() {
    for (std::size_t i = 0; i < probabilities_.size(); ++i) {
      if (i > 0) append_codebook(backoffs_[i - 1]);
      append_codebook(probabilities_[i]);
    }
  }
  void append_codebook(const CodedLevel& coded) {
    for (const float value : coded.codebook) append_float(out_, value);
  }

  const NgramModel& model_;
  const Vocabulary& vocabulary_;
  const SectionOptions& options_;
  std::vector<CodedLevel> probabilities_;
  std::vector<CodedLevel> backoffs_;
  Block words_, unigrams_;
  std::vector<ContextBlocks> contexts_;
  std::string out_;
};

}  // namespace

Result<Vocabulary> make_vocabulary(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.empty()) return Error{ErrorCode::invalid_argument, "The vocabulary is empty; give more text."};
  std::vector<HashedKey> hashed;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    if (!hash_apart(keys, seed, hashed)) continue;
    Vocabulary vocabulary;
    vocabulary.seed = seed;
    for (const HashedKey& item : hashed) vocabulary.keys.push_back(item.key);
    return vocabulary;
  }
  return Error{ErrorCode::invalid_argument, "The vocabulary is too large for 32-bit hashes; raise the minimal count."};
}

Result<std::string> write_section(const NgramModel& model, const Vocabulary& vocabulary,
                                  const SectionOptions& options) {
  bool sound = model.order() >= kMinOrder && model.order() <= kMaxOrder;
  sound = sound && model.levels[0].size() == vocabulary.size() && vocabulary.size() < (1U << 28U);
  for (const std::uint8_t bits : options.probability_bits) sound = sound && bits <= kMaxCodeWidth;
  for (const std::uint8_t bits : options.backoff_bits) sound = sound && bits <= kMaxCodeWidth;
  if (!sound) return Error{ErrorCode::invalid_argument, "The order is not 2 to 4 or a code is wider than 16 bits."};
  return SectionWriter(model, vocabulary, options).write();
}

}  // namespace unspin::language_model
