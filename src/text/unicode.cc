#include "text/unicode.h"

namespace unspin::text {
namespace {

constexpr bool between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Latin Extended-A pairs upper and lower case letters next to each other, but which of the two is even changes.
constexpr bool upper_is_even(char32_t c) { return between(c, 0x100, 0x137) || between(c, 0x14A, 0x177); }
constexpr bool upper_is_odd(char32_t c) { return between(c, 0x139, 0x148) || between(c, 0x179, 0x17E); }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) return {lead, 1};
  std::uint32_t length = 0;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0FU;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
  } else {
    return {kReplacementCharacter, 1};
  }
  if (position + length > text.size()) return {kReplacementCharacter, 1};
  for (std::uint32_t i = 1; i < length; ++i) {
    const char byte = text[position + i];
    if (!is_continuation(byte)) return {kReplacementCharacter, 1};
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || between(value, 0xD800, 0xDFFF)) return {kReplacementCharacter, 1};
  return {value, length};
}

void append_utf8(std::string& out, char32_t value) {
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (value >> 6U)));
    out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
  } else if (value < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (value >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((value >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (value >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((value >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((value >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (value & 0x3FU)));
  }
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return between(c, U'A', U'Z') ? c + 32 : c;
  if (between(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (upper_is_even(c)) return c | 1U;
  if (upper_is_odd(c)) return (c & 1U) != 0 ? c + 1 : c;
  if (c == 0x178) return 0xFF;
  if (between(c, 0x391, 0x3A9) && c != 0x3A2) return c + 32;
  if (between(c, 0x410, 0x42F)) return c + 32;
  if (between(c, 0x400, 0x40F)) return c + 80;
  return c;
}

char32_t to_upper(char32_t c) {
  if (c < 0x80) return between(c, U'a', U'z') ? c - 32 : c;
  if (between(c, 0xE0, 0xFE) && c != 0xF7) return c - 32;
  if (c == 0xFF) return 0x178;
  if (c == 0x131 || c == 0x138) return c;
  if (upper_is_even(c)) return c & ~static_cast<char32_t>(1);
  if (upper_is_odd(c)) return (c & 1U) == 0 ? c - 1 : c;
  if (between(c, 0x3B1, 0x3C9) && c != 0x3C2) return c - 32;
  if (between(c, 0x430, 0x44F)) return c - 32;
  if (between(c, 0x450, 0x45F)) return c - 80;
  return c;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return between(c | 0x20U, U'a', U'z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c < 0x2000) return c != 0xD7 && c != 0xF7;
  return between(c, 0x2C00, 0x2DFF) || between(c, 0x3040, 0x9FFF) || between(c, 0xA000, 0xD7A3) ||
         between(c, 0xF900, 0xFDFF) || between(c, 0xFE70, 0xFEFC) || between(c, 0x20000, 0x3FFFF);
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == U' ' || between(c, 9, 13);
  return c == 0xA0 || c == 0x85 || between(c, 0x2000, 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    append_utf8(out, to_lower(c.value));
    i += c.length;
  }
  return out;
}

std::string upper_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    append_utf8(out, to_upper(c.value));
    i += c.length;
  }
  return out;
}

std::string capitalised(std::string_view text) {
  if (text.empty()) return {};
  const CodePoint first = decode_utf8(text, 0);
  std::string out;
  out.reserve(text.size());
  append_utf8(out, to_upper(first.value));
  out.append(text.substr(first.length));
  return out;
}

}  // namespace unspin::text
