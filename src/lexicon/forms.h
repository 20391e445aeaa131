// Parts of speech and inflected forms. The numbers are stored in the compiled lexicon: append only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace unspin::lexicon {

enum class PartOfSpeech : std::uint8_t { noun, verb, adjective, adverb, fixed };

inline constexpr std::uint32_t kPartOfSpeechCount = 5;

// Which form of its rule a pair is made of: both sides stand in the same form. The four forms that only `be` tells
// apart (am, are, was, were) have their own numbers; for other verbs they coincide with base and past.
enum class Form : std::uint8_t {
  base,                // singular, infinitive, positive; also fixed wording
  plural,              // nations
  first_person,        // am
  present_plural,      // are
  third_person,        // mentions
  past,                // mentioned; was
  past_plural,         // were
  past_participle,     // mentioned, taken
  present_participle,  // mentioning
  comparative,         // bigger, more recent
  superlative,         // biggest, most recent
};

inline constexpr std::uint32_t kFormCount = 11;

inline constexpr std::array<Form, 2> kNounForms = {Form::base, Form::plural};
inline constexpr std::array<Form, 8> kVerbForms = {
    Form::base,         Form::third_person,   Form::past,       Form::past_participle, Form::present_participle,
    Form::first_person, Form::present_plural, Form::past_plural};
inline constexpr std::array<Form, 3> kAdjectiveForms = {Form::base, Form::comparative, Form::superlative};
inline constexpr std::array<Form, 1> kOnlyBase = {Form::base};

// The forms in which a part of speech occurs, base first.
[[nodiscard]] constexpr std::span<const Form> forms_of(PartOfSpeech pos) {
  switch (pos) {
    case PartOfSpeech::noun:
      return kNounForms;
    case PartOfSpeech::verb:
      return kVerbForms;
    case PartOfSpeech::adjective:
      return kAdjectiveForms;
    default:
      return kOnlyBase;
  }
}

// "n", "v", "adj", "adv", "x": the names used in the source files.
[[nodiscard]] constexpr std::string_view name_of(PartOfSpeech pos) {
  constexpr std::array<std::string_view, kPartOfSpeechCount> kNames = {"n", "v", "adj", "adv", "x"};
  const auto index = static_cast<std::size_t>(pos);
  return index < kNames.size() ? kNames[index] : std::string_view("?");
}

[[nodiscard]] constexpr std::optional<PartOfSpeech> part_of_speech_named(std::string_view name) {
  for (std::uint32_t i = 0; i < kPartOfSpeechCount; ++i) {
    if (name_of(static_cast<PartOfSpeech>(i)) == name) return static_cast<PartOfSpeech>(i);
  }
  return std::nullopt;
}

}  // namespace unspin::lexicon
