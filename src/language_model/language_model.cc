#include "language_model/language_model.h"

#include <cstddef>

#include "language_model/section.h"

namespace unspin::language_model {
namespace {

float load_float(const std::uint8_t* at) {
  if constexpr (std::endian::native == std::endian::little) {
    float value = 0;
    std::memcpy(&value, at, sizeof(value));
    return value;
  } else {
    return read_float(at);
  }
}

}  // namespace

// Parses a section. Sizes are taken from the header and every block is cut from the bytes with a check; what the blocks
// hold needs none, for BitView bounds each read.
class SectionReader {
 public:
  explicit SectionReader(ByteSpan bytes) : reader_(bytes) {}

  Result<LanguageModel> read() {
    if (reader_.read<std::uint32_t>() != kSectionMagic) {
      return error(ErrorCode::corrupt_data, "The language model does not begin with its mark; the file is damaged.");
    }
    if (reader_.read<std::uint32_t>() != kSectionVersion && reader_.ok()) {
      return error(ErrorCode::unsupported, "The language model is of another version; use the matching program.");
    }
    read_header();
    if (!reader_.ok() || !header_sound()) {
      return error(ErrorCode::corrupt_data, "The header of the language model is damaged; fetch the file again.");
    }
    read_codebooks();
    read_blocks();
    if (!reader_.ok() || !codebooks_sound_ || reader_.remaining() != 0) {
      return error(ErrorCode::corrupt_data, "The language model is damaged or cut short; fetch the file again.");
    }
    return model_;
  }

 private:
  using Codebook = LanguageModel::Codebook;

  struct Block {
    std::uint32_t size = 0;
    std::uint32_t low_width = 0;
  };
  struct ContextBlocks {
    Block offsets, first_ngrams, continued, lists;
  };

  static Error error(ErrorCode code, const char* message) { return {code, message}; }

  void read_header() {
    model_.order_ = reader_.read<std::uint32_t>();
    model_.vocabulary_size_ = reader_.read<std::uint32_t>();
    model_.hash_seed_ = reader_.read<std::uint64_t>();
    for (auto& width : probability_widths_) width = reader_.read<std::uint8_t>();
    for (auto& width : backoff_widths_) width = reader_.read<std::uint8_t>();
    flags_ = reader_.read<std::uint8_t>();
    for (auto& count : model_.ngram_counts_) count = reader_.read<std::uint32_t>();
    for (auto& count : context_counts_) count = reader_.read<std::uint32_t>();
    read(vocabulary_);
    read(unigrams_);
    for (auto& blocks : context_blocks_) {
      read(blocks.offsets);
      read(blocks.first_ngrams);
      read(blocks.continued);
      read(blocks.lists);
    }
  }
  void read(Block& block) {
    block.size = reader_.read<std::uint32_t>();
    block.low_width = reader_.read<std::uint32_t>();
  }

  [[nodiscard]] bool header_sound() const {
    bool sound = model_.order_ >= kMinOrder && model_.order_ <= kMaxOrder && flags_ == 0;
    sound = sound && model_.vocabulary_size_ > kFirstWord && model_.vocabulary_size_ < (1U << 28U);
    sound = sound && context_counts_[0] == model_.vocabulary_size_;
    for (const auto width : probability_widths_) sound = sound && width <= kMaxCodeWidth;
    for (const auto width : backoff_widths_) sound = sound && width <= kMaxCodeWidth;
    for (const auto& blocks : context_blocks_) {
      sound = sound && blocks.offsets.low_width <= 32 && blocks.first_ngrams.low_width <= 32;
    }
    return sound;
  }

  void read_codebooks() {
    model_.unigram_probabilities_ = read_codebook(probability_widths_[0]);
    for (std::uint32_t length = 1; length < model_.order_; ++length) {
      auto& contexts = model_.contexts_[length - 1];
      contexts.backoffs = read_codebook(backoff_widths_[length - 1]);
      contexts.differences = read_codebook(probability_widths_[length]);
    }
  }
  Codebook read_codebook(std::uint32_t width) {
    const ByteSpan bytes = reader_.read_block(std::size_t{4} << width);
    for (std::size_t at = 0; at < bytes.size(); at += 4) {
      const float value = read_float(bytes.data() + at);
      codebooks_sound_ = codebooks_sound_ && value > -1000 && value < 1000;  // false for NaN too
    }
    return {bytes, width};
  }

  void read_blocks() {
    model_.vocabulary_ = SortedList(bits(vocabulary_), 0, std::uint64_t{1} << 32U, 0);
    model_.unigrams_ = bits(unigrams_);
    for (std::uint32_t length = 1; length < model_.order_; ++length) {
      auto& contexts = model_.contexts_[length - 1];
      const ContextBlocks& blocks = context_blocks_[length - 1];
      // One entry more than contexts: where the last one ends.
      const std::uint64_t entries = std::uint64_t{context_counts_[length - 1]} + 1;
      contexts.offsets = Offsets(bits(blocks.offsets), entries, blocks.offsets.low_width);
      contexts.first_ngrams = Offsets(bits(blocks.first_ngrams), entries, blocks.first_ngrams.low_width);
      contexts.continued = Flags(bits(blocks.continued));
      contexts.lists = bits(blocks.lists);
    }
  }
  BitView bits(const Block& block) { return BitView(reader_.read_block(block.size)); }

  ByteReader reader_;
  LanguageModel model_;
  std::array<std::uint8_t, kMaxOrder> probability_widths_ = {};
  std::array<std::uint8_t, kMaxOrder - 1> backoff_widths_ = {};
  std::uint8_t flags_ = 0;
  std::array<std::uint32_t, kMaxOrder - 1> context_counts_ = {};
  Block vocabulary_, unigrams_;
  std::array<ContextBlocks, kMaxOrder - 1> context_blocks_;
  bool codebooks_sound_ = true;
};

Result<LanguageModel> LanguageModel::from_bytes(ByteSpan bytes) { return SectionReader(bytes).read(); }

float LanguageModel::Codebook::operator[](std::uint64_t code) const { return load_float(data_ + 4 * code); }

WordId LanguageModel::word_of_key(std::uint64_t key) const {
  const SortedList::Found found = vocabulary_.find(vocabulary_hash(key, hash_seed_));
  if (!found.found || found.rank >= vocabulary_size_ - kFirstWord) return kUnknownWord;
  return kFirstWord + found.rank;
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): which state it is, is the model's affair
State LanguageModel::start_state() const {
  State state;
  state.word = kSentenceStart;
  return state;
}

std::uint32_t LanguageModel::ngram_count(std::uint32_t length) const {
  return length >= 1 && length <= kMaxOrder ? ngram_counts_[length - 1] : 0;
}

float LanguageModel::unigram(WordId word) const {
  const std::uint32_t width = unigram_probabilities_.width();
  const std::uint64_t id = word < vocabulary_size_ ? word : kUnknownWord;
  return unigram_probabilities_[unigrams_.read(id * (width + 1) + 1, width)];
}

Successors LanguageModel::successors(WordId last_word) const {
  Successors result = open_successors(last_word);
  if (result.any && order_ > 2) result.first_bigram = contexts_[0].first_ngrams[last_word];
  return result;
}

Successors LanguageModel::open_successors(WordId last_word) const {
  if (last_word >= vocabulary_size_) return {};
  if (unigrams_.read(std::uint64_t{last_word} * (unigram_probabilities_.width() + 1), 1) == 0) return {};
  const Contexts& contexts = contexts_[0];
  const std::uint64_t place = contexts.offsets[last_word];
  const std::uint32_t width = contexts.backoffs.width();
  return {SortedList(contexts.lists, place + width, vocabulary_size_, contexts.differences.width()), 0,
          contexts.backoffs[contexts.lists.read(place, width)], true};
}

Match LanguageModel::match(const Successors& last, WordId word) const {
  Match match = find_match(last, word);
  if (match.found && order_ > 2) match.context = context_after(last.first_bigram + match.rank);
  return match;
}

Match LanguageModel::find_match(const Successors& last, WordId word) const {
  if (word >= vocabulary_size_) word = kUnknownWord;
  const std::uint32_t width = unigram_probabilities_.width();
  const std::uint64_t unigram_bits = unigrams_.read(std::uint64_t{word} * (width + 1), width + 1);
  Match match;
  match.log_probability = unigram_probabilities_[unigram_bits >> 1U];
  match.next_word = (unigram_bits & 1U) != 0 ? word : kNoWord;
  if (!last.any) return match;
  const SortedList::Found found = last.list.find(word);
  if (!found.found) {
    match.log_probability += last.backoff;
    return match;
  }
  match.found = true;
  match.rank = found.rank;
  match.log_probability += contexts_[0].differences[found.code];
  return match;
}

History LanguageModel::history(const State& state, const Successors& last) const {
  History result;
  for (std::uint32_t length = 2; length < order_ && state.contexts[length - 2] != 0; ++length) {
    const Contexts& contexts = contexts_[length - 1];
    History::Context& context = result.contexts[result.count++];
    const std::uint64_t number = state.contexts[length - 2] - 1;
    const std::uint64_t place = contexts.offsets[number];
    const std::uint32_t width = contexts.backoffs.width();
    context.backoff = contexts.backoffs[contexts.lists.read(place, width)];
    context.list = SortedList(contexts.lists, place + width, last.list.size(), contexts.differences.width());
    if (length + 1 < order_) context.first_ngram = contexts.first_ngrams[number];
  }
  return result;
}

float LanguageModel::score(const History& history, const Match& match, State& next) const {
  float log_probability = match.log_probability;
  next.contexts = {match.context};
  next.word = match.next_word;
  bool found = match.found;
  for (std::uint32_t i = 0; i < history.count; ++i) {
    const History::Context& context = history.contexts[i];
    const SortedList::Found hit = found ? context.list.find(match.rank) : SortedList::Found{};
    found = hit.found;
    if (!found) {
      log_probability += context.backoff;
      continue;
    }
    const Contexts& contexts = contexts_[i + 1];
    log_probability += contexts.differences[hit.code];
    if (i + 3 < order_) next.contexts[i + 1] = contexts.continued.number_of(context.first_ngram + hit.rank);
  }
  return log_probability;
}

float LanguageModel::score(const State& state, WordId word, State& next) const {
  const Successors last = open_successors(state.word);
  Match found = find_match(last, word);
  if (found.found) {
    if (order_ > 2) found.context = context_after(contexts_[0].first_ngrams[state.word] + found.rank);
    return score(history(state, last), found, next);
  }
  // Most words a decoder tries: a sum of back-offs, without a look at the lists.
  float log_probability = found.log_probability;
  for (std::uint32_t length = 2; length < order_ && state.contexts[length - 2] != 0; ++length) {
    const Contexts& contexts = contexts_[length - 1];
    const std::uint64_t place = contexts.offsets[state.contexts[length - 2] - 1];
    log_probability += contexts.backoffs[contexts.lists.read(place, contexts.backoffs.width())];
  }
  next = {};
  next.word = found.next_word;
  return log_probability;
}

}  // namespace unspin::language_model
