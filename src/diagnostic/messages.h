#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "base/language.h"

namespace remit::diagnostic {

/// Every user-visible text that is no diagnostic: labels, notes, headings of reports, help of the
/// command line. The entries, in both languages, are in messages/*.def.
enum class Text : uint16_t {
#define REMIT_TEXT(name, en, zh) name,
#include "diagnostic/messages/all.def"
#undef REMIT_TEXT
};

/// The template of `text`; `{0}`, `{1}` ... stand for arguments.
std::string_view text_template(Text text, base::Language language);

/// The enumerator's name, e.g. "did_you_mean".
std::string_view text_name(Text text);

/// Number of texts; every value below it is one.
size_t text_count();

class Argument;

/// `text` with its placeholders filled.
std::string format_text(Text text, base::Language language,
                        absl::Span<const Argument> arguments = {});

}  // namespace remit::diagnostic
