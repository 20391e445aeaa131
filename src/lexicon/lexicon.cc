#include "lexicon/lexicon.h"

#include <algorithm>

#include "text/tokenizer.h"

namespace unspin::lexicon {
namespace {

constexpr std::uint32_t kMaxCount = 1U << 28U;  // far above any real lexicon; keeps all products inside 64 bits

Error corrupt(std::string what) {
  return {ErrorCode::corrupt_data, "the lexicon is damaged: " + std::move(what) + "; load the model file again"};
}

std::string_view as_text(ByteSpan bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

bool plausible(Counts counts) {
  bool in_range = true;
  counts.for_each([&](std::uint32_t number) { in_range = in_range && number <= kMaxCount; });
  if (!in_range || counts.bucket_bits == 0 || counts.bucket_bits > 24 || counts.styles > kMaxStyles) return false;
  const std::array widths = {counts.word_length_width, counts.phrases_per_word_width, counts.phrase_length_width,
                             counts.candidates_per_phrase_width};
  return std::all_of(widths.begin(), widths.end(), [](std::uint32_t width) { return width >= 1 && width <= 32; });
}

}  // namespace

Result<Lexicon> Lexicon::from_bytes(ByteSpan bytes) {
  ByteReader reader(bytes);
  if (reader.read<std::uint32_t>() != kMagic) return corrupt("it does not begin with the mark of a lexicon");
  if (reader.read<std::uint32_t>() != kFormatVersion) {
    return Error{ErrorCode::unsupported, "the lexicon has another format version; use a model file of this release"};
  }
  Lexicon lexicon;
  lexicon.counts_.for_each([&](std::uint32_t& number) { number = reader.read<std::uint32_t>(); });
  lexicon.weight_step_ = reader.read_f32();
  if (!reader.ok() || !plausible(lexicon.counts_)) return corrupt("its header makes no sense");
  std::array<ByteSpan, kSectionCount> sections;
  for (std::uint32_t i = 0; i < kSectionCount; ++i) {
    const std::uint64_t size = size_of(static_cast<Section>(i), lexicon.counts_);
    if (size > reader.remaining()) return corrupt("it is cut short");
    sections[i] = reader.read_block(static_cast<std::size_t>(size));
  }
  if (reader.remaining() != 0) return corrupt("it is longer than its header says");
  if (!lexicon.read_style_names(sections[static_cast<std::size_t>(Section::style_names)])) {
    return corrupt("its style names are unreadable");
  }
  lexicon.attach(sections);
  return lexicon;
}

void Lexicon::attach(const std::array<ByteSpan, kSectionCount>& sections) {
  const auto bytes = [&](Section section) { return sections[static_cast<std::size_t>(section)]; };
  const auto packed = [&](Section section, std::uint32_t width) { return PackedArray(bytes(section), width); };
  const auto offsets = [&](Section sums, Section sizes, std::uint32_t width, std::uint32_t groups,
                           std::uint32_t total) {
    return PackedOffsets(packed(sums, bits_below(std::uint64_t{total} + 1)), packed(sizes, width), groups, total);
  };
  const Counts& c = counts_;
  style_sets_ = bytes(Section::style_sets);
  word_ranges_ = offsets(Section::word_length_sums, Section::word_lengths, c.word_length_width, c.words, c.word_bytes);
  word_text_ = bytes(Section::word_text);
  buckets_ = packed(Section::buckets, bits_below(std::uint64_t{c.words} + 1));
  word_starts_spun_ = packed(Section::word_starts_spun, 1);
  phrases_of_word_ =
      offsets(Section::phrase_count_sums, Section::phrase_counts, c.phrases_per_word_width, c.words, c.phrases);
  token_ranges_ =
      offsets(Section::phrase_length_sums, Section::phrase_lengths, c.phrase_length_width, c.phrases, c.phrase_tokens);
  phrase_tokens_ = packed(Section::phrase_tokens, c.token_width());
  phrase_flags_ = packed(Section::phrase_flags, kPhraseFlagsWidth);
  candidate_ranges_ = offsets(Section::candidate_count_sums, Section::candidate_counts, c.candidates_per_phrase_width,
                              c.phrases, c.candidates);
  candidates_ = BitView(bytes(Section::candidates));
  rules_ = BitView(bytes(Section::rules));
  word_displays_ = bytes(Section::word_displays);
  phrase_displays_ = bytes(Section::phrase_displays);
  display_text_ = bytes(Section::display_text);
}

// Each name is one byte of length and its characters.
bool Lexicon::read_style_names(ByteSpan names) {
  ByteReader reader(names);
  for (std::uint32_t i = 0; i < counts_.styles; ++i) {
    const auto length = reader.read<std::uint8_t>();
    styles_.push_back(as_text(reader.read_block(length)));
  }
  return reader.ok();
}

std::uint32_t Lexicon::word_of_key(std::uint64_t key) const {
  const std::uint64_t bucket = key >> (64U - counts_.bucket_bits);
  const std::uint32_t last = std::min(buckets_[bucket + 1], counts_.words);
  for (std::uint32_t word = buckets_[bucket]; word < last; ++word) {
    if (word_key(word) == key) return word;
  }
  return kNoWord;
}

std::uint64_t Lexicon::word_key(std::uint32_t word) const { return text::token_key(word_text(word)); }

std::string_view Lexicon::word_text(std::uint32_t word) const {
  const PackedOffsets::Range range = word_ranges_[word];
  return as_text(word_text_.subspan(range.begin, range.end - range.begin));
}

std::string_view Lexicon::word_display(std::uint32_t word) const {
  const std::string_view display = find_display(word_displays_, word);
  return display.empty() ? word_text(word) : display;
}

std::uint32_t Lexicon::phrase_length(std::uint32_t phrase) const {
  const PackedOffsets::Range range = token_ranges_[phrase];
  return range.end - range.begin;
}

PhraseToken Lexicon::phrase_token(std::uint32_t phrase, std::uint32_t token) const {
  const PackedOffsets::Range range = token_ranges_[phrase];
  if (token >= range.end - range.begin) return {};
  const std::uint32_t packed = phrase_tokens_[range.begin + token];
  const std::uint32_t word = packed >> 1U;
  return {word < counts_.words ? word : kNoWord, (packed & 1U) != 0};
}

std::string Lexicon::phrase_text(std::uint32_t phrase) const {
  if (const std::string_view display = find_display(phrase_displays_, phrase); !display.empty()) {
    return std::string(display);
  }
  std::string out;
  const std::uint32_t length = phrase_length(phrase);
  for (std::uint32_t i = 0; i < length; ++i) {
    const PhraseToken token = phrase_token(phrase, i);
    if (i > 0 && token.space_before) out.push_back(' ');
    out += word_display(token.word);
  }
  return out;
}

bool Lexicon::is_replaceable(std::uint64_t key) const {
  bool found = false;
  for_each_original(std::span(&key, 1), [&](const Match&) { found = true; });
  return found;
}

Candidate Lexicon::candidate(std::uint32_t index) const {
  if (index >= counts_.candidates) return {};
  std::uint64_t position = std::uint64_t{index} * counts_.candidate_row_width();
  const auto next = [&](std::uint32_t width) {
    const std::uint64_t value = candidates_.read(position, width);
    position += width;
    return static_cast<std::uint32_t>(value);
  };
  Candidate out;
  out.original = next(counts_.phrase_width());
  out.log_weight = -weight_step_ * static_cast<float>(next(kWeightWidth));
  const std::uint32_t style_set = next(counts_.style_set_width());
  if (style_set < counts_.style_sets)
    out.styles = read_le<std::uint32_t>(style_sets_.data() + std::size_t{4} * style_set);
  out.rule = next(counts_.rule_width());
  const std::uint32_t form = next(kFormWidth);
  out.form = form < kFormCount ? static_cast<Form>(form) : Form::base;
  return out;
}

Rule Lexicon::rule(std::uint32_t index) const {
  if (index >= counts_.rules) return {};
  const std::uint64_t position = std::uint64_t{index} * counts_.rule_row_width();
  const std::uint32_t width = counts_.phrase_width();
  Rule out;
  out.original = static_cast<std::uint32_t>(rules_.read(position, width));
  out.spun = static_cast<std::uint32_t>(rules_.read(position + width, width));
  const auto pos = static_cast<std::uint32_t>(rules_.read(position + std::uint64_t{2} * width, kPartOfSpeechWidth));
  out.pos = pos < kPartOfSpeechCount ? static_cast<PartOfSpeech>(pos) : PartOfSpeech::fixed;
  return out;
}

std::string_view Lexicon::style_name(std::uint32_t style) const {
  return style < styles_.size() ? styles_[style] : std::string_view();
}

std::uint32_t Lexicon::phrase_word(std::uint32_t phrase, std::uint32_t token) const {
  return phrase_token(phrase, token).word;
}

PackedOffsets::Range Lexicon::narrow(PackedOffsets::Range range, std::uint32_t depth, std::uint32_t word) const {
  const auto first_not_below = [&](std::uint32_t begin, std::uint32_t bound) {
    std::uint32_t end = range.end;
    while (begin < end) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      if (phrase_word(middle, depth) < bound) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  };
  const std::uint32_t begin = first_not_below(range.begin, word);
  return {begin, first_not_below(begin, word + 1)};
}

// Rows of id and offset in ascending order of id; the text at the offset is one byte of length and its characters.
std::string_view Lexicon::find_display(ByteSpan rows, std::uint32_t id) const {
  std::size_t begin = 0;
  std::size_t end = rows.size() / kDisplayRowBytes;
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (read_le<std::uint32_t>(rows.data() + middle * kDisplayRowBytes) < id) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  if (begin >= rows.size() / kDisplayRowBytes) return {};
  const std::uint8_t* row = rows.data() + begin * kDisplayRowBytes;
  if (read_le<std::uint32_t>(row) != id) return {};
  const std::size_t offset = read_le<std::uint32_t>(row + 4);
  if (offset >= display_text_.size()) return {};
  const std::size_t length = display_text_[offset];
  if (length > display_text_.size() - offset - 1) return {};
  return as_text(display_text_.subspan(offset + 1, length));
}

}  // namespace unspin::lexicon
