#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "capi/handle.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"

// The border. Inside capi/ a call that cannot go on throws Failure; `guarded` turns that, and every
// other exception, into a status and a remit_error. Nothing crosses it otherwise.

namespace remit::capi {

/// What REMIT_OPTION_THREADS and remit_data_set_threads() may be told.
inline constexpr std::int32_t kMostThreads = 1024;

struct Failure {
  remit_status status;  ///< differs from the error's code for what only C knows
  Error error;
};

[[noreturn]] void fail(StatusCode code, diagnostic::Text text,
                       const std::vector<diagnostic::Argument>& arguments = {});
[[noreturn]] void fail(const Error& error);

/// Turns the exception being handled into a status; `error` may be null. Allocates nothing that it
/// cannot do without.
remit_status report_exception(remit_error** error) noexcept;

/// Runs `body`; whatever it throws becomes a status and, if asked for, an error object.
template <typename Body>
remit_status guarded(remit_error** error, Body body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    body();
    return REMIT_OK;
  } catch (...) {
    return report_exception(error);
  }
}

/// For functions that answer a value: `otherwise` when anything goes wrong.
template <typename T, typename Body>
T answered(T otherwise, Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return otherwise;
  }
}

/// What `require` has against a handle.
[[noreturn]] void fail_handle(bool is_null, const char* name);

/// The object behind a handle, or a failure that names the argument.
template <typename H>
inline H& require(H* handle, const char* name) {
  if (handle == nullptr || handle->mark != std::remove_const_t<H>::kTag) [[unlikely]]
    fail_handle(handle == nullptr, name);
  return *handle;
}

/// The same for a handle that may be absent.
template <typename H>
H* accept(H* handle, const char* name) {
  return handle == nullptr ? nullptr : &require(handle, name);
}

[[noreturn]] void fail_null(const char* name);

/// An out-parameter: checked, and cleared before anything else happens.
template <typename T>
inline T& out(T* parameter, const char* name) {
  if (parameter == nullptr) [[unlikely]]
    fail_null(name);
  *parameter = T{};
  return *parameter;
}

/// The value of a result, or its error as a failure.
template <typename T>
T value_of(Result<T> result) {
  if (!result.ok()) fail(result.error());
  return std::move(result).value();
}

inline void value_of(const Status& status) {
  if (!status.ok()) [[unlikely]]
    fail(status.error());
}

/// A text argument: not null unless empty, well-formed, without NUL.
std::string_view text_argument(const char* text, std::size_t size, const char* name);

/// Several of them; without `sizes` each ends with NUL.
std::vector<std::string_view> text_arguments(const char* const* texts, const std::size_t* sizes,
                                             std::size_t count, const char* name);

Language language_argument(remit_language language);

[[noreturn]] void fail_range(diagnostic::Text what, std::uint64_t index, std::uint64_t count);
/// `index`, if it is below `count`; else a failure. `what` names the thing counted.
inline std::size_t index_argument(std::size_t index, std::size_t count, diagnostic::Text what) {
  if (index >= count) [[unlikely]]
    fail_range(what, index, count);
  return index;
}
inline std::uint64_t row_argument(std::uint64_t row, std::uint64_t count) {
  if (row >= count) [[unlikely]]
    fail_range(diagnostic::text::api_row, row, count);
  return row;
}

/// What a run with these options measures into; null when nobody asks.
std::shared_ptr<Profile> profile_for(const remit_options* options, RunOptions& run);
/// What came of it: null after a run that did not measure.
std::shared_ptr<const Profile> measured(const std::shared_ptr<Profile>& profile);

/// What a callback answered, as the error that ends the run; `callback` is its name.
Status outcome(remit_status status, const char* callback);
/// The host's callback for batches, which may be null.
StreamSink sink_of(remit_take_batch take, void* context);
/// `given` may be null.
StreamOptions stream_options(const remit_options* given);

/// A text lent to C. Always followed by a NUL, as std::string promises.
inline const char* lend(const std::string& text, std::size_t* size) {
  if (size != nullptr) *size = text.size();
  return text.c_str();
}

}  // namespace remit::capi
