#include "capi/guard.h"

#include <exception>
#include <new>

#include "base/utf8.h"
#include "diagnostic/text/api.h"

namespace remit::capi {
namespace {

namespace text = diagnostic::text;
using diagnostic::Text;

/// Handed out when there is no memory for a better one. Never freed, never changed.
const remit_error kOutOfMemory;

remit_error* out_of_memory_error() { return const_cast<remit_error*>(&kOutOfMemory); }

remit_status out_of_memory(remit_error** error) noexcept {
  if (error != nullptr) *error = out_of_memory_error();
  return REMIT_OUT_OF_MEMORY;
}

remit_status deliver(remit_error** error, remit_status status, const Error& cause) {
  if (error != nullptr) {
    auto made = std::make_unique<remit_error>(cause);
    made->status = status;
    *error = made.release();
  }
  return status;
}

remit_status describe_exception(remit_error** error) {
  try {
    throw;
  } catch (const Failure& failure) {
    return deliver(error, failure.status, failure.error);
  } catch (const std::bad_alloc&) {
    return out_of_memory(error);
  } catch (const std::exception& other) {
    return deliver(
        error, REMIT_INTERNAL_ERROR,
        diagnostic::make_error(StatusCode::internal_error, text::api_internal, {other.what()}));
  } catch (...) {
    return deliver(error, REMIT_INTERNAL_ERROR,
                   diagnostic::make_error(StatusCode::internal_error, text::api_internal, {"?"}));
  }
}

}  // namespace

remit_status report_exception(remit_error** error) noexcept {
  try {
    return describe_exception(error);
  } catch (...) {
    return out_of_memory(error);  // what can fail while describing is memory
  }
}

void fail(StatusCode code, Text text, const std::vector<diagnostic::Argument>& arguments) {
  fail(diagnostic::make_error(code, text, arguments));
}

void fail(const Error& error) { throw Failure{static_cast<remit_status>(error.code()), error}; }

std::string_view text_argument(const char* text, std::size_t size, const char* name) {
  if (text == nullptr) {
    if (size == 0) return {};
    fail(StatusCode::invalid_argument, text::api_null, {name});
  }
  const std::string_view view =
      size == REMIT_NUL ? std::string_view(text) : std::string_view(text, size);
  if (view.find('\0') != std::string_view::npos) {
    fail(StatusCode::invalid_argument, text::api_embedded_nul, {name});
  }
  if (base::first_invalid_utf8(view)) {
    fail(StatusCode::invalid_argument, text::api_bad_utf8, {name});
  }
  return view;
}

std::vector<std::string_view> text_arguments(const char* const* texts, const std::size_t* sizes,
                                             std::size_t count, const char* name) {
  if (texts == nullptr && count > 0) fail(StatusCode::invalid_argument, text::api_null, {name});
  std::vector<std::string_view> views;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = sizes == nullptr ? REMIT_NUL : sizes[i];
    views.push_back(text_argument(texts[i], size, name));
  }
  return views;
}

Language language_argument(remit_language language) {
  if (language != REMIT_LANGUAGE_EN && language != REMIT_LANGUAGE_ZH) {
    fail(StatusCode::invalid_argument, text::api_bad_value, {"language", language});
  }
  return static_cast<Language>(language);
}

void fail_range(Text what, std::uint64_t index, std::uint64_t count) {
  fail(StatusCode::invalid_argument, text::api_out_of_range, {what, index, count});
}

void fail_null(const char* name) { fail(StatusCode::invalid_argument, text::api_null, {name}); }

void fail_handle(bool is_null, const char* name) {
  fail(StatusCode::invalid_argument, is_null ? text::api_null : text::api_wrong_handle, {name});
}

}  // namespace remit::capi

extern "C" void remit_error_free(remit_error* error) {
  if (error == remit::capi::out_of_memory_error()) return;
  if (error != nullptr && error->mark == remit::capi::Tag::error) delete error;
}
