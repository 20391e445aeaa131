#include "lexicon/lexicon_writer.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

#include "lexicon/layout.h"
#include "lexicon/packed.h"
#include "text/tokenizer.h"

namespace unspin::lexicon {
namespace {

using Numbers = std::vector<std::uint32_t>;
using Sections = std::array<std::string, kSectionCount>;

constexpr std::size_t kMaxDisplayBytes = 255;

// new_place[old index] = place in sorted order, where order[place] = old index.
Numbers invert(const Numbers& order) {
  Numbers places(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  return places;
}

Numbers counting(std::size_t count) {
  Numbers numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

std::uint32_t width_of(const Numbers& values) {
  const std::uint32_t largest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  return bits_below(std::uint64_t{largest} + 1);
}

std::uint32_t sum(const Numbers& values) { return std::accumulate(values.begin(), values.end(), 0U); }

// The sums before every 16th group.
std::string pack_sums(const Numbers& sizes) {
  Numbers sums;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i <= sizes.size(); ++i) {
    if (i % PackedOffsets::kBlock == 0) sums.push_back(before);
    if (i < sizes.size()) before += sizes[i];
  }
  return pack(sums, bits_below(std::uint64_t{before} + 1));
}

class Writer {
 public:
  explicit Writer(const LexiconTables& tables) : tables_(tables) {}

  Result<std::string> write() {
    if (auto error = check_limits()) return *std::move(error);
    if (auto error = sort_words()) return *std::move(error);
    sort_phrases();
    sort_candidates();
    write_styles();
    write_words();
    write_phrases();
    write_candidates();
    write_rules();
    return assemble();
  }

 private:
  std::string& section(Section which) { return sections_[static_cast<std::size_t>(which)]; }

  [[nodiscard]] std::optional<Error> check_limits() const {
    const auto too_large = [](const char* what) {
      return Error{ErrorCode::invalid_argument, std::string("the lexicon has too many ") + what};
    };
    if (tables_.styles.size() > kMaxStyles) return too_large("styles");
    if (tables_.phrases.size() >= (1U << 26U)) return too_large("phrases");
    for (const LexiconTables::Phrase& phrase : tables_.phrases) {
      if (phrase.tokens.empty() || phrase.tokens.size() > kMaxPhraseTokens) return too_large("tokens in one phrase");
      if (phrase.display.size() > kMaxDisplayBytes) return too_large("letters in one phrase");
    }
    return std::nullopt;
  }

  std::optional<Error> sort_words() {
    std::vector<std::uint64_t> keys;
    for (const LexiconTables::Word& word : tables_.words) keys.push_back(text::token_key(word.text));
    word_order_ = counting(keys.size());
    std::sort(word_order_.begin(), word_order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    for (std::size_t i = 1; i < word_order_.size(); ++i) {
      if (keys[word_order_[i - 1]] != keys[word_order_[i]]) continue;
      return Error{ErrorCode::invalid_argument,
                   "two words of the lexicon have the same key: " + tables_.words[word_order_[i]].text + ", " +
                       tables_.words[word_order_[i - 1]].text};
    }
    word_place_ = invert(word_order_);
    for (const std::uint32_t word : word_order_) sorted_keys_.push_back(keys[word]);
    return std::nullopt;
  }

  // Lexicographic by words, a prefix before its continuations; white space and wording decide between equals.
  void sort_phrases() {
    std::vector<std::tuple<Numbers, std::vector<bool>, std::string_view>> sort_keys;
    for (const LexiconTables::Phrase& phrase : tables_.phrases) {
      auto& [words, spaces, display] = sort_keys.emplace_back();
      display = phrase.display;
      for (const LexiconTables::Token& token : phrase.tokens) {
        words.push_back(word_place_[token.word]);
        spaces.push_back(token.space_before);
      }
    }
    phrase_order_ = counting(sort_keys.size());
    std::sort(phrase_order_.begin(), phrase_order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return sort_keys[a] < sort_keys[b]; });
    phrase_place_ = invert(phrase_order_);
  }

  // By spun phrase, then heaviest first.
  void sort_candidates() {
    const auto key = [&](std::uint32_t index) {
      const LexiconTables::Candidate& c = tables_.candidates[index];
      return std::make_tuple(phrase_place_[c.spun], c.weight, phrase_place_[c.original]);
    };
    candidate_order_ = counting(tables_.candidates.size());
    std::sort(candidate_order_.begin(), candidate_order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  }

  void write_styles() {
    std::string& names = section(Section::style_names);
    for (const std::string& style : tables_.styles) {
      names.push_back(static_cast<char>(style.size()));
      names += style;
    }
    counts_.styles = static_cast<std::uint32_t>(tables_.styles.size());
    counts_.style_bytes = static_cast<std::uint32_t>(names.size());
    for (const LexiconTables::Candidate& candidate : tables_.candidates) style_sets_.emplace(candidate.styles, 0);
    for (auto& [mask, index] : style_sets_) {
      index = counts_.style_sets++;
      append_le(section(Section::style_sets), mask);
    }
  }

  void write_words() {
    Numbers lengths;
    for (std::uint32_t place = 0; place < word_order_.size(); ++place) {
      const LexiconTables::Word& word = tables_.words[word_order_[place]];
      lengths.push_back(static_cast<std::uint32_t>(word.text.size()));
      section(Section::word_text) += word.text;
      if (word.display.empty()) continue;
      append_display(section(Section::word_displays), place, word.display);
      ++counts_.word_displays;
    }
    counts_.words = static_cast<std::uint32_t>(word_order_.size());
    counts_.word_bytes = sum(lengths);
    counts_.word_length_width = width_of(lengths);
    section(Section::word_length_sums) = pack_sums(lengths);
    section(Section::word_lengths) = pack(lengths, counts_.word_length_width);
    write_buckets();
  }

  // One to two words to a bucket.
  void write_buckets() {
    counts_.bucket_bits = std::clamp(bits_below(counts_.words), 2U, 20U) - 1;
    Numbers firsts;
    std::uint32_t word = 0;
    for (std::uint64_t bucket = 0; bucket < (std::uint64_t{1} << counts_.bucket_bits); ++bucket) {
      while (word < counts_.words && sorted_keys_[word] >> (64U - counts_.bucket_bits) < bucket) ++word;
      firsts.push_back(word);
    }
    firsts.push_back(counts_.words);
    section(Section::buckets) = pack(firsts, bits_below(std::uint64_t{counts_.words} + 1));
  }

  void write_phrases() {
    Numbers lengths;
    Numbers tokens;
    Numbers flags;
    Numbers per_word(counts_.words);
    for (std::uint32_t place = 0; place < phrase_order_.size(); ++place) {
      const LexiconTables::Phrase& phrase = tables_.phrases[phrase_order_[place]];
      lengths.push_back(static_cast<std::uint32_t>(phrase.tokens.size()));
      flags.push_back((phrase.original ? kOriginalFlag : 0U) | (phrase.literal ? kLiteralFlag : 0U));
      ++per_word[word_place_[phrase.tokens.front().word]];
      for (const LexiconTables::Token& token : phrase.tokens) {
        tokens.push_back(word_place_[token.word] * 2 + (token.space_before ? 1 : 0));
      }
      if (phrase.display.empty()) continue;
      append_display(section(Section::phrase_displays), place, phrase.display);
      ++counts_.phrase_displays;
    }
    counts_.phrases = static_cast<std::uint32_t>(phrase_order_.size());
    counts_.phrase_tokens = static_cast<std::uint32_t>(tokens.size());
    counts_.phrases_per_word_width = width_of(per_word);
    counts_.phrase_length_width = width_of(lengths);
    section(Section::phrase_count_sums) = pack_sums(per_word);
    section(Section::phrase_counts) = pack(per_word, counts_.phrases_per_word_width);
    section(Section::phrase_length_sums) = pack_sums(lengths);
    section(Section::phrase_lengths) = pack(lengths, counts_.phrase_length_width);
    section(Section::phrase_tokens) = pack(tokens, counts_.token_width());
    section(Section::phrase_flags) = pack(flags, kPhraseFlagsWidth);
  }

  void write_candidates() {
    Numbers per_phrase(counts_.phrases);
    Numbers starts_spun(counts_.words);
    counts_.candidates = static_cast<std::uint32_t>(candidate_order_.size());
    counts_.rules = static_cast<std::uint32_t>(tables_.rules.size());
    BitWriter rows;
    for (const std::uint32_t index : candidate_order_) {
      const LexiconTables::Candidate& candidate = tables_.candidates[index];
      ++per_phrase[phrase_place_[candidate.spun]];
      starts_spun[word_place_[tables_.phrases[candidate.spun].tokens.front().word]] = 1;
      rows.append(phrase_place_[candidate.original], counts_.phrase_width());
      rows.append(candidate.weight, kWeightWidth);
      rows.append(style_sets_[candidate.styles], counts_.style_set_width());
      rows.append(candidate.rule, counts_.rule_width());
      rows.append(static_cast<std::uint32_t>(candidate.form), kFormWidth);
    }
    counts_.candidates_per_phrase_width = width_of(per_phrase);
    section(Section::candidates) = std::move(rows).finish();
    section(Section::candidate_count_sums) = pack_sums(per_phrase);
    section(Section::candidate_counts) = pack(per_phrase, counts_.candidates_per_phrase_width);
    section(Section::word_starts_spun) = pack(starts_spun, 1);
  }

  void write_rules() {
    BitWriter rows;
    for (const LexiconTables::Rule& rule : tables_.rules) {
      rows.append(phrase_place_[rule.original], counts_.phrase_width());
      rows.append(phrase_place_[rule.spun], counts_.phrase_width());
      rows.append(static_cast<std::uint32_t>(rule.pos), kPartOfSpeechWidth);
    }
    section(Section::rules) = std::move(rows).finish();
  }

  void append_display(std::string& rows, std::uint32_t id, const std::string& display) {
    std::string& texts = section(Section::display_text);
    append_le(rows, id);
    append_le(rows, static_cast<std::uint32_t>(texts.size()));
    texts.push_back(static_cast<char>(std::min(display.size(), kMaxDisplayBytes)));
    texts += display.substr(0, kMaxDisplayBytes);
  }

  std::string assemble() {
    counts_.display_bytes = static_cast<std::uint32_t>(section(Section::display_text).size());
    std::string out;
    append_le(out, kMagic);
    append_le(out, kFormatVersion);
    counts_.for_each([&](std::uint32_t number) { append_le(out, number); });
    append_float(out, tables_.weight_step);
    for (const std::string& bytes : sections_) out += bytes;
    return out;
  }

  const LexiconTables& tables_;
  Counts counts_;
  Sections sections_;
  Numbers word_order_;
  Numbers word_place_;
  Numbers phrase_order_;
  Numbers phrase_place_;
  Numbers candidate_order_;
  std::vector<std::uint64_t> sorted_keys_;
  std::map<std::uint32_t, std::uint32_t> style_sets_;
};

}  // namespace

Result<std::string> write_lexicon(const LexiconTables& tables) { return Writer(tables).write(); }

}  // namespace unspin::lexicon
