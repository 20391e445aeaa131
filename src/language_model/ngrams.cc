#include "language_model/ngrams.h"

#include <array>
#include <cstddef>
#include <limits>
#include <utility>

namespace unspin::language_model {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct Occurrence {
  std::uint64_t key = 0;  // (prefix, word)
  std::uint32_t place = 0;
};

// Least significant digit first, so equal keys keep their order and the result does not depend on the platform.
void radix_sort(std::vector<Occurrence>& items, std::uint32_t key_bits) {
  constexpr std::uint32_t kDigit = 11;
  std::vector<Occurrence> sorted(items.size());
  for (std::uint32_t shift = 0; shift < key_bits; shift += kDigit) {
    std::array<std::size_t, (1U << kDigit) + 1> starts = {};
    for (const Occurrence& item : items) ++starts[((item.key >> shift) & low_mask(kDigit)) + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (const Occurrence& item : items) sorted[starts[(item.key >> shift) & low_mask(kDigit)]++] = item;
    items.swap(sorted);
  }
}

NgramLevel count_words(const IdStream& ids, std::uint32_t vocabulary_size) {
  NgramLevel level;
  level.prefix.assign(vocabulary_size, 0);
  level.suffix.assign(vocabulary_size, 0);
  level.count.assign(vocabulary_size, 0);
  level.word.resize(vocabulary_size);
  for (WordId id = 0; id < vocabulary_size; ++id) level.word[id] = id;
  for (const WordId id : ids) ++level.count[id];
  return level;
}

// `ending[i]` is the index of the n-gram of the level below that ends at place i, or kNone; it is moved up a level.
NgramLevel count_level(const IdStream& ids, std::uint32_t vocabulary_size, std::size_t prefixes,
                       std::vector<std::uint32_t>& ending) {
  const std::uint32_t word_bits = bits_for(vocabulary_size);
  std::vector<Occurrence> occurrences;
  occurrences.reserve(ids.size());
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (ids[i] == kSentenceStart || ending[i - 1] == kNone) continue;
    occurrences.push_back({(std::uint64_t{ending[i - 1]} << word_bits) | ids[i], static_cast<std::uint32_t>(i)});
  }
  radix_sort(occurrences, word_bits + bits_for(prefixes));

  NgramLevel level;
  std::vector<std::uint32_t> moved(ids.size(), kNone);
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    const Occurrence& here = occurrences[i];
    if (i == 0 || here.key != occurrences[i - 1].key) {
      level.prefix.push_back(static_cast<std::uint32_t>(here.key >> word_bits));
      level.word.push_back(static_cast<WordId>(here.key & low_mask(word_bits)));
      level.suffix.push_back(ending[here.place]);
      level.count.push_back(0);
    }
    ++level.count.back();
    moved[here.place] = static_cast<std::uint32_t>(level.size() - 1);
  }
  ending = std::move(moved);
  return level;
}

}  // namespace

NgramModel count_ngrams(const IdStream& ids, std::uint32_t vocabulary_size, std::uint32_t order) {
  NgramModel model;
  model.levels.push_back(count_words(ids, vocabulary_size));
  model.predicted_words = ids.size() - model.levels[0].count[kSentenceStart];
  std::vector<std::uint32_t> ending = ids;
  while (model.order() < order) {
    model.levels.push_back(count_level(ids, vocabulary_size, model.levels.back().size(), ending));
  }
  index_children(model);
  return model;
}

void index_children(NgramModel& model) {
  for (std::size_t i = 0; i + 1 < model.levels.size(); ++i) {
    auto& starts = model.levels[i].first_child;
    starts.assign(model.levels[i].size() + 1, 0);
    for (const std::uint32_t prefix : model.levels[i + 1].prefix) ++starts[prefix + 1];
    for (std::size_t j = 1; j < starts.size(); ++j) starts[j] += starts[j - 1];
  }
}

}  // namespace unspin::language_model
