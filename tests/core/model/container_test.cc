#include "model/container.h"

#include <random>
#include <string>
#include <vector>

#include "base/crc32.h"
#include "catch.h"

namespace unspin::model {
namespace {

constexpr std::size_t kHeaderSize = 32;

std::vector<SectionSource> sample_sections() {
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte.push_back(static_cast<char>(i));
  return {{"INFO", "name\tsample\n"}, {"DATA", every_byte}, {"NONE", ""}, {"LAST", "odd"}};
}

std::string sample_file() { return write_container(sample_sections()); }

std::string_view text_of(ByteSpan bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string error_of(const std::string& file) {
  const auto container = Container::from_bytes(as_bytes(file));
  if (container.ok()) return "no error";
  REQUIRE_FALSE(container.error().message.empty());
  return container.error().message;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

void put(std::string& file, std::size_t at, std::uint32_t value) {
  std::string bytes;
  append_le(bytes, value);
  file.replace(at, 4, bytes);
}

// A file whose size and checksum are right and whose section table is the given one.
std::string file_with_table(const std::vector<std::array<std::uint32_t, 2>>& places, std::size_t content_size) {
  std::string file = sample_file().substr(0, kHeaderSize);
  for (const auto& [offset, length] : places) {
    file += "SECT";
    append_le(file, offset);
    append_le(file, length);
  }
  file.resize((file.size() + 7) / 8 * 8 + content_size);
  put(file, 16, static_cast<std::uint32_t>(file.size()));
  put(file, 20, crc32(as_bytes(file).subspan(kHeaderSize)));
  put(file, 24, static_cast<std::uint32_t>(places.size()));
  return file;
}

TEST_CASE("sections come back as they were written, read in place", "[model]") {
  const std::string file = sample_file();
  const auto container = Container::from_bytes(as_bytes(file));
  REQUIRE(container.ok());
  for (const SectionSource& source : sample_sections()) {
    const auto section = container.value().section(source.tag);
    REQUIRE(section.ok());
    CHECK(text_of(section.value()) == source.content);
    CHECK(section.value().data() >= as_bytes(file).data());
    CHECK(section.value().data() + section.value().size() <= as_bytes(file).data() + file.size());
  }
}

TEST_CASE("every section begins at a multiple of eight bytes", "[model]") {
  const std::string file = sample_file();
  const auto container = Container::from_bytes(as_bytes(file));
  REQUIRE(container.ok());
  for (const SectionSource& source : sample_sections()) {
    CHECK((container.value().section(source.tag).value().data() - as_bytes(file).data()) % 8 == 0);
  }
}

TEST_CASE("a container may hold no section at all", "[model]") {
  const std::string file = write_container({});
  const auto container = Container::from_bytes(as_bytes(file));
  REQUIRE(container.ok());
  CHECK_FALSE(container.value().section("INFO").ok());
}

TEST_CASE("the same sections give the same bytes", "[model]") { CHECK(sample_file() == sample_file()); }

TEST_CASE("a file cut off at any length is refused with a message", "[model]") {
  const std::string file = sample_file();
  for (std::size_t size = 0; size < file.size(); ++size) {
    INFO(size);
    CHECK(error_of(file.substr(0, size)) != "no error");
  }
}

TEST_CASE("a file with more bytes than its header says is refused", "[model]") {
  CHECK(contains(error_of(sample_file() + '\0'), "bytes instead of"));
}

TEST_CASE("a flipped bit anywhere is refused with a message", "[model]") {
  const std::string file = sample_file();
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string damaged = file;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ (1U << bit));
      INFO("byte " << at << " bit " << bit);
      CHECK(error_of(damaged) != "no error");
    }
  }
}

TEST_CASE("each damage is named", "[model]") {
  const std::string file = sample_file();
  const auto with = [&](std::size_t at, std::uint32_t value) {
    std::string damaged = file;
    put(damaged, at, value);
    return damaged;
  };
  SECTION("not a model file") {
    CHECK(contains(error_of("PK\x03\x04" + file), "not an Unspin model file"));
    CHECK(contains(error_of(""), "not an Unspin model file"));
    CHECK(contains(error_of(std::string(1000, '\0')), "not an Unspin model file"));
  }
  SECTION("another version, which is not damage") {
    const std::string newer = with(8, kFormatVersion + 1);
    const auto container = Container::from_bytes(as_bytes(newer));
    REQUIRE_FALSE(container.ok());
    CHECK(container.error().code == ErrorCode::unsupported);
    CHECK(contains(container.error().message, "format " + std::to_string(kFormatVersion + 1)));
    CHECK(contains(container.error().message, "reads " + std::to_string(kFormatVersion)));
  }
  SECTION("byte order") { CHECK(contains(error_of(with(12, 0x04030201)), "byte-order mark")); }
  SECTION("size") {
    CHECK(contains(error_of(with(16, 7)), std::to_string(file.size()) + " bytes instead of 7"));
    CHECK(contains(error_of(file.substr(0, file.size() - 1)), "bytes instead of " + std::to_string(file.size())));
  }
  SECTION("checksum") {
    CHECK(contains(error_of(with(20, 0)), "checksum"));
    std::string damaged = file;
    damaged.back() = 'x';
    CHECK(contains(error_of(damaged), "checksum"));
  }
  SECTION("a section table longer than any model's") {
    CHECK(contains(error_of(with(24, 0xFFFFFFFF)), "section table"));
  }
  SECTION("damage has the code corrupt_data") {
    const std::string damaged = with(20, 0);
    CHECK(Container::from_bytes(as_bytes(damaged)).error().code == ErrorCode::corrupt_data);
  }
}

TEST_CASE("a section outside the file is refused even under a right checksum", "[model]") {
  REQUIRE(error_of(file_with_table({{48, 8}}, 8)) == "no error");
  CHECK(contains(error_of(file_with_table({{48, 9}}, 8)), "outside the file"));
  CHECK(contains(error_of(file_with_table({{57, 0}}, 8)), "outside the file"));
  CHECK(contains(error_of(file_with_table({{48, 0xFFFFFFFF}}, 8)), "outside the file"));
  CHECK(contains(error_of(file_with_table({{0xFFFFFFFF, 8}}, 8)), "outside the file"));
  CHECK(contains(error_of(file_with_table({{0xFFFFFFF8, 0xFFFFFFF8}}, 8)), "outside the file"));
}

TEST_CASE("a missing section is named", "[model]") {
  const std::string file = sample_file();
  const auto container = Container::from_bytes(as_bytes(file));
  REQUIRE(container.ok());
  const auto section = container.value().section("LEXI");
  REQUIRE_FALSE(section.ok());
  CHECK(section.error().code == ErrorCode::corrupt_data);
  CHECK(contains(section.error().message, "LEXI"));
  CHECK_FALSE(container.value().section("").ok());
  CHECK_FALSE(container.value().section("INF").ok());
}

TEST_CASE("random bytes are refused", "[model]") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = i % 2 == 0 ? sample_file().substr(0, 16) : std::string();
    for (std::size_t size = random() % 200; size > 0; --size) bytes.push_back(static_cast<char>(random()));
    CHECK(error_of(bytes) != "no error");
  }
}

}  // namespace
}  // namespace unspin::model
