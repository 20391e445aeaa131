// Errors as values. The core never throws, prints or aborts: a function that can fail returns a Result.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace unspin {

enum class ErrorCode {
  invalid_argument,  // the caller passed something unusable
  corrupt_data,      // a file or memory block is damaged, truncated or not ours
  unsupported,       // a well-formed file of a version this build cannot read
};

// What went wrong, in one sentence a user can act on ("what is wrong; what to do").
struct Error {
  ErrorCode code = ErrorCode::invalid_argument;
  std::string message;
};

// Either a value or an Error. Thread-safety: as its value type.
template <typename T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor): reads as a return value
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  [[nodiscard]] T& value() { return *std::get_if<T>(&state_); }
  [[nodiscard]] const T& value() const { return *std::get_if<T>(&state_); }
  // REQUIRES: !ok().
  [[nodiscard]] const Error& error() const { return *std::get_if<Error>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace unspin
