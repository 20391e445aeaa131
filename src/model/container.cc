#include "model/container.h"

#include "base/crc32.h"

namespace unspin::model {
namespace {

constexpr std::string_view kMagic = "UNSPINMF";
constexpr std::uint32_t kByteOrderMark = 0x01020304;
constexpr std::size_t kHeaderSize = 32;
constexpr std::size_t kEntrySize = 12;
constexpr std::size_t kAlignment = 8;
constexpr std::uint32_t kMaximumSections = 64;

std::size_t aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

Error corrupt(std::string reason) {
  return {ErrorCode::corrupt_data, "The model file is damaged: " + std::move(reason) + ". Download or build it again."};
}

std::string_view as_text(ByteSpan bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace

std::string write_container(std::span<const SectionSource> sections) {
  std::string body;
  std::size_t offset = aligned(kHeaderSize + sections.size() * kEntrySize);
  for (const SectionSource& section : sections) {
    body += section.tag.substr(0, 4);
    append_le(body, static_cast<std::uint32_t>(offset));
    append_le(body, static_cast<std::uint32_t>(section.content.size()));
    offset = aligned(offset + section.content.size());
  }
  for (const SectionSource& section : sections) {
    body.resize(aligned(kHeaderSize + body.size()) - kHeaderSize, '\0');
    body += section.content;
  }
  std::string file(kMagic);
  append_le(file, kFormatVersion);
  append_le(file, kByteOrderMark);
  append_le(file, static_cast<std::uint32_t>(kHeaderSize + body.size()));
  append_le(file, crc32(as_bytes(body)));
  append_le(file, static_cast<std::uint32_t>(sections.size()));
  append_le(file, std::uint32_t{0});
  return file + body;
}

Result<Container> Container::from_bytes(ByteSpan bytes) {
  ByteReader reader(bytes);
  const ByteSpan magic = reader.read_block(kMagic.size());
  const auto version = reader.read<std::uint32_t>();
  const auto byte_order = reader.read<std::uint32_t>();
  const auto size = reader.read<std::uint32_t>();
  const auto checksum = reader.read<std::uint32_t>();
  const auto count = reader.read<std::uint32_t>();
  const auto reserved = reader.read<std::uint32_t>();
  if (!reader.ok() || as_text(magic) != kMagic) {
    return Error{ErrorCode::corrupt_data,
                 "This is not an Unspin model file. Use the file that belongs to this release."};
  }
  if (version != kFormatVersion) {
    return Error{ErrorCode::unsupported, "The model file has format " + std::to_string(version) +
                                             ", this program reads " + std::to_string(kFormatVersion) +
                                             ". Use the model of this release."};
  }
  if (byte_order != kByteOrderMark) return corrupt("its byte-order mark is wrong");
  if (size != bytes.size()) {
    return corrupt("it has " + std::to_string(bytes.size()) + " bytes instead of " + std::to_string(size));
  }
  if (crc32(bytes.subspan(kHeaderSize)) != checksum) return corrupt("its checksum does not match");
  if (reserved != 0) return corrupt("its header is wrong");
  if (count > kMaximumSections) return corrupt("its section table is too long");
  Container container;
  for (std::uint32_t i = 0; i < count; ++i) {
    const ByteSpan tag = reader.read_block(4);
    const auto offset = reader.read<std::uint32_t>();
    const auto length = reader.read<std::uint32_t>();
    if (!reader.ok() || offset > bytes.size() || length > bytes.size() - offset) {
      return corrupt("a section lies outside the file");
    }
    // The checksum does not cover the count, but the first section follows the table at once.
    if (i == 0 && offset != aligned(kHeaderSize + count * kEntrySize))
      return corrupt("its section table has another length");
    container.entries_.push_back({std::string(as_text(tag)), bytes.subspan(offset, length)});
  }
  if (count == 0 && bytes.size() > kHeaderSize) return corrupt("its section table has another length");
  return container;
}

Result<ByteSpan> Container::section(std::string_view tag) const {
  for (const Entry& entry : entries_) {
    if (entry.tag == tag) return entry.content;
  }
  return corrupt("its section " + std::string(tag) + " is missing");
}

}  // namespace unspin::model
