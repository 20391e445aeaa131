#include "restoration/parameters.h"

#include <set>
#include <string>

#include "catch.h"

namespace unspin::restoration {
namespace {

// A section that sets one parameter.
std::string section_with(std::string_view name, float value) {
  std::string out;
  append_le(out, std::uint32_t{1});
  append_le(out, static_cast<std::uint8_t>(name.size()));
  out += name;
  append_float(out, value);
  return out;
}

TEST_CASE("parameters survive writing and reading", "[parameters]") {
  Parameters written;
  double value = 0.125;
  for (const ParameterField& field : parameter_fields()) {
    written.*field.member = value;
    value += 0.125;
  }
  const std::string bytes = write_parameters(written);
  const auto read = read_parameters(as_bytes(bytes));
  REQUIRE(read.ok());
  for (const ParameterField& field : parameter_fields()) {
    INFO(field.name);
    CHECK(read.value().*field.member == written.*field.member);
  }
  CHECK(write_parameters(read.value()) == bytes);
}

TEST_CASE("every parameter has a name and a member of its own", "[parameters]") {
  std::set<std::string_view> names;
  for (const ParameterField& field : parameter_fields()) {
    CHECK_FALSE(field.name.empty());
    CHECK(names.insert(field.name).second);
    for (const ParameterField& other : parameter_fields()) CHECK((&field == &other) == (field.member == other.member));
  }
  CHECK(names.size() * sizeof(double) == sizeof(Parameters));
}

TEST_CASE("the defaults are costs, rates and thresholds within their bounds", "[parameters]") {
  const Parameters defaults;
  for (const ParameterField& field : parameter_fields()) {
    INFO(field.name);
    CHECK(defaults.*field.member >= 0);
  }
  for (const double share : {defaults.initial_rate, defaults.genuine_rate, defaults.threshold}) CHECK(share <= 1);
}

TEST_CASE("a parameter that the section does not set keeps its default", "[parameters]") {
  const std::string bytes = section_with("threshold", 0.25F);
  const auto read = read_parameters(as_bytes(bytes));
  REQUIRE(read.ok());
  CHECK(read.value().threshold == 0.25);
  CHECK(read.value().initial_rate == Parameters{}.initial_rate);
  CHECK(read_parameters(as_bytes(std::string(4, '\0'))).ok());
}

TEST_CASE("an unknown parameter is an error", "[parameters]") {
  for (const std::string_view name : {"no_such_parameter", "Threshold", "threshol", ""}) {
    const std::string bytes = section_with(name, 1);
    const auto read = read_parameters(as_bytes(bytes));
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::corrupt_data);
    CHECK(read.error().message.find("unknown parameter") != std::string::npos);
  }
}

TEST_CASE("parameters cut off at any length are an error", "[parameters]") {
  const std::string bytes = write_parameters({});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    INFO(size);
    const std::string cut = bytes.substr(0, size);
    const auto read = read_parameters(as_bytes(cut));
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::corrupt_data);
    CHECK_FALSE(read.error().message.empty());
  }
}

TEST_CASE("a count of parameters beyond the section is an error", "[parameters]") {
  std::string bytes = write_parameters({});
  bytes.replace(0, 4, "\xff\xff\xff\xff");
  CHECK_FALSE(read_parameters(as_bytes(bytes)).ok());
}

}  // namespace
}  // namespace unspin::restoration
