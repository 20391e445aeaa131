// Parameters as the JSON file that tuning writes and the model builder reads.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "program.h"
#include "restoration/parameters.h"

namespace unspin::tools {

// The parameters of the file; the defaults for what it does not name, and for all if there is no such file.
[[nodiscard]] inline restoration::Parameters must_read_parameters(const std::string& path) {
  restoration::Parameters parameters;
  if (!std::filesystem::exists(path)) return parameters;
  const auto json = nlohmann::json::parse(must_read(path), nullptr, false);
  if (!json.is_object()) fail(path + " is not a JSON object.");
  for (const auto& field : restoration::parameter_fields()) {
    const auto value = json.find(std::string(field.name));
    if (value != json.end()) parameters.*field.member = value->get<double>();
  }
  return parameters;
}

}  // namespace unspin::tools
