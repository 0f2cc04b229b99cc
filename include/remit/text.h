#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "remit/language.h"

// For programs that read texts for Remit and show what it answers.

namespace remit {

/// Offset of the first byte that is not part of well-formed UTF-8; nothing when all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Appends a code point as UTF-8; U+FFFD for what is none, half of a surrogate pair too.
void append_utf8(char32_t code_point, std::string& out);

/// `text` within an element, or an attribute in quotes, of HTML, SVG or XML.
std::string markup_text(std::string_view text);

/// Columns that a UTF-8 text takes on a terminal: East Asian wide characters two, combining marks
/// none. A bad byte counts as one.
std::size_t display_width(std::string_view text);

/// `text` for a reader: what cannot be seen, or makes a terminal do something, is written out.
/// Control characters become `\x1b`, invisible letters and those that turn the direction of
/// writing `<U+200B>`. A line end stays where `lines` are allowed.
std::string visible_text(std::string_view text, bool lines = false);

/// `text` with `{0}`, `{1}` ... `{9}` replaced by the arguments; a number without an argument, and
/// braces around anything else, stay as they are.
std::string fill_template(std::string_view text, std::span<const std::string> arguments);

/// The name of `there` that `name` is most likely a misspelling of: another case of the same
/// letters, or the nearest within a third of its length; nothing where none is near.
std::optional<std::string> near_name(std::string_view name,
                                     std::span<const std::string_view> there);

/// What people call the whole, the entity of one row that programs know as `whole`.
std::string whole_title(Language language);

}  // namespace remit
