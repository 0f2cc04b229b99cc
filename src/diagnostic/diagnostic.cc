#include "diagnostic/diagnostic.h"

#include <utility>

#include "base/utf8.h"
#include "diagnostic/text/common.h"

namespace remit::diagnostic {

Text severity_label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return text::label_error;
    case Severity::warning:
      return text::label_warning;
    case Severity::note:
      break;
  }
  return text::label_note;
}

std::string Diagnostic::message(base::Language language) const {
  return base::show_hidden(
      fill_template(entry(code).wording(language).message, language, arguments));
}

std::string Diagnostic::help(base::Language language) const {
  return fill_template(entry(code).wording(language).help, language, arguments);
}

Diagnostic& Diagnostic::note(base::Span at, Text text, std::vector<Argument> note_arguments) {
  related.push_back({at, text, std::move(note_arguments)});
  return *this;
}

Diagnostic& Diagnostic::suggest(base::Span at, std::string replacement) {
  fix = Fix{at, std::move(replacement)};
  return *this;
}

}  // namespace remit::diagnostic
