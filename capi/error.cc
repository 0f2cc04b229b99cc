#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::Language;
using remit::capi::answered;
using remit::capi::guarded;
using remit::capi::lend;
using remit::capi::out;
using remit::capi::require;

remit_diagnostics::remit_diagnostics(remit::Diagnostics diagnostics)
    : value(std::move(diagnostics)) {
  for (const Language language : {Language::en, Language::zh}) {
    std::vector<remit::Diagnostic>& list = worded[static_cast<std::size_t>(language)];
    list.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) list.push_back(value.at(i, language));
  }
}

remit_error::remit_error(const remit::Error& error)
    : status(static_cast<remit_status>(error.code())),
      messages{error.message(Language::en), error.message(Language::zh)},
      diagnostics(error.diagnostics()) {}

remit_error::remit_error() : status(REMIT_OUT_OF_MEMORY), messages{"out of memory", "内存不足"} {}

namespace {

const std::string& text_of(const remit::Diagnostic& diagnostic, remit_diagnostic_text which) {
  static const std::string kEmpty;
  switch (which) {
    case REMIT_DIAGNOSTIC_CODE:
      return diagnostic.code;
    case REMIT_DIAGNOSTIC_NAME:
      return diagnostic.name;
    case REMIT_DIAGNOSTIC_FILE:
      return diagnostic.file;
    case REMIT_DIAGNOSTIC_MESSAGE:
      return diagnostic.message;
    case REMIT_DIAGNOSTIC_HELP:
      return diagnostic.help;
    case REMIT_DIAGNOSTIC_REPLACEMENT:
      return diagnostic.fix ? diagnostic.fix->replacement : kEmpty;
    default:
      remit::capi::fail(remit::StatusCode::invalid_argument, remit::diagnostic::text::api_bad_value,
                        {"which", which});
  }
}

std::int64_t number_of(const remit::Diagnostic& diagnostic, remit_diagnostic_number which) {
  switch (which) {
    case REMIT_DIAGNOSTIC_SEVERITY:
      return static_cast<std::int64_t>(diagnostic.severity);
    case REMIT_DIAGNOSTIC_BEGIN:
      return diagnostic.begin.offset;
    case REMIT_DIAGNOSTIC_END:
      return diagnostic.end.offset;
    case REMIT_DIAGNOSTIC_LINE:
      return diagnostic.begin.line;
    case REMIT_DIAGNOSTIC_COLUMN:
      return diagnostic.begin.column;
    case REMIT_DIAGNOSTIC_DISPLAY_COLUMN:
      return diagnostic.begin.display_column;
    case REMIT_DIAGNOSTIC_END_LINE:
      return diagnostic.end.line;
    case REMIT_DIAGNOSTIC_END_COLUMN:
      return diagnostic.end.column;
    case REMIT_DIAGNOSTIC_FIX_BEGIN:
      return diagnostic.fix ? std::int64_t{diagnostic.fix->begin.offset} : -1;
    case REMIT_DIAGNOSTIC_FIX_END:
      return diagnostic.fix ? std::int64_t{diagnostic.fix->end.offset} : -1;
    default:
      return -1;
  }
}

}  // namespace

extern "C" {

remit_status remit_error_status(const remit_error* error) {
  return answered<remit_status>(REMIT_OK, [&] { return require(error, "error").status; });
}

const char* remit_error_message(const remit_error* error, remit_language language, size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>("", [&] {
    const auto words = static_cast<std::size_t>(remit::capi::language_argument(language));
    return lend(require(error, "error").messages[words], size);
  });
}

const remit_diagnostics* remit_error_diagnostics(const remit_error* error) {
  return answered<const remit_diagnostics*>(nullptr,
                                            [&] { return &require(error, "error").diagnostics; });
}

size_t remit_diagnostics_count(const remit_diagnostics* diagnostics) {
  return answered<std::size_t>(0, [&] { return require(diagnostics, "diagnostics").value.size(); });
}

const char* remit_diagnostics_text(const remit_diagnostics* diagnostics, size_t index,
                                   remit_diagnostic_text which, remit_language language,
                                   size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>(nullptr, [&] {
    const auto words = static_cast<std::size_t>(remit::capi::language_argument(language));
    return lend(text_of(require(diagnostics, "diagnostics").worded[words].at(index), which), size);
  });
}

int64_t remit_diagnostics_number(const remit_diagnostics* diagnostics, size_t index,
                                 remit_diagnostic_number which) {
  return answered<std::int64_t>(-1, [&] {
    return number_of(require(diagnostics, "diagnostics").worded[0].at(index), which);
  });
}

remit_status remit_diagnostics_render(const remit_diagnostics* diagnostics,
                                      remit_format_kind format, remit_language language,
                                      remit_string** text, remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(text, "text");
    const remit::Diagnostics& all = require(diagnostics, "diagnostics").value;
    const Language words = remit::capi::language_argument(language);
    switch (format) {
      case REMIT_FORMAT_TEXT:
      case REMIT_FORMAT_ANSI:
        to = new remit_string(all.text(words, format == REMIT_FORMAT_ANSI));
        return;
      case REMIT_FORMAT_JSON:
        to = new remit_string(all.json(words));
        return;
      default:
        remit::capi::fail(remit::StatusCode::invalid_argument,
                          remit::diagnostic::text::api_bad_value, {"format", format});
    }
  });
}

const char* remit_string_data(const remit_string* string, size_t* size) {
  if (size != nullptr) *size = 0;
  return answered<const char*>("", [&] { return lend(require(string, "string").value, size); });
}

void remit_string_free(remit_string* string) {
  if (string != nullptr && string->mark == remit_string::kTag) delete string;
}

}  // extern "C"
