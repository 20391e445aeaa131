#include "text/tokenizer.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "text/case_pattern.h"
#include "text/unicode.h"

namespace unspin::text {
namespace {

constexpr std::string_view kNumberClass = "<num>";
constexpr std::string_view kYearClass = "<year>";
constexpr std::string_view kDecadeClass = "<decade>";
constexpr std::string_view kOrdinalClass = "<ordinal>";
constexpr std::string_view kOpaqueClass = "<url>";
constexpr std::string_view kDash = "\u2013";
constexpr std::size_t kLongestPlaceholder = 100;

// Abbreviations that keep their full stop and do not end a sentence.
constexpr std::array<std::string_view, 46> kAbbreviations = {
    "adm",  "apr",  "assn", "aug", "ave", "bros", "capt", "cmdr", "co",  "col",   "corp", "dec",
    "dept", "dr",   "est",  "etc", "feb", "fig",  "gen",  "gov",  "hon", "inc",   "jan",  "jr",
    "ltd",  "lt",   "maj",  "mr",  "mrs", "ms",   "mt",   "nov",  "oct", "prof",  "rep",  "rev",
    "sen",  "sept", "sgt",  "sr",  "st",  "supt", "vs",   "vol",  "al",  "approx"};

constexpr std::array<std::string_view, 7> kClitics = {"s", "re", "ve", "ll", "d", "m", "S"};

constexpr bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07; }
constexpr bool is_joining_hyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011; }
constexpr bool is_long_dash(char32_t c) { return c >= 0x2012 && c <= 0x2015; }
constexpr bool is_combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }

constexpr bool is_quote_or_bracket(char32_t c) {
  switch (c) {
    case U'"':
    case U'\'':
    case U'`':
    case U'(':
    case U')':
    case U'[':
    case U']':
    case U'{':
    case U'}':
    case 0xAB:
    case 0xBB:
    case 0x2039:
    case 0x203A:
      return true;
    default:
      return c >= 0x2018 && c <= 0x201F;
  }
}

// Cuts a text into tokens, front to back.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view input) : input_(input) {
    document_.source = input;
    document_.tokens.reserve(input.size() / 5 + 8);
  }

  Document run() {
    while (position_ < input_.size()) step();
    close_sentence();
    return std::move(document_);
  }

 private:
  [[nodiscard]] CodePoint at(std::size_t position) const {
    return position < input_.size() ? decode_utf8(input_, position) : CodePoint{0, 0};
  }

  void step() {
    const CodePoint c = at(position_);
    if (is_space(c.value)) return read_space();
    if (position_ >= chunk_end_) enter_chunk();
    if (position_ == opaque_begin_ && opaque_end_ > position_) return push(opaque_end_, TokenKind::opaque);
    if (is_letter(c.value)) return read_word();
    if (is_digit(c.value)) return read_number();
    read_mark(c);
  }

  // White space ends a sentence where a line ends, unless the next line goes on in lower case: a hard-wrapped text.
  void read_space() {
    std::size_t newlines = 0;
    while (position_ < input_.size()) {
      const CodePoint c = at(position_);
      if (!is_space(c.value)) break;
      if (c.value == U'\n' || c.value == 0x2029 || (c.value == U'\r' && at(position_ + 1).value != U'\n')) ++newlines;
      position_ += c.length;
    }
    space_pending_ = true;
    if (newlines == 0) {
      if (sentence_may_end_ && next_starts_sentence()) close_sentence();
      return;
    }
    const bool wrapped = newlines == 1 && !sentence_may_end_ && is_lower(at(position_).value);
    if (wrapped) return;
    close_sentence();
    if (!document_.tokens.empty()) ++paragraph_;
  }

  // After a full stop and a space: does what follows look like a sentence's first word?
  [[nodiscard]] bool next_starts_sentence() const {
    if (is_list_number()) return false;
    std::size_t p = position_;
    while (p < input_.size() && is_quote_or_bracket(at(p).value)) p += at(p).length;
    return !is_lower(at(p).value);
  }

  // "1." at the start of a line numbers it.
  [[nodiscard]] bool is_list_number() const {
    const auto& tokens = document_.tokens;
    return tokens.size() == sentence_first_ + 2 && tokens[sentence_first_].kind == TokenKind::number;
  }

  // Looks at the next run without white space once, to find URLs, addresses and code in it.
  void enter_chunk() {
    chunk_end_ = position_;
    bool suspicious = false;
    while (chunk_end_ < input_.size()) {
      const CodePoint c = at(chunk_end_);
      if (is_space(c.value)) break;
      const std::size_t next = chunk_end_ + c.length;
      suspicious = suspicious || c.value == U'@' || c.value == U'/' || c.value == U'`' || c.value == U'_' ||
                   c.value == U'#' || c.value == U'\\' || c.value == U'=' ||
                   (c.value == U'.' && is_letter(at(next).value));
      chunk_end_ = next;
    }
    opaque_begin_ = opaque_end_ = 0;
    if (suspicious) find_opaque();
  }

  void find_opaque() {
    if (input_[position_] == '`') return find_code();
    std::size_t begin = position_;
    while (begin < chunk_end_ && is_quote_or_bracket(at(begin).value)) begin += at(begin).length;
    std::size_t end = chunk_end_;
    while (end > begin && is_trailing_mark(end)) {
      --end;
      while (end > begin && (static_cast<unsigned char>(input_[end]) & 0xC0U) == 0x80U) --end;  // a curly mark
    }
    const std::string_view chunk = input_.substr(begin, end - begin);
    if (!is_opaque(chunk)) return;
    opaque_begin_ = begin;
    opaque_end_ = end;
  }

  // `code in back quotes` may hold spaces, but stays on its line.
  void find_code() {
    const std::size_t close = input_.find('`', position_ + 1);
    const std::size_t line_end = std::min(input_.find('\n', position_), input_.size());
    if (close == std::string_view::npos || close > line_end) return;
    opaque_begin_ = position_;
    opaque_end_ = close + 1;
  }

  [[nodiscard]] bool is_trailing_mark(std::size_t end) const {
    static constexpr std::string_view kMarks = ".,;:!?)]}\"'>";
    if (kMarks.find(input_[end - 1]) != std::string_view::npos) return true;
    return end >= 3 && (input_.substr(end - 3, 3) == "\u201D" || input_.substr(end - 3, 3) == "\u2019");
  }

  [[nodiscard]] static bool is_opaque(std::string_view chunk) {
    if (chunk.find("://") != std::string_view::npos || chunk.starts_with("www.")) return true;
    if (chunk.size() > 1 && (chunk.front() == '@' || chunk.front() == '#' || chunk.front() == '\\')) return true;
    const std::size_t at_sign = chunk.find('@');
    if (at_sign != std::string_view::npos && at_sign > 0) return true;
    if (chunk.find('_') != std::string_view::npos || chunk.find('=') != std::string_view::npos) return true;
    return is_host_or_file_name(chunk);
  }

  // example.com, index.html, src/main.cc: a dot between a word of two letters or more and a lower-case ending.
  [[nodiscard]] static bool is_host_or_file_name(std::string_view chunk) {
    const std::size_t dot = chunk.find('.');
    if (dot == std::string_view::npos || dot < 2 || dot + 2 >= chunk.size()) return false;
    for (const char c : chunk) {
      const bool plain = is_letter(static_cast<unsigned char>(c)) || is_digit(static_cast<unsigned char>(c)) ||
                         std::string_view("./-~%?&:+").find(c) != std::string_view::npos;
      if (!plain) return false;
    }
    const char after = chunk[dot + 1];
    const bool lower_after = after >= 'a' && after <= 'z';
    return lower_after && chunk.find("..") == std::string_view::npos;
  }

  void read_word() {
    const std::size_t begin = position_;
    if (read_dotted_abbreviation(begin)) return;
    std::size_t end = begin;
    std::size_t clitic = 0;
    while (end < input_.size()) {
      const CodePoint c = at(end);
      if (is_letter(c.value) || is_combining(c.value) || is_digit(c.value)) {
        end += c.length;
      } else if (is_apostrophe(c.value) && is_letter(at(end + c.length).value)) {
        clitic = end;
        end += c.length;
      } else {
        break;
      }
    }
    if (clitic > begin && is_clitic(clitic, end)) {
      push(clitic, TokenKind::word);
      return push(end, TokenKind::word);
    }
    const bool abbreviation = end < input_.size() && input_[end] == '.' && is_abbreviation(begin, end);
    push(abbreviation ? end + 1 : end, TokenKind::word);
  }

  // U.S., a.m., e.g.: single letters each with its full stop, at least two of them.
  bool read_dotted_abbreviation(std::size_t begin) {
    std::size_t end = begin;
    std::size_t letters = 0;
    while (is_letter(at(end).value)) {
      const std::size_t dot = end + at(end).length;
      if (dot >= input_.size() || input_[dot] != '.') break;
      end = dot + 1;
      ++letters;
    }
    if (letters < 2) return false;
    push(end, TokenKind::word);
    sentence_may_end_ = false;
    return true;
  }

  [[nodiscard]] bool is_clitic(std::size_t apostrophe, std::size_t end) const {
    const std::size_t letters = apostrophe + at(apostrophe).length;
    const std::string lower = lower_case(input_.substr(letters, end - letters));
    return std::find(kClitics.begin(), kClitics.end(), lower) != kClitics.end();
  }

  [[nodiscard]] bool is_abbreviation(std::size_t begin, std::size_t end) const {
    if (end - begin > 6) return false;
    const std::string lower = lower_case(input_.substr(begin, end - begin));
    if (lower == "no") return is_space(at(end + 1).value) && is_digit(at(end + 2).value);
    return std::binary_search(sorted_abbreviations().begin(), sorted_abbreviations().end(), lower);
  }

  static const std::array<std::string_view, kAbbreviations.size()>& sorted_abbreviations() {
    static const auto sorted = [] {
      auto copy = kAbbreviations;
      std::sort(copy.begin(), copy.end());
      return copy;
    }();
    return sorted;
  }

  // Digits with separators between them (5,000  3.5  10:30) and letters that follow at once (1st, 1990s, 5m, 4G).
  void read_number() {
    std::size_t end = position_;
    while (end < input_.size()) {
      const CodePoint c = at(end);
      const bool separator = c.value == U',' || c.value == U'.' || c.value == U':';
      if (is_digit(c.value) || is_letter(c.value)) {
        end += c.length;
      } else if (separator && is_digit(at(end + 1).value)) {
        ++end;
      } else {
        break;
      }
    }
    push(end, TokenKind::number);
  }

  void read_mark(CodePoint c) {
    const std::size_t next = position_ + c.length;
    if (const std::size_t end = placeholder_end(); end > 0) return push(end, TokenKind::opaque);
    if (is_joining_hyphen(c.value)) return read_hyphen(next);
    if (is_long_dash(c.value)) return push(next, TokenKind::punctuation);
    if (c.value == U'.' || c.value == 0x2026) return read_full_stops(c);
    if (c.value == U',' || c.value == U';' || c.value == U':') return push(next, TokenKind::punctuation);
    if (c.value == U'!' || c.value == U'?') {
      push(next, TokenKind::punctuation);
      sentence_may_end_ = true;
      return;
    }
    if (is_quote_or_bracket(c.value)) return read_quote(next, c.value);
    push(next, TokenKind::symbol);
  }

  // ${name} and {{name}} of programs and templates, on one line: where the placeholder at position_ ends; 0 if there
  // is none.
  [[nodiscard]] std::size_t placeholder_end() const {
    const std::string_view rest = input_.substr(position_, kLongestPlaceholder);
    const bool doubled = rest.starts_with("{{");
    if (!doubled && !rest.starts_with("${")) return 0;
    const std::size_t close = rest.find_first_of("{}\n\r", 2);
    if (close == std::string_view::npos || !rest.substr(close).starts_with(doubled ? "}}" : "}")) return 0;
    return position_ + close + (doubled ? 2 : 1);
  }

  // A clitic cut off from its word is read after the word; here an apostrophe is only a quotation mark or the
  // possessive of a plural. Closing marks after a full stop still belong to the sentence.
  void read_quote(std::size_t next, char32_t c) {
    const bool ended = sentence_may_end_;
    if (is_apostrophe(c) && !space_pending_ && !document_.tokens.empty() && starts_clitic(next)) {
      return push(clitic_end(next), TokenKind::word);
    }
    push(next, TokenKind::quote);
    sentence_may_end_ = ended;
  }

  [[nodiscard]] std::size_t clitic_end(std::size_t letters) const {
    std::size_t end = letters;
    while (is_letter(at(end).value)) end += at(end).length;
    return end;
  }

  // The 's of U.S.'s or 1990's, where the word before was not read by read_word.
  [[nodiscard]] bool starts_clitic(std::size_t letters) const {
    const Token& before = document_.tokens.back();
    if (before.kind != TokenKind::word && before.kind != TokenKind::number) return false;
    const std::size_t end = clitic_end(letters);
    if (end == letters) return false;
    const std::string lower = lower_case(input_.substr(letters, end - letters));
    return std::find(kClitics.begin(), kClitics.end(), lower) != kClitics.end();
  }

  void read_hyphen(std::size_t next) {
    std::size_t end = next;
    while (is_joining_hyphen(at(end).value)) end += at(end).length;
    push(end, TokenKind::punctuation);
  }

  void read_full_stops(CodePoint c) {
    std::size_t end = position_ + c.length;
    while (end < input_.size() && (input_[end] == '.' || at(end).value == 0x2026)) end += at(end).length;
    const bool glued_to_word = end < input_.size() && is_letter(at(end).value) && is_upper(at(end).value);
    push(end, TokenKind::punctuation);
    sentence_may_end_ = true;
    if (glued_to_word) close_sentence();  // "the end.The start": a space is missing
  }

  void push(std::size_t end, TokenKind kind) {
    Token token;
    token.begin = static_cast<std::uint32_t>(position_);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.space_before = space_pending_ || position_ == 0;
    if (kind == TokenKind::word) token.casing = case_pattern_of(document_.text_of(token));
    position_ = end;
    token.key = token_key(normalised_form(document_, token));
    document_.tokens.push_back(token);
    space_pending_ = false;
    sentence_may_end_ = false;
  }

  void close_sentence() {
    const auto last = static_cast<std::uint32_t>(document_.tokens.size());
    if (last > sentence_first_) document_.sentences.push_back({sentence_first_, last, paragraph_});
    sentence_first_ = last;
    sentence_may_end_ = false;
  }

  std::string_view input_;
  Document document_;
  std::size_t position_ = 0;
  std::size_t chunk_end_ = 0;
  std::size_t opaque_begin_ = 0;
  std::size_t opaque_end_ = 0;
  std::uint32_t sentence_first_ = 0;
  std::uint32_t paragraph_ = 0;
  bool space_pending_ = false;
  bool sentence_may_end_ = false;
};

std::string normalised_word(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte < 0x80) {
      out.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++i;
      continue;
    }
    const CodePoint c = decode_utf8(word, i);
    i += c.length;
    if (is_apostrophe(c.value)) {
      out.push_back('\'');
    } else {
      append_utf8(out, to_lower(c.value));
    }
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// REQUIRES: all_digits(digits). Saturates, so any length is fine.
unsigned to_unsigned(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = std::min(value * 10 + static_cast<unsigned>(c - '0'), 1000000U);
  return value;
}

std::string normalised_number(std::string_view number) {
  std::string lower = lower_case(number);
  if (all_digits(lower)) {
    const unsigned value = to_unsigned(lower);
    if (value <= 12 && lower.size() <= 2) return lower;
    if (lower.size() == 4 && value >= 1900 && value <= 2099) return std::string(kYearClass);
    return std::string(kNumberClass);
  }
  const std::size_t digits = lower.find_first_not_of("0123456789");
  const std::string_view suffix = std::string_view(lower).substr(digits);
  const unsigned value = to_unsigned(std::string_view(lower).substr(0, digits));
  if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
    return value <= 12 ? lower : std::string(kOrdinalClass);
  }
  if (suffix == "s" && digits >= 2 && value % 10 == 0) return std::string(kDecadeClass);
  return std::string(kNumberClass);
}

std::string normalised_mark(std::string_view mark) {
  const CodePoint first = decode_utf8(mark, 0);
  if (is_long_dash(first.value)) return std::string(kDash);
  if (is_joining_hyphen(first.value)) return mark.size() == first.length ? "-" : std::string(kDash);
  if (first.value == 0x2026 || mark.size() > 1) return "...";
  return std::string(mark);
}

// A hyphen with white space on a side is a dash.
bool stands_free(const Document& document, const Token& token) {
  if (token.space_before) return true;
  if (token.end >= document.source.size()) return true;
  return is_space(decode_utf8(document.source, token.end).value);
}

}  // namespace

Document segment(std::string_view input) { return Tokenizer(input).run(); }

std::string normalised_form(const Document& document, const Token& token) {
  const std::string_view text = document.text_of(token);
  switch (token.kind) {
    case TokenKind::word:
      return normalised_word(text);
    case TokenKind::number:
      return normalised_number(text);
    case TokenKind::opaque:
      return std::string(kOpaqueClass);
    case TokenKind::punctuation: {
      std::string mark = normalised_mark(text);
      if (mark == "-" && stands_free(document, token)) return std::string(kDash);
      return mark;
    }
    case TokenKind::quote:
    case TokenKind::symbol:
      return std::string(text);
  }
  return std::string(text);
}

std::uint64_t token_key(std::string_view normalised) { return hash_bytes(normalised); }

std::uint64_t language_model_key(std::uint64_t key) {
  static const std::uint64_t a = token_key("a");
  static const std::uint64_t an = token_key("an");
  return key == an ? a : key;
}

std::uint64_t sentence_start_key() { return token_key("<s>"); }
std::uint64_t sentence_end_key() { return token_key("</s>"); }

std::vector<std::string> normalised_phrase(std::string_view phrase) {
  const Document document = segment(phrase);
  std::vector<std::string> forms;
  forms.reserve(document.tokens.size());
  for (const Token& token : document.tokens) forms.push_back(normalised_form(document, token));
  return forms;
}

}  // namespace unspin::text
