#pragma once

#include <cstdint>
#include <string>

#include "base/source.h"
#include "base/span.h"

namespace remit::diagnostic {

/// One source line as a terminal shows it, and where a span stands in it.
struct Excerpt {
  std::string line;
  /// Cells before the caret, and under the span (at least 1).
  uint32_t indent = 0;
  uint32_t width = 1;
};

/// The line on which `span` begins. Tabs become spaces; control and direction characters and bad
/// bytes become U+FFFD; a line wider than `max_width` cells is cut around the caret, with "…" where
/// something is missing. A span over several lines ends with the first.
Excerpt make_excerpt(const base::Source& source, base::Span span, uint32_t max_width = 160);

}  // namespace remit::diagnostic
