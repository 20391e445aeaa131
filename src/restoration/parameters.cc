#include "restoration/parameters.h"

#include <algorithm>

namespace unspin::restoration {

const std::array<ParameterField, 17>& parameter_fields() {
  static const std::array<ParameterField, 17> fields = {{
      {"language_model_weight", &Parameters::language_model_weight},
      {"channel_weight", &Parameters::channel_weight},
      {"substitution_cost", &Parameters::substitution_cost},
      {"rarity_discount", &Parameters::rarity_discount},
      {"unknown_word_cost", &Parameters::unknown_word_cost},
      {"name_cost", &Parameters::name_cost},
      {"initial_rate", &Parameters::initial_rate},
      {"rate_prior_words", &Parameters::rate_prior_words},
      {"paragraph_prior_words", &Parameters::paragraph_prior_words},
      {"habit_prior", &Parameters::habit_prior},
      {"evidence_needed", &Parameters::evidence_needed},
      {"evidence_per_hundred_words", &Parameters::evidence_per_hundred_words},
      {"passage_end_cost", &Parameters::passage_end_cost},
      {"evidence_substitution_cost", &Parameters::evidence_substitution_cost},
      {"evidence_rarity_discount", &Parameters::evidence_rarity_discount},
      {"genuine_rate", &Parameters::genuine_rate},
      {"threshold", &Parameters::threshold},
  }};
  return fields;
}

std::string write_parameters(const Parameters& parameters) {
  std::string out;
  append_le(out, static_cast<std::uint32_t>(parameter_fields().size()));
  for (const ParameterField& field : parameter_fields()) {
    append_le(out, static_cast<std::uint8_t>(field.name.size()));
    out += field.name;
    append_float(out, static_cast<float>(parameters.*field.member));
  }
  return out;
}

Result<Parameters> read_parameters(ByteSpan bytes) {
  Parameters parameters;
  ByteReader reader(bytes);
  const auto count = reader.read<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    const ByteSpan raw = reader.read_block(reader.read<std::uint8_t>());
    const std::string_view name(reinterpret_cast<const char*>(raw.data()), raw.size());
    const float value = reader.read_f32();
    const auto& fields = parameter_fields();
    const auto field = std::find_if(fields.begin(), fields.end(), [name](const auto& f) { return f.name == name; });
    if (!reader.ok()) break;
    if (field == fields.end()) {
      return Error{ErrorCode::corrupt_data, "The model file sets an unknown parameter. Use the model of this release."};
    }
    parameters.*field->member = static_cast<double>(value);
  }
  if (!reader.ok()) return Error{ErrorCode::corrupt_data, "The model file's parameters are truncated. Build it again."};
  return parameters;
}

}  // namespace unspin::restoration
