#include "report/utf16.h"

#include "text/unicode.h"

namespace unspin::report {

std::string to_utf8(std::u16string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      text::append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (text[i + 1] - 0xDC00U));
      ++i;
    } else {
      text::append_utf8(out, high || low ? text::kReplacementCharacter : unit);
    }
  }
  return out;
}

std::string well_formed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint c = text::decode_utf8(text, i);
    text::append_utf8(out, c.value);
    i += c.length;
  }
  return out;
}

std::size_t Utf16Offsets::at(std::size_t byte) {
  while (byte_ < byte && byte_ < text_.size()) {
    const text::CodePoint c = text::decode_utf8(text_, byte_);
    byte_ += c.length;
    unit_ += c.value > 0xFFFF ? 2 : 1;
  }
  return unit_;
}

}  // namespace unspin::report
