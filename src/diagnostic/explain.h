#pragma once

#include <string>
#include <string_view>

#include "base/language.h"
#include "diagnostic/codes.h"

namespace remit::diagnostic {

/// The page that `remit check --explain R0201` prints: message, reason, remedy, and an example with
/// its correction. Plain text with a line feed at the end.
std::string explain(Code code, base::Language language);

/// All pages as one Markdown document, the source of docs/diagnostics.md.
std::string gallery(base::Language language);

/// The policy around every example: a currency, a rounding, a party and an entity to speak of.
/// `{0}` stands where the fragment goes.
std::string_view example_frame(base::Language language);

/// `fragment` inside the frame; a fragment that is a whole policy as it is.
std::string framed_example(std::string_view fragment, base::Language language);

}  // namespace remit::diagnostic
