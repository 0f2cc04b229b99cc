#pragma once

#include <string>
#include <string_view>

namespace remit::cli {

/// A text within an element or an attribute of a page.
std::string html_text(std::string_view text);

}  // namespace remit::cli
