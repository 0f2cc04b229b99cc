#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "base/language.h"

namespace remit::diagnostic {

/// A user-visible text that is no diagnostic: a label, a note, a heading of a report. Their names
/// are constants in the headers diagnostic/text/<room>.h, which are written from
/// messages/<room>.def, where the entries stand in both languages.
enum class Text : uint16_t {};

namespace text {}  // namespace text

/// The template of `text`; `{0}`, `{1}` ... stand for arguments. O(log n).
std::string_view text_template(Text text, base::Language language);

/// The constant's name, e.g. "did_you_mean".
std::string_view text_name(Text text);

/// Every text there is. O(their number).
std::vector<Text> all_texts();

class Argument;

/// `text` with its placeholders filled.
std::string format_text(Text text, base::Language language,
                        absl::Span<const Argument> arguments = {});

}  // namespace remit::diagnostic
