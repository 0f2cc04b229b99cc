#pragma once

#include <string>
#include <string_view>

namespace remit::base {

/// A text within an element or an attribute in quotes of HTML, SVG or XML.
std::string markup_text(std::string_view text);

}  // namespace remit::base
