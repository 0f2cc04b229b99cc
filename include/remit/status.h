#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "remit/diagnostic.h"

namespace remit {

/// What became of a call. Numbers are stable: the C ABI and the bindings use the same.
enum class StatusCode : std::int32_t {
  ok = 0,
  invalid_argument = 1,  ///< the caller misused the interface: an index out of range, a bad option
  out_of_memory = 2,
  policy_error = 3,    ///< the policy has errors; `Error::diagnostics` lists them all
  data_error = 4,      ///< a table does not fit the policy: unknown, missing or ill-typed column
  not_found = 5,       ///< no such entity, column or row
  limit_exceeded = 6,  ///< one of `Limits`
  cancelled = 7,       ///< by `Cancel` or by the progress callback
  unsupported = 8,     ///< asked for something that this build or this policy cannot do
  internal_error = 9,  ///< a fault of Remit itself; please report it
};

/// Why a call failed: a code, and words for a person in either language. Immutable and cheap to
/// copy; any number of threads may read one.
class Error {
 public:
  struct Impl;
  explicit Error(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  StatusCode code() const;
  /// One line. For a policy error the first diagnostic and how many there are.
  std::string message(Language language) const;
  /// The complaints about the policy's text; empty for every other kind of error.
  const Diagnostics& diagnostics() const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// A failure in the host's own words, for its callbacks; they are the same in every language.
Error host_error(StatusCode code, std::string message);

/// A value, or why there is none. `value()` and `error()` require that it is that one.
template <typename T>
class Result {
 public:
  Result(T value) : held_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : held_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::get<0>(std::move(held_)); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, Error> held_;
};

/// For calls that give nothing back.
struct Done {};
using Status = Result<Done>;

}  // namespace remit
