#include "check/drawn_names.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "base/confusable.h"
#include "base/utf8.h"
#include "diagnostic/code/names.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace code = diagnostic::code;

namespace {

diagnostic::Text alphabet_text(base::Alphabet alphabet) {
  switch (alphabet) {
    case base::Alphabet::greek:
      return diagnostic::text::alphabet_greek;
    case base::Alphabet::cyrillic:
      return diagnostic::text::alphabet_cyrillic;
    case base::Alphabet::armenian:
      return diagnostic::text::alphabet_armenian;
    case base::Alphabet::cherokee:
      return diagnostic::text::alphabet_cherokee;
    case base::Alphabet::latin:
      break;
  }
  return diagnostic::text::alphabet_latin;
}

/// A letter as U+0430.
std::string letter_number(char32_t letter) {
  return absl::StrFormat("U+%04X", static_cast<unsigned>(letter));
}

/// The first letters in which two names differ.
std::pair<char32_t, char32_t> first_difference(std::string_view a, std::string_view b) {
  for (std::size_t at = 0, other = 0;;) {
    const base::Decoded here = base::decode_utf8(a, at), there = base::decode_utf8(b, other);
    if (here.code_point != there.code_point || here.size == 0)
      return {here.code_point, there.code_point};
    at += here.size;
    other += there.size;
  }
}

}  // namespace

void DrawnNames::add(std::string_view name, base::Span span) {
  const auto [known, is_new] =
      first_.try_emplace(base::drawn_form(name), Written{std::string(name), span});
  // Names come in any order: what stands first in the text is told.
  if (!is_new && span.begin < known->second.span.begin)
    known->second = Written{std::string(name), span};
}

void DrawnNames::compare(std::string_view name, base::Span span, diagnostic::DiagnosticSink& sink) {
  if (const auto stray = base::stray_letter(name)) {
    std::string letter;
    base::append_utf8(stray->letter, letter);
    sink.report(code::stray_letter, span,
                {name, letter, alphabet_text(stray->alphabet), letter_number(stray->letter)});
  }
  // A later one in the text may be declared first: it is the other all the same.
  const auto known = first_.try_emplace(base::drawn_form(name), Written{std::string(name), span});
  const Written& first = known.first->second;
  if (first.name == name) return;
  const auto [here, there] = first_difference(name, first.name);
  sink.report(code::drawn_alike, span,
              {name, first.name, letter_number(here), letter_number(there)})
      .note(first.span, diagnostic::text::note_first_declared);
}

}  // namespace remit::check
