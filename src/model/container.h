// The model file: named sections in one block of bytes, with magic, version, byte-order mark, bounds and checksum.
// docs/FORMAT.md specifies every byte. Reading is in place; nothing is copied.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace unspin::model {

inline constexpr std::uint32_t kFormatVersion = 1;

// A section to write: a tag of four ASCII letters and its content.
struct SectionSource {
  std::string tag;
  std::string content;
};

// The bytes of a model file holding the sections in the order given. The same input gives the same bytes.
[[nodiscard]] std::string write_container(std::span<const SectionSource> sections);

// A checked model file. Borrows the bytes. Thread-safe: const after construction.
class Container {
 public:
  // Errors: corrupt_data (not a model file, truncated, wrong checksum, sections out of bounds), unsupported (version).
  [[nodiscard]] static Result<Container> from_bytes(ByteSpan bytes);

  // The content of the section, or an error naming the missing tag.
  [[nodiscard]] Result<ByteSpan> section(std::string_view tag) const;

 private:
  struct Entry {
    std::string tag;
    ByteSpan content;
  };
  std::vector<Entry> entries_;
};

}  // namespace unspin::model
